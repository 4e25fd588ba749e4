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
  /// The version and status by which it is ranked: its own, or those of the submission that it came after, where an
  /// analyst let an older one pass.
  var rank: Rank

  package init(submission: Submission, file: String, sha256: String = "", run: String, id: Int64 = 0) {
    self.id = id
    self.submission = submission
    self.file = file
    self.sha256 = sha256
    self.run = run
    rank = Rank(isFinal: submission.status == .final, version: submission.version)
  }

  /// What a submission says of its place among others.
  struct Rank: Hashable {
    let isFinal: Bool
    let version: Int
  }

  /// Later by stated version, then by run, then by byte order of the path.
  ///
  /// Final beats provisional before all of these.
  package func isPreferred(to other: Self) -> Bool {
    if rank.isFinal != other.rank.isFinal { return rank.isFinal }
    if rank.version != other.rank.version { return rank.version > other.rank.version }
    if run != other.run { return run > other.run }
    return other.file.utf8.lexicographicallyPrecedes(file.utf8)
  }

  /// Whether it waits as a whole, and gives no figure on any basis.
  var isHeld: Bool { submission.faults.contains { $0.category == nil } }

  /// The total of a category, or why it cannot be used.
  package func total(_ category: String) -> Result<Money, Unusable> {
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
package struct Unusable: Error, Hashable {
  let code: FindingCode?
}
