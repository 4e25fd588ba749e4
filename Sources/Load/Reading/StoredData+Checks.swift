internal import GRDB
internal import Returns

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
    try reading { database in
      let chosen = hashes == nil ? "" : "WHERE sha256 IN (SELECT value FROM json_each(?))"
      let files = try Row.fetchCursor(
        database,
        sql: """
          SELECT file, source_file_id, accepted_pence
          FROM reconciliation
          JOIN source_files USING (source_file_id)
          \(chosen)
          ORDER BY file
          """, arguments: try hashes.map { [try jsonText($0)] } ?? [])
      let submissions = try database.makeStatement(
        sql: "SELECT submission_id, line_count FROM submissions WHERE source_file_id = ?")
      // Submission by submission, which takes less of SQLite than to find out for every line where the next one begins.
      let lines = try database.makeStatement(
        sql: """
          SELECT
            count(*) + (SELECT count(*) FROM assessment_scores WHERE submission_id = ?1),
            ifnull(sum(pence), 0)
          FROM lines
          WHERE submission_id = ?1
          """)
      let totals = try database.makeStatement(
        sql: """
          SELECT ifnull(sum(line_count), 0), ifnull(sum(pence), 0)
          FROM account_totals
          WHERE submission_id = ?
          """)
      var disagreeing: [String] = []
      while let file = try files.next() {
        var pence: Int64 = 0
        var hasWrongCount = false
        for submission in try Row.fetchAll(submissions, arguments: [file["source_file_id"] as Int64]) {
          var count: Int64 = 0
          for statement in [lines, totals] {
            let sums = try Row.fetchOne(statement, arguments: [submission["submission_id"] as Int64])
            count += sums?[0] ?? 0
            pence = try Money(pence: pence).adding(Money(pence: sums?[1] ?? 0)).pence
          }
          hasWrongCount = hasWrongCount || count != submission["line_count"] as Int64
        }
        if pence != file["accepted_pence"] as Int64 || hasWrongCount { disagreeing.append(file["file"]) }
      }
      return disagreeing
    }
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

  private func files(_ sql: String) throws -> [String] {
    try reading { try String.fetchAll($0, sql: sql) }
  }
}
