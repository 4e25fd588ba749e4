import Foundation
import MapStep
import Returns
import Testing

@Suite("The map step")
struct MapStepTests {
  private static let head = "organisation_code,financial_year,account_code,account_description,amount\n"

  /// A ledger whose amounts are 1.00, 2.00 and so on, two accounts by turns.
  private static func ledger(lines: Int) -> (path: String, text: String) {
    let rows = (1...lines).map { number in
      "X04,2023-24,\(number.isMultiple(of: 2) ? "522010" : "511010"),Text,\(number).00\n"
    }
    return ("ledger.csv", head + rows.joined())
  }

  @Test("hands over a long return as one sum an account, and its lines stay in the file")
  func long() throws {
    let folder = try MappedFolder([Self.ledger(lines: 70)])
    let rows = try folder.rows(0)
    #expect(Set(rows.map(\.kind)) == [.submission, .totals, .finding, .file])
    let (file, codes) = try folder.reduced(rows, 0)
    #expect(file.lines.isEmpty)
    // 1 + 3 + … + 69 = 35 × 35, and 2 + 4 + … + 70 = 35 × 36.
    let sums = Dictionary(
      uniqueKeysWithValues: file.totals.map { (codes[$0.account] ?? "", [$0.pence, Int64($0.lineCount)]) })
    #expect(sums == ["511010": [122_500, 35], "522010": [126_000, 35]])
    #expect(try file.result == folder.onOneMachine(0).result)
  }

  @Test("hands over the lines of a return of 60, and the sums of one of 61")
  func bound() throws {
    for (count, lines) in [(60, 60), (61, 0)] {
      let folder = try MappedFolder([Self.ledger(lines: count)])
      let (file, _) = try folder.reduced(try folder.rows(0), 0)
      #expect(file.lines.count == lines)
      #expect(file.totals.reduce(0) { $0 + $1.lineCount } == count - lines)
    }
    #expect(Submission.mostLinesOfShort == 60)
    let view = MappedFolder.project.appending(path: "Pipelines/views/return_lines.sql")
    #expect(try String(contentsOf: view, encoding: .utf8).contains("s.line_count <= 60"))
  }

  @Test("gives for every file of the sample what one machine reads")
  func sample() throws {
    let inbox = MappedFolder.project.appending(path: "SampleData/inbox")
    let walk = try #require(FileManager.default.enumerator(atPath: inbox.path(percentEncoded: false)))
    var paths: [String] = []
    while let path = walk.nextObject() as? String {
      if path.hasSuffix(".csv") { paths.append(path) }
    }
    // What is no UTF-8 is read by the end-to-end tests.
    let files = paths.sorted().compactMap { path in
      (try? String(contentsOf: inbox.appending(path: path), encoding: .utf8)).map { (path: path, text: $0) }
    }.filter { !$0.text.isEmpty }
    #expect(files.count > 100)
    let folder = try MappedFolder(files)
    for number in files.indices {
      let (one, lines, ownCodes) = try folder.onOneMachine(number)
      let (many, codes) = try folder.reduced(try folder.rows(number), number)
      #expect(many.result == one)
      let handed =
        many.lines.map { Amount($0.submission, codes[$0.account], $0.pence, 1) }
        + many.totals.map { Amount($0.submission, codes[$0.account], $0.pence, $0.lineCount) }
      let kept = lines.filter { Int($0.submission) < one.submissions.count }
      #expect(
        sums(handed) == sums(kept.map { Amount($0.submission, ownCodes[$0.account], $0.pence, 1) }),
        "\(files[number].path)")
    }
  }

  @Test("keeps a text with tabs, line ends and backslashes in one row")
  func escaping() throws {
    let odd = "a\tb\\c\\n\"d"
    let folder = try MappedFolder([
      ("\(odd).csv", Self.head + "X04,2023-24,511010,Text,\"1\n\t\\x\"\nX04,2023-24,522010,Text,2.00\n")
    ])
    let rows = try folder.rows(0)
    for row in rows {
      let written = row.written
      #expect(written.utf8.filter { $0 == UInt8(ascii: "\t") }.count == 5)
      #expect(written.hasSuffix("\n") && !written.dropLast().contains(where: \.isNewline))
      #expect(try MapRow(String(written.dropLast())) == row)
    }
    let (file, _) = try folder.reduced(rows, 0)
    let finding = try #require(file.result.findings.first { $0.field == "amount" })
    #expect(finding.value == "1\n\t\\x" && finding.file == "\(odd).csv")
  }

  @Test("is read from parts of a sum as Spark adds them up")
  func parts() throws {
    let folder = try MappedFolder([Self.ledger(lines: 70)])
    let rows = try folder.rows(0).filter { $0.kind != .totals }
    let file = try #require(rows.last).file
    let summed =
      rows + [
        MapRow(.part, of: file, position: 0, text: "0", pence: 122_500, lineCount: 35),
        MapRow(.part, of: file, position: 0, text: "1", pence: 126_000, lineCount: 35),
      ]
    let (parts, codes) = try folder.reduced(summed, 0)
    #expect(parts.totals.map { codes[$0.account] } == ["511010", "522010"])
    #expect(parts.totals.map(\.pence) == [122_500, 126_000])

    let tooMuch = rows + [MapRow(.part, of: file, position: 0, text: "0", pence: 1 << 63, lineCount: 35)]
    #expect(throws: MoneyOverflow.self) { try folder.reduced(tooMuch, 0) }
  }

  @Test("is refused where a row is missing, changed, or was counted twice")
  func incomplete() throws {
    let folder = try MappedFolder([Self.ledger(lines: 70)])
    let rows = try folder.rows(0)
    for (number, row) in rows.enumerated() {
      let twice = MapRow(
        row.kind, of: row.file, position: row.position, text: row.text, pence: 2 * row.pence,
        lineCount: 2 * row.lineCount)
      var changed = rows
      changed[number] = twice
      #expect(throws: MapStepError.self, "\(row.kind)") { try folder.reduced(changed, 0) }
      changed.remove(at: number)
      // Sums that are missing show at the gate, which adds up what is stored.
      if row.kind != .totals {
        #expect(throws: MapStepError.self, "\(row.kind)") { try folder.reduced(changed, 0) }
      }
    }
  }

  @Test("refuses an address that is none of its files, and bytes that are not those received")
  func otherBytes() throws {
    let folder = try MappedFolder([Self.ledger(lines: 2)])
    var step = try folder.newStep()
    #expect(throws: MapStepError.strangeFile("hdfs://host/archive/ab/abc.csv")) {
      try step.map(path: "hdfs://host/archive/ab/abc.csv") { _ in }
    }
    #expect(throws: MapStepError.otherBytes(file: "ledger.csv")) {
      try step.map(path: folder.path(0), base64: "aGVsbG8=") { _ in }
    }
    #expect(throws: MapStepError.unreadableInput(folder.path(0))) {
      try step.map(path: folder.path(0), base64: "aGVs*bG8") { _ in }
    }
  }
}

/// One or more amounts of an account in a submission.
private struct Amount {
  let key: String
  let pence: Int64
  let lineCount: Int

  init(_ submission: Int32, _ code: String?, _ pence: Int64, _ lineCount: Int) {
    key = "\(submission) \(code ?? "?")"
    self.pence = pence
    self.lineCount = lineCount
  }
}

private func sums(_ amounts: [Amount]) -> [String: [Int64]] {
  amounts.reduce(into: [:]) { sums, amount in
    sums[amount.key, default: [0, 0]][0] += amount.pence
    sums[amount.key, default: [0, 0]][1] += Int64(amount.lineCount)
  }
}
