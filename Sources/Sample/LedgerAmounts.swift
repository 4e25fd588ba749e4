import Returns

/// Spreads what a trust spent over the accounts of its trial balance.
struct LedgerAmounts {
  private var random: SplitMix64
  private var amounts: [LedgerGroup: Int64] = [:]
  private var weights: [Int64] = []

  init(_ trust: SampleTrust, _ year: FinancialYear, _ figures: SampleFigures, seed: UInt64) {
    random = SplitMix64(seed: seed, .ledger, trust.index, year.startYear)
    for group in LedgerGroup.all where group.pot != .otherRevenue {
      amounts[group] = Self.amount(group, figures)
    }
    spreadOtherRevenue(figures)
  }

  /// The amounts of a group's accounts, written over `spread`; they add up to what the group holds.
  mutating func spread(_ entry: LedgerPlan.Entry, into spread: inout [Int64]) {
    let whole = entry.standsFor.reduce(amounts[entry.group] ?? 0) { $0 + (amounts[$1] ?? 0) }
    weights.removeAll(keepingCapacity: true)
    for _ in entry.accounts { weights.append(random.draw(100...1000)) }
    let allWeights = weights.reduce(0, +)
    spread.removeAll(keepingCapacity: true)
    var weight: Int64 = 0
    var given: Int64 = 0
    for next in weights {
      weight += next
      let reached = whole * weight / allWeights
      spread.append(reached - given)
      given = reached
    }
    if entry.group.pot == .otherRevenue { addCredits(&spread) }
  }

  /// Now and then an account ends in credit, and the next one bears what it lacks.
  private mutating func addCredits(_ spread: inout [Int64]) {
    guard spread.count > 1 else { return }
    for index in 0..<spread.count - 1 where spread[index] > 100 && random.chance(percent: 3) {
      let moved = spread[index] + random.draw(1...spread[index] / 2)
      spread[index] -= moved
      spread[index + 1] += moved
    }
  }

  private mutating func spreadOtherRevenue(_ figures: SampleFigures) {
    let whole =
      figures[.e100] - figures.sum(ReturnLine.revenue) - figures[.e200] - figures[.e210] - figures[.e220]
    let groups = LedgerGroup.all.filter { $0.pot == .otherRevenue }
    let weights = groups.map { $0.weight * random.draw(90...110) }
    let allWeights = weights.reduce(0, +)
    var given: Int64 = 0
    for (group, weight) in zip(groups, weights).dropFirst() {
      amounts[group] = whole * weight / allWeights
      given += whole * weight / allWeights
    }
    if let first = groups.first { amounts[first] = whole - given }
  }

  private static func amount(_ group: LedgerGroup, _ figures: SampleFigures) -> Int64 {
    switch group.prefix {
    case "5110": figures[.t110]
    case "5120": figures[.t120]
    case "5210": figures[.t210]
    case "5220": figures[.t220]
    case "5230": figures[.t230]
    case "5240": figures[.t240]
    case "5250": figures.sum([.t250, .t251, .t252])
    case "5260": figures[.t260]
    case "5270": figures[.t270]
    case "5290": figures[.t290]
    case "5410": figures[.t410]
    case "5420": figures[.t420]
    case "5500": figures.sum(ReturnLine.recharges)
    case "8100": figures[.e200] - figures[.t410]
    case "8200": figures[.e210] - figures[.t420]
    case "8300": figures[.e220]
    case "9110": figures[.t310]
    case "9120": figures[.t320]
    case "9130": figures[.t330]
    case "9140": figures[.t340]
    case "9500": figures[.e300] - figures.sum(ReturnLine.capital)
    default: 0
    }
  }
}
