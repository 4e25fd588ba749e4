import Returns
import Testing

/// Dirt thrown at random into small files, the same for the same seed.
@Suite("Nothing is silently dropped")
struct BalanceTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 31)
    }

    mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &self) ?? "" }
  }

  private static let amounts = [
    "5", "\"1,234.50\"", "(7.25)", "-3", "4-", " £8.00 ", "-", "", "abc", "$5", "\"1.234,56\"", "######",
    "0.005",
    "99999999999999999999", "\"12", "1\"2", "n/a", "œ6", "2e3", "10000000000000",
  ]

  private static let organisations = ["QA1", "QA1", "QA1", "qb2", "QX9", "", " QC3 ", "\"QA1\"", "Q\u{0}1"]
  private static let years = ["2023-24", "2023-24", "2023/24", "FY24", "2022-23", "2023", "", "20x3"]

  private static func row(_ dice: inout Dice, _ contract: String) -> String {
    let amount = dice.pick(amounts)
    let end = dice.pick(["", "", "", ",", ",more", "\r"])
    switch dice.next() % 16 {
    case 0:
      return dice.pick([
        "", ",,,", "  ", ",\u{A0},,", "Total,,,\(amount)", ",,,\(amount)", "\"", "a,b", "\u{0}",
      ])
    case 1: return dice.pick(["QA1,2023-24", "QA1", "Sum:,,,5", "Nil return"])
    default: break
    }
    switch contract {
    case "payments":
      let entity = dice.pick(["Alder NHS Trust", "Nobody", "", "\"Birch & Bay NHS Foundation Trust\""])
      let date = dice.pick(["01/05/2023", "25/12/2023", "12/25/2023", "8//14/2013", "", "44197", "31-Jul-20"])
      return "\(entity),\(date),\(dice.pick(["Software", "Rent", ""])),Somebody,\(amount)\(end)"
    case "ledger":
      let account = dice.pick(["51101", "52209", "70001", "95001", "40001", "40002", ""])
      return "\(dice.pick(organisations)),\(dice.pick(years)),\(account),\(amount)\(end)"
    default:
      let line = dice.pick(["T110", "T120", "T220", "t230", "E100", "E300", "C900", "F110", "T999", ""])
      return "\(dice.pick(organisations)),\(dice.pick(years)),\(line),\(amount)\(end)"
    }
  }

  private static let headers = [
    "payments": "Entity,Date,Expense Type,Supplier,Amount",
    "ledger": "organisation_code,financial_year,account_code,amount",
    "return": "organisation_code,financial_year,line_code,amount",
  ]

  @Test(
    "and lines and pounds balance, whatever the dirt", arguments: ["payments", "ledger", "return"], 0..<40)
  func balance(contract: String, seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 7_919 &+ 17)
    let rows = (0..<60).map { _ in Self.row(&dice, contract) }
    let text = "\(Self.headers[contract] ?? "")\n" + rows.joined(separator: "\n") + "\n"
    let reading = try Reading(text)
    let reconciliation = reading.reconciliation
    reading.expectBalanced()
    #expect(reconciliation.headerLines == 1)
    let lines = text.replacing("\r\n", with: "\n").utf8.count { $0 == 0x0A || $0 == 0x0D }
    #expect(reconciliation.physicalLines == lines)
    // A record is rejected where, and only where, a finding of that weight says so.
    let told = Set(
      reading.findings.filter { $0.severity == .error && $0.code != .returnIncomplete }.compactMap {
        $0.place?.record
      })
    #expect(told.count == reconciliation.recordsRejected)
    #expect(reading.submissions.reduce(0) { $0 + $1.lineCount } == reading.lines.count)
    #expect(reading.findings.allSatisfy { $0.file == "return.csv" && !$0.message.isEmpty })
  }

  @Test("and a whole return is balanced in every layout")
  func layouts() throws {
    for text in [ReturnText().long, ReturnText().wide] { try Reading(text).expectBalanced() }
  }
}
