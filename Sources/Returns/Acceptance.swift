/// What an analyst let pass: a finding, or a limit of the gate for once.
package struct Acceptance: Sendable, Hashable {
  package let findingID: String
  package let reason: String
  /// Who let it pass, by their role and never by their name.
  package let role: String
  package let date: CalendarDate

  package init(findingID: String, reason: String, role: String, date: CalendarDate) {
    self.findingID = findingID
    self.reason = reason
    self.role = role
    self.date = date
  }
}
