/// Rows as lines of text whose columns stand under each other; names of files and trusts are shown on one line, whatever
/// they hold.
func table(_ texts: [[String]]) -> [String] {
  let rows = texts.map { row in row.map { visible($0) } }
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
  return rows.map { row in
    var line = ""
    for (column, text) in row.enumerated() {
      line += text
      if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - text.count + 2) }
    }
    return line
  }
}
