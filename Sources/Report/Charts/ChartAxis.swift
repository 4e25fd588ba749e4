import Returns

/// A mark on an axis and what stands beside it.
struct ChartTick {
  let place: String
  let label: String
}

/// An axis of shares that lies across a chart, with the benchmark as a line: places are percent of its width.
struct ShareAxis {
  let scale: ChartScale
  let ticks: [ChartTick]
  let zero: ChartLength
  let level: ChartLevel

  init(covering shares: some Sequence<Percentage>, benchmark: BasisPoints) {
    let line = Percentage(benchmark)
    let scale = ChartScale(covering: shares.map(\.millionths) + [line.millionths], unit: ChartScale.percent)
    self.scale = scale
    ticks = scale.ticks.map { ChartTick(place: "\(scale.place($0))", label: Wording.tick($0)) }
    zero = scale.place(0)
    level = ChartLevel(benchmark, at: scale.place(line.millionths))
  }

  func place(_ share: Percentage) -> ChartLength { scale.place(share.millionths) }
}

/// The benchmark's line in a chart.
struct ChartLevel {
  let place: String
  let label: String
  /// Right of the middle, its words stand to its left.
  let isRight: Bool

  init(_ benchmark: BasisPoints, at place: ChartLength) {
    self.place = "\(place)"
    label = Wording.level(benchmark)
    isRight = place > ChartLength(50)
  }
}

/// An axis of money that lies across a chart, in the largest unit that leaves its steps whole.
struct MoneyAxis {
  let scale: ChartScale
  let unit: String
  let ticks: [ChartTick]
  let zero: ChartLength

  private static let units: [(name: String, pence: Int64)] = [
    ("£ billion", 100_000_000_000), ("£ million", 100_000_000), ("£ thousand", 100_000),
  ]

  init(covering amounts: some Sequence<Money>) {
    let scale = ChartScale(covering: amounts.map(\.pence), unit: 100, mostSteps: 6)
    let unit = Self.units.first { scale.step >= $0.pence } ?? ("£", 100)
    self.scale = scale
    self.unit = unit.name
    ticks = scale.ticks.map { value in
      let text = grouped((value / unit.pence).magnitude)
      return ChartTick(place: "\(scale.place(value))", label: value < 0 ? Wording.minus + text : text)
    }
    zero = scale.place(0)
  }

  /// A bar from one amount to another.
  func bar(from start: Money, to end: Money) -> ChartBar {
    let (left, right) = (scale.place(min(start, end).pence), scale.place(max(start, end).pence))
    return ChartBar(start: "\(left)", width: "\(right - left)")
  }
}

/// A bar that lies across a chart, in percent of its width.
struct ChartBar {
  let start: String
  let width: String
}

extension Wording {
  /// What stands beside the benchmark's line, in the headline's words.
  static func level(_ benchmark: BasisPoints) -> String {
    benchmark == BasisPoints(500) ? "5%, quoted by the NAO" : "a benchmark of \(benchmark)%"
  }

  /// A share beside its mark in a chart: as in a sentence, but the benchmark's own figure as it is written elsewhere.
  static func label(_ share: Percentage, isAtOrAbove: Bool? = nil, benchmark: BasisPoints) -> String {
    let line = Percentage(benchmark)
    let text = Self.share(share, isAtOrAbove: isAtOrAbove ?? (share >= line), benchmark: benchmark)
    return text == line.text(decimals: 1) + "%" ? "\(benchmark)%" : text
  }

  /// `between 1.2% and 2.1%`, or the one figure where both read alike.
  static func between(_ lower: Percentage, _ upper: Percentage, benchmark: BasisPoints) -> String {
    let (lower, upper) = (label(lower, benchmark: benchmark), label(upper, benchmark: benchmark))
    return lower == upper ? lower : "between \(lower) and \(upper)"
  }

  /// A whole percent on an axis.
  fileprivate static func tick(_ millionths: Int64) -> String {
    "\(Percentage(millionths: millionths).text(decimals: 0, minus: minus))%"
  }
}

/// An axis of shares that stands at a chart's side: places are pixels from the chart's upper edge.
struct UprightShareAxis {
  let scale: ChartScale
  /// Where the axis begins and how long it is.
  let upperEnd: Int64
  let length: Int64
  let ticks: [ChartTick]

  init(covering shares: some Sequence<Percentage>, from upperEnd: Int64, length: Int64) {
    let scale = ChartScale(covering: shares.map(\.millionths), unit: ChartScale.percent)
    self.scale = scale
    self.upperEnd = upperEnd
    self.length = length
    ticks = scale.ticks.map { value in
      ChartTick(
        place: "\(ChartLength(upperEnd + length) - scale.place(value, over: length))",
        label: Wording.tick(value))
    }
  }

  func place(_ share: Percentage) -> ChartLength {
    ChartLength(upperEnd + length) - scale.place(share.millionths, over: length)
  }

  var zero: ChartLength { place(Percentage(millionths: 0)) }
}
