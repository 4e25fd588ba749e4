import GRDB
import Load
import Returns
import Testing

/// Lines that take the submissions in turn.
func lines(count: Int, submissions: Int32, from first: Int32 = 2) -> ContiguousArray<Line> {
  ContiguousArray(
    (0..<Int32(count)).map {
      Line(submission: $0 % submissions, line: first + $0, account: 1, pence: Int64($0) * 101 - 5000)
    })
}

/// A file whose reconciliation says that it read `lines`.
func file(
  _ name: String, submissions: Int, lines: ContiguousArray<Line> = [], findings: [Finding] = []
) -> TransformedFile {
  var reconciliation = Reconciliation()
  reconciliation.physicalLines = lines.count + 1
  reconciliation.headerLines = 1
  reconciliation.acceptedLines = lines.count
  reconciliation.recordsAccepted = lines.count
  reconciliation.readPence = lines.reduce(0) { $0 + $1.pence }
  reconciliation.acceptedPence = reconciliation.readPence
  return TransformedFile(
    source: SourceFile(file: name, sha256: "sha of \(name)", byteCount: 1000),
    contract: "it-expenditure-return",
    submissions: (0..<submissions).map { number in
      submission(number: number, lineCount: lines.count { $0.submission == number })
    }, findings: findings,
    reconciliation: reconciliation)
}

func submission(number: Int, lineCount: Int) -> Submission {
  Submission(
    key: SubmissionKey(
      organisation: number == 1 ? nil : OrganisationCode("RA\(number)"), period: Period(year(2023)),
      kind: number == 2 ? .plan : .outturn, source: "it-expenditure-return"),
    contract: "it-expenditure-return", organisationAsSubmitted: "ra\(number)",
    status: number == 0 ? .final : .provisional, version: number + 1, lineCount: lineCount,
    totals: [
      CategoryTotal(category: "technology-pay", amount: Money(pence: -12_345), lineCount: 2),
      CategoryTotal(category: "operating-expenditure", amount: Money(pence: 1_000_000_000_000), lineCount: 0),
    ],
    faults: [
      SubmissionFault(code: .returnIncomplete, category: "technology-software"),
      SubmissionFault(code: .returnEmpty, category: nil),
    ])
}

@Suite("Files in the database")
struct LoadedFilesTests {
  let folder: TestFolder
  let database: WorkingDatabase
  let run = RunRecord.example()

  private let account = Account(
    number: 1, contract: "it-expenditure-return", organisation: nil, code: "T110", description: "Staff",
    category: "technology-pay", sign: 1)

  init() throws {
    folder = try TestFolder()
    database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    try database.load { transaction in
      try transaction.begin(run: run)
      try transaction.prepare()
    }
  }

  @Test("store an account with its first line, and let it go with its last")
  func accounts() throws {
    let unused = Account(
      number: 2, contract: "it-expenditure-return", organisation: nil, code: "T120", description: "Agency",
      category: "technology-pay", sign: 1)
    try database.load { transaction in
      transaction.add(accounts: [account, unused])
      try transaction.addLines(lines(count: 120, submissions: 2), of: 0)
      try transaction.finish(file("a.csv", submissions: 2), number: 0, run: run.id)
    }
    #expect(try database.accounts() == [account])
    try database.load { try $0.forget(files: ["sha of a.csv"]) }
    #expect(try database.accounts().isEmpty)
  }

  @Test("that are rejected whole after their first lines leave neither these nor their accounts")
  func rejectedWhole() throws {
    try database.load { transaction in
      transaction.add(accounts: [account])
      try transaction.addLines(lines(count: 120, submissions: 2), of: 0)
      try transaction.finish(file("a.csv", submissions: 0), number: 0, run: run.id)
    }
    #expect(try database.accounts().isEmpty)
    #expect(try database.reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM lines") } == 0)
  }

  @Test(
    "come back as they were, whatever the size and order of the batches", arguments: [1, 7, 49, 50, 51, 333])
  func roundTrip(batch: Int) throws {
    let first = lines(count: 1234, submissions: 3)
    let second = lines(count: 777, submissions: 2, from: 90)
    let finding = Finding(
      .typeError, file: "a.csv", sha256: "sha of a.csv", place: .init(line: 4, record: 3, byteOffset: 99),
      account: "T220", field: "amount", value: "######", message: "not an amount")
    try database.load { transaction in
      for start in stride(from: 0, to: first.count, by: batch) {
        try transaction.addLines(ContiguousArray(first[start..<min(start + batch, first.count)]), of: 5)
        let end = min(start + batch, second.count)
        if start < end { try transaction.addLines(ContiguousArray(second[start..<end]), of: 2) }
      }
      try transaction.finish(file("b.csv", submissions: 2, lines: second), number: 2, run: run.id)
      try transaction.finish(
        file("a.csv", submissions: 3, lines: first, findings: [finding]), number: 5, run: run.id)
    }
    #expect(try storedLines(of: "a.csv") == Array(first))
    #expect(try storedLines(of: "b.csv") == Array(second))
    let submissions = try database.submissions()
    let wanted = [first, first, first, second, second].enumerated().map { position, lines in
      let number = position % 3
      return submission(number: number, lineCount: lines.count { $0.submission == number })
    }
    #expect(submissions.map(\.submission) == wanted)
    #expect(submissions.map(\.file) == ["a.csv", "a.csv", "a.csv", "b.csv", "b.csv"])
    #expect(submissions.allSatisfy { $0.runID == run.id && $0.sha256 == "sha of \($0.file)" })
    #expect(try database.loadedFiles().map(\.sha256) == ["sha of a.csv", "sha of b.csv"])
    #expect(try database.findingCounts() == [.typeError: 1])
    #expect(try database.unbalancedFiles().isEmpty)
    #expect(try database.linesDisagreeing().isEmpty)
  }

  /// The lines of a file as they were handed in, in their order.
  private func storedLines(of name: String) throws -> [Line] {
    try database.reading { db in
      let sql = """
        SELECT dense_rank() OVER (ORDER BY submission_id) - 1 AS position, line, account_id, pence
        FROM lines
        JOIN submissions USING (submission_id)
        JOIN source_files USING (source_file_id)
        WHERE file = ?
        ORDER BY line
        """
      return try Row.fetchAll(db, sql: sql, arguments: [name]).map {
        Line(submission: $0["position"], line: $0["line"], account: $0["account_id"], pence: $0["pence"])
      }
    }
  }

  @Test("that turn out to be rejected whole leave no line behind")
  func dropsLines() throws {
    try database.load { transaction in
      try transaction.addLines(lines(count: 120, submissions: 2), of: 0)
      try transaction.finish(file("a.csv", submissions: 0), number: 0, run: run.id)
    }
    #expect(try database.rowCounts()["lines"] == 0)
    #expect(try database.linesDisagreeing().isEmpty)
  }

  /// Writes to the database behind the program's back.
  private func tamper(_ sql: String) throws {
    let queue = try DatabaseQueue(path: database.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test("whose pounds do not come out are named")
  func namesUnbalanced() throws {
    let some = lines(count: 60, submissions: 1)
    var short = Reconciliation()
    short.physicalLines = 1
    short.acceptedPence = 1
    let unbalanced = TransformedFile(
      source: SourceFile(file: "b.csv", sha256: "b", byteCount: 1), contract: nil, submissions: [],
      findings: [],
      reconciliation: short)
    try database.load { transaction in
      try transaction.addLines(some, of: 0)
      try transaction.finish(file("a.csv", submissions: 1, lines: some), number: 0, run: run.id)
      try transaction.finish(unbalanced, number: 1, run: run.id)
      #expect(try transaction.unbalancedFiles() == ["b.csv"])
      #expect(try transaction.linesDisagreeing() == ["b.csv"])
    }
    // Among some files, each is added up as among all.
    #expect(try database.linesDisagreeing(ofFiles: ["b", "sha of a.csv"]) == ["b.csv"])
    #expect(try database.linesDisagreeing(ofFiles: ["sha of a.csv"]).isEmpty)
    #expect(try database.linesDisagreeing(ofFiles: []).isEmpty)
    try tamper("UPDATE lines SET pence = pence + 1 WHERE line = 12")
    #expect(try database.linesDisagreeing(ofFiles: ["sha of a.csv"]) == ["a.csv"])
    #expect(try database.linesDisagreeing() == ["a.csv", "b.csv"])
    try tamper("UPDATE lines SET pence = pence - 1 WHERE line = 12")
    try tamper("DELETE FROM lines WHERE line = 12")
    #expect(try database.linesDisagreeing(ofFiles: ["sha of a.csv", "b"]) == ["a.csv", "b.csv"])
    #expect(try database.loadedFiles().map(\.contract) == ["it-expenditure-return", nil])
  }

  @Test("are forgotten one by one, or all at once with the run's record kept")
  func forgets() throws {
    let findings = [Finding(.blankRow, message: "blank")]
    try database.load { transaction in
      for (number, name) in ["a.csv", "b.csv"].enumerated() {
        try transaction.addLines(lines(count: 60, submissions: 2), of: number)
        try transaction.finish(
          file(name, submissions: 2, lines: lines(count: 60, submissions: 2), findings: findings),
          number: number,
          run: run.id)
      }
      try transaction.replaceGlobalFindings([Finding(.missingSubmission, message: "none came")])
      try transaction.replaceGlobalFindings([Finding(.denominatorZero, message: "zero")])
    }
    #expect(try database.findingCounts() == [.blankRow: 2, .denominatorZero: 1])
    try database.load { try $0.forget(files: ["sha of a.csv", "not there"]) }
    #expect(try database.loadedFiles().map(\.file) == ["b.csv"])
    var counts = try database.rowCounts()
    #expect(counts["lines"] == 60 && counts["submissions"] == 2 && counts["category_totals"] == 4)
    #expect(try database.findingCounts() == [.blankRow: 1, .denominatorZero: 1])
    try database.load { try $0.forgetEverything() }
    counts = try database.rowCounts()
    #expect(counts["runs"] == 1 && counts["accounts"] == 0 && counts["lines"] == 0 && counts["findings"] == 0)
    try database.load { try $0.prepare() }
  }

  @Test("give a line's place where the same account comes twice in it")
  func refusesRepeatedLine() throws {
    let line = Line(submission: 0, line: 12, account: 1, pence: 1)
    let error = #expect(throws: LoadError.self) {
      try database.load { try $0.addLines([line, line], of: 4) }
    }
    guard case .lineRefused(fileNumber: 4, line: 12, _) = error else {
      Issue.record("thrown was \(String(describing: error))")
      return
    }
  }
}
