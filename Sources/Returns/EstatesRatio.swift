/// What one trust spends on technology for every £100 that it spends on estates and facilities, in one year on one basis.
package struct EstatesRatio: Sendable, Hashable {
  package let organisation: OrganisationCode
  package let year: FinancialYear
  package let basis: String
  /// Hard and soft facilities management together, energy among the former; above zero.
  package let estates: Money
  /// Rounded once to the penny, half away from zero; below zero where more technology is recharged than spent.
  package let technologyPerHundred: Money

  package init(
    organisation: OrganisationCode, year: FinancialYear, basis: String, estates: Money,
    technologyPerHundred: Money
  ) {
    self.organisation = organisation
    self.year = year
    self.basis = basis
    self.estates = estates
    self.technologyPerHundred = technologyPerHundred
  }
}
