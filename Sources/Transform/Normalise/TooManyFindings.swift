import PipelineFiles
import Returns

/// A file has more findings, or accounts that nobody has said the meaning of, than are kept of one: it is rejected whole.
package struct TooManyFindings: Error, CustomStringConvertible {
  package let limit: Int
  /// What there is too much of.
  let what: String
  let first: Finding?

  package var description: String {
    let place = first?.place.map { " in line \($0.line)" } ?? ""
    return "There are more than \(limit) \(what) (limits.max_findings); nothing of the file is taken."
      + (first.map { " The first\(place): \($0.code.rawValue): \($0.message)" } ?? "")
      + " Mend what is at fault throughout, and send it again."
  }
}

extension FileTransform {
  /// Ends a file in which nothing but faults seem to stand, before they take all memory.
  ///
  /// - Throws: `TooManyFindings`.
  func refuseTooManyFindings() throws(TooManyFindings) {
    let limit = definitions.pipeline.limits.maximumFindings
    // Each return of a file, each account that is to be told and each row that waits takes as much memory as some findings do.
    let count = findings.count + submissions.count + accounts.unmappedInFile + pendingFooters.count
    guard count > limit else { return }
    if accounts.unmappedInFile > max(findings.count, submissions.count) {
      throw TooManyFindings(limit: limit, what: "accounts that the mapping does not have", first: nil)
    }
    if pendingFooters.count > max(findings.count, submissions.count) {
      throw TooManyFindings(limit: limit, what: "rows that say that they are totals", first: nil)
    }
    let first = findings.first { $0.severity == .error } ?? findings.first
    throw TooManyFindings(
      limit: limit, what: "findings", first: first ?? Finding(.primaryKey, message: "Too many returns."))
  }
}
