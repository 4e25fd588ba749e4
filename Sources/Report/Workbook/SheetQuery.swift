import GRDB
import Load
import Returns

/// The rows of a sheet as a query gives them: for each column what it is called, and how its cells are read.
struct SheetQuery {
  struct Column {
    let heading: String
    /// The query's name for it.
    let name: String
    let format: Format
    let width: Double
    let absence: PublishedTable.Absence

    init(
      _ heading: String, _ name: String, _ format: Format = .text, width: Double? = nil,
      absent absence: PublishedTable.Absence = .notAvailable
    ) {
      self.heading = heading
      self.name = name
      self.format = format
      self.width = width ?? format.width
      self.absence = absence
    }
  }

  enum Format {
    /// An empty text is absent.
    case text
    /// Text of which the first letter is made a capital: a way of measuring, a cause.
    case word
    /// 1 and 0, written `yes` and `no`.
    case yesNo
    case integer
    case pence
    /// With two decimals, or four where two would reach the line from the other side; the query's column `flag` says on
    /// which side it is, where the exact figures say more than the rounded share.
    case share(line: BasisPoints, flag: String?)
    /// Likewise, where the whole is a line too.
    case coverage(floor: BasisPoints)
    /// Percentage points, with two decimals.
    case points
  }

  let columns: [Column]
  let sql: String
  var arguments: StatementArguments = []

  var sheetColumns: [Sheet.Column] {
    columns.map { Sheet.Column(heading: $0.heading, width: $0.width, isNumber: $0.format.isNumber) }
  }

  func rows(_ database: Database) throws -> [[Sheet.Cell]] {
    let statement = try database.makeStatement(sql: sql)
    let names = statement.columnNames
    let places = try columns.map { try Place($0, among: names) }
    let row = StatementCells(of: statement)
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var cells: [[Sheet.Cell]] = []
    while try rows.next() != nil {
      cells.append(try zip(columns, places).map { column, place in try cell(column, place, row) })
    }
    return cells
  }

  /// Where a column's values stand in the query's rows: looked up once, since there are many rows.
  private struct Place {
    let value: Int
    let mark: Int?
    let flag: Int?

    init(_ column: Column, among names: [String]) throws(ReportError) {
      func place(_ name: String) throws(ReportError) -> Int {
        guard let place = names.firstIndex(of: name) else {
          throw .databaseUnreadable(file: workbookFile, reason: "a query has no column \(name)")
        }
        return place
      }
      value = try place(column.name)
      if case .mark(let name) = column.absence { mark = try place(name) } else { mark = nil }
      if case .share(_, let name?) = column.format { flag = try place(name) } else { flag = nil }
    }
  }

  private func cell(_ column: Column, _ place: Place, _ row: StatementCells) throws -> Sheet.Cell {
    let kind = row.kind(at: place.value)
    if kind == .null || kind == .text && row.withText(at: place.value, { $0.isEmpty }) {
      let mark = place.mark.flatMap { row.kind(at: $0) == .null ? nil : row.text(at: $0) }
      let text = mark ?? column.absence.textInWorkbook
      return column.format.isNumber ? .mark(text) : .text(text)
    }
    switch (column.format, kind) {
    case (.text, .text): return .text(row.text(at: place.value))
    case (.word, .text): return .text(Wording.capitalised(row.text(at: place.value)))
    case (.yesNo, .integer): return .text(row.integer(at: place.value) == 1 ? "yes" : "no")
    case (.integer, .integer): return .number(row.integer(at: place.value))
    case (.pence, .integer): return .pence(row.integer(at: place.value))
    case (.share, .real), (.coverage, .real), (.points, .real), (.share, .integer), (.coverage, .integer),
      (.points, .integer):
      let percentage = Percentage(percent: row.real(at: place.value))
      let isAtOrAbove = place.flag.flatMap { row.kind(at: $0) == .null ? nil : row.integer(at: $0) != 0 }
      return .percent(percentage, decimals: column.format.decimals(of: percentage, isAtOrAbove))
    default:
      throw ReportError.unexpectedValue(
        file: workbookFile, column: column.heading, value: row.text(at: place.value))
    }
  }
}

extension PublishedTable.Absence {
  /// No cell is left blank.
  fileprivate var textInWorkbook: String {
    switch self {
    case .never, .empty: "None"
    case .notAvailable, .mark: Mark.notAvailable
    case .notApplicable: Mark.notApplicable
    }
  }
}

extension SheetQuery.Format {
  fileprivate var isNumber: Bool {
    switch self {
    case .text, .word, .yesNo: false
    default: true
    }
  }

  fileprivate var width: Double {
    switch self {
    case .text: 20
    case .word, .yesNo, .integer, .share, .coverage, .points: 15
    case .pence: 16
    }
  }

  /// How many decimals a percentage is shown with, by the side on which its exact figure is, where that is known.
  fileprivate func decimals(of percentage: Percentage, _ isAtOrAbove: Bool?) -> Int {
    switch self {
    case .share(let line, _):
      let line = Percentage(line)
      return percentage.decimals(notAcross: line, isAtOrAbove: isAtOrAbove ?? (percentage >= line))
    case .coverage(let floor):
      let line = percentage < Percentage(floor) ? Percentage(floor) : Percentage.whole
      return percentage.decimals(notAcross: line, isAtOrAbove: percentage >= line)
    default: return 2
    }
  }
}
