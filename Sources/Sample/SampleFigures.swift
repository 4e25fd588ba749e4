import Returns

/// What a trust spent in a year, line by line, in pence: what every file and the truth are made from.
struct SampleFigures {
  private var amounts: [ReturnLine: Int64] = [:]

  subscript(line: ReturnLine) -> Int64 { amounts[line] ?? 0 }

  func sum(_ lines: [ReturnLine]) -> Int64 { lines.reduce(0) { $0 + self[$1] } }

  /// Draws the lines of one trust-year.
  ///
  /// - Parameters:
  ///   - trust: Whose they are.
  ///   - year: Of which year.
  ///   - spending: Operating expenditure, in pence.
  ///   - technology: Technology pay, non-pay and capital additions together, in pence.
  ///   - seed: The seed of the whole sample.
  init(_ trust: SampleTrust, _ year: FinancialYear, spending: Int64, technology: Int64, seed: UInt64) {
    var random = SplitMix64(seed: seed, .figures, trust.index, year.startYear)
    func part(_ whole: Int64, _ range: ClosedRange<Int64>, of parts: Int64 = 1000) -> Int64 {
      whole * random.draw(range) / parts
    }
    let hasLeases = year.startYear >= 2022
    var weights: [(line: ReturnLine, weight: Int64)] = []
    for line in ReturnLine.revenue + ReturnLine.capital {
      // Leased equipment enters at its full value from 2022-23 on.
      let usual = line == .t330 && hasLeases ? line.usualWeight * 3 : line.usualWeight
      weights.append((line, usual * random.draw(85...115)))
    }
    let allWeights = weights.reduce(0) { $0 + $1.weight }
    for (line, weight) in weights { amounts[line] = technology * weight / allWeights }
    amounts[.t110] = self[.t110] + technology - sum(ReturnLine.revenue + ReturnLine.capital)

    amounts[.t410] = part(self[.t310], 600...850)
    amounts[.t420] = part(self[.t320], 550...800)
    amounts[.t512] = trust.recharges ? -part(sum(ReturnLine.revenue), 60...220) : 0

    amounts[.e100] = spending
    amounts[.e200] = part(spending, 2100...2700, of: 100_000) + self[.t410]
    amounts[.e210] = part(spending, 250...420, of: 100_000) + self[.t420]
    amounts[.e220] = part(spending, -250...700, of: 100_000)
    amounts[.e300] = part(spending, 3200...5200, of: 100_000) + sum(ReturnLine.capital)
    let leased = part(spending, 700...1100, of: 100_000)
    amounts[.e310] = (hasLeases ? leased : 0) + self[.t330]

    let technologyCapital = sum(ReturnLine.capital)
    amounts[.f110] = part(technology - technologyCapital, 20...70)
    amounts[.f120] = part(technologyCapital, 200...550)
    amounts[.f130] = part(technology, 0...30)
    amounts[.r110] = part(technology, 700...840)
    amounts[.r120] = technology - self[.r110]
    amounts[.r121] = part(self[.r120], 450...750)
    amounts[.l110] = part(self[.r110], 120...300)
    amounts[.c900] =
      technology + self[.t410] + self[.t420] + sum(ReturnLine.recharges)
  }
}

extension SampleFigures {
  /// Both sides of the share on one basis, in pence, as `Pipelines/sample.yaml` defines the bases.
  struct Sides {
    let basis: String
    let technology: Int64
    let total: Int64
  }

  /// What the returns must give.
  var sides: [Sides] {
    let revenue = sum(ReturnLine.revenue)
    let capital = sum(ReturnLine.capital)
    let recharges = sum(ReturnLine.recharges)
    let beforeDepreciation = self[.e100] + recharges - self[.e200] - self[.e210] - self[.e220]
    return [
      Sides(
        basis: "spend", technology: revenue + capital + recharges, total: beforeDepreciation + self[.e300]),
      Sides(
        basis: "cost", technology: revenue + self[.t410] + self[.t420] + recharges,
        total: self[.e100] + recharges - self[.e220]),
      Sides(basis: "quick", technology: revenue + capital, total: self[.e100]),
    ]
  }
}
