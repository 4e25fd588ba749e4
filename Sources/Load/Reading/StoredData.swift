package import GRDB
package import Returns

/// Something that what earlier runs stored can be read from: the database, or the transaction of the present
/// run.
package protocol StoredData {
  func reading<Result>(_ body: (Database) throws -> Result) throws -> Result
}

/// A file of an earlier run.
package struct LoadedFile: Sendable, Hashable {
  package let file: String
  package let sha256: String
  package let byteCount: Int
  /// `nil` where the file fitted no contract.
  package let contract: String?
  package let runID: String
  /// The date of the figures of the run that received it, `yyyy-mm-dd`; `nil` where that is not known.
  package let receivedOn: String?
}

extension StoredData {
  /// Every file that was read, in byte order of path and then of hash.
  package func loadedFiles() throws -> [LoadedFile] {
    try reading { database in
      let sql =
        "SELECT file, sha256, byte_count, contract, run_id, received_on FROM source_files ORDER BY file, sha256"
      return try Row.fetchAll(database, sql: sql).map {
        LoadedFile(
          file: $0["file"], sha256: $0["sha256"], byteCount: $0["byte_count"], contract: $0["contract"],
          runID: $0["run_id"], receivedOn: $0["received_on"])
      }
    }
  }

  /// The copies that were told: paths under which bytes stood that came with another file.
  package func toldCopies() throws -> [(file: String, sha256: String)] {
    try reading { database in
      try Row.fetchAll(
        database, sql: "SELECT file, sha256 FROM findings WHERE code = ? ORDER BY file, sha256",
        arguments: [FindingCode.duplicateFile.rawValue]
      ).map { (file: $0["file"], sha256: $0["sha256"]) }
    }
  }

  /// The run that started last; `nil` before the first.
  package func lastRun() throws -> RunRecord? { try runs("ORDER BY run_id DESC LIMIT 1").first }

  /// The run from which the database has what it holds: the last whose load was committed.
  package func lastLoadedRun() throws -> RunRecord? {
    try runs("WHERE state IN ('loaded', 'published', 'recorded') ORDER BY run_id DESC LIMIT 1").first
  }

  /// Every run, last one first.
  package func runs() throws -> [RunRecord] { try runs("ORDER BY run_id DESC") }

  private func runs(_ condition: String) throws -> [RunRecord] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT * FROM runs \(condition)").map { row in
        RunRecord(
          id: row["run_id"], startedAt: row["started_at"],
          dateOfFigures: try row.value("date_of_figures", of: "runs") { CalendarDate(iso: $0) },
          state: try row.value("state", of: "runs", RunRecord.State.init(rawValue:)),
          exitCode: row["exit_code"], edition: row["edition"], settingsSHA256: row["settings_sha256"],
          endedAt: row["ended_at"], predecessor: row["predecessor"])
      }
    }
  }

  /// Every account met so far, in the order of their numbers.
  package func accounts() throws -> [Account] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT * FROM accounts ORDER BY account_id").map { row in
        Account(
          number: row["account_id"], contract: row["contract"],
          organisation: try row.optionalValue("organisation_code", of: "accounts") { OrganisationCode($0) },
          code: row["account_code"], description: row["description"], category: row["category"],
          sign: row["sign"])
      }
    }
  }

  /// How many findings of each code are stored, less those that were let pass.
  package func findingCounts() throws -> [FindingCode: Int] {
    try reading { database in
      let sql = """
        SELECT code, count(*) AS number
        FROM findings
        WHERE finding_id NOT IN (SELECT finding_id FROM acceptances)
        GROUP BY code
        """
      let rows = try Row.fetchAll(database, sql: sql)
      var counts: [FindingCode: Int] = [:]
      for row in rows {
        counts[try row.value("code", of: "findings", FindingCode.init(rawValue:))] = row["number"]
      }
      return counts
    }
  }
}

extension Row {
  /// A text of this row as a value of its type.
  ///
  /// - Throws: `LoadError.valueUnreadable`.
  func value<Value>(
    _ column: String, of table: String, _ make: (String) -> Value?
  ) throws(LoadError) -> Value {
    let text: String = self[column]
    guard let value = make(text) else {
      throw .valueUnreadable(table: table, column: column, value: text)
    }
    return value
  }

  /// The same for a column that may be empty.
  ///
  /// - Throws: `LoadError.valueUnreadable`.
  func optionalValue<Value>(
    _ column: String, of table: String, _ make: (String) -> Value?
  ) throws(LoadError) -> Value? {
    let text: String? = self[column]
    return text == nil ? nil : try value(column, of: table, make)
  }
}

extension StoredData {
  /// The hashes of the files with returns of these organisations and years, of all where a set is empty; with `heldOnly`,
  /// of those with a return that waits or is not whole.
  package func fileHashes(
    organisations: Set<OrganisationCode>, years: Set<FinancialYear>, heldOnly: Bool
  ) throws -> Set<String> {
    if organisations.isEmpty, years.isEmpty, !heldOnly { return Set(try loadedFiles().map(\.sha256)) }
    return try reading { database in
      let sql = """
        SELECT sha256
        FROM source_files
        JOIN submissions USING (source_file_id)
        WHERE (json_array_length(:codes) = 0 OR organisation_code IN (SELECT value FROM json_each(:codes)))
          AND (json_array_length(:years) = 0 OR financial_year IN (SELECT value FROM json_each(:years)))
          AND (NOT :held OR submission_id IN (SELECT submission_id FROM submission_faults))
        """
      let arguments: StatementArguments = [
        "codes": try jsonText(organisations.map(\.text).sorted()),
        "years": try jsonText(years.map(\.description).sorted()), "held": heldOnly,
      ]
      return try String.fetchSet(database, sql: sql, arguments: arguments)
    }
  }
}
