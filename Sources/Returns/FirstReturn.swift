/// The first version of a return, whatever became of it.
package struct FirstReturn: Sendable, Hashable {
  package let organisation: OrganisationCode
  package let year: FinancialYear
  package let source: SourceFile
  /// The date of the figures of the run that received it.
  package let receivedOn: CalendarDate

  package init(
    organisation: OrganisationCode, year: FinancialYear, source: SourceFile, receivedOn: CalendarDate
  ) {
    self.organisation = organisation
    self.year = year
    self.source = source
    self.receivedOn = receivedOn
  }
}
