import Returns

/// England's share in one year by every way of measuring: a row with a dot for each.
struct BasisDots {
  struct Row {
    let basis: String
    let isHeadline: Bool
    /// `nil` where there is no figure.
    let dot: Dot?
    let y: Int64
  }

  struct Dot {
    let x: String
    let share: String
    let isRight: Bool
  }

  let basesYear: String
  let rows: [Row]
  let axis: ShareAxis
  let axisTop: Int64 = 24
  let axisY: Int64
  let tickLabelY: Int64
  let height: Int64
  /// The shares in a sentence: `1.9% on Spend and 1.3% on Cost`.
  let sharesInWords: String

  static let rowHeight: Int64 = 48

  /// `nil` where no way of measuring has a figure.
  init?(_ figures: [GroupSummary], in year: String, bases: [BasisTitle], settings: ReportSettings) {
    let figures = figures.filter { $0.financialYear == year }
    let axis = ShareAxis(covering: figures.compactMap(\.percentage), benchmark: settings.benchmark)
    basesYear = year
    self.axis = axis
    rows = bases.enumerated().map { number, basis in
      let figure = figures.first { $0.basis == basis.basis }
      return Row(
        basis: Wording.capitalised(basis.basis), isHeadline: basis.basis == settings.headlineBasis,
        dot: figure.flatMap { Dot($0, axis, settings.benchmark) }, y: 28 + Int64(number) * Self.rowHeight)
    }
    axisY = 28 + Int64(rows.count) * Self.rowHeight
    tickLabelY = axisY + 19
    height = axisY + 28
    let shares = rows.compactMap { row in row.dot.map { "\($0.share) on \(row.basis)" } }
    sharesInWords = Wording.list(shares)
    if shares.isEmpty { return nil }
  }
}

extension BasisDots.Dot {
  fileprivate init?(_ figure: GroupSummary, _ axis: ShareAxis, _ benchmark: BasisPoints) {
    guard let percentage = figure.percentage, let label = figure.label(benchmark) else { return nil }
    let place = axis.place(percentage)
    x = "\(place)"
    share = label
    isRight = place > ChartLength(70)
  }
}
