import Returns

/// Reads the amounts that rows hold; those of submissions that the file turned out not to have are left out.
struct HandedAmounts {
  /// The numbers of the file's accounts, by their position.
  let accounts: [Int32]
  let submissions: Range<Int>

  /// - Throws: `MapStepError`.
  func lines(_ rows: [MapRow]) throws -> ContiguousArray<Line> {
    var lines: ContiguousArray<Line> = []
    try forEachEntry(of: rows) { submission, line, account, pence in
      guard let line = Int32(exactly: line) else { throw MapStepError.strangeRow("line \(line)") }
      lines.append(
        Line(submission: Int32(submission), line: line, account: try self.account(account), pence: pence))
      return (pence, 1)
    }
    return lines
  }

  /// - Throws: `MapStepError`.
  func totals(_ rows: [MapRow]) throws -> [AccountTotal] {
    var totals: [AccountTotal] = []
    try forEachEntry(of: rows) { submission, account, pence, lineCount in
      totals.append(
        AccountTotal(
          submission: Int32(submission), account: try self.account(account), pence: pence,
          lineCount: Int(lineCount)))
      return (pence, Int(lineCount))
    }
    return totals
  }

  /// Sums whose parts Spark has added up.
  ///
  /// - Throws: `MapStepError`, `MoneyOverflow`.
  func parts(_ rows: [MapRow]) throws -> [AccountTotal] {
    try rows.filter { submissions.contains($0.position) }.map { row in
      guard let account = Int64(row.text) else { throw MapStepError.strangeRow(row.text) }
      return AccountTotal(
        submission: Int32(row.position), account: try self.account(account), pence: try whole(row.pence),
        lineCount: row.lineCount)
    }
  }

  /// Hands out the four numbers of every entry; what they add up to must be what the row says.
  private func forEachEntry(
    of rows: [MapRow],
    _ body: (_ submission: Int64, Int64, Int64, Int64) throws -> (pence: Int64, lineCount: Int)
  ) throws {
    for row in rows {
      var (pence, lineCount): (Int128, Int) = (0, 0)
      var numbers: [Int64] = []
      for text in row.text.utf8.split(separator: UInt8(ascii: " ")) {
        guard let number = Int64(Substring(text)) else {
          throw MapStepError.strangeRow(String(row.text.prefix(200)))
        }
        numbers.append(number)
        guard numbers.count == 4 else { continue }
        if submissions.contains(Int(clamping: numbers[0])) {
          let sums = try body(numbers[0], numbers[1], numbers[2], numbers[3])
          pence += Int128(sums.pence)
          lineCount += sums.lineCount
        }
        numbers.removeAll(keepingCapacity: true)
      }
      let isWhole = numbers.isEmpty && (pence, lineCount) == (row.pence, row.lineCount)
      guard isWhole || submissions.isEmpty else {
        throw MapStepError.incomplete(file: row.file, what: "amounts are missing or there twice")
      }
    }
  }

  private func account(_ position: Int64) throws(MapStepError) -> Int32 {
    guard let position = Int(exactly: position), accounts.indices.contains(position) else {
      throw .strangeRow("account \(position)")
    }
    return accounts[position]
  }

  private func whole(_ pence: Int128) throws(MoneyOverflow) -> Int64 {
    guard let pence = Int64(exactly: pence) else { throw MoneyOverflow() }
    return pence
  }
}
