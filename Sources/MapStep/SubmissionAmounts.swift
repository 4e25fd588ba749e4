import PipelineFiles
import Returns

/// The amounts of a file on their way out: what the driver needs one by one, and of all others a sum for each account.
///
/// One by one go the lines of short returns, which a trust's page lists; of wide tables, where a record is a return; and what
/// is spent on legacy systems, since a finding on such a line is not shown by trust.
struct SubmissionAmounts {
  private struct Sum {
    let submission: Int32
    let account: Int32
    var pence: Int128
    var lineCount: Int
  }

  /// So many sums are held; those of a file with more go out in parts, which Spark adds up.
  private static let mostSums = 1_000_000
  /// So many lines or sums go out in one row.
  private static let amountsARow = 2000

  private let wideContracts: Set<String>
  /// Of every account by the number that it has in this process: its name, whether its lines go out one by one, and its
  /// position among the accounts of the file, -1 until a line of the file bears it.
  private var names: [(code: String, organisation: OrganisationCode?)?] = []
  private var alone: [Bool] = []
  private var filePositions: [Int32] = []
  private var file = ""
  /// Those of the file, in the order in which they were met.
  private(set) var accounts = AccountNames()
  private var numbers: [Int32] = []
  /// The lines of each submission while it is short; `nil` once it is long.
  private var short: [[Line]?] = []
  private var sums: [Sum] = []
  private var positions: [UInt64: Int] = [:]
  private var goesInParts = false
  /// The row of lines that is being filled, and how many went out before.
  private var waiting = PackedAmounts()
  private var lineRows = 0

  init(_ definitions: Definitions) {
    wideContracts = Set(definitions.contracts.filter(\.accounts.areColumns).map(\.name))
  }

  /// Begins a file, whose SHA-256 all its rows bear.
  mutating func begin(_ sha256: String) {
    file = sha256
    for number in numbers { filePositions[Int(number)] = -1 }
    (accounts, numbers, short, sums) = (AccountNames(), [], [], [])
    (goesInParts, waiting, lineRows) = (false, PackedAmounts(), 0)
    positions.removeAll(keepingCapacity: true)
  }

  /// Takes accounts met for the first time in this process.
  mutating func add(_ added: [Account]) {
    for account in added {
      let number = Int(account.number)
      let missing = number + 1 - names.count
      if missing > 0 {
        names += Array(repeating: nil, count: missing)
        alone += Array(repeating: false, count: missing)
        filePositions += Array(repeating: -1, count: missing)
      }
      names[number] = (account.code, account.organisation)
      alone[number] =
        account.category == Returns.Category.legacySystems || wideContracts.contains(account.contract)
    }
  }

  mutating func add(_ lines: ContiguousArray<Line>, write: (MapRow) -> Void) {
    for line in lines {
      note(line.account)
      if alone[Int(line.account)] {
        send(line, write)
        continue
      }
      let submission = Int(line.submission)
      if short.count <= submission { short += Array(repeating: [], count: submission + 1 - short.count) }
      guard let count = short[submission]?.count else {
        add(line, write)
        continue
      }
      if count < Submission.mostLinesOfShort {
        short[submission]?.append(line)
      } else {
        for earlier in short[submission] ?? [] { add(earlier, write) }
        short[submission] = nil
        add(line, write)
      }
    }
  }

  /// Writes what is held, once the file's last line was added.
  ///
  /// A submission with more lines than are listed has so many sums that those which went alone count towards it.
  mutating func finish(_ submissions: [Submission], write: (MapRow) -> Void) {
    for (position, lines) in short.enumerated() where position < submissions.count {
      let isShort = submissions[position].lineCount <= Submission.mostLinesOfShort
      for line in lines ?? [] { isShort ? send(line, write) : add(line, write) }
    }
    sendWaiting(write)
    goesInParts ? sendParts(write) : sendTotals(write)
  }

  private mutating func note(_ account: Int32) {
    guard filePositions[Int(account)] < 0, let name = names[Int(account)] else { return }
    filePositions[Int(account)] = Int32(accounts.count)
    accounts.add(name.code, of: name.organisation)
    numbers.append(account)
  }

  private mutating func add(_ line: Line, _ write: (MapRow) -> Void) {
    let key = UInt64(UInt32(bitPattern: line.submission)) << 32 | UInt64(UInt32(bitPattern: line.account))
    if let position = positions[key] {
      sums[position].pence += Int128(line.pence)
      sums[position].lineCount += 1
      return
    }
    if sums.count == Self.mostSums {
      goesInParts = true
      sendParts(write)
    }
    positions[key] = sums.count
    sums.append(
      Sum(submission: line.submission, account: line.account, pence: Int128(line.pence), lineCount: 1))
  }

  private mutating func sendParts(_ write: (MapRow) -> Void) {
    for sum in sums { write(part(sum)) }
    sums.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  private func part(_ sum: Sum) -> MapRow {
    MapRow(
      .part, of: file, position: Int(sum.submission), text: "\(position(of: sum.account))", pence: sum.pence,
      lineCount: sum.lineCount)
  }

  private func sendTotals(_ write: (MapRow) -> Void) {
    for (row, start) in stride(from: 0, to: sums.count, by: Self.amountsARow).enumerated() {
      var packed = PackedAmounts()
      for sum in sums[start..<min(start + Self.amountsARow, sums.count)] {
        // One that passes 64 bits is the driver's to refuse, who can say of which file it is.
        guard let pence = Int64(exactly: sum.pence) else {
          write(part(sum))
          continue
        }
        packed.add(
          [Int64(sum.submission), Int64(position(of: sum.account)), pence, Int64(sum.lineCount)], pence,
          sum.lineCount)
      }
      write(packed.row(.totals, of: file, position: row))
    }
  }

  private mutating func send(_ line: Line, _ write: (MapRow) -> Void) {
    waiting.add(
      [Int64(line.submission), Int64(line.line), Int64(position(of: line.account)), line.pence], line.pence, 1
    )
    if waiting.count == Self.amountsARow { sendWaiting(write) }
  }

  private mutating func sendWaiting(_ write: (MapRow) -> Void) {
    guard waiting.count > 0 else { return }
    write(waiting.row(.lines, of: file, position: lineRows))
    (waiting, lineRows) = (PackedAmounts(), lineRows + 1)
  }

  private func position(of account: Int32) -> Int32 { filePositions[Int(account)] }
}

/// Several amounts of a file in one row: a row each would cost Spark more than all else.
private struct PackedAmounts {
  private(set) var count = 0
  private var text = ""
  private var pence: Int128 = 0
  private var lineCount = 0

  mutating func add(_ numbers: [4 of Int64], _ pence: Int64, _ lineCount: Int) {
    for index in numbers.indices {
      if !text.isEmpty { text += " " }
      text += String(numbers[index])
    }
    count += 1
    self.pence += Int128(pence)
    self.lineCount += lineCount
  }

  func row(_ kind: MapRow.Kind, of file: String, position: Int) -> MapRow {
    MapRow(kind, of: file, position: position, text: text, pence: pence, lineCount: lineCount)
  }
}
