/// Which code now stands for a trust, and how it came to.
package struct CurrentOrganisation: Sendable, Hashable {
  package let code: OrganisationCode
  /// Who took over from whom, one after another; empty where the trust still stands for itself.
  package let takeovers: [Succession]
  /// The successors among whom the last of them was split; empty where it was not.
  ///
  /// Nothing says which part of the past is whose, so that nothing is followed beyond a split.
  package let split: [Succession]

  /// The code that now stands for it; its own where nobody took over, or several did.
  package var current: OrganisationCode { takeovers.last?.successor ?? code }

  /// The first day on which it did not stand for itself alone; `nil` where it still does.
  package var succeededOn: CalendarDate? { takeovers.first?.legalDate ?? split.map(\.legalDate).min() }

  /// The chain of codes in words: `RJF, RTG from 2018-07-01`.
  package var chain: String {
    ([code.text] + takeovers.map { "\($0.successor) from \($0.legalDate)" }).joined(separator: ", ")
  }

  /// The successors of a split in words: `RNA from 2024-10-01, TAJ from 2024-10-01`; empty where there was none.
  package var splitInto: String {
    split.map { "\($0.successor) from \($0.legalDate)" }.joined(separator: ", ")
  }
}

extension OrganisationRegister {
  /// Which code stands for `code` on `date`, following successions by their legal dates.
  package func currentOrganisation(_ code: OrganisationCode, on date: CalendarDate) -> CurrentOrganisation {
    var takeovers: [Succession] = []
    var passed: Set<OrganisationCode> = [code]
    var last = code
    while true {
      let next = successions(of: last).filter { $0.legalDate <= date }
      guard let takeover = next.first, !isSplit(next) else {
        return CurrentOrganisation(code: code, takeovers: takeovers, split: next)
      }
      // Codes that took over from each other in a ring stand for themselves.
      guard passed.insert(takeover.successor).inserted else {
        return CurrentOrganisation(code: code, takeovers: [], split: [])
      }
      takeovers.append(takeover)
      last = takeover.successor
    }
  }

  /// Every code of the register, and every other that somebody took over from, with the one that stands for it on `date`.
  package func currentOrganisations(on date: CalendarDate) -> [CurrentOrganisation] {
    Set(codes).union(successions.map(\.predecessor)).sorted().map { currentOrganisation($0, on: date) }
  }

  /// The last day of a trust from which another took over whole: the day before the legal date, whatever else the register
  /// says; `nil` where nobody did, or several.
  package func lastDayBeforeTakeover(of code: OrganisationCode) -> CalendarDate? {
    Self.lastDayBeforeTakeover(successions(of: code))
  }
}
