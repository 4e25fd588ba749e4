import GRDB
package import Returns

// What changed with a publication stands in the snapshot and in the working database alike.

/// Writes into a snapshot, which has none yet, what changed with it.
///
/// - Throws: `LoadError`.
package func write(_ comparisons: [FigureComparison], toSnapshot path: String) throws {
  do {
    let snapshot = try DatabaseQueue(path: path, configuration: snapshotConfiguration)
    try snapshot.write { try replace(comparisons, in: $0) }
    try snapshot.close()
  } catch let error as DatabaseError {
    throw LoadError(error, path: path)
      ?? .databaseUnusable(path: path, reason: error.message ?? "\(error.resultCode)")
  }
}

extension LoadTransaction {
  /// Keeps what changed with the latest publication, in the place of what changed with the one before.
  package func replaceComparisons(_ comparisons: [FigureComparison]) throws {
    try replace(comparisons, in: database)
  }
}

private func replace(_ comparisons: [FigureComparison], in database: Database) throws {
  try database.execute(sql: "DELETE FROM changes; DELETE FROM comparisons")
  let comparisonRow = try database.makeStatement(sql: "INSERT INTO comparisons VALUES (?, ?, ?, ?)")
  let changeRow = try database.makeStatement(
    sql: "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
  for comparison in comparisons.sorted(by: { $0.since.rawValue < $1.since.rawValue }) {
    try comparisonRow.execute(arguments: [
      comparison.since.rawValue, comparison.edition, comparison.dateOfFigures, comparison.release,
    ])
    for change in comparison.changes {
      try changeRow.execute(arguments: [
        comparison.since.rawValue, change.organisation, change.year, change.basis, change.cause.rawValue,
        change.technology.from, change.technology.to, change.total.from, change.total.to,
        change.shortOfBenchmark.from, change.shortOfBenchmark.to,
      ])
    }
  }
}
