package import Foundation
package import Returns

/// Writes `changes.csv`: every figure that is another than in the publication before, and why.
///
/// Money is in pounds and pence; `[x]` where there is no figure.
///
/// - Throws: `ReportError.notWritten`.
package func writeChanges(_ changes: [FigureChange], to folder: URL) throws(ReportError) {
  let file = "changes.csv"
  var writer = CSVWriter()
  for column in [
    "organisation_code", "financial_year", "basis", "cause", "technology_gbp_before", "technology_gbp",
    "total_gbp_before", "total_gbp", "short_of_benchmark_gbp_before", "short_of_benchmark_gbp",
  ] { writer.add(plain: column) }
  writer.endRecord()
  for change in changes {
    for text in [change.organisation, change.year, change.basis, change.cause.rawValue] {
      writer.add(text: text)
    }
    for amount in [change.technology, change.total, change.shortOfBenchmark] {
      for pence in [amount.from, amount.to] {
        writer.add(plain: pence.map { Money(pence: $0).description } ?? Mark.notAvailable)
      }
    }
    writer.endRecord()
  }
  do {
    try writeFile(Data(writer.bytes), to: folder.appending(path: file))
  } catch {
    throw .notWritten(file: file, reason: systemReason(error))
  }
}
