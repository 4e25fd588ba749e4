extension OrganisationRegister {
  /// Who owes on `date` what is due from a trust: the trust itself, or those that have taken its place by their legal
  /// dates, in order of code; empty where it has closed and nobody has.
  ///
  /// Chains are followed to their end, and of a split all successors are named. A trust that a merger has ended may still
  /// be open by the register, so that the legal date decides; a trust that gave away a part goes on until it closes.
  package func responsible(for code: OrganisationCode, on date: CalendarDate) -> [OrganisationCode] {
    var responsible: Set<OrganisationCode> = []
    var seen: Set<OrganisationCode> = []
    var waiting = [code]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      let closedOn = organisation(next, on: date)?.closedOn
      let isOpen = closedOn.map { date <= $0 } ?? true
      let successors = successions.filter { succession in
        succession.predecessor == next && succession.legalDate <= date
          && !(isOpen && succession.reason == "split")
      }
      if !successors.isEmpty {
        waiting += successors.map(\.successor)
      } else if isOpen {
        responsible.insert(next)
      }
    }
    return responsible.sorted()
  }
}
