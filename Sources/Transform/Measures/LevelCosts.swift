import PipelineFiles
import Returns

/// Works out how far each share is short of 3%, 4% and 5%, and what of that is capital.
///
/// What is short is divided as the trust's technology now is: capital's part is capital ÷ technology, but neither below zero
/// nor above the whole, as it would be where recharges are more than all other revenue spending.
///
/// - Throws: `MoneyOverflow`.
func levelCosts(_ shares: [TrustYearShare], definitions: Definitions) throws(MoneyOverflow) -> [LevelCost] {
  let capitalCategories = Dictionary(
    uniqueKeysWithValues: definitions.pipeline.bases.map {
      ($0.name, $0.capitalCategories(definitions.categories))
    })
  var costs: [LevelCost] = []
  for row in shares {
    guard let share = row.share else { continue }
    let categories = capitalCategories[row.basis] ?? []
    let part = try capitalPart(of: row, share, categories)
    for level in LevelCost.levels {
      let short = max(
        0, Int128(share.total.pence) * Int128(level.value) - Int128(share.technology.pence) * 10_000)
      guard let shortTenThousandths = Int64(exactly: short) else { throw MoneyOverflow() }
      func capital(over denominator: Int) throws(MoneyOverflow) -> Money {
        Money(
          pence: try roundedQuotient(
            short * Int128(part.capital), over: Int128(part.technology) * Int128(denominator)))
      }
      costs.append(
        LevelCost(
          organisation: row.organisation, year: row.year, basis: row.basis, level: level,
          shortTenThousandths: shortTenThousandths, capital: try capital(over: 10_000),
          newMoneyCapital: try capital(over: 10_000 - level.value)))
    }
  }
  return costs
}

/// Capital and the technology that it is part of, between 0 ÷ 1 and 1 ÷ 1.
private func capitalPart(
  of row: TrustYearShare, _ share: Share, _ categories: Set<String>
) throws(MoneyOverflow) -> (capital: Int64, technology: Int64) {
  var capital = Money.zero
  for term in row.terms where term.side == .technology && categories.contains(term.category) {
    capital = try capital.adding(term.amount, sign: term.sign)
  }
  if capital <= .zero { return (0, 1) }
  return capital >= share.technology ? (1, 1) : (capital.pence, share.technology.pence)
}
