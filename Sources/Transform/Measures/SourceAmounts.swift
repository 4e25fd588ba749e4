import Returns

/// What one source says of one trust-year for some categories, all of them or none.
struct SourceAmounts {
  let amounts: [String: Money]
  let used: [ReturnedSubmission]
  /// Whether a version that is preferred to one of these was passed over, since it is not whole.
  let isLaterVersionHeld: Bool
}

/// Why a source gives no figure.
enum NoAmounts: Error, Hashable {
  /// Nothing of this source is there.
  case absent
  /// Something is there, but not all of what is needed; the finding that says why, where there is one.
  case unusable(FindingCode?)
}

/// Takes the categories that are needed from one source, whole: for each period the best submission that has all of
/// them, and the periods of a year added up.
///
/// - Throws: `NoAmounts` where a category is missing or faulty in every version, or periods overlap.
func amounts(
  of categories: [String], from submissions: [ReturnedSubmission]
) throws(NoAmounts) -> SourceAmounts {
  guard !submissions.isEmpty else { throw .absent }
  let byPeriod = Dictionary(grouping: submissions, by: \.submission.key.period)
  let periods = byPeriod.keys.sorted()
  for (earlier, later) in zip(periods, periods.dropFirst()) where earlier.overlaps(later) {
    throw .unusable(.periodOverlap)
  }
  var sums: [String: Money] = [:]
  var used: [ReturnedSubmission] = []
  var isLaterVersionHeld = false
  for period in periods {
    let versions = (byPeriod[period] ?? []).sorted { $0.isPreferred(to: $1) }
    let (submission, found) = try firstComplete(versions, categories)
    used.append(submission)
    if submission != versions.first { isLaterVersionHeld = true }
    if sums.isEmpty {
      sums = found
      continue
    }
    for (category, amount) in found {
      do {
        sums[category] = try (sums[category] ?? .zero).adding(amount)
      } catch {
        throw .unusable(nil)
      }
    }
  }
  return SourceAmounts(amounts: sums, used: used, isLaterVersionHeld: isLaterVersionHeld)
}

/// The best version that has every category; the last accepted one stays in force where a later one is not whole.
private func firstComplete(
  _ versions: [ReturnedSubmission], _ categories: [String]
) throws(NoAmounts) -> (ReturnedSubmission, [String: Money]) {
  var why: NoAmounts?
  for version in versions {
    var found = [String: Money](minimumCapacity: categories.count)
    var isComplete = true
    for category in categories {
      switch version.total(category) {
      case .success(let amount): found[category] = amount
      case .failure(let unusable):
        isComplete = false
        // The first thing wrong with the best version is what is told.
        if why == nil { why = .unusable(unusable.code) }
      }
      if !isComplete { break }
    }
    if isComplete { return (version, found) }
  }
  throw why ?? .absent
}
