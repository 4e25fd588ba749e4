/// What trusts sent: submissions, their lines and their totals.
extension DataDictionary {
  static let returnRelations: [DescribedRelation] = [
    DescribedRelation(
      "accounts", "One account or line code of one contract a row.",
      [
        DescribedColumn("account_id", .number, "The account's number, as lines give it."),
        .contract,
        DescribedColumn(
          "organisation_code", .code, "The trust whose chart it belongs to; empty where it is for all."),
        DescribedColumn(
          "account_code", .code, "The account or line code as sent; TAC: main code and sub code."),
        DescribedColumn("description", .text, "What the account is."),
        DescribedColumn(
          "category", .code, "The category it counts in; empty where no row of the mapping covers it."),
        DescribedColumn("sign", .sign, "How an amount as sent is added into the category."),
      ]),
    DescribedRelation(
      "submissions", "\(Glossary.submission.capitalised), a row.",
      [
        .submissionID, .sourceFileID, .contract,
        DescribedColumn(
          "source", .code, "\(Glossary.source.capitalised); several contracts may share one."),
        DescribedColumn(
          "organisation_code", .code, "The trust's code; empty for payments of an unknown one."),
        DescribedColumn("organisation_as_submitted", .text, "The code or name as it stands in the file."),
        .periodStart, .periodEnd, .financialYear,
        DescribedColumn("kind", .code, "outturn (what was spent) or plan."),
        DescribedColumn("status", .code, "provisional or final, as sent."),
        DescribedColumn("version", .number, "The version stated, else 1."),
        DescribedColumn("line_count", .number, "How many lines it has."),
        DescribedColumn(
          "approved_by_role", .text, "The role of whoever approved it, as sent; empty where none is given."),
        DescribedColumn("comment", .text, "What the trust says of it; empty where it says nothing."),
      ]),
    DescribedRelation(
      "submission_faults",
      "One reason a row why a submission gives no figure, or none that needs a category.",
      [
        .submissionID,
        DescribedColumn("code", .code, "The finding code."),
        DescribedColumn(
          "category", .code, "The category that cannot be used; empty where the whole submission waits."),
      ]),
    DescribedRelation(
      "lines",
      "One amount of one submission a row, as sent; account_totals has those that are not stored one by one.",
      [
        .submissionID,
        DescribedColumn("line", .number, "The physical line on which its record begins, from 1."),
        DescribedColumn("account_id", .number, "The account: see accounts."),
        DescribedColumn("pence", .pence, "The amount as sent, before the account's sign."),
      ]),
    DescribedRelation(
      "account_totals",
      "One account of one submission a row, where a cluster read the file and its lines are not stored one by one.",
      [
        .submissionID,
        DescribedColumn("account_id", .number, "The account: see accounts."),
        DescribedColumn("pence", .pence, "The sum of the amounts as sent, before the account's sign."),
        DescribedColumn("line_count", .number, "How many lines were added up."),
      ]),
    DescribedRelation(
      "share_submissions", "One submission a row that one side of a share was taken from.",
      [
        .organisationCode, .financialYear, .basis,
        DescribedColumn("side", .code, "technology or total."), .submissionID,
      ]),
    DescribedRelation(
      "planned_submissions", "One submission a row that one side of a planned share was taken from.",
      [
        .organisationCode, .financialYear, .basis,
        DescribedColumn("side", .code, "technology or total."), .submissionID,
      ]),
    DescribedRelation(
      "last_release", "The release against which figures are marked; no row before the first.",
      [DescribedColumn("name", .text, "The name of the release.")]),
    DescribedRelation(
      "released_figures", "One figure of the last release a row.",
      [.organisationCode, .financialYear, .basis, .technologyPence, .totalPence]),
    DescribedRelation(
      "category_totals", "One category of one submission a row.",
      [
        .submissionID, .category,
        DescribedColumn("pence", .pence, "The sum of its lines, signed as it enters a basis."),
        DescribedColumn("line_count", .number, "How many lines were added up; 0 for a derived total."),
      ]),
  ]
}
