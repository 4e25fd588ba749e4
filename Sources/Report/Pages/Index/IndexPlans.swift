import GRDB
import Returns

/// How far plans missed in the newest year for which there are both, on the headline basis, all trusts that planned together.
struct IndexPlans {
  struct Line {
    let title: String
    let planned: String
    let spent: String
    let difference: String
    let percent: String
    let missed: String
  }

  let year: String
  /// How many trusts planned and gave a figure, of how many with a figure.
  let trusts: String
  let trustsWithFigure: String
  let lines: [Line]

  /// `nil` where no trust's plan can be held against what it spent.
  init?(_ database: Database, _ figures: [GroupSummary], settings: ReportSettings) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT plans.*
        FROM plan_outturn_summary AS plans
        LEFT JOIN categories USING (category)
        WHERE basis = :basis AND (side = 'technology' OR category = 'all')
          AND financial_year = (SELECT max(financial_year) FROM plan_outturn_summary WHERE basis = :basis)
          AND (planned_pence <> 0 OR outturn_pence <> 0)
        ORDER BY side, category = 'all', position
        """, arguments: ["basis": settings.headlineBasis])
    guard let first = rows.first else { return nil }
    let year: String = first["financial_year"]
    self.year = year
    let whole = rows.first { $0["category"] == "all" }
    trusts = Wording.capitalised(Wording.number(whole?["organisations_counted"] ?? 0))
    let england = figures.first { $0.financialYear == year && $0.basis == settings.headlineBasis }
    trustsWithFigure = Wording.number(england?.organisationsCounted ?? 0)
    lines = rows.map { row in
      let percent: Double? = row["difference_percent"]
      return Line(
        title: row["category_title"], planned: Wording.millions(Money(pence: row["planned_pence"])),
        spent: Wording.millions(Money(pence: row["outturn_pence"])),
        difference: Wording.millions(Money(pence: row["difference_pence"])),
        percent: percent.map { Percentage(percent: $0).text(decimals: 1, minus: Wording.minus) }
          ?? Mark.notApplicable,
        missed: Wording.millions(Money(pence: row["missed_pence"])))
    }
  }
}
