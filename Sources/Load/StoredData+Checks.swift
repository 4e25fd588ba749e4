internal import GRDB

extension StoredData {
  /// The files whose lines or pounds did not come out as they went in.
  package func unbalancedFiles() throws -> [String] {
    try files(
      """
      SELECT file
      FROM reconciliation
      JOIN source_files USING (source_file_id)
      WHERE NOT is_balanced
      ORDER BY file
      """)
  }

  /// The files whose stored lines, counted and added up here and now, differ from what was found while they were read;
  /// of those with these hashes alone, where any are given.
  ///
  /// Lines of a file that stays were added up when they were loaded, and nothing has written to them since.
  package func linesDisagreeing(ofFiles hashes: [String]? = nil) throws -> [String] {
    // All lines are gone through faster without a condition.
    let files = hashes == nil ? "" : "WHERE sha256 IN (SELECT value FROM json_each(?))"
    let lines =
      hashes == nil
      ? ""
      : "WHERE submission_id IN (SELECT submission_id FROM submissions JOIN chosen USING (source_file_id))"
    let arguments: StatementArguments = hashes.map { [jsonText($0)] } ?? []
    return try self.files(
      """
      WITH
        chosen AS (SELECT source_file_id, file FROM source_files \(files)),
        submission_sums AS (
          SELECT submission_id, sum(pence) AS pence, count(*) AS line_count
          FROM lines
          \(lines)
          GROUP BY submission_id
        ),
        file_sums AS (
          SELECT
            source_file_id, sum(pence) AS pence,
            sum(submissions.line_count <> ifnull(submission_sums.line_count, 0)) AS wrong_counts
          FROM submissions
          LEFT JOIN submission_sums USING (submission_id)
          GROUP BY source_file_id
        )
      SELECT file
      FROM reconciliation
      JOIN chosen USING (source_file_id)
      LEFT JOIN file_sums USING (source_file_id)
      WHERE accepted_pence <> ifnull(pence, 0) OR wrong_counts > 0
      ORDER BY file
      """, arguments)
  }

  /// How many records of all files were rejected, and how many there are.
  package func recordCounts() throws -> (rejected: Int, all: Int) {
    try reading { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT ifnull(sum(records_rejected), 0) AS rejected,
            ifnull(sum(records_accepted + records_rejected), 0) AS "all"
          FROM reconciliation
          """)
      return (row?["rejected"] ?? 0, row?["all"] ?? 0)
    }
  }

  private func files(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
    try reading { try String.fetchAll($0, sql: sql, arguments: arguments) }
  }
}
