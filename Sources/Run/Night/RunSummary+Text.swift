import Foundation

extension RunSummary {
  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }

  /// What a person reads at the end of a run.
  package var text: String {
    var lines = [message]
    if !withdrawn.isEmpty {
      lines.append(
        "\(withdrawn.count) file(s) came again after they had been withdrawn, and stay out:"
          + " \(withdrawn.map { visible($0) }.joined(separator: ", ")). `techshare withdraw SHA --undo` takes one in again."
      )
    }
    lines += leftAlone
    if published == nil, findings.isEmpty, overdue.isEmpty { return lines.joined(separator: "\n") }
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
    if !overdue.isEmpty { lines.append(overdueText) }
    return lines.joined(separator: "\n")
  }

  /// What stands in the inbox and is not read, and why: a line each.
  var leftAlone: [String] {
    var lines: [String] = []
    if !waiting.isEmpty {
      lines.append(
        "\(waiting.count) file(s) may still be written to, and wait for the next run: \(few(of: waiting)).")
    }
    if !refusedLinks.isEmpty {
      lines.append(
        "\(refusedLinks.count) link(s) lead out of the inbox, and were not read: \(few(of: refusedLinks)). Put the file"
          + " itself in the place of each, or take it away.")
    }
    if !refusedFiles.isEmpty {
      lines.append(
        "\(refusedFiles.count) file(s) or folder(s) cannot be taken as they are, and were not read: \(few(of: refusedFiles))."
          + " Rename, move or shorten each, take it away, or raise the limit that it is above.")
    }
    return lines
  }

  /// Names for a person: ten, and how many more there are.
  private func few(of names: [String]) -> String {
    names.prefix(10).map { shortened(visible($0)) }.joined(separator: ", ")
      + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }

  /// A name of which a person sees the beginning and the end: paths may be thousands of letters long.
  private func shortened(_ name: String) -> String {
    name.count <= 200 ? name : "\(name.prefix(90))…\(name.suffix(90))"
  }

  /// The returns that have newly become overdue; what is printed where nothing else is.
  package var overdueText: String {
    "\(overdue.count) return(s) have newly become overdue; `techshare status --missing` shows all that are.\n"
      + overdue.text
  }

  /// One sentence on a run that came to its end.
  func message(of configuration: RunConfiguration, _ work: Outstanding) -> String {
    let stands = "the publication stands as it is"
    switch configuration.job {
    case .rebuild where published == nil:
      return "The database was made again from \(work.files.count) file(s) of the archive; \(stands)."
    case .reprocess where work.files.isEmpty:
      return "No loaded file is selected. Nothing was read again."
    case .reprocess where published == nil:
      return "Read \(work.files.count) file(s) again: nothing changed, \(stands)."
    case _ where published != nil && work.isEmpty:
      return "Published what an earlier run had loaded: edition \(edition ?? "")."
    case _ where published != nil && files.new == 0 && !work.withdrawn.isEmpty:
      return "Took out \(work.withdrawn.count) withdrawn file(s): edition \(edition ?? "")."
    case _ where published != nil:
      return
        "Published \(files.new) new file(s) of \(max(files.seen, work.files.count)): edition \(edition ?? "")."
    case _ where work.isEmpty:
      let why = configuration.selection.isEverything ? "all of them known" : "none of those selected is new"
      return "Nothing new: \(files.seen) file(s) in the inbox, \(why). Nothing was published."
    default:
      return "Read \(work.files.count) file(s): no figure and no finding changed, \(stands)."
    }
  }
}
