import Returns

/// What 3%, 4% and 5% would take: present technology spending, and beside it what trusts below the level are short of it.
struct LevelBars {
  struct Row {
    let level: String
    let spent: ChartBar
    let short: ChartBar
    let spentInWords: String
    let shortInWords: String
    let y: Int64
  }

  let barsYear: String
  let rows: [Row]
  let axis: MoneyAxis
  let axisTop: Int64 = 0
  let axisY: Int64
  let tickLabelY: Int64
  let height: Int64
  let spent: String
  /// The highest level, and what it takes; `nil` where no trust is below it.
  let highest: String
  let takes: String?

  static let rowHeight: Int64 = 56

  /// Takes the levels in ascending order with what the trusts below each are short of it; `nil` where nothing is spent.
  init?(_ levels: [(level: String, short: Money)], spent: Money, year: String) throws(MoneyOverflow) {
    guard spent > .zero, let last = levels.last else { return nil }
    var ends: [Money] = []
    for level in levels { ends.append(try spent.adding(level.short)) }
    let axis = MoneyAxis(covering: ends)
    barsYear = year
    self.axis = axis
    rows = zip(levels, ends).enumerated().map { number, row in
      let (level, end) = row
      return Row(
        level: level.level, spent: axis.bar(from: .zero, to: spent),
        short: axis.bar(from: spent, to: end),
        spentInWords: Wording.money(spent),
        shortInWords: Wording.money(level.short), y: Int64(number) * Self.rowHeight)
    }
    axisY = Int64(rows.count) * Self.rowHeight + 2
    tickLabelY = axisY + 19
    height = axisY + 28
    self.spent = Wording.money(spent)
    highest = last.level
    takes = last.short > .zero ? Wording.money(last.short) : nil
  }
}
