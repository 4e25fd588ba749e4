import GRDB

extension Database {
  /// Makes a temporary table of a view's rows, which all that is asked after that finds under the view's name.
  ///
  /// The view's own text makes it, so that names in it stand for temporary tables too.
  func workOut(view name: String) throws {
    let sql = try String.fetchOne(
      self, sql: "SELECT sql FROM main.sqlite_master WHERE type = 'view' AND name = ?", arguments: [name])
    let makesView = "CREATE VIEW "
    guard let sql, sql.hasPrefix(makesView) else {
      throw DatabaseError(message: "there is no view \(name)")
    }
    try execute(sql: "CREATE TEMP TABLE " + sql.dropFirst(makesView.count))
  }

  /// Does the same for all views of groups, and gives the rows of those that pages show for other connections.
  func workOutGroups() throws -> [WorkedOutView] {
    for view in [
      "group_members", "group_quartiles", "group_summary", "england_outlook", "cost_of_benchmark",
      "missing_estimates", "national_certainty", "real_terms",
    ] {
      try workOut(view: view)
    }
    // What single trusts lack is asked for here alone.
    return try [
      ("group_summary", ""), ("england_outlook", ""),
      ("cost_of_benchmark", "WHERE group_kind <> 'organisation'"), ("national_certainty", ""),
      ("real_terms", ""),
    ].map { name, condition in
      let statement = try makeStatement(sql: "SELECT * FROM temp.\(name) \(condition)")
      return WorkedOutView(
        name: name, columns: statement.columnNames,
        rows: try Row.fetchAll(statement).map { Array($0.databaseValues) })
    }
  }
}

/// The rows of a view as another connection worked them out.
struct WorkedOutView: Sendable {
  let name: String
  let columns: [String]
  let rows: [[DatabaseValue]]

  /// Makes a temporary table of the rows under the view's name.
  func add(to database: Database) throws {
    let names = columns.map(\.quotedDatabaseIdentifier).joined(separator: ", ")
    try database.execute(sql: "CREATE TEMP TABLE \(name) (\(names))")
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    let insertion = try database.makeStatement(sql: "INSERT INTO temp.\(name) VALUES (\(places))")
    for row in rows { try insertion.execute(arguments: StatementArguments(row)) }
  }
}
