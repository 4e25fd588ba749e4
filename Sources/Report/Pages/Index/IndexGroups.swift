import GRDB
import Returns

/// How trusts differ: the classes, regions and integrated care boards of one year on the headline basis.
struct IndexGroups {
  struct Group {
    let name: String
    let counted: String
    let share: String
    let middleHalf: String
  }

  struct Kind {
    /// The page's anchor.
    let kind: String
    let title: String
    /// The title within a sentence.
    let words: String
    let groups: [Group]
  }

  let year: String
  let kinds: [Kind]

  private static let titles = [
    ("peer_class", "Class of trust"), ("region", "Region"), ("icb", "Integrated care board"),
  ]

  init(_ database: Database, in year: String, settings: ReportSettings) throws {
    self.year = year
    kinds = try Self.titles.map { kind, title in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM group_summary
          WHERE group_kind = ? AND financial_year = ? AND basis = ?
          ORDER BY "group" COLLATE NOCASE, "group"
          """, arguments: [kind, year, settings.headlineBasis])
      return Kind(
        kind: kind, title: title, words: Wording.uncapitalised(title),
        groups: try rows.map { row in
          let figure = try GroupSummary(row: row)
          return Group(
            name: row["group"],
            counted: "\(figure.organisationsCounted) of \(figure.organisationsExpected)",
            share: figure.tableShare(settings.benchmark),
            middleHalf: figure.hasFigure && figure.organisationsCounted < GroupSummary.fewestWithMiddleHalf
              ? Mark.notApplicable : figure.middleHalf(settings.benchmark))
        })
    }
  }
}
