import Foundation

extension Workdir {
  /// Fictional trusts that merge, follow each other, close in the middle of a year and are split.
  ///
  /// QA1 and QB2 become QC3 on 1 April 2022, QC3 becomes QD4 on 1 April 2023, QE5 becomes QF6 on 1 October 2022, and QG7 is
  /// split between QH8 and QJ9 on 1 April 2023. QK1 stays. On `quick`, technology is pay and equipment, the total operating
  /// expenditure:
  ///
  /// | | 2021-22 | 2022-23 | 2023-24 |
  /// |---|---|---|---|
  /// | QA1 | 1,200,000.10 of 40,000,000 | | |
  /// | QB2 | 600,000.20 of 20,000,000 | | |
  /// | QC3 | | 1,800,000.33 of 62,000,000 | |
  /// | QD4 | | | 1,900,000.44 of 63,000,000 |
  /// | QE5 | 900,000.00 of 30,000,000 | 450,000.01 of 15,000,000 | |
  /// | QF6 | | 470,000.02 of 16,000,000 | 950,000.00 of 32,000,000 |
  /// | QG7 | 800,000.05 of 25,000,000 | 810,000.00 of 25,500,000 | |
  /// | QH8, QJ9 | | | 300,000.00 of 12,000,000, 520,000.00 of 14,000,000 |
  /// | QK1 | 1,500,000.00 of 50,000,000 | 1,550,000.00 of 51,000,000 | 1,600,000.00 of 52,000,000 |
  /// | England | 5,000,000.35 of 165,000,000 | 5,080,000.36 of 169,500,000 | 5,270,000.44 of 173,000,000 |
  ///
  /// Each return is a file of its own.
  static func merging() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts(years: ("2021-22", "2023-24"))
    try workdir.write(
      """
      organisation_code,name,organisation_type,peer_class,region_code,icb_code,opened_on,closed_on,valid_from,valid_to
      QA1,Alder NHS Trust,Acute,Acute,Y56,QKK,2001-04-01,2022-03-31,2001-04-01,2022-03-31
      QB2,Birch NHS Trust,Acute,Acute,Y56,QKK,2001-04-01,,2001-04-01,
      QC3,Cedar NHS Trust,Acute,Acute,Y56,QKK,2022-04-01,2023-03-31,2022-04-01,2023-03-31
      QD4,Dogwood NHS Trust,Acute,Acute,Y56,QKK,2023-04-01,,2023-04-01,
      QE5,Elder NHS Trust,Acute,Acute,Y56,QKK,2001-04-01,2022-09-30,2001-04-01,2022-09-30
      QF6,Fir NHS Trust,Acute,Acute,Y56,QKK,2022-10-01,,2022-10-01,
      QG7,Gorse NHS Trust,Acute,Acute,Y56,QKK,2001-04-01,2023-03-31,2001-04-01,2023-03-31
      QH8,Hazel NHS Trust,Acute,Acute,Y56,QKK,2023-04-01,,2023-04-01,
      QJ9,Juniper NHS Trust,Acute,Acute,Y56,QKK,2023-04-01,,2023-04-01,
      QK1,Kale NHS Trust,Acute,Acute,Y56,QKK,2001-04-01,,2001-04-01,

      """, to: "register/organisations.csv")
    // QB2 has no closing day, as a merged code may go on as active: the legal date says when it closed.
    try workdir.write(
      """
      predecessor_code,successor_code,legal_date,reason,source
      QA1,QC3,2022-04-01,merger,made up
      QB2,QC3,2022-04-01,merger,made up
      QC3,QD4,2023-04-01,merger,made up
      QE5,QF6,2022-10-01,merger,made up
      QG7,QH8,2023-04-01,split,made up
      QG7,QJ9,2023-04-01,split,made up

      """, to: "register/successions.csv")
    let returns = [
      ("QA1", "2021-22", "", "", "1,000,000.10", "200,000.00", "40,000,000"),
      ("QB2", "2021-22", "", "", "600,000.20", "0", "20,000,000"),
      ("QC3", "2022-23", "", "", "1,800,000.33", "0", "62,000,000"),
      ("QD4", "2023-24", "", "", "1,900,000.44", "0", "63,000,000"),
      ("QE5", "2021-22", "", "", "900,000.00", "0", "30,000,000"),
      ("QE5", "2022-23", "2022-04-01", "2022-09-30", "450,000.01", "0", "15,000,000"),
      ("QF6", "2022-23", "2022-10-01", "2023-03-31", "470,000.02", "0", "16,000,000"),
      ("QF6", "2023-24", "", "", "950,000.00", "0", "32,000,000"),
      ("QG7", "2021-22", "", "", "800,000.05", "0", "25,000,000"),
      ("QG7", "2022-23", "", "", "810,000.00", "0", "25,500,000"),
      ("QH8", "2023-24", "", "", "300,000.00", "0", "12,000,000"),
      ("QJ9", "2023-24", "", "", "520,000.00", "0", "14,000,000"),
      ("QK1", "2021-22", "", "", "1,500,000.00", "0", "50,000,000"),
      ("QK1", "2022-23", "", "", "1,550,000.00", "0", "51,000,000"),
      ("QK1", "2023-24", "", "", "1,600,000.00", "0", "52,000,000"),
    ]
    for (trust, year, first, last, pay, equipment, total) in returns {
      try workdir.write(
        merged(trust, year, first, last, pay: pay, equipment: equipment, total: total),
        to: "inbox/\(trust) \(year).csv")
    }
    return workdir
  }

  /// What a query on the working database gives, as the sqlite3 shell prints it.
  func query(_ sql: String) throws -> String {
    try python(
      """
      import sqlite3, sys
      for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
        print(*('' if value is None else value for value in row), sep='|')
      """, path("workspace/techshare.sqlite"), sql)
  }

  /// The view on `quick`, one row a line.
  func likeForLike() throws -> [String] {
    try query(
      """
      SELECT organisation_code || ' ' || financial_year || ': ' || technology_pence || ' of ' || total_pence || ', '
        || technology_share_percent || ', ' || trust_codes
      FROM like_for_like_shares
      WHERE basis = 'quick' AND technology_pence IS NOT NULL
      ORDER BY organisation_code, financial_year
      """
    ).split(separator: "\n").map(String.init)
  }
}

/// A return for the whole year, or for some days of it.
func merged(
  _ trust: String, _ year: String, _ first: String = "", _ last: String = "", pay: String,
  equipment: String = "0",
  total: String
) -> String {
  var written = LongReturn(
    trust, ["T110": pay, "T310": equipment, "E100": total, "E200": "250,000.00", "E300": "1,000,000.01"])
  written.year = year
  return written.text.split(separator: "\n").enumerated().map { number, line in
    let more = number == 0 ? "period_start,period_end" : "\(first),\(last)"
    return "\(line),\(more)\n"
  }.joined()
}
