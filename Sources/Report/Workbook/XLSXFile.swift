import CXLSXWriter
import Foundation

/// A workbook that libxlsxwriter is writing: the one place that handles its pointers.
///
/// Sheets come one after another; what is written goes to the one that was added last. Text is always text, never a
/// formula. Nothing is in the file before `close`.
@safe
final class XLSXFile {
  private let file: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  let formats: [UnsafeMutablePointer<lxw_format>]
  private(set) var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var isClosed = false

  /// Begins a workbook in `folder`; `day` is the day that it says it was made on.
  init(
    _ file: String, in folder: URL, title: String, language: String, day daysSinceEpoch: Int
  ) throws(ReportError) {
    self.file = file
    let path = folder.appending(path: file).path(percentEncoded: false)
    guard let book = unsafe workbook_new(path) else {
      throw .notWritten(file: file, reason: "there is no memory for it")
    }
    unsafe self.book = book
    var made: [UnsafeMutablePointer<lxw_format>] = unsafe []
    for style in CellStyle.allCases {
      guard let format = unsafe workbook_add_format(book) else {
        unsafe lxw_workbook_free(book)
        throw .notWritten(file: file, reason: "there is no memory for it")
      }
      unsafe Self.apply(style, to: format)
      unsafe made.append(format)
    }
    unsafe formats = made
    var failure = LXW_NO_ERROR
    unsafe title.withCString { title in
      var properties = unsafe lxw_doc_properties()
      unsafe properties.title = UnsafeMutablePointer(mutating: title)
      unsafe properties.created = time_t(daysSinceEpoch) * 86_400
      unsafe failure = workbook_set_properties(book, &properties)
    }
    try check(failure)
    try check(unsafe workbook_set_custom_property_string(book, "Language", language))
  }

  deinit {
    if !isClosed { unsafe lxw_workbook_free(book) }
  }

  /// Adds a sheet, whose name is unlike all others', even with letters of another case.
  func addSheet(_ name: String, isWide: Bool, pagesAcross: Int) throws(ReportError) {
    try check(unsafe workbook_validate_sheet_name(book, name))
    guard let sheet = unsafe workbook_add_worksheet(book, name) else {
      throw .notWritten(file: file, reason: "there is no memory for the sheet \(name)")
    }
    unsafe self.sheet = sheet
    let (a3, a4): (UInt8, UInt8) = (8, 9)
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_set_paper(sheet, isWide ? a3 : a4)
    unsafe worksheet_fit_to_pages(sheet, UInt16(pagesAcross), 0)
    unsafe worksheet_set_default_row(sheet, SheetLayout.lineHeight, 0)
    try check(unsafe worksheet_set_footer(sheet, "&L&\"Arial\"&A&R&\"Arial\"Page &P of &N"))
  }

  /// Sets the widths of the first columns; all others have the text's font too.
  func setWidths(_ widths: [Double]) throws(ReportError) {
    let body = unsafe formats[CellStyle.body.rawValue]
    for (column, width) in widths.enumerated() {
      let place = lxw_col_t(column)
      try check(unsafe worksheet_set_column(sheet, place, place, width, body))
    }
    let last: lxw_col_t = 16_383
    try check(unsafe worksheet_set_column(sheet, lxw_col_t(widths.count), last, 10, body))
  }

  func setHeight(_ points: Double, row: Int) throws(ReportError) {
    try check(unsafe worksheet_set_row(sheet, lxw_row_t(row), points, nil))
  }

  func write(text: String, row: Int, column: Int, _ style: CellStyle) throws(ReportError) {
    let format = unsafe formats[style.rawValue]
    try check(
      unsafe worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), sheetText(text), format))
  }

  /// Writes a number; a spreadsheet has only floating point, which holds pounds and pence exactly enough for all sums below
  /// £90 trillion to come out to the penny.
  func write(number: Double, row: Int, column: Int, _ style: CellStyle) throws(ReportError) {
    let format = unsafe formats[style.rawValue]
    try check(unsafe worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, format))
  }

  /// Writes a link to the top of a sheet of this workbook.
  func write(link text: String, to sheetName: String, row: Int, column: Int) throws(ReportError) {
    let format = unsafe formats[CellStyle.link.rawValue]
    let quoted = sheetName.replacingOccurrences(of: "'", with: "''")
    try check(
      unsafe worksheet_write_url_opt(
        sheet, lxw_row_t(row), lxw_col_t(column), "internal:'\(quoted)'!A1", format, sheetText(text), nil))
  }

  /// Marks what stands from the row `top` down as a table, and writes its headings.
  func addTable(
    _ name: String, top: Int, headings: [(text: String, style: CellStyle)], rows: Int, hasFilter: Bool
  ) throws(ReportError) {
    var columns: [lxw_table_column] = unsafe []
    var texts: [UnsafeMutablePointer<CChar>] = unsafe []
    defer { while let text = unsafe texts.popLast() { unsafe free(text) } }
    for heading in headings {
      guard let text = unsafe strdup(sheetText(heading.text)) else { continue }
      unsafe texts.append(text)
      var column = unsafe lxw_table_column()
      unsafe column.header = text
      unsafe column.header_format = formats[heading.style.rawValue]
      unsafe columns.append(column)
    }
    var failure = LXW_NO_ERROR
    unsafe name.withCString { name in
      unsafe columns.withUnsafeMutableBufferPointer { columns in
        guard let first = columns.baseAddress else { return }
        var places: [UnsafeMutablePointer<lxw_table_column>?] = unsafe columns.indices.map {
          unsafe first + $0
        }
        unsafe places.append(nil)
        unsafe places.withUnsafeMutableBufferPointer { places in
          var options = unsafe lxw_table_options()
          unsafe options.name = UnsafeMutablePointer(mutating: name)
          unsafe options.columns = places.baseAddress
          unsafe options.no_autofilter = hasFilter ? 0 : 1
          unsafe options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
          unsafe options.style_type_number = 1
          unsafe failure = worksheet_add_table(
            sheet, lxw_row_t(top), 0, lxw_row_t(top + rows), lxw_col_t(headings.count - 1), &options)
        }
      }
    }
    try check(failure)
    try check(unsafe worksheet_repeat_rows(sheet, lxw_row_t(top), lxw_row_t(top)))
    try check(unsafe worksheet_repeat_columns(sheet, 0, 0))
  }

  /// Writes the file.
  func close() throws(ReportError) {
    isClosed = true
    try check(unsafe workbook_close(book))
  }

  func check(_ code: lxw_error) throws(ReportError) {
    guard code != LXW_NO_ERROR else { return }
    throw .notWritten(file: file, reason: unsafe String(cString: lxw_strerror(code)))
  }

  private static func apply(_ style: CellStyle, to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_font_name(format, "Arial")
    unsafe format_set_font_size(format, style == .title ? 16 : 12)
    unsafe format_set_text_wrap(format)
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if style.isBold { unsafe format_set_bold(format) }
    if style.isAtRight { unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if let numbers = style.numberFormat { unsafe format_set_num_format(format, numbers) }
    if style.isHeading { unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.isIndented { unsafe format_set_indent(format, 1) }
    if style.isInput { unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style == .link {
      unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
      unsafe format_set_font_color(format, 0x0B_3C8C)
    }
  }
}
