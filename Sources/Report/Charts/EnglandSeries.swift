import Returns

/// One line of the chart of England over time: a path for what joins its years, another for their dots, and words at the
/// ends of both.
struct EnglandSeries {
  struct Point {
    let share: Percentage
    let label: String
  }

  /// Words at a place: percent across, pixels down.
  struct Text {
    let x: String
    let y: String
    let text: String
    /// The words end there; else they are centred.
    let isEnd: Bool
    /// Left out where the chart is as narrow as a telephone, and they would run into the figures of other years.
    let isWideOnly: Bool
  }

  let line: String
  let dots: String
  let texts: [Text]
  /// Every year's share in a sentence.
  let words: String
  /// Where the lowest words stand.
  let lowest: ChartLength

  /// The names stand this far from the figures, and both from the dot.
  private static let (above, below, apart) = (ChartLength(10), ChartLength(22), ChartLength(18))

  /// `other` is the line beside which this one is drawn, and before which it gives way where `isBehind`.
  init(
    _ name: String, _ points: [FinancialYear: Point], beside other: [FinancialYear: Point], isBehind: Bool,
    years: ChartYears, axis: UprightShareAxis, levelLabel: ChartLength
  ) {
    let runs = Self.runs(points, years)
    let places = runs.map { run in run.map { "\($0.slot.middle) \(axis.place($0.point.share))" } }
    line = places.filter { $0.count > 1 }.map { "M" + $0.joined(separator: "L") }.joined()
    dots = places.joined().map { "M\($0)h0" }.joined()
    words = runs.joined().map { "\($0.slot.year) \($0.point.label)" }.joined(separator: ", ")
    var texts: [Text] = []
    var lowest = ChartLength(0)
    for run in runs {
      for (number, (slot, point)) in run.enumerated() where number == 0 || number == run.count - 1 {
        let hasName = slot.year == runs.last?.last?.slot.year
        let dot = axis.place(point.share)
        var isBelow = false
        if let beside = other[slot.year] {
          isBelow = isBehind ? point.share <= beside.share : point.share < beside.share
        } else if slot.middle < ChartLength(55) {
          // It would run into the words at the benchmark's line.
          let figure = dot - Self.above
          isBelow = figure.isNear(levelLabel) || (hasName && (figure - Self.apart).isNear(levelLabel))
        }
        let figure = isBelow ? dot + Self.below : dot - Self.above
        texts.append(
          Text(x: "\(slot.middle)", y: "\(figure)", text: point.label, isEnd: false, isWideOnly: false))
        lowest = max(lowest, figure)
        if hasName {
          let place = isBelow ? figure + Self.apart : figure - Self.apart
          let isEnd = years.slots.count > 3
          texts.append(
            Text(
              x: "\(isEnd ? slot.right : slot.middle)", y: "\(place)", text: name, isEnd: isEnd,
              isWideOnly: isEnd))
          lowest = max(lowest, place)
        }
      }
    }
    self.texts = texts
    self.lowest = lowest
  }

  /// Years that follow each other without one that has no figure and without the break.
  private static func runs(
    _ points: [FinancialYear: Point], _ years: ChartYears
  ) -> [[(slot: ChartYears.Slot, point: Point)]] {
    var runs: [[(slot: ChartYears.Slot, point: Point)]] = []
    for slot in years.slots {
      guard let point = points[slot.year] else { continue }
      let previous = runs.last?.last?.slot.year
      if previous == slot.year.previous, slot.year != TrustYearShare.breakYear {
        runs[runs.count - 1].append((slot, point))
      } else {
        runs.append([(slot, point)])
      }
    }
    return runs
  }
}

extension ChartLength {
  /// Whether two lines of words at these heights would run into each other.
  fileprivate func isNear(_ other: Self) -> Bool {
    max(self, other) - min(self, other) < ChartLength(15)
  }
}
