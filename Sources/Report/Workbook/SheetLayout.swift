/// How high rows are: spreadsheets other than Excel do not work it out for wrapped text.
enum SheetLayout {
  /// A line of Arial 12, in points.
  static let lineHeight = 16.0

  /// How high a row is that holds a text in this style, in points.
  static func height(of text: String, width: Double, _ style: CellStyle) -> Double {
    // A unit of width is seven pixels; letters are measured on names and sentences.
    let letter = style == .title ? 10.8 : style.isBold ? 8.3 : 7.6
    let perLine = max(Int((width * 7 - (style.isIndented ? 14 : 0)) / letter), 1)
    return Double(lines(text, perLine: perLine)) * (style == .title ? 22 : lineHeight)
  }

  private static func lines(_ text: String, perLine: Int) -> Int {
    if text.utf8.count <= perLine, isOnePlainLine(text) { return 1 }
    var lines = 0
    for paragraph in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += 1
      var used = 0
      for word in paragraph.split(separator: " ") {
        if used > 0, used + 1 + word.count > perLine {
          lines += 1
          used = 0
        }
        used += word.count + (used > 0 ? 1 : 0)
        // A word that is longer than a line is cut.
        lines += max(used - 1, 0) / perLine
        used = max(used - 1, 0) % perLine + 1
      }
    }
    return lines
  }
}

extension XLSXFile {
  /// Writes a sheet with its table; where there is no row, one that says so, since a table needs one.
  func write(_ sheet: Sheet) throws(ReportError) {
    try addSheet(sheet.name, isWide: sheet.isWide, pagesAcross: sheet.pagesAcross)
    try setWidths(sheet.columns.map(\.width))
    try write(
      paragraphs: [(sheet.title, .title)] + sheet.remarks.map { ($0, .body) }, width: sheet.columns[0].width)
    let top = sheet.remarks.count + 1
    let none: [Sheet.Cell] = sheet.columns.enumerated().map { number, column in
      number == 0 ? .text("None") : column.isNumber ? .mark(Mark.notApplicable) : .text(Mark.notApplicable)
    }
    let rows = sheet.rows.isEmpty ? [none] : sheet.rows
    let headings = sheet.columns.enumerated().map { number, column in
      (
        text: column.heading,
        style: column.isNumber ? CellStyle.numberHeading : number == 0 ? .heading : .laterHeading
      )
    }
    try addTable(
      tableName(sheet.name), top: top, headings: headings, rows: rows.count, hasFilter: sheet.hasFilter)
    let room = sheet.hasFilter ? 3.0 : 0  // for the button of the filter
    try setHeight(
      zip(headings, sheet.columns)
        .map { SheetLayout.height(of: $0.text, width: $1.width - room, $0.style) }.max() ?? 0, row: top)
    for (number, row) in rows.enumerated() {
      let place = top + 1 + number
      var height = SheetLayout.lineHeight
      for (column, cell) in row.enumerated() {
        try write(cell, row: place, column: column)
        let text =
          switch cell {
          case .text(let text), .formula(_, let text): text
          default: ""
          }
        if !text.isEmpty {
          let style: CellStyle = column == 0 ? .body : .laterBody
          height = max(height, SheetLayout.height(of: text, width: sheet.columns[column].width, style))
        }
      }
      try setHeight(height, row: place)
    }
  }

  /// Writes paragraphs one below the other, from the first row on.
  func write(paragraphs: [(text: String, style: CellStyle)], width: Double) throws(ReportError) {
    for (row, paragraph) in paragraphs.enumerated() {
      try write(text: paragraph.text, row: row, column: 0, paragraph.style)
      try setHeight(SheetLayout.height(of: paragraph.text, width: width, paragraph.style), row: row)
    }
  }

  private func tableName(_ sheet: String) -> String {
    "table_" + String(sheet.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  private func write(_ cell: Sheet.Cell, row: Int, column: Int) throws(ReportError) {
    switch cell {
    case .text(let text): try write(text: text, row: row, column: column, column == 0 ? .body : .laterBody)
    case .mark(let mark): try write(text: mark, row: row, column: column, .mark)
    case .number(let number): try write(number: Double(number), row: row, column: column, .integer)
    case .pence(let pence): try write(number: Double(pence) / 100, row: row, column: column, .thousands)
    case .percent(let percentage, let decimals):
      try write(
        number: Double(percentage.millionths) / 10_000, row: row, column: column,
        decimals == 2 ? .twoDecimals : .fourDecimals)
    case .formula(let formula, _):
      try write(formula: formula, row: row, column: column, column == 0 ? .body : .laterBody)
    case .share(let formula): try write(formula: formula, row: row, column: column, .share)
    case .link(let text, let sheet): try write(link: text, to: sheet, row: row, column: column)
    }
  }
}
