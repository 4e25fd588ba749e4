/// A published figure of a plan to fund technology.
package struct FundingPlanLine: Sendable, Hashable {
  /// What a plan's money covers; figures of the one are never held against figures of the other.
  package enum Perimeter: String, Sendable, Hashable, CaseIterable {
    case withLiveServices = "with-live-services"
    case withoutLiveServices = "without-live-services"
  }

  package let plan: String
  package let perimeter: Perimeter
  package let item: String
  package let payer: String
  package let amount: Money
  /// Whether the source says "up to".
  package let isUpTo: Bool
  /// `nil` where the source gives no years.
  package let firstYear: FinancialYear?
  package let lastYear: FinancialYear?
  package let source: String

  package init(
    plan: String, perimeter: Perimeter, item: String, payer: String, amount: Money, isUpTo: Bool,
    firstYear: FinancialYear?, lastYear: FinancialYear?, source: String
  ) {
    self.plan = plan
    self.perimeter = perimeter
    self.item = item
    self.payer = payer
    self.amount = amount
    self.isUpTo = isUpTo
    self.firstYear = firstYear
    self.lastYear = lastYear
    self.source = source
  }
}
