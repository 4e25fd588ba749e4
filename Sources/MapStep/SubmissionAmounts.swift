import PipelineFiles
import Returns

/// The amounts of a file on their way out: what the driver needs one by one, and of all others a sum for each account.
///
/// One by one go the lines of short returns, which a trust's page lists; of wide tables, where a record is a return; and what
/// is spent on legacy systems, since a finding on such a line is not shown by trust.
struct SubmissionAmounts {
  private struct KnownAccount {
    let name: MappedFileEnd.AccountName
    let goesAlone: Bool
    /// The position among the accounts of the file, once one of its lines bears it.
    var position: Int32 = -1
  }

  private struct Sum {
    let submission: Int32
    let account: Int32
    var pence: Int128
    var lineCount: Int
  }

  /// So many sums are held; more go out in parts, which Spark adds up.
  private static let mostSums = 1_000_000

  private let wideContracts: Set<String>
  /// By the number that they have in this process.
  private var known: [KnownAccount?] = []
  private var file = ""
  /// Those of the file, in the order in which they were met.
  private(set) var accounts: [MappedFileEnd.AccountName] = []
  private var numbers: [Int32] = []
  /// The lines of each submission while it is short; `nil` once it is long.
  private var short: [[Line]?] = []
  private var sums: [Sum] = []
  private var positions: [UInt64: Int] = [:]

  init(_ definitions: Definitions) {
    wideContracts = Set(definitions.contracts.filter(\.accounts.areColumns).map(\.name))
  }

  /// Begins a file, whose SHA-256 all its rows bear.
  mutating func begin(_ sha256: String) {
    file = sha256
    for number in numbers { known[Int(number)]?.position = -1 }
    (accounts, numbers, short, sums) = ([], [], [], [])
    positions.removeAll(keepingCapacity: true)
  }

  /// Takes accounts met for the first time in this process.
  mutating func add(_ added: [Account]) {
    for account in added {
      let missing = Int(account.number) + 1 - known.count
      if missing > 0 { known += Array(repeating: nil, count: missing) }
      known[Int(account.number)] = KnownAccount(
        name: MappedFileEnd.AccountName(code: account.code, organisation: account.organisation),
        goesAlone: account.category == Returns.Category.legacySystems
          || wideContracts.contains(account.contract))
    }
  }

  mutating func add(_ lines: ContiguousArray<Line>, write: (MapRow) -> Void) {
    for line in lines {
      if goesAlone(line.account) {
        write(row(line))
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
      for line in lines ?? [] { isShort ? write(row(line)) : add(line, write) }
    }
    flush(write)
  }

  private mutating func goesAlone(_ account: Int32) -> Bool {
    guard var entry = known[Int(account)] else { return false }
    if entry.position < 0 {
      entry.position = Int32(accounts.count)
      known[Int(account)] = entry
      accounts.append(entry.name)
      numbers.append(account)
    }
    return entry.goesAlone
  }

  private mutating func add(_ line: Line, _ write: (MapRow) -> Void) {
    let key = UInt64(UInt32(bitPattern: line.submission)) << 32 | UInt64(UInt32(bitPattern: line.account))
    if let position = positions[key] {
      sums[position].pence += Int128(line.pence)
      sums[position].lineCount += 1
      return
    }
    if sums.count == Self.mostSums { flush(write) }
    positions[key] = sums.count
    sums.append(
      Sum(submission: line.submission, account: line.account, pence: Int128(line.pence), lineCount: 1))
  }

  private mutating func flush(_ write: (MapRow) -> Void) {
    for sum in sums {
      write(
        MapRow(
          .total, of: file, position: Int(sum.submission), text: "\(position(of: sum.account))",
          pence: sum.pence, lineCount: sum.lineCount))
    }
    sums.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  private func row(_ line: Line) -> MapRow {
    MapRow(
      .line, of: file, position: Int(line.submission), text: "\(line.line) \(position(of: line.account))",
      pence: Int128(line.pence))
  }

  private func position(of account: Int32) -> Int32 { known[Int(account)]?.position ?? -1 }
}
