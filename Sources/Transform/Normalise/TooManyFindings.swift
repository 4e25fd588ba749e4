import PipelineFiles
import Returns

/// A file has more findings than are kept of one: it is rejected whole.
package struct TooManyFindings: Error, CustomStringConvertible {
  package let limit: Int
  let first: Finding

  package var description: String {
    let place = first.place.map { " in line \($0.line)" } ?? ""
    return "There are more than \(limit) findings (limits.max_findings); nothing of the file is taken."
      + " The first\(place): \(first.code.rawValue): \(first.message)"
      + " Mend what is at fault throughout, and send it again."
  }
}

extension FileTransform {
  /// Ends a file in which nothing but faults seem to stand, before they take all memory.
  ///
  /// - Throws: `TooManyFindings`.
  func refuseTooManyFindings() throws(TooManyFindings) {
    let limit = definitions.pipeline.limits.maximumFindings
    // Each return of a file takes as much memory as some findings do.
    guard findings.count + submissions.count > limit else { return }
    let first = findings.first { $0.severity == .error } ?? findings.first
    throw TooManyFindings(limit: limit, first: first ?? Finding(.primaryKey, message: "Too many returns."))
  }
}
