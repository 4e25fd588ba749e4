import Foundation

extension RunSummary {
  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }

  /// What a person reads at the end of a run.
  package var text: String {
    var lines = [message]
    if published == nil { return message }
    lines.append("Files: \(files.new) new, \(files.unchanged) unchanged, \(files.rejected) rejected.")
    lines.append("Records: \(records.accepted) accepted, \(records.rejected) rejected.")
    if findings.isEmpty {
      lines.append("Findings: none.")
    } else {
      lines.append("Findings:")
      let width = findings.keys.map(\.count).max() ?? 0
      for (code, count) in findings.sorted(by: { $0.key < $1.key }) {
        let padding = String(repeating: " ", count: width - code.count)
        lines.append("  \(code)\(padding)  \(count)")
      }
    }
    if let published { lines.append("Reports: \(published)") }
    return lines.joined(separator: "\n")
  }
}
