import Returns

/// A sheet of the workbook: a title, remarks, and one table.
struct Sheet {
  /// At most 31 characters.
  let name: String
  /// What the list of contents says of it.
  let contents: String
  let title: String
  /// Paragraphs between the title and the table, each in the first column.
  var remarks: [String] = []
  let columns: [Column]
  let rows: [[Cell]]
  var hasFilter = true
  /// A3 when printed.
  var isWide = false
  /// On how many pages beside each other it is printed.
  var pagesAcross = 1

  struct Column {
    let heading: String
    let width: Double
    /// Whether the heading stands at the right, above numbers.
    var isNumber = false
  }

  enum Cell {
    case text(String)
    /// `[x]` or `[z]` in place of a number.
    case mark(String)
    case number(Int64)
    /// Shown in thousands of pounds.
    case pence(Int64)
    case percent(Percentage, decimals: Int)
    case link(String, sheet: String)
    /// A formula that gives a text, and one as long as it can be.
    case formula(String, longest: String)
    /// A formula that gives a share of 1, shown in percent with four decimals, or a text.
    case share(formula: String)
  }
}

/// How a cell looks.
enum CellStyle: Int, CaseIterable {
  case title
  case body
  case strong
  case link
  case heading
  /// As `body` and `heading`, with room to the number before it.
  case laterBody
  case laterHeading
  case numberHeading
  case mark
  case integer
  case thousands
  case twoDecimals
  case fourDecimals
  /// Text that stays text where somebody types over it.
  case code
  /// Cells to be filled in, with a frame.
  case textInput
  case wholeInput
  case moneyInput
  /// Pounds and pence.
  case money
  /// A share of 1 as a percentage with four decimals, or a text.
  case share

  var isHeading: Bool { [.heading, .laterHeading, .numberHeading].contains(self) }
  var isIndented: Bool { [.laterBody, .laterHeading, .share].contains(self) }
  var isInput: Bool { [.textInput, .wholeInput, .moneyInput].contains(self) }
  var isBold: Bool { isHeading || [.title, .strong].contains(self) }

  var isAtRight: Bool {
    switch self {
    case .numberHeading, .mark, .integer, .thousands, .twoDecimals, .fourDecimals, .wholeInput,
      .moneyInput, .money:
      true
    default: false
    }
  }

  var numberFormat: String? {
    switch self {
    case .integer, .wholeInput: "0"
    // The comma at the end leaves out three digits: the cell holds pounds and pence.
    case .thousands: "#,##0,"
    case .twoDecimals: "0.00"
    case .fourDecimals: "0.0000"
    case .code, .textInput: "@"
    case .moneyInput, .money: "#,##0.00"
    case .share: "0.0000%"
    default: nil
    }
  }
}
