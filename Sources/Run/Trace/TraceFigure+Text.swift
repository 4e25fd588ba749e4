import CSVReading
import Load
import Returns

extension FigureTrace {
  /// What a person reads: the figure, its formula, its files, and every line under the term that it enters.
  package var text: String {
    let files = self.files
    var lines = heading + [""] + formula(.technology, technology) + formula(.total, total)
    lines += ["", "Taken from"] + sources(files)
    for side in [ShareTerm.Side.technology, .total] {
      lines += ["", "\(title(of: side)): \(side == .technology ? pounds(technology) : pounds(total))"]
      for term in terms where term.side == side { lines += [""] + shown(term, files) }
    }
    return lines.joined(separator: "\n")
  }

  private var heading: [String] {
    var words = [share.status.rawValue]
    if let source = share.totalSource { words.append("total: \(source)") }
    let percent = sharePercent.map { "\($0)%" } ?? "none, since the total is not above zero"
    return [
      "\(organisation) \(visible(share.organisationName)), \(year), basis \(basis): \(visible(share.basisTitle))",
      "",
      "technology share: \(percent) (\(words.joined(separator: "; ")))",
    ]
  }

  /// The side as its categories' titles with their signs, and what that comes to.
  private func formula(_ side: ShareTerm.Side, _ amount: Money) -> [String] {
    var text = ""
    for term in terms where term.side == side {
      let sign = term.term.sign < 0 ? "- " : text.isEmpty ? "" : "+ "
      text += (text.isEmpty ? "" : " ") + sign + visible(term.title)
    }
    return wrapped("\(title(of: side)) = \(text) = \(pounds(amount))", width: 100, indent: "    ")
  }

  /// The files of this figure in byte order of path: lines name them by their position.
  private var files: [SourceFile] {
    Set(share.submissions.map(\.file)).sorted { ($0.file, $0.sha256) < ($1.file, $1.sha256) }
  }

  private func sources(_ files: [SourceFile]) -> [String] {
    var lines: [String] = []
    for (index, file) in files.enumerated() {
      lines.append("  [\(index + 1)] \(visible(file.file))")
      lines.append("      SHA-256 \(file.sha256)")
      let own = share.submissions.filter { $0.file == file }
      for id in Set(own.map(\.id)).sorted() {
        let sides = own.filter { $0.id == id }.compactMap { $0.side?.rawValue }
        lines.append("      \(descriptions[id] ?? ""); \(sides.joined(separator: " and "))")
      }
    }
    return lines
  }

  private func shown(_ term: Term, _ files: [SourceFile]) -> [String] {
    let own = term.term
    var lines = [
      "  \(own.sign < 0 ? "-" : "+") \(own.category) (\(visible(term.title))): \(pounds(own.amount))"
    ]
    if !term.derivation.isEmpty {
      let parts = term.derivation.map { "\($0.sign < 0 ? "-" : "+") \($0.category)" }.joined(separator: " ")
      let sum = parts.hasPrefix("+ ") ? String(parts.dropFirst(2)) : parts
      lines += wrapped("This layout does not state it; it is \(sum).", width: 94, indent: "")
        .map { "      \($0)" }
    }
    if term.lines.isEmpty {
      return lines + ["      No line: what a ledger does not have was not spent."]
    }
    let amounts = rightAligned(["pounds"] + term.lines.map { grouped(Money(pence: $0.pence)) })
    var rows = [["file", "line", "record", "byte", "account", amounts[0], "as it stands"]]
    for (line, amount) in zip(term.lines, amounts.dropFirst()) {
      let place = line.record.place
      let number = (files.firstIndex(of: line.file) ?? 0) + 1
      rows.append([
        "[\(number)]", "\(place.line)", "\(place.record)", "\(place.byteOffset)", visible(line.account),
        amount,
        line.record.raw.isEmpty ? "(may name people)" : beginning(of: visible(line.record.raw), width: 160),
      ])
    }
    return lines + table(rows).map { "      \($0)" }
  }

  private func title(of side: ShareTerm.Side) -> String { side == .technology ? "Technology" : "Total" }
}

func pounds(_ money: Money) -> String {
  let text = grouped(money)
  return text.hasPrefix("-") ? "-£\(text.dropFirst())" : "£\(text)"
}

/// Texts with blanks before them, so that they end under each other.
func rightAligned(_ texts: [String]) -> [String] {
  let width = texts.map(\.count).max() ?? 0
  return texts.map { String(repeating: " ", count: width - $0.count) + $0 }
}
