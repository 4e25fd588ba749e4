package import Returns

/// A submission as it is stored, with what decides which of two is the later.
package struct ReturnedSubmission: Sendable, Hashable {
  package let submission: Submission
  package let file: String
  package let sha256: String
  /// The run that archived the file; run ids sort in the order of their start.
  package let run: String
  /// Its number in the database, by which a figure names what it stands on.
  package let id: Int64

  package init(submission: Submission, file: String, sha256: String = "", run: String, id: Int64 = 0) {
    self.id = id
    self.submission = submission
    self.file = file
    self.sha256 = sha256
    self.run = run
  }

  /// Later by stated version, then by run, then by byte order of the path.
  ///
  /// Final beats provisional before all of these.
  func isPreferred(to other: Self) -> Bool {
    let (left, right) = (submission, other.submission)
    if left.status != right.status { return left.status == .final }
    if left.version != right.version { return left.version > right.version }
    if run != other.run { return run > other.run }
    return other.file.utf8.lexicographicallyPrecedes(file.utf8)
  }

  /// The total of a category, or why it cannot be used.
  func total(_ category: String) -> Result<Money, Unusable> {
    let own =
      submission.faults.first { $0.category == category } ?? submission.faults.first { $0.category == nil }
    if let own { return .failure(Unusable(code: own.code)) }
    guard let total = submission.totals.first(where: { $0.category == category }) else {
      return .failure(Unusable(code: nil))
    }
    return .success(total.amount)
  }
}

/// Why a source gives no amount for a category; `nil` where the source simply does not have it.
struct Unusable: Error, Hashable {
  let code: FindingCode?
}
