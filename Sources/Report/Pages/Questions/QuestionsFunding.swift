import GRDB
import Returns

/// Who pays for technology, what runs and what changes services, and what goes into legacy systems, of England in one year
/// on the headline basis.
struct QuestionsFunding {
  struct Line {
    let title: String
    let amount: String
    let part: String
  }

  /// One question's lines and the trusts that answered it.
  struct Split {
    let trusts: String
    let counted: String
    let lines: [Line]
    let whole: String
  }

  struct LegacyLine {
    let group: String
    let given: String
    let counted: String
    let amount: String
    let running: String
    let part: String
  }

  let year: String
  let whoPays: Split?
  let runOrChange: Split?
  /// Transformation from the trusts' own resources, which fewer trusts may have given.
  let ownTransformation: Split?
  let legacy: [LegacyLine]
  let hasLegacy: Bool
  let hasConfidential: Bool
  let hasAbsent: Bool

  /// `nil` where no trust gave any of it for `year`.
  init?(_ database: Database, in year: String) throws {
    self.year = year
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM technology_funding_summary
        WHERE financial_year = ? AND group_kind = 'england' AND pence IS NOT NULL
        ORDER BY position
        """, arguments: [year])
    let own = "transformation-own-resources"
    whoPays = Self.split(rows.filter { $0["question"] == "who-pays" })
    runOrChange = Self.split(rows.filter { $0["question"] == "run-or-change" && $0["item"] != own })
    ownTransformation = Self.split(rows.filter { $0["item"] == own })
    let groups = try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM legacy_summary
        WHERE financial_year = ? AND organisations_given > 0
        ORDER BY
          CASE group_kind WHEN 'england' THEN 1 WHEN 'peer_class' THEN 2 ELSE 3 END, "group" COLLATE NOCASE, "group"
        """, arguments: [year])
    legacy = groups.map(Self.legacyLine)
    hasLegacy = !legacy.isEmpty
    hasConfidential = groups.contains { $0["is_suppressed"] }
    hasAbsent = legacy.contains { $0.amount == Mark.notAvailable }
    if whoPays == nil, runOrChange == nil, legacy.isEmpty { return nil }
  }

  /// The lines are all of the same trusts.
  private static func split(_ rows: [Row]) -> Split? {
    guard let first = rows.first else { return nil }
    return Split(
      trusts: Wording.capitalised(Wording.number(first["organisations_given"])),
      counted: Wording.number(first["organisations_counted"]),
      lines: rows.map { row in
        Line(
          title: FundingItem.words(row["item"]), amount: Wording.millions(Money(pence: row["pence"])),
          part: part(row) ?? Mark.notApplicable)
      }, whole: Wording.millions(Money(pence: first["whole_pence"])))
  }

  private static func legacyLine(_ row: Row) -> LegacyLine {
    let mark = row["is_suppressed"] ? Mark.confidential : Mark.notAvailable
    func millions(_ name: String) -> String {
      (row[name] as Int64?).map { Wording.millions(Money(pence: $0)) } ?? mark
    }
    let hasFigure = (row["pence"] as Int64?) != nil
    return LegacyLine(
      group: row["group"], given: grouped(row["organisations_given"] as Int),
      counted: grouped(row["organisations_counted"] as Int), amount: millions("pence"),
      running: millions("whole_pence"), part: part(row) ?? (hasFigure ? Mark.notApplicable : mark))
  }

  private static func part(_ row: Row) -> String? {
    (row["part_percent"] as Double?).map {
      Percentage(percent: $0).text(decimals: 1, minus: Wording.minus)
    }
  }
}
