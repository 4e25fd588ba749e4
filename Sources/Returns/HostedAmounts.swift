/// What the trusts of one region bought in a year from trusts that host services for them, and what those charged.
package struct HostedAmounts: Sendable, Hashable {
  package let regionCode: String
  package let regionName: String
  package let year: FinancialYear
  package let bought: Money
  package let sold: Money
  /// The trusts of which a return is expected, and those of them whose return has the lines on hosting.
  package let trustsExpected: Int
  package let trustsCounted: Int

  package init(
    regionCode: String, regionName: String, year: FinancialYear, bought: Money, sold: Money,
    trustsExpected: Int,
    trustsCounted: Int
  ) {
    self.regionCode = regionCode
    self.regionName = regionName
    self.year = year
    self.bought = bought
    self.sold = sold
    self.trustsExpected = trustsExpected
    self.trustsCounted = trustsCounted
  }
}
