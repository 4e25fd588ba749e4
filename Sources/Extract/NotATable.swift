import CSVReading
import Returns

/// Tells what is plainly no CSV by its first bytes: nothing at all, a spreadsheet workbook, a web page.
func notATable(_ file: MappedFile, _ scan: TextScan) -> Finding? {
  if file.count == 0 || scan.physicalLines == 0 {
    return Finding(.sourceError, message: "The file is empty. Send it again.")
  }
  if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) || file.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
    return Finding(
      .workbookNotCSV,
      message: "The file is a spreadsheet workbook, whatever its name says. Save the sheet as CSV UTF-8.")
  }
  let beginning = file.text(0..<min(file.count, 1024), encoding: scan.encoding).lowercased()
    .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
  for mark in ["<!doctype", "<html", "<?xml", "<head", "<table", "{\\rtf", "%pdf-"]
  where beginning.hasPrefix(mark) {
    return Finding(
      .notTabular,
      message:
        "The file is a web page or a document, not a table of cells. Save the table itself as CSV UTF-8.")
  }
  return nil
}
