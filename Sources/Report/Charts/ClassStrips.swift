import GRDB
import Returns

/// How trusts differ within and between their classes in one year: a strip of dots for each class on one axis.
struct ClassStrips {
  struct Row {
    let strip: ClassStrip
    let expected: Int
    /// In pixels from the chart's upper edge, and from the row's.
    let y: Int64
    let stripTop: Int64
    /// Whether what is said of the class stands on a line of its own.
    let isLongName: Bool
  }

  let stripsYear: String
  let rows: [Row]
  let axis: ShareAxis
  /// Where the axis lies, and how high the chart is with its labels.
  let axisTop: Int64 = 24
  let axisY: Int64
  let tickLabelY: Int64
  let height: Int64
  /// The trusts of all classes together.
  let counted: Int
  let halfOfAll: String?
  let allTrusts: String?

  private static let longestShortName = 18

  /// `nil` where no trust has a figure.
  init?(_ database: Database, in year: String, england: GroupSummary?, settings: ReportSettings) throws {
    let trusts = try Self.trusts(database, in: year, settings)
    guard let england, !trusts.isEmpty else { return nil }
    let shares = trusts.values.flatMap { $0.map(\.share) }
    let classes = try Self.classes(database, in: year, settings)
    let axis = ShareAxis(
      covering: shares + classes.compactMap { $0.figure.medianPercent.map(Percentage.init(percent:)) },
      benchmark: settings.benchmark)
    stripsYear = year
    self.axis = axis
    var y: Int64 = 28
    rows = classes.map { name, figure in
      let strip = ClassStrip(
        name, trusts: trusts[name] ?? [], middleHalf: figure.middleHalf,
        median: figure.medianPercent.map(Percentage.init(percent:)), axis: axis, benchmark: settings.benchmark
      )
      let isLongName = name.count > Self.longestShortName
      let row = Row(
        strip: strip, expected: figure.organisationsExpected, y: y, stripTop: isLongName ? 45 : 26,
        isLongName: isLongName)
      y += row.stripTop + strip.height + 16
      return row
    }
    axisY = y - 8
    tickLabelY = axisY + 19
    height = axisY + 28
    counted = shares.count
    halfOfAll = england.middleHalf.map {
      Wording.between($0.lower, $0.upper, benchmark: settings.benchmark)
    }
    if england.middleHalf == nil, let lowest = shares.min(), let highest = shares.max() {
      allTrusts = Wording.between(lowest, highest, benchmark: settings.benchmark)
    } else {
      allTrusts = nil
    }
  }

  /// The trusts with a figure, by class.
  private static func trusts(
    _ database: Database, in year: String, _ settings: ReportSettings
  ) throws -> [String: [ClassStrip.Trust]] {
    let rows = try GRDB.Row.fetchAll(
      database,
      sql: """
        SELECT ifnull(nullif(peer_class, ''), 'Not stated') AS peer_class, organisation_code,
          technology_pence, total_pence
        FROM shares
        JOIN organisation_years USING (organisation_code, financial_year)
        WHERE financial_year = ? AND basis = ? AND share_trillionths IS NOT NULL
        """, arguments: [year, settings.headlineBasis])
    return try rows.reduce(into: [:]) { classes, row in
      let share = Share(
        technology: Money(pence: row["technology_pence"]), total: Money(pence: row["total_pence"]))
      guard let share else { return }
      classes[row["peer_class"], default: []].append(
        ClassStrip.Trust(code: row["organisation_code"], share: try Percentage(share)))
    }
  }

  /// In the order of the table.
  private static func classes(
    _ database: Database, in year: String, _ settings: ReportSettings
  ) throws -> [(name: String, figure: GroupSummary)] {
    try GRDB.Row.fetchAll(
      database,
      sql: """
        SELECT * FROM group_summary
        WHERE group_kind = 'peer_class' AND financial_year = ? AND basis = ?
        ORDER BY "group" COLLATE NOCASE, "group"
        """, arguments: [year, settings.headlineBasis]
    ).map { ($0["group"], try GroupSummary(row: $0)) }
  }
}

extension GroupSummary {
  /// Of fewer trusts there is no half in the middle.
  static let fewestWithMiddleHalf = 4

  /// From the lower to the upper quartile; `nil` where there is no figure, or there are too few trusts for it.
  var middleHalf: (lower: Percentage, upper: Percentage)? {
    guard organisationsCounted >= Self.fewestWithMiddleHalf, let lowerQuartilePercent,
      let upperQuartilePercent
    else { return nil }
    return (Percentage(percent: lowerQuartilePercent), Percentage(percent: upperQuartilePercent))
  }
}

extension Percentage {
  /// Rounds an exact share half away from zero to a millionth, as the views do.
  ///
  /// - Throws: `MoneyOverflow`.
  init(_ share: Share) throws(MoneyOverflow) {
    millionths = try roundedQuotient(share.technology.pence, times: 1_000_000, over: share.total.pence)
  }
}
