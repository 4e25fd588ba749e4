/// What one trust is short of a level of the technology share, in one year on one basis.
package struct LevelCost: Sendable, Hashable {
  /// The levels whose cost is worked out.
  package static let levels = [300, 400, 500].map { BasisPoints($0) }

  package let organisation: OrganisationCode
  package let year: FinancialYear
  package let basis: String
  package let level: BasisPoints
  /// Level × total − technology in ten-thousandths of a penny, so that sums are rounded once; 0 at or above the level.
  package let shortTenThousandths: Int64
  /// What of that is capital, divided as the trust's technology now is; zero where the basis has no capital.
  package let capital: Money
  /// What is capital of that if it were all new money, which makes the total larger too.
  package let newMoneyCapital: Money

  package init(
    organisation: OrganisationCode, year: FinancialYear, basis: String, level: BasisPoints,
    shortTenThousandths: Int64, capital: Money, newMoneyCapital: Money
  ) {
    self.organisation = organisation
    self.year = year
    self.basis = basis
    self.level = level
    self.shortTenThousandths = shortTenThousandths
    self.capital = capital
    self.newMoneyCapital = newMoneyCapital
  }
}
