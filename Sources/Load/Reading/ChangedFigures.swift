import GRDB
package import Returns

// What two publications say of the same trust, year and basis is compared in SQL, from their snapshots: which figures
// differ, and which of the things that they stand on differ with them.

/// What is known of two publications beside their snapshots.
package struct ChangeContext: Sendable {
  /// The source of trusts' own returns, as `precedence` names it; what comes from another are accounts.
  package let returnSource: String
  /// Whether contracts, mappings or limits of rules are others.
  package let isOtherMapping: Bool

  package init(returnSource: String, isOtherMapping: Bool) {
    self.returnSource = returnSource
    self.isOtherMapping = isOtherMapping
  }
}

/// The figures that differ between two snapshots, each with its cause, by trust, year and basis.
///
/// - Throws: `LoadError`.
package func changedFigures(
  from before: String, to after: String, _ context: ChangeContext
) throws -> [FigureChange] {
  do {
    var configuration = Configuration()
    // What is compared stands in temporary tables, which are small: a full disk is nothing to them.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
    let database = try DatabaseQueue(configuration: configuration)
    return try database.writeWithoutTransaction { database in
      for (path, name) in [(before, "was"), (after, "now")] {
        try database.execute(sql: "ATTACH ? AS \(name)", arguments: [immutableAddress(of: path)])
      }
      return try changedFigures(database, was: "was", now: "now", context)
    }
  } catch let error as DatabaseError {
    throw snapshotFault(error, path: before)
  }
}

/// All figures of a snapshot added up by basis, in pence; those that are not available are not in it.
///
/// - Throws: `LoadError`.
package func figureSums(of snapshot: String) throws -> [String: (technology: Int64, total: Int64)] {
  do {
    let database = try ReadDatabase(path: snapshot, immutable: true)
    let rows = try database.read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT basis, ifnull(sum(technology_pence), 0) AS technology, ifnull(sum(total_pence), 0) AS total
          FROM shares
          GROUP BY basis
          """)
    }
    try database.close()
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["basis"], ($0["technology"], $0["total"])) })
  } catch let error as DatabaseError {
    throw snapshotFault(error, path: snapshot)
  }
}

/// A disk that cannot be read is the machine's fault, and no reason to move a publication away.
private func snapshotFault(_ error: DatabaseError, path: String) -> LoadError {
  let reason = error.message ?? "\(error.resultCode)"
  return error.resultCode == .SQLITE_IOERR
    ? .diskFault(path: path, reason: reason) : .snapshotUnusable(path: path, reason: reason)
}

extension LoadTransaction {
  /// The name under which the snapshot beside the database is attached.
  static let published = "published"

  /// The figures that differ between the snapshot beside the database and what was loaded.
  ///
  /// - Throws: `LoadError.snapshotUnusable` where the snapshot is damaged.
  package func changedFigures(_ context: ChangeContext) throws -> [FigureChange] {
    do {
      return try Load.changedFigures(database, was: Self.published, now: "main", context)
    } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
      // The database was written a moment ago; the snapshot may have lain there for months.
      let path = try String.fetchOne(
        database, sql: "SELECT file FROM pragma_database_list WHERE name = ?", arguments: [Self.published])
      throw LoadError.snapshotUnusable(
        path: path ?? Self.published, reason: error.message ?? "\(error.resultCode)")
    }
  }
}

/// The same between two databases of one connection, by the names under which they are attached.
func changedFigures(
  _ database: Database, was: String, now: String, _ context: ChangeContext
) throws -> [FigureChange] {
  func sql(_ text: String) -> String {
    text.replacing("was.", with: "\(was).").replacing("now.", with: "\(now).")
  }
  let tables = [
    "changed", "used", "arrived", "let_pass", "read_anew", "placed_anew", "other_terms", "other_trusts",
  ]
  try database.execute(sql: sql(changeEvidence), arguments: ["return": context.returnSource])
  defer { for table in tables { try? database.execute(sql: "DROP TABLE IF EXISTS temp.\(table)") } }
  return try Row.fetchAll(
    database, sql: sql(changesWithCauses),
    arguments: ["return": context.returnSource, "mapping": context.isOtherMapping]
  ).map { row in
    FigureChange(
      organisation: row["organisation_code"], year: row["financial_year"], basis: row["basis"],
      cause: try row.value("cause", of: "changed", ChangeCause.init(rawValue:)),
      technology: FigureChange.Amount(from: row["technology_before"], to: row["technology_after"]),
      total: FigureChange.Amount(from: row["total_before"], to: row["total_after"]),
      shortOfBenchmark: FigureChange.Amount(from: row["short_before"], to: row["short_after"]))
  }
}
