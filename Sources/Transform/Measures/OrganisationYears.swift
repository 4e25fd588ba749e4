import PipelineFiles
import Returns

/// How each trust of the register is grouped in each year, and how much of England it weighs in the coverage.
///
/// Its weight is its operating expenditure: that of the year where it is known, else its last known before, else the
/// median of its class, else the median of all. `known` is that of each trust-year where it is known.
func organisationYears(
  trustYears: [TrustYear], expected: Set<TrustYear>, known: [TrustYear: Money], definitions: Definitions
) throws(MoneyOverflow) -> [OrganisationYear] {
  var lastKnown: [OrganisationCode: Money] = [:]
  var years: [OrganisationYear] = []
  for group in groups(trustYears) {
    var weights: [TrustYear: (Money, OrganisationYear.ExpenditureSource)] = [:]
    for trustYear in group {
      if let own = known[trustYear] {
        weights[trustYear] = (own, .thisYear)
      } else if let before = lastKnown[trustYear.organisation] {
        weights[trustYear] = (before, .lastKnown)
      }
    }
    let organisations = group.compactMap { trustYear in
      definitions.register.organisation(trustYear.organisation, on: trustYear.year.lastDay).map {
        (trustYear, $0)
      }
    }
    var byClass: [String: [Money]] = [:]
    for (trustYear, organisation) in organisations {
      if let weight = weights[trustYear] { byClass[organisation.peerClass, default: []].append(weight.0) }
    }
    let medianOfAll = median(byClass.values.flatMap { $0 })
    for (trustYear, organisation) in organisations {
      var weight = weights[trustYear]
      // A trust that had closed is told for its return, and is no part of England.
      let isClosed = organisation.closedOn.map { $0 < trustYear.year.firstDay } ?? false
      if isClosed {
        weight = nil
      } else if weight == nil, let guess = median(byClass[organisation.peerClass] ?? []) ?? medianOfAll {
        weight = (guess, .classMedian)
      }
      years.append(
        OrganisationYear(
          organisation: organisation, year: trustYear.year, isExpected: expected.contains(trustYear),
          operatingExpenditure: weight?.0, expenditureSource: weight?.1))
    }
    for trustYear in group {
      if let own = known[trustYear] { lastKnown[trustYear.organisation] = own }
    }
  }
  return years
}

/// The trust-years of each year, earliest year first.
private func groups(_ trustYears: [TrustYear]) -> [[TrustYear]] {
  Dictionary(grouping: trustYears, by: \.year).sorted { $0.key < $1.key }.map(\.value)
}

/// The middle amount, or the lower of the two in the middle: it only weighs what is not known.
private func median(_ amounts: [Money]) -> Money? {
  amounts.isEmpty ? nil : amounts.sorted()[(amounts.count - 1) / 2]
}
