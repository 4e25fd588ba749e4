import GRDB
import Returns

/// How trusts rated their own digital maturity: each instrument in tables of its own, held against spending by counts alone.
struct QuestionsMaturity {
  /// One year of one section, or one section of one year.
  struct Line {
    let label: String
    let assessed: String
    let high: String
    let part: String
    let lower: String
    let median: String
    let upper: String
  }

  struct ThirdsLine {
    let third: String
    let low: String
    let middle: String
    let high: String
  }

  /// The trusts of one assessment by thirds; a year in which no trust has both has none.
  struct Thirds {
    let anchor: String
    let year: String
    let financialYear: String
    let withBoth: String
    let leftOut: String
    let lines: [ThirdsLine]
  }

  struct Series {
    let anchor: String
    let title: String
    let scale: String
    let highFrom: String
    /// The mean, a year a line.
    let years: [Line]
    let newestYear: String
    let newestAssessed: String
    let sections: [Line]
    let thirds: [Thirds]
    /// What is to be said of the years in which no trust has both.
    let without: [String]
    let isIndex: Bool
  }

  let headlineBasis: String
  let series: [Series]

  /// `nil` where no assessment has come.
  init?(_ database: Database, settings: ReportSettings) throws {
    headlineBasis = Wording.capitalised(settings.headlineBasis)
    series = try [
      Self.series(
        database, "maturity_pillars", title: "What Good Looks Like, from 2024", scale: "1 to 5",
        isIndex: false),
      Self.series(
        database, "maturity_index", title: "The index of 2016 and 2017", scale: "0 to 100", isIndex: true),
    ].compactMap(\.self)
    if series.isEmpty { return nil }
  }

  private static func series(
    _ database: Database, _ relation: String, title: String, scale: String, isIndex: Bool
  ) throws -> Series? {
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM \(relation)_summary ORDER BY assessment_year, section_position")
    guard let last = rows.last else { return nil }
    let newest: Int = last["assessment_year"]
    let thirds = try thirds(database, relation)
    return Series(
      anchor: relation.replacing("_", with: "-"), title: title, scale: scale,
      highFrom: plain(Percentage(percent: last["high_from"])),
      years: rows.filter { $0["section"] == "overall" }.map {
        line($0, label: "\($0["assessment_year"] as Int)")
      },
      newestYear: "\(newest)", newestAssessed: grouped(last["organisations_assessed"] as Int),
      sections: rows.filter { $0["assessment_year"] == newest }.map { line($0, label: $0["section_title"]) },
      thirds: thirds.shown, without: thirds.without, isIndex: isIndex)
  }

  private static func line(_ row: Row, label: String) -> Line {
    func score(_ name: String) -> String { Percentage(percent: row[name]).text(decimals: 2) }
    return Line(
      label: label, assessed: grouped(row["organisations_assessed"] as Int),
      high: grouped(row["organisations_high"] as Int),
      part: Percentage(percent: row["high_percent"]).text(decimals: 1), lower: score("lower_quartile"),
      median: score("median"), upper: score("upper_quartile"))
  }

  private static func thirds(
    _ database: Database, _ relation: String
  ) throws -> (shown: [Thirds], without: [String]) {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT * FROM \(relation)_thirds ORDER BY assessment_year DESC, share_third, score_third")
    let words = ["Lowest third", "Middle third", "Highest third"]
    var shown: [Thirds] = []
    var without: [String] = []
    for start in stride(from: 0, to: rows.count, by: words.count * words.count) {
      let cells = rows[start..<(start + words.count * words.count)].map {
        grouped($0["organisations"] as Int)
      }
      let first = rows[start]
      let year: Int = first["assessment_year"]
      let leftOut = grouped(first["organisations_left_out"] as Int)
      guard first["organisations_with_both"] > 0 else {
        without.insert(
          "\(year): no table by thirds of technology share, since none of the \(leftOut) trusts assessed has a three-year share for \(first["financial_year"] as String).",
          at: 0)
        continue
      }
      shown.append(
        Thirds(
          anchor: "\(relation.replacing("_", with: "-"))-thirds-\(year)", year: "\(year)",
          financialYear: first["financial_year"],
          withBoth: grouped(first["organisations_with_both"] as Int), leftOut: leftOut,
          lines: words.enumerated().map { place, third in
            ThirdsLine(
              third: third, low: cells[3 * place], middle: cells[3 * place + 1], high: cells[3 * place + 2])
          }))
    }
    return (shown, without)
  }

  /// A score as it is written in a setting: `4`, `72.5`.
  private static func plain(_ score: Percentage) -> String {
    score.text(decimals: score.millionths % 10_000 == 0 ? 0 : 2)
  }
}
