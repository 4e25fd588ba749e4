/// One figure as it stands in a release.
package struct ReleasedFigure: Sendable, Hashable {
  package let organisation: OrganisationCode
  package let year: FinancialYear
  package let basis: String
  package let technology: Money
  package let total: Money

  package init(
    organisation: OrganisationCode, year: FinancialYear, basis: String, technology: Money, total: Money
  ) {
    self.organisation = organisation
    self.year = year
    self.basis = basis
    self.technology = technology
    self.total = total
  }
}
