internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces the price levels by which years are set side by side in real terms.
  package func replaceDeflators(_ deflators: [GDPDeflator]) throws {
    try run("DELETE FROM gdp_deflators")
    for deflator in deflators {
      try run(
        "INSERT INTO gdp_deflators (financial_year, index_millionths, source, vintage) VALUES (?, ?, ?, ?)",
        [deflator.year.description, deflator.indexMillionths, deflator.source, deflator.vintage])
    }
  }
}
