import Returns

extension PublicationDiff {
  private static let mostShown = 100

  /// What a person reads: the causes added up, then every figure.
  package var text: String {
    var lines = ["From \(titles.from)", "to   \(titles.to)", ""]
    guard !changes.isEmpty else { return (lines + ["No figure changed."]).joined(separator: "\n") }
    let trusts = Set(changes.map(\.organisation)).count
    lines += ["\(changes.count) figure(s) of \(trusts) trust(s) changed.", ""]
    lines += numericTable(
      [["basis", "cause", "figures", "technology", "total"]]
        + causes.map {
          [$0.basis, $0.cause.rawValue, "\($0.figures)", signedPounds($0.technology), signedPounds($0.total)]
        }, textColumns: 2)
    lines += [""]
    lines += numericTable(
      [["basis", "all figures added up", "technology", "total"]]
        + totals.flatMap { sum in
          [
            [sum.basis, "before", shown(sum.technology.from), shown(sum.total.from)],
            ["", "now", shown(sum.technology.to), shown(sum.total.to)],
          ]
        }, textColumns: 2)
    let moved = changes.filter { $0.cause != .benchmark }
    if moved.count < changes.count {
      lines += [
        "", "Where the benchmark alone changed, spending is what it was, and the figure is not listed.",
      ]
    }
    if moved.isEmpty { return lines.joined(separator: "\n") }
    lines += [""]
    lines += numericTable(
      [["trust", "year", "basis", "cause", "technology", "now", "total", "now"]]
        + moved.prefix(Self.mostShown).map {
          [
            $0.organisation, $0.year, $0.basis, $0.cause.rawValue, shown($0.technology.from),
            shown($0.technology.to), shown($0.total.from), shown($0.total.to),
          ]
        }, textColumns: 4)
    if moved.count > Self.mostShown {
      lines.append(
        "and \(moved.count - Self.mostShown) more: --output json gives all, and the table `changes` of the database."
      )
    }
    return lines.joined(separator: "\n")
  }
}

private func shown(_ pence: Int64?) -> String { pence.map { pounds(Money(pence: $0)) } ?? "[x]" }

private func signedPounds(_ money: Money) -> String { (money > .zero ? "+" : "") + pounds(money) }

/// A table whose columns after the first few are numbers.
private func numericTable(_ rows: [[String]], textColumns: Int) -> [String] {
  var rows = rows
  for column in textColumns..<(rows.first?.count ?? 0) {
    for (row, text) in zip(rows.indices, rightAligned(rows.map { $0[column] })) { rows[row][column] = text }
  }
  return table(rows)
}
