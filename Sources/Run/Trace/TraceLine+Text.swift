import CSVReading
import Load
import Returns

extension LineTrace {
  /// What a person reads: the line, what it holds, and the figures that it feeds or why there are none.
  package var text: String {
    var lines = ["\(visible(file)), line \(line)", "SHA-256 \(sha256)"]
    if !others.isEmpty {
      lines.append(
        "The latest of \(others.count + 1) versions received under this path; a hash picks another: "
          + others.joined(separator: ", "))
    }
    if let record {
      let place = record.place
      let span = place.lineCount == 1 ? "" : ", lines \(place.line) to \(place.line + place.lineCount - 1)"
      lines.append("record \(place.record)\(span), byte \(place.byteOffset)")
    }
    lines.append(isWithheld ? "  (not shown: it may name people)" : "  \(visible(record?.raw ?? ""))")
    if !amounts.isEmpty { lines += [""] + table([amountHead] + amounts.map(row)) }
    lines.append("")
    if !figures.isEmpty {
      lines += table(
        [["feeds", "year", "basis", "side"]] + figures.map { [$0.organisation, $0.year, $0.basis, $0.side] })
    }
    if !figures.isEmpty, !remarks.isEmpty { lines.append("") }
    return (lines + remarks).joined(separator: "\n")
  }

  private var amountHead: [String] {
    ["account", "category", "pounds", "trust", "year", "version", "status"]
  }

  private func row(_ amount: Amount) -> [String] {
    let (line, submission) = (amount.line, amount.submission)
    return [
      visible(line.account), line.category ?? "(none)", grouped(Money(pence: line.pence)),
      submission.organisation.isEmpty ? "(not known)" : submission.organisation, submission.year,
      "\(submission.version)", submission.kind == .plan ? "plan" : submission.status.rawValue,
    ]
  }
}
