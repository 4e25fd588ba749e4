import Returns

/// How one file is written: what a clean one looks like, and what is different in a dirty one.
struct SampleDialect: Hashable {
  enum Encoding: Hashable {
    case utf8
    case utf8WithByteOrderMark
    case windows1252
    case utf16LittleEndian
  }

  enum Negative: Hashable {
    case brackets
    case minus
    case trailingMinus
  }

  enum YearStyle: Hashable {
    case short
    case slash
    case full
    case words
  }

  var encoding = Encoding.utf8
  var delimiter = UInt8(ascii: ",")
  var endsLinesWithCarriageReturn = false
  var titleRows: [String] = []
  var hasTotalRow = false
  /// The unit of the amounts, which stand in it to the penny.
  var unit = MoneyUnit.pounds
  /// Whether the heading of the amounts names the unit: `Amount (£)`.
  var headingNamesUnit = false
  var hasPoundSigns = false
  var negative = Negative.brackets
  var year = YearStyle.short
  var hasSpacedHeadings = false

  static let clean = Self()

  /// The shape of a file of a dirty sample: for one in three none, for the others several at once.
  static func drawn(
    _ trust: SampleTrust, _ year: FinancialYear, contract: SampleContract, seed: UInt64
  ) -> Self {
    var random = SplitMix64(seed: seed, .dirt, trust.index, year.startYear)
    var dialect = Self.clean
    guard random.draw(1...3) > 1 else { return dialect }
    dialect.encoding = random.pick([
      .utf8, .utf8WithByteOrderMark, .windows1252, .windows1252, .utf16LittleEndian,
    ])
    dialect.delimiter = random.pick([",", ",", ";", "\t"].map(UInt8.init(ascii:)))
    dialect.endsLinesWithCarriageReturn = random.chance(percent: 50)
    if random.chance(percent: 40) {
      dialect.titleRows = ["Made-up figures of a fictional trust", "All amounts in pounds sterling (£)", ""]
    }
    // In the wide layout a total row would be a second return.
    dialect.hasTotalRow = contract != .wideReturn && random.chance(percent: 40)
    dialect.unit = random.chance(percent: 25) ? .thousands : .pounds
    // Without a character above ASCII, Windows-1252 could not be told from UTF-8.
    dialect.headingNamesUnit = dialect.unit == .thousands || dialect.encoding == .windows1252
    dialect.hasPoundSigns = random.chance(percent: 30)
    dialect.negative = random.pick([.brackets, .minus, .trailingMinus])
    dialect.year = random.pick([.short, .slash, .full, .words])
    dialect.hasSpacedHeadings = random.chance(percent: 50)
    return dialect
  }

  func text(_ financialYear: FinancialYear) -> String {
    let (start, end) = (financialYear.startYear, financialYear.startYear + 1)
    return switch year {
    case .short: financialYear.description
    case .slash: financialYear.description.replacing("-", with: "/")
    case .full: "\(start)/\(end)"
    case .words: "\(start) to \(end)"
    }
  }

  /// A heading as this file writes it: `Organisation Code` for `organisation_code`.
  func heading(_ name: String) -> String {
    guard hasSpacedHeadings else { return name }
    let words = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return words.joined(separator: " ")
  }

  /// The heading of a column of amounts.
  func amountHeading(_ name: String) -> String {
    guard headingNamesUnit else { return heading(name) }
    return heading(name) + (unit == .thousands ? " (£000)" : " (£)")
  }
}
