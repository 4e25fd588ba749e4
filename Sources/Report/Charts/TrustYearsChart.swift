import Returns

/// A trust's years as columns over the middle half of its class; for that trust's page.
struct TrustYearsChart {
  /// One year of a trust.
  struct Year {
    let year: FinancialYear
    /// `nil` where there is no figure.
    let share: Percentage?
    /// The share in words, as in a sentence; where there is none, why: `missing`, `held`.
    let words: String
    /// The middle half of its class; `nil` where it has none.
    let middleHalf: (lower: Percentage, upper: Percentage)?
  }

  struct Column {
    let x: String
    let width: String
    let y: String
    let columnHeight: String
    let labelX: String
    let labelY: String
    let text: String
  }

  struct Band {
    let x: String
    let width: String
    let y: String
    let bandHeight: String
  }

  let trust: String
  let className: String
  /// The newest year with a figure.
  let newestYear: String?
  let newestShare: String?
  /// The middle half of the class in that year.
  let newestHalf: String?
  let columns: [Column]
  let bands: [Band]
  let hasBands: Bool
  let absences: [ChartWords]
  /// Every year in a sentence.
  let yearsInWords: String
  let halvesInWords: String?
  let axis: UprightShareAxis
  let yearLabels: [ChartYears.Label]
  let breakPlace: ChartLength?
  let zero: ChartLength
  let lowerEnd: Int64
  let yearLabelY: Int64
  let height: Int64

  private static let (upperEnd, length): (Int64, Int64) = (34, 220)

  /// Takes the years in any order; one between the first and the last that is not among them has no figure.
  ///
  /// `nil` where no year has a figure.
  init?(trust: String, className: String, years: [Year], benchmark: BasisPoints) {
    guard let first = years.map(\.year).min(), let last = years.map(\.year).max() else { return nil }
    let byYear = Dictionary(years.map { ($0.year, $0) }, uniquingKeysWith: { first, _ in first })
    let shares = years.compactMap(\.share)
    let halves = years.compactMap(\.middleHalf)
    let axis = UprightShareAxis(
      covering: shares + halves.flatMap { [$0.lower, $0.upper] }, from: Self.upperEnd, length: Self.length)
    let slots = ChartYears(from: first, to: last)
    self.trust = trust
    self.className = className
    let newest = slots.slots.last { byYear[$0.year]?.share != nil }.flatMap { byYear[$0.year] }
    newestYear = newest?.year.description
    newestShare = newest?.words
    newestHalf = newest?.middleHalf.map { Wording.between($0.lower, $0.upper, benchmark: benchmark) }
    columns = slots.slots.compactMap { slot in
      guard let year = byYear[slot.year], let share = year.share else { return nil }
      return Column(slot, share, year.words, axis)
    }
    bands = slots.slots.compactMap { slot in
      guard let half = byYear[slot.year]?.middleHalf else { return nil }
      return Band(slot, half.lower, half.upper, axis)
    }
    hasBands = !bands.isEmpty
    absences = slots.slots.compactMap { slot in
      let year = byYear[slot.year]
      guard year?.share == nil else { return nil }
      return ChartWords(year?.words ?? "no figure", at: slot.middle, last: axis.zero - ChartLength(8))
    }
    yearsInWords = slots.slots.map { "\($0.year) \(byYear[$0.year]?.words ?? "no figure")" }
      .joined(separator: ", ")
    let bandsInWords = slots.slots.compactMap { slot in
      byYear[slot.year]?.middleHalf.map {
        "\(slot.year) \(Wording.between($0.lower, $0.upper, benchmark: benchmark))"
      }
    }
    halvesInWords = bandsInWords.isEmpty ? nil : bandsInWords.joined(separator: ", ")
    self.axis = axis
    yearLabels = slots.labels
    breakPlace = slots.breakPlace
    zero = axis.zero
    lowerEnd = Self.upperEnd + Self.length
    yearLabelY = lowerEnd + 20
    height = lowerEnd + 28
    if shares.isEmpty { return nil }
  }
}

extension ChartYears.Slot {
  /// As wide as `part` hundredths of the slot around its middle, and at most as `most` percent of the chart.
  fileprivate func span(part: Int64, most: Int64) -> (start: ChartLength, width: ChartLength) {
    let half = min((right - left).thousandths * part / 200, most * 500)
    return (middle - ChartLength(thousandths: half), ChartLength(thousandths: 2 * half))
  }
}

extension TrustYearsChart.Column {
  fileprivate init(_ slot: ChartYears.Slot, _ share: Percentage, _ words: String, _ axis: UprightShareAxis) {
    let span = slot.span(part: 50, most: 12)
    let (top, foot) = (min(axis.place(share), axis.zero), max(axis.place(share), axis.zero))
    x = "\(span.start)"
    width = "\(span.width)"
    y = "\(top)"
    columnHeight = "\(foot - top)"
    labelX = "\(slot.middle)"
    labelY = "\(top - ChartLength(7))"
    text = words
  }
}

extension TrustYearsChart.Band {
  fileprivate init(
    _ slot: ChartYears.Slot, _ lower: Percentage, _ upper: Percentage, _ axis: UprightShareAxis
  ) {
    let span = slot.span(part: 90, most: 22)
    x = "\(span.start)"
    width = "\(span.width)"
    y = "\(axis.place(upper))"
    bandHeight = "\(axis.place(lower) - axis.place(upper))"
  }
}
