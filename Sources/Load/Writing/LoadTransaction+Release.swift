internal import GRDB
package import Returns

extension StoredData {
  /// The name of the release against which figures are marked as revised; `nil` before the first.
  package func lastRelease() throws -> String? {
    try reading { try String.fetchOne($0, sql: "SELECT name FROM last_release") }
  }
}

extension LoadTransaction {
  /// Takes the figures of a release, in place of those of the one before.
  package func replaceReleasedFigures(_ figures: [ReleasedFigure], of release: String?) throws {
    try run("DELETE FROM last_release")
    try run("DELETE FROM released_figures")
    guard let release else { return }
    try run("INSERT INTO last_release (name) VALUES (?)", [release])
    var rows = try RowsBelowGRDB(
      database, into: "released_figures",
      columns: ["organisation_code", "financial_year", "basis", "technology_pence", "total_pence"])
    for figure in figures {
      try rows.add([
        figure.organisation.text, figure.year.description, figure.basis, figure.technology.pence,
        figure.total.pence,
      ])
    }
    try rows.finish()
  }
}
