extension PublishedTable {
  /// How trusts rated themselves by What Good Looks Like: one row per trust, year and pillar, and one for their mean.
  static let maturity = maturity(file: "maturity.csv", from: "maturity_pillars")

  /// The same by the index of 2016 and 2017, on another scale: a file of its own.
  static let maturityIndex = maturity(file: "maturity-2016-2017.csv", from: "maturity_index")

  private static func maturity(file: String, from relation: String) -> PublishedTable {
    PublishedTable(
      file: file,
      columns: [
        Column("organisation_code", absent: .never),
        Column("organisation_name"),
        Column("assessment_year", .integer, absent: .never),
        Column("financial_year", absent: .never),
        Column("section", absent: .never),
        Column("section_title", absent: .never),
        Column("score", .percent, absent: .never),
        Column("rates_high", .yesNo, absent: .never),
      ],
      key: ["organisation_code", "assessment_year", "section"],
      sql: """
        SELECT \(relation).*, is_high AS rates_high
        FROM \(relation)
        ORDER BY assessment_year, organisation_code, section_position
        """)
  }
}
