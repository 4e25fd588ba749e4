import CXLSXWriter
import Foundation

/// What a cell that somebody fills in may hold, and what is said beside it.
struct InputRule {
  enum Allowed {
    case amount(least: Double?, most: Double?)
    case wholeNumber(least: Double, most: Double)
    case oneOf([String])
    case text(upTo: Double)
    /// Where a formula is true.
    case formula(String)
  }

  let allowed: Allowed
  /// At most 32 characters.
  let title: String
  /// Shown while the cell is chosen; cut at 255 characters.
  let message: String
  /// Shown where something else is typed.
  let refusal: String
}

extension XLSXFile {
  /// Writes a formula that is worked out when the workbook is opened: a program that finds no result does so.
  func write(formula: String, row: Int, column: Int, _ style: CellStyle) throws(ReportError) {
    let format = unsafe formats[style.rawValue]
    try check(
      unsafe worksheet_write_formula_str(
        sheet, lxw_row_t(row), lxw_col_t(column), formula, format, ""))
  }

  /// Writes a cell that waits to be filled.
  func writeBlank(row: Int, column: Int, _ style: CellStyle) throws(ReportError) {
    let format = unsafe formats[style.rawValue]
    try check(unsafe worksheet_write_blank(sheet, lxw_row_t(row), lxw_col_t(column), format))
  }

  /// Has the spreadsheet refuse what a cell may not hold.
  func validate(_ rule: InputRule, row: Int, column: Int) throws(ReportError) {
    var texts: [UnsafeMutablePointer<CChar>?] = unsafe []
    defer { while let text = unsafe texts.popLast() { unsafe free(text) } }
    func copy(_ text: String, most: Int) -> UnsafeMutablePointer<CChar>? {
      let text = unsafe strdup(cut(sheetText(text), most: most))
      unsafe texts.append(text)
      return unsafe text
    }
    var validation = unsafe lxw_data_validation()
    unsafe validation.input_title = copy(rule.title, most: 32)
    unsafe validation.input_message = copy(rule.message, most: 255)
    unsafe validation.error_title = copy(rule.title, most: 32)
    unsafe validation.error_message = copy(rule.refusal, most: 255)
    var list: [UnsafeMutablePointer<CChar>?] = unsafe []
    switch rule.allowed {
    case .amount(let least?, nil):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
      unsafe validation.value_number = least
    case .amount(nil, let most?):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
      unsafe validation.value_number = most
    case .amount(let least, let most):
      // What 64 bits of pence hold, and a spreadsheet to the penny.
      let limit = 90_000_000_000_000.0
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      unsafe validation.minimum_number = least ?? -limit
      unsafe validation.maximum_number = most ?? limit
    case .wholeNumber(let least, let most):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      unsafe validation.minimum_number = least
      unsafe validation.maximum_number = most
    case .oneOf(let words):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      for word in words { unsafe list.append(copy(word, most: 255)) }
      unsafe list.append(nil)
    case .text(let most):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
      unsafe validation.value_number = most
    case .formula(let formula):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
      unsafe validation.value_formula = copy(formula, most: 8_000)
    }
    var failure = LXW_NO_ERROR
    unsafe list.withUnsafeMutableBufferPointer { list in
      if case .oneOf = rule.allowed { unsafe validation.value_list = list.baseAddress }
      unsafe failure = worksheet_data_validation_cell(
        sheet, lxw_row_t(row), lxw_col_t(column), &validation)
    }
    try check(failure)
  }

  /// The beginning of a text that is too long for its place, with a sign that there is more.
  private func cut(_ text: String, most: Int) -> String {
    guard text.utf16.count > most else { return text }
    var beginning = ""
    for character in text {
      if beginning.utf16.count + character.utf16.count >= most { break }
      beginning.append(character)
    }
    return beginning + "…"
  }
}
