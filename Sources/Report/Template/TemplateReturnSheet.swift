import Returns

/// The columns of the sheet that is sent, in the order of the contract `it-expenditure-return`.
package enum TemplateColumn: String, CaseIterable, Sendable {
  case organisation = "organisation_code"
  case name = "organisation_name"
  case year = "financial_year"
  case kind
  case line = "line_code"
  case description = "line_description"
  case amount
  case status
  case version
  case approvedBy = "approved_by_role"
  case comment
  case guidance
  case lastYear = "last_year"

  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  var letter: String { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place))) }

  fileprivate var width: Double {
    switch self {
    case .organisation, .name: 22
    case .year: 18
    case .line, .version: 12
    case .description: 36
    // Saving as CSV writes what is shown: a column that is too narrow gives ####.
    case .amount, .lastYear: 24
    case .kind, .status: 16
    case .approvedBy: 22
    case .comment: 32
    case .guidance: 70
    }
  }

  fileprivate var isNumber: Bool { [.amount, .version, .lastYear].contains(self) }
}

extension XLSXFile {
  static let returnSheet = "Return"

  /// Writes the sheet that is the return once it is saved as CSV: its headings are in the first row, and nothing is above.
  func writeReturn(_ template: ReturnTemplate) throws(ReportError) {
    let columns = TemplateColumn.allCases
    try addSheet(Self.returnSheet, isWide: true, pagesAcross: 1)
    try setWidths(columns.map(\.width))
    try addTable(
      "table_return", top: 0,
      headings: columns.enumerated().map { place, column in
        let isAfterNumber = place > 0 && columns[place - 1].isNumber
        return (column.rawValue, column.isNumber ? .numberHeading : isAfterNumber ? .laterHeading : .heading)
      },
      rows: template.lines.count, hasFilter: false)
    for (number, line) in template.lines.enumerated() {
      try write(line, of: template, row: number + 1)
    }
  }

  private func write(
    _ line: ReturnTemplate.Line, of template: ReturnTemplate, row: Int
  ) throws(ReportError) {
    func text(_ text: String, _ column: TemplateColumn, _ style: CellStyle = .textInput) throws(ReportError) {
      try write(text: text, row: row, column: column.place, style)
    }
    let guidance = line.guidance
    try text(template.organisation.text, .organisation, .code)
    try text(template.name, .name, .code)
    try text("\(template.form.year)", .year, .code)
    try text(template.form.kind.rawValue, .kind, .code)
    try text(line.code, .line, .code)
    try text(line.description, .description, .code)
    if let amount = line.fromAccounts {
      try write(number: pounds(amount), row: row, column: TemplateColumn.amount.place, .moneyInput)
    } else {
      try writeBlank(row: row, column: TemplateColumn.amount.place, .moneyInput)
    }
    try text("provisional", .status)
    try write(number: 1, row: row, column: TemplateColumn.version.place, .wholeInput)
    try writeBlank(row: row, column: TemplateColumn.approvedBy.place, .textInput)
    try writeBlank(row: row, column: TemplateColumn.comment.place, .textInput)
    try text(guidance, .guidance, .code)
    if let amount = line.lastYear {
      try write(number: pounds(amount), row: row, column: TemplateColumn.lastYear.place, .money)
    } else {
      try writeBlank(row: row, column: TemplateColumn.lastYear.place, .money)
    }
    for (column, rule) in rules(of: line, in: template, row: row) {
      try validate(rule, row: row, column: column.place)
    }
    let heights = [(guidance, .guidance), (line.description, .description), (template.name, .name)].map {
      (text: String, column: TemplateColumn) in
      SheetLayout.height(of: text, width: column.width, .body)
    }
    try setHeight(heights.max() ?? SheetLayout.lineHeight, row: row)
  }

  private func rules(
    of line: ReturnTemplate.Line, in template: ReturnTemplate, row: Int
  ) -> [(TemplateColumn, InputRule)] {
    let kept = "This is the workbook’s own. Leave it as it is."
    func fixed(_ column: TemplateColumn, _ word: String) -> (TemplateColumn, InputRule) {
      // Within a formula a text has at most 255 characters.
      let cell = "\(column.letter)\(row + 1)"
      let rule =
        word.utf16.count < 200
        ? InputRule.Allowed.formula("=\(cell)=\(quoted(word))") : .formula("=LEN(\(cell))>0")
      return (column, InputRule(allowed: rule, title: column.rawValue, message: "", refusal: kept))
    }
    return [
      fixed(.organisation, template.organisation.text), fixed(.name, template.name),
      fixed(.year, "\(template.form.year)"), fixed(.kind, template.form.kind.rawValue),
      fixed(.line, line.code), fixed(.description, line.description),
      (
        .amount,
        InputRule(
          allowed: .amount(least: line.least.map(pounds), most: line.most.map(pounds)),
          title: "\(line.code), in pounds", message: line.guidance,
          refusal:
            "Type a number in pounds and pence, such as 1234567.89\(line.limitWords). Write 0 where there is nothing."
        )
      ),
      (
        .status,
        InputRule(
          allowed: .oneOf(["provisional", "final"]), title: "Status",
          message: "provisional or final, the same in every row", refusal: "Choose provisional or final.")
      ),
      (
        .version,
        InputRule(
          allowed: .wholeNumber(least: 1, most: 999), title: "Version",
          message: "1 for the first time, 2 when it is sent again; the same in every row",
          refusal: "Type a whole number from 1.")
      ),
      (
        .approvedBy,
        InputRule(
          allowed: .text(upTo: 100), title: "Approved by",
          message: "The role of whoever approves the return, such as Director of Finance; no name",
          refusal: "Write at most 100 characters.")
      ),
      (
        .comment,
        InputRule(
          allowed: .text(upTo: 500), title: "Comment",
          message: "What readers should know of this line; it may be published. At most 500 characters.",
          refusal: "Write at most 500 characters.")
      ),
    ]
  }
}

extension ReturnTemplate.Line {
  /// What stands beside the line: what to do with it, what to include and what to leave out.
  var guidance: String {
    var sentences: [String] = []
    if fromAccounts != nil { sentences.append("From the audited accounts: confirm or correct.") }
    sentences.append("Include: \(include).")
    if !leaveOut.isEmpty { sentences.append("Leave out: \(leaveOut).") }
    return sentences.joined(separator: " ")
  }

  /// The limits of its amount, to stand after `a number`.
  var limitWords: String {
    switch (least, most) {
    case (nil, nil): ", above or below zero"
    case (let least?, nil): ", at least \(least.short)"
    case (nil, let most?): ", at most \(most.short)"
    case (let least?, let most?): ", from \(least.short) to \(most.short)"
    }
  }
}

extension Money {
  /// Without pence where there are none.
  fileprivate var short: String { pence % 100 == 0 ? "\(pence / 100)" : description }
}

/// An amount as a cell holds it.
func pounds(_ amount: Money) -> Double { Double(amount.pence) / 100 }

/// A text within a formula.
func quoted(_ text: String) -> String {
  "\"\(sheetText(text).replacing("\"", with: "\"\""))\""
}
