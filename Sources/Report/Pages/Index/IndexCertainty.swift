import GRDB
import Returns

/// How sure the figures of one year are: what the returns of the trusts are, and what part of all expenditure they hold.
struct IndexCertainty {
  struct Status {
    let status: String
    let trusts: String
    let part: String
  }

  let year: String
  let statuses: [Status]

  init(_ database: Database, in year: String, settings: ReportSettings) throws {
    self.year = year
    let whole =
      try Int64.fetchOne(
        database,
        sql: "SELECT sum(operating_expenditure_pence) FROM organisation_years WHERE financial_year = ?",
        arguments: [year]) ?? 0
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT status, count(*) AS trusts, ifnull(sum(operating_expenditure_pence), 0) AS pence
        FROM shares
        JOIN organisation_years USING (organisation_code, financial_year)
        WHERE financial_year = ? AND basis = ?
        GROUP BY status
        """, arguments: [year, settings.headlineBasis])
    statuses = try [ShareStatus.final, .provisional, .held, .missing].map { status in
      let row = rows.first { $0["status"] == status.rawValue }
      let (trusts, pence): (Int, Int64) = (row?["trusts"] ?? 0, row?["pence"] ?? 0)
      let part = whole > 0 ? try roundedQuotient(pence, times: 1_000_000, over: whole) : nil
      return Status(
        status: Wording.capitalised(status.rawValue),
        trusts: "\(trusts)",
        part: part.map { Percentage(millionths: $0).text(decimals: 1) } ?? Mark.notAvailable)
    }
  }
}
