internal import GRDB
package import Returns

/// A score as somebody follows it from the line of its file.
package struct TracedScore: Sendable, Hashable {
  package let organisation: String
  package let instrument: String
  package let assessmentYear: Int
  package let title: String
  package let score: Score
  /// Whether the submission that holds it is the one in force.
  package let isInForce: Bool
  /// Whether something is wrong with that submission, so that it waits or is not whole.
  package let isFaulty: Bool
}

extension StoredData {
  /// The score stored of the record that begins on a line of a file; `nil` where there is none.
  package func tracedScore(ofFile sha256: String, line: Int) throws -> TracedScore? {
    try reading { database in
      let sql = """
        SELECT
          submissions.organisation_code, source, CAST(substr(financial_year, 1, 4) AS INTEGER) + 1 AS year,
          title, score_hundredths,
          submission_id IN (SELECT submission_id FROM assessments) AS is_in_force,
          submission_id IN (SELECT submission_id FROM submission_faults) AS is_faulty
        FROM source_files
        JOIN submissions USING (source_file_id)
        JOIN assessment_scores USING (submission_id)
        JOIN instrument_sections
          ON (instrument_sections.instrument, instrument_sections.section) = (source, assessment_scores.section)
        WHERE sha256 = ? AND line = ?
        """
      return try Row.fetchOne(database, sql: sql, arguments: [sha256, line]).map { row in
        TracedScore(
          organisation: row["organisation_code"], instrument: row["source"], assessmentYear: row["year"],
          title: row["title"], score: Score(hundredths: row["score_hundredths"]),
          isInForce: row["is_in_force"], isFaulty: row["is_faulty"])
      }
    }
  }
}
