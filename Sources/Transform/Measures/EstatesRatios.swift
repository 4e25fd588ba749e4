import Returns

/// Works out what each trust spends on technology for every £100 on estates and facilities: of every share for a whole year
/// whose trust's `costs` of that year are known and above zero.
///
/// - Throws: `MoneyOverflow`.
func estatesRatios(
  _ shares: [TrustYearShare], costs: [TrustYear: Money]
) throws(MoneyOverflow) -> [EstatesRatio] {
  var ratios: [EstatesRatio] = []
  for row in shares where !row.isPartYear {
    guard let share = row.share, let estates = costs[TrustYear(row.organisation, row.year)], estates > .zero
    else { continue }
    // £100 is 10,000 pence.
    let pence = try roundedQuotient(share.technology.pence, times: 10_000, over: estates.pence)
    ratios.append(
      EstatesRatio(
        organisation: row.organisation, year: row.year, basis: row.basis, estates: estates,
        technologyPerHundred: Money(pence: pence)))
  }
  return ratios
}
