internal import GRDB

/// A table of the snapshot and the rows that it takes from the working database.
struct SnapshotTable {
  let name: String
  /// How the table is made, where it differs from the working database's.
  var definition: String?
  /// The columns that are chosen, where they are not simply all.
  var columns = "*"
  var joins = ""
  var condition = ""
  /// The key by which rows go in; `nil` for a table without rowids that is taken as it is: its rows stand by their key, and
  /// SQLite then copies them without taking them apart.
  let order: String?

  func write(to database: Database) throws {
    let definition =
      try definition
      ?? String.fetchOne(
        database, sql: "SELECT sql FROM working.sqlite_master WHERE type = 'table' AND name = ?",
        arguments: [name])
    if let definition { try database.execute(sql: definition) }
    try database.execute(
      sql: """
        INSERT INTO main.\(name)
        SELECT \(columns) FROM working.\(name) AS source \(joins) \(condition)
        \(order.map { "ORDER BY \($0)" } ?? "")
        """)
  }
}

private let fileNumber = "JOIN file_numbers AS file ON file.source_file_id = source.source_file_id"
private let submissionNumber =
  "JOIN submission_numbers AS submission ON submission.submission_id = source.submission_id"

/// A text of a finding, unless the finding is about what a trust spends on legacy systems, which is never shown by trust.
private func unlessLegacy(_ column: String, else text: String = "''") -> String {
  """
  iif(
    account = 'L110' OR account IN (SELECT account_code FROM working.accounts WHERE category = 'legacy-systems')
      OR (sha256, line) IN (SELECT sha256, line FROM legacy_lines),
    \(text), \(column))
  """
}

private let legacyMessage = """
  'What a trust spends on legacy systems is not shown by trust: the amounts stand in the file, on the line given.'
  """

/// A table comes after those that it refers to.
let snapshotTables: [SnapshotTable] = [
  SnapshotTable(name: "categories", order: "position"),
  SnapshotTable(name: "bases", order: "position"),
  SnapshotTable(name: "basis_terms", order: "basis, side, category"),
  SnapshotTable(name: "settings", order: "name"),
  SnapshotTable(name: "finding_codes", order: "code"),
  SnapshotTable(name: "regions", order: "region_code"),
  // These stand in the order of the register's files.
  SnapshotTable(name: "icbs", order: "source.rowid"),
  SnapshotTable(name: "organisations", order: "source.rowid"),
  SnapshotTable(name: "organisation_names", order: "source.rowid"),
  SnapshotTable(name: "successions", order: "source.rowid"),
  SnapshotTable(name: "current_organisations", order: "organisation_code"),
  SnapshotTable(
    name: "accounts",
    columns: """
      row_number() OVER (ORDER BY contract, account_code, ifnull(organisation_code, '')),
      contract, organisation_code, account_code, description, category, sign
      """, order: "1"),
  SnapshotTable(
    name: "source_files",
    definition: """
      CREATE TABLE source_files (
        source_file_id INTEGER PRIMARY KEY,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        byte_count INTEGER NOT NULL,
        contract TEXT
      ) STRICT
      """,
    columns: "file.number, source.file, sha256, byte_count, contract", joins: fileNumber, order: "1"),
  SnapshotTable(
    name: "reconciliation",
    columns: """
      file.number, physical_lines, preamble_lines, header_lines, blank_lines, footer_lines, accepted_lines,
      rejected_lines, records_accepted, records_rejected, read_pence, accepted_pence, rejected_pence,
      set_aside_pence, unreadable_amounts, is_balanced
      """, joins: fileNumber, order: "1"),
  SnapshotTable(
    name: "submissions",
    columns: """
      submission.number, file.number, contract, source.source, organisation_code, organisation_as_submitted,
      period_start, period_end, financial_year, kind, status, version, line_count, approved_by_role, comment
      """, joins: "\(fileNumber) \(submissionNumber)", order: "1"),
  SnapshotTable(
    name: "submission_faults", columns: "submission.number, code, category", joins: submissionNumber,
    order: "1, source.rowid"),
  SnapshotTable(
    name: "category_totals", columns: "submission.number, category, pence, line_count",
    // What a trust spends on legacy systems is never shown by trust.
    joins: submissionNumber, condition: "WHERE category <> 'legacy-systems'", order: "1, 2"),
  SnapshotTable(
    name: "findings",
    columns: """
      row_number() OVER (
        ORDER BY source.file, line, record, field, code, byte_offset, sha256, finding_id, value, expected, message),
      finding_id, file.number, code, severity, source.file, sha256, line, record, byte_offset, organisation_code,
      financial_year, account, field, \(unlessLegacy("value")), \(unlessLegacy("expected")),
      \(unlessLegacy("message", else: legacyMessage))
      """, joins: "LEFT \(fileNumber)", order: "1"),
  SnapshotTable(name: "acceptances", order: "finding_id"),
  SnapshotTable(name: "organisation_years", order: nil),
  SnapshotTable(name: "shares", order: nil),
  SnapshotTable(name: "share_terms", order: nil),
  SnapshotTable(name: "level_costs", order: nil),
  SnapshotTable(name: "estates_ratios", order: nil),
  SnapshotTable(name: "planned_shares", order: nil),
  SnapshotTable(name: "planned_terms", order: nil),
  SnapshotTable(
    name: "planned_submissions",
    columns: "source.organisation_code, source.financial_year, basis, side, submission.number",
    joins: submissionNumber, order: "1, 2, 3, 4, 5"),
  SnapshotTable(name: "last_release", order: "name"),
  SnapshotTable(name: "released_figures", order: nil),
  SnapshotTable(
    name: "share_submissions",
    columns: "source.organisation_code, source.financial_year, basis, side, submission.number",
    joins: submissionNumber, order: "1, 2, 3, 4, 5"),
  SnapshotTable(
    name: "return_lines",
    definition: """
      CREATE TABLE return_lines (
        submission_id INTEGER NOT NULL REFERENCES submissions,
        line INTEGER NOT NULL,
        account_code TEXT NOT NULL,
        category TEXT REFERENCES categories,
        sign INTEGER NOT NULL,
        pence INTEGER NOT NULL,
        PRIMARY KEY (submission_id, line, account_code)
      ) STRICT, WITHOUT ROWID
      """,
    columns: "submission.number, line, account_code, category, sign, pence", joins: submissionNumber,
    order: "1, 2, 3"),
  maturityTable("maturity_pillars"),
  maturityTable("maturity_index"),
  SnapshotTable(name: "funding_plan_with_live_services", order: "position"),
  SnapshotTable(name: "funding_plan_without_live_services", order: "position"),
  // A view stands on single trusts' amounts, which are not here.
  SnapshotTable(
    name: "legacy_summary",
    definition: """
      CREATE TABLE legacy_summary (
        financial_year TEXT NOT NULL,
        group_kind TEXT NOT NULL,
        "group" TEXT NOT NULL,
        organisations_counted INTEGER NOT NULL,
        organisations_given INTEGER NOT NULL,
        is_suppressed INTEGER NOT NULL CHECK (is_suppressed IN (0, 1)),
        pence INTEGER,
        whole_pence INTEGER,
        part_percent REAL,
        PRIMARY KEY (financial_year, group_kind, "group")
      ) STRICT, WITHOUT ROWID
      """, order: "financial_year, group_kind, \"group\""),
  // What changed is known only when all else stands.
  SnapshotTable(name: "comparisons", condition: "WHERE false", order: "since"),
  SnapshotTable(name: "changes", condition: "WHERE false", order: "since"),
  SnapshotTable(
    name: "data_dictionary",
    // What has no table here is not described here.
    condition: """
      WHERE table_name NOT IN (
          'account_totals', 'grdb_migrations', 'inbox_files', 'lines', 'runs', 'told_findings')
        AND table_name NOT IN ('assessment_scores', 'assessments', 'instrument_sections')
        AND (table_name, column_name) NOT IN (VALUES ('source_files', 'run_id'), ('source_files', 'received_on'))
      """, order: "table_name, column_name"),
  SnapshotTable(name: "gdp_deflators", order: nil),
]

/// The scores of one instrument: a view of the working database, whose tables hold every instrument's, is a table here.
private func maturityTable(_ name: String) -> SnapshotTable {
  SnapshotTable(
    name: name,
    definition: """
      CREATE TABLE \(name) (
        organisation_code TEXT NOT NULL,
        organisation_name TEXT,
        assessment_year INTEGER NOT NULL,
        financial_year TEXT NOT NULL,
        section TEXT NOT NULL,
        section_title TEXT NOT NULL,
        section_position INTEGER NOT NULL,
        score_sum_hundredths INTEGER NOT NULL,
        score_count INTEGER NOT NULL,
        score REAL NOT NULL,
        high_from REAL NOT NULL,
        is_high INTEGER NOT NULL CHECK (is_high IN (0, 1)),
        submission_id INTEGER NOT NULL REFERENCES submissions,
        PRIMARY KEY (assessment_year, organisation_code, section)
      ) STRICT, WITHOUT ROWID
      """,
    columns: """
      source.organisation_code, organisation_name, assessment_year, financial_year, section, section_title,
      section_position, score_sum_hundredths, score_count, score, high_from, is_high, submission.number
      """, joins: submissionNumber, order: "assessment_year, 1, section")
}
