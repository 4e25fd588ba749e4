import Returns

/// All trusts together: how large each is in each year, and how much of that is technology.
struct SampleEngland {
  let trusts: [SampleTrust]
  let years: [FinancialYear]
  private let seed: UInt64
  /// For each year the fraction that brings the trusts' own shares to the one wanted for England.
  private let scales: [FinancialYear: (numerator: Int128, denominator: Int128)]

  init(_ settings: SampleSettings) {
    let seed = settings.seed
    let trusts = (0..<settings.trusts).map { SampleTrust($0, seed: seed) }
    var scales: [FinancialYear: (numerator: Int128, denominator: Int128)] = [:]
    for year in settings.financialYears {
      var spending: Int128 = 0
      var technology: Int128 = 0
      for trust in trusts {
        let amount = Int128(Self.spending(trust, year, seed: seed))
        spending += amount
        technology += amount * Int128(Self.ownShare(trust, year, seed: seed))
      }
      scales[year] = (spending * Int128(Self.wantedShare(year)), technology)
    }
    self.trusts = trusts
    self.years = settings.financialYears
    self.seed = seed
    self.scales = scales
  }

  /// The lines of one trust-year.
  func figures(_ trust: SampleTrust, _ year: FinancialYear) -> SampleFigures {
    let spending = Self.spending(trust, year, seed: seed)
    let scale = scales[year] ?? (1, 1)
    let own = Int128(spending) * Int128(Self.ownShare(trust, year, seed: seed))
    // Divided before the last factor, so that 9,999 large trusts stay within 128 bits.
    let technology = own * scale.numerator / scale.denominator / 1_000_000
    return SampleFigures(trust, year, spending: spending, technology: Int64(technology), seed: seed)
  }

  /// England's share on the basis `quick` in millionths: a little under 2%, and slowly rising.
  private static func wantedShare(_ year: FinancialYear) -> Int64 {
    max(17_800, 19_700 - 160 * Int64(2023 - year.startYear))
  }

  /// Operating expenditure in pence: it grows by three to four per cent a year.
  private static func spending(_ trust: SampleTrust, _ year: FinancialYear, seed: UInt64) -> Int64 {
    var random = SplitMix64(seed: seed, .share, trust.index, year.startYear, 0)
    let growth = max(650, 1000 - 35 * Int64(2023 - year.startYear))
    return trust.size * growth / 1000 * random.draw(992_000...1_008_000) / 1_000_000 + random.draw(0...99)
  }

  private static func ownShare(_ trust: SampleTrust, _ year: FinancialYear, seed: UInt64) -> Int64 {
    var random = SplitMix64(seed: seed, .share, trust.index, year.startYear, 1)
    return trust.share * random.draw(960...1040) / 1000
  }
}
