import Returns

/// What technology spending is made of, as bars: the largest first, at most eight, of which the last is all others together.
struct MakeUpBars {
  struct Item {
    let title: String
    let amount: Money
    /// Its part of the whole; `nil` where the whole is not above zero.
    let part: Percentage?
  }

  struct Row {
    let item: String
    let bar: ChartBar
    let amount: String
    let part: String?
    let y: Int64
  }

  let makeUpYear: String
  let rows: [Row]
  let axis: MoneyAxis
  let axisTop: Int64 = 0
  let axisY: Int64
  let tickLabelY: Int64
  let height: Int64
  let largest: String
  let largestPart: String?
  let largestAmount: String

  static let mostBars = 8
  static let rowHeight: Int64 = 48

  /// Takes the items largest first; `nil` where there is none.
  init?(_ items: [Item], whole: Money, year: String) throws(MoneyOverflow) {
    guard let first = items.first else { return nil }
    let shown = try Self.atMostEight(items, whole: whole)
    let axis = MoneyAxis(covering: shown.map(\.amount))
    makeUpYear = year
    self.axis = axis
    rows = shown.enumerated().map { number, item in
      Row(
        item: item.title, bar: axis.bar(from: .zero, to: item.amount), amount: Wording.money(item.amount),
        part: item.part.map(Self.text), y: Int64(number) * Self.rowHeight)
    }
    axisY = Int64(rows.count) * Self.rowHeight + 2
    tickLabelY = axisY + 19
    height = axisY + 28
    largest = first.title
    largestPart = first.part.map(Self.text)
    largestAmount = Wording.money(first.amount)
  }

  private static func atMostEight(_ items: [Item], whole: Money) throws(MoneyOverflow) -> [Item] {
    guard items.count > mostBars else { return items }
    var others = Money.zero
    for item in items[(mostBars - 1)...] { others = try others.adding(item.amount) }
    let share = Share(technology: others, total: whole)
    var part: Percentage?
    if let share { part = try Percentage(share) }
    return items.prefix(mostBars - 1) + [Item(title: "All other", amount: others, part: part)]
  }

  private static func text(_ part: Percentage) -> String {
    part.text(decimals: 1, minus: Wording.minus) + "%"
  }
}
