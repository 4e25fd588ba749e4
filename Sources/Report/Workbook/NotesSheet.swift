import GRDB
import Returns

extension WorkbookContext {
  /// Marks, ways of measuring and definitions, and what trusts say of their returns.
  func notes(_ database: Database) throws -> Sheet {
    let measures = bases.map { basis in
      let isHeadline = basis.basis == settings.headlineBasis
      return (
        "Measure: \(Wording.capitalised(basis.basis))", "\(basis.title).\(isHeadline ? " The headline." : "")"
      )
    }
    return Sheet(
      name: "Notes", contents: "Marks, ways of measuring, definitions, and trusts’ comments", title: "Notes",
      remarks: ["What the marks and words in the tables mean, and what trusts say of their own returns."],
      columns: [
        Sheet.Column(heading: "Mark or word", width: 34), Sheet.Column(heading: "Meaning", width: 90),
      ],
      rows: (Self.marks + measures + definitions + (try comments(database))).map {
        [.text($0.0), .text($0.1)]
      }, hasFilter: false)
  }

  /// What trusts say of the returns that their figures stand on, the newest year first.
  private func comments(_ database: Database) throws -> [(String, String)] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT
          submissions.organisation_code, submissions.financial_year, submission_id, kind, comment, approved_by_role,
          (SELECT organisation_name
            FROM organisation_years
            WHERE organisation_years.organisation_code = submissions.organisation_code
            ORDER BY financial_year DESC
            LIMIT 1) AS organisation_name
        FROM submissions
        JOIN (SELECT submission_id, side FROM share_submissions UNION SELECT submission_id, side FROM planned_submissions)
          USING (submission_id)
        WHERE side = 'technology' AND comment IS NOT NULL
        ORDER BY submissions.financial_year DESC, submissions.organisation_code, submission_id
        """)
    return rows.map { row in
      let code: String = row["organisation_code"]
      let year: String = row["financial_year"]
      let name: String = row["organisation_name"] ?? code
      let plan = row["kind"] == SubmissionKind.plan.rawValue ? " (plan)" : ""
      let role: String? = row["approved_by_role"]
      let (text, isCut) = TrustComment.shown(row["comment"])
      let approved = role.map { ", approved by the role “\($0)”" } ?? ""
      let rest = isCut ? " (The comment is longer.)" : ""
      return ("Comment: \(code), \(year)\(plan)", "\(name)\(approved): “\(text)”\(rest)")
    }
  }

  private static let marks = [
    ("[x]", "Not available: no usable return, or too few of them for a figure. It is not zero."),
    (
      "[z]",
      "Not applicable: the total is zero, the change would cross a break in series, a part of a year has no place among whole years, or the trust belongs to no class."
    ),
    ("[c]", "Confidential: too few trusts gave it for their sum to be shown."),
    ("[p]", "Provisional: the return is not final yet."),
    ("[r]", "Revised: another figure than in the last release."),
    (
      "[b]",
      "Break in series: from 2022-23 leased technology enters at its full value when the lease begins (IFRS 16), so that the years before and after are not alike."
    ),
    ("[e]", "Estimated."),
    ("None", "There is nothing to say here, or a table has no rows."),
  ]

  private var definitions: [(String, String)] {
    let isAuditOffices = benchmark == "5%"
    return [
      (
        "Technology",
        "IT staff, hardware, software, cloud, support, services, networks and IT consultancy, and IT capital or its depreciation as each way of measuring says; from the trust’s return."
      ),
      (
        "Total",
        "Operating expenditure, adjusted as each way of measuring says; from the audited accounts where they have come, else from the return."
      ),
      (
        "Technology share",
        "Technology divided by total. England’s is the sum of technology divided by the sum of totals of the trusts counted, never a mean of shares."
      ),
      (
        "Three-year share",
        "Technology of this year and the two before, divided by their totals, as far as they are known: capital spending comes in lumps."
      ),
      (
        "Trusts counted and coverage",
        "Counted are the trusts that have both technology and total on that way of measuring; coverage is their part of all trusts’ operating expenditure. \(belowFloor)"
      ),
      (
        "The benchmark of \(benchmark)",
        isAuditOffices
          ? "Quoted as recommended in the press notice of the National Audit Office’s report “Digital transformation in the NHS” of 15 May 2020, which does not say on what basis, for what year or by whom."
          : "The benchmark set for these figures."
      ),
      (
        "Short of a level",
        "The level’s part of the total, less technology, within present spending; rounded once to the penny. Negative above the level. Net: all trusts counted taken together. Every trust below it: what those below need to reach it, with nothing taken off for those above."
      ),
      (
        "Status",
        "Final or provisional: as the trust says of its return. Held: it came, and waits until an analyst accepts it, or is not whole. Missing: it was expected and has not come."
      ),
      (
        "Cause of a change",
        "New return: the first for its trust and year. Resubmission: a later version of one. Withdrawn: a file was taken back. Accepted: an analyst let pass what was held, or no longer does. Accounts: audited accounts came. Mapping: how returns are read, checked and sorted into categories. Basis: what a way of measuring adds up. Reference data: trusts, their names and mergers. Benchmark: the benchmark alone. Program: the calculation itself. Where several apply, the first of these is given."
      ),
      (
        "Numbers",
        "Amounts are held in pounds and pence and shown in £ thousand. Percentages are held with four decimals and shown with two, or with four where two would reach \(benchmark) from below or above."
      ),
    ]
  }
}
