import Returns

/// The pieces of the formulas on the sheet *Checks*: each goes by line code, never by row, so that a row may be deleted,
/// moved or inserted.
///
/// They use what every Excel since 2007 and LibreOffice have.
struct TemplateFormulas {
  /// Rows that may be filled, more than the template has.
  private static let lastRow = 300

  static func cells(_ column: TemplateColumn) -> String {
    "\(XLSXFile.returnSheet)!$\(column.letter)$2:$\(column.letter)$\(lastRow)"
  }

  static let codes = cells(.line)
  static let amounts = cells(.amount)

  /// How many rows bear these codes.
  static func rows(of codes: [String]) -> String {
    "SUMPRODUCT(COUNTIF(\(Self.codes),\(list(codes))))"
  }

  /// How many of these lines are not there, or hold no number.
  static func open(_ lines: [String]) -> String {
    "(\(lines.count)-SUMPRODUCT(COUNTIFS(\(codes),\(list(lines)),\(amounts),\">=-1E+15\")))"
  }

  /// The sum of lines, to the penny.
  static func sum(_ sum: ReturnTemplate.Sum) -> String {
    func part(_ codes: [String]) -> String {
      codes.isEmpty ? "0" : "SUMPRODUCT(SUMIFS(\(amounts),\(Self.codes),\(list(codes))))"
    }
    let takenOff = sum.takenOff.isEmpty ? "" : "-\(part(sum.takenOff))"
    return "ROUND(\(part(sum.added))\(takenOff),2)"
  }

  /// How many rows with a line hold this.
  static func rowsWhere(_ conditions: String...) -> String {
    "SUMPRODUCT((\(codes)<>\"\")" + conditions.map { "*(\($0))" }.joined() + ")"
  }

  static func money(_ formula: String) -> String { "TEXT(\(formula),\"#,##0.00\")" }

  /// What stands in a column of the row of one line.
  static func cell(_ column: TemplateColumn, of line: String) -> String {
    "INDEX(\(cells(column)),MATCH(\(quoted(line)),\(codes),0))"
  }

  private static func list(_ codes: [String]) -> String {
    "{\(codes.map(quoted).joined(separator: ","))}"
  }
}
