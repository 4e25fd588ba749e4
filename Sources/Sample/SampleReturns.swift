import Foundation
import Returns

/// Writes the returns, one file a trust-year.
struct SampleReturns {
  let settings: SampleSettings
  private let plan: LedgerPlan
  private let rechargingPlan: LedgerPlan
  private var spread: [Int64] = []

  init(_ settings: SampleSettings) {
    self.settings = settings
    plan = LedgerPlan(lines: settings.lines, recharges: false)
    rechargingPlan = LedgerPlan(lines: settings.lines, recharges: true)
  }

  /// Writes one return, and gives the number of its records.
  mutating func write(
    _ trust: SampleTrust, _ year: FinancialYear, _ figures: SampleFigures
  ) throws(SampleError) -> Int {
    let dialect =
      settings.isDirty
      ? SampleDialect.drawn(trust, year, contract: settings.contract, seed: settings.seed) : .clean
    let name = "\(trust.code)_\(year).csv"
    var file = try SampleFile(settings.folder.appending(path: name), dialect)
    for title in dialect.titleRows { try file.record([title]) }
    let records =
      switch settings.contract {
      case .trialBalance: try writeLedger(&file, trust, year, figures, dialect)
      case .longReturn: try writeLong(&file, trust, year, figures, dialect)
      case .wideReturn: try writeWide(&file, trust, year, figures, dialect)
      }
    try file.close()
    return records
  }

  private mutating func writeLedger(
    _ file: inout SampleFile, _ trust: SampleTrust, _ year: FinancialYear, _ figures: SampleFigures,
    _ dialect: SampleDialect
  ) throws(SampleError) -> Int {
    try writeHeader(&file, "account_code", "account_description", dialect)
    let owner = Self.owner(trust, year, dialect)
    var amounts = LedgerAmounts(trust, year, figures, seed: settings.seed)
    var total: Int64 = 0
    for entry in (trust.recharges ? rechargingPlan : plan).entries {
      amounts.spread(entry, into: &spread)
      for (account, pence) in zip(entry.accounts, spread) {
        file.cells(owner)
        file.cell(account.code)
        file.cell(account.description)
        file.amount(pence)
        try file.endRecord()
        total += pence
      }
    }
    try writeTotal(&file, total, dialect)
    return settings.lines
  }

  private func writeLong(
    _ file: inout SampleFile, _ trust: SampleTrust, _ year: FinancialYear, _ figures: SampleFigures,
    _ dialect: SampleDialect
  ) throws(SampleError) -> Int {
    try writeHeader(&file, "line_code", "line_description", dialect)
    let owner = Self.owner(trust, year, dialect)
    for line in ReturnLine.allCases {
      file.cells(owner)
      file.cell(line.rawValue)
      file.cell(line.title)
      file.amount(figures[line])
      try file.endRecord()
    }
    try writeTotal(&file, figures.sum(ReturnLine.allCases), dialect)
    return ReturnLine.allCases.count
  }

  private func writeWide(
    _ file: inout SampleFile, _ trust: SampleTrust, _ year: FinancialYear, _ figures: SampleFigures,
    _ dialect: SampleDialect
  ) throws(SampleError) -> Int {
    let keys = ["organisation_code", "organisation_name", "financial_year"].map(dialect.heading)
    try file.record(keys + ReturnLine.allCases.map { dialect.amountHeading($0.rawValue) })
    file.cells(Self.owner(trust, year, dialect))
    for line in ReturnLine.allCases { file.amount(figures[line]) }
    try file.endRecord()
    return 1
  }

  private func writeHeader(
    _ file: inout SampleFile, _ code: String, _ description: String, _ dialect: SampleDialect
  ) throws(SampleError) {
    let keys = ["organisation_code", "organisation_name", "financial_year", code, description]
    try file.record(keys.map(dialect.heading) + [dialect.amountHeading("amount")])
  }

  /// The last row of some files: their own total, which names nobody.
  private func writeTotal(
    _ file: inout SampleFile, _ pence: Int64, _ dialect: SampleDialect
  ) throws(SampleError) {
    guard dialect.hasTotalRow else { return }
    for text in ["", "", "", "", "Total"] { file.cell(text) }
    file.amount(pence)
    try file.endRecord()
  }

  /// The cells with which every record of a return begins.
  private static func owner(
    _ trust: SampleTrust, _ year: FinancialYear, _ dialect: SampleDialect
  ) -> [UInt8] {
    SampleFile.cellBytes([trust.code, trust.name, dialect.text(year)], dialect)
  }
}
