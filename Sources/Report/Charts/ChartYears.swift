import Returns

/// The places of years along a chart: equal slots from the first to the last, none left out, with a gap at the break in
/// series; in percent of the chart's width.
struct ChartYears {
  struct Slot {
    let year: FinancialYear
    let left: ChartLength
    let middle: ChartLength
    let right: ChartLength
  }

  /// What stands under a slot.
  struct Label {
    let place: String
    let text: String
    /// Left out where the chart is as narrow as a telephone, lest it run into its neighbours.
    let isWideOnly: Bool
  }

  let slots: [Slot]
  /// The middle of the gap; `nil` where all years are on one side of it.
  let breakPlace: ChartLength?

  init(from first: FinancialYear, to last: FinancialYear) {
    let years = Array(sequence(first: first) { $0 < last ? $0.next : nil })
    let before = years.count { $0 < TrustYearShare.breakYear }
    let hasBreak = before > 0 && before < years.count
    // A slot is two parts wide, the gap one.
    let parts = Int64(2 * years.count + (hasBreak ? 1 : 0))
    func place(halfParts: Int) -> ChartLength {
      ChartLength(thousandths: (Int64(halfParts) * 100_000 + parts) / (2 * parts))
    }
    slots = years.enumerated().map { number, year in
      let start = 2 * number + (hasBreak && number >= before ? 1 : 0)
      return Slot(
        year: year, left: place(halfParts: 2 * start), middle: place(halfParts: 2 * start + 2),
        right: place(halfParts: 2 * start + 4))
    }
    breakPlace = hasBreak ? place(halfParts: 4 * before + 1) : nil
  }

  /// The last year's, and as many before it as leave room for each other: a year's label is some 52 pixels wide, a chart
  /// 300 on a telephone and 690 elsewhere.
  var labels: [Label] {
    let (narrow, wide) = ((slots.count * 52 + 299) / 300, (slots.count * 52 + 689) / 690)
    return slots.enumerated().compactMap { number, slot in
      let fromLast = slots.count - 1 - number
      guard fromLast.isMultiple(of: wide) else { return nil }
      return Label(
        place: "\(slot.middle)", text: slot.year.description, isWideOnly: !fromLast.isMultiple(of: narrow))
    }
  }

  subscript(year: FinancialYear) -> Slot? { slots.first { $0.year == year } }
}

/// Words in an empty slot, one below the other, so that they fit a narrow one.
struct ChartWords {
  struct Line {
    let y: String
    let text: String
  }

  let place: String
  let lines: [Line]

  /// `last` is where the lowest line stands.
  init(_ words: String, at place: ChartLength, last: ChartLength) {
    let parts = words.split(separator: " ")
    self.place = "\(place)"
    lines = parts.enumerated().map { number, word in
      Line(y: "\(last - ChartLength(Int64(17 * (parts.count - 1 - number))))", text: String(word))
    }
  }
}
