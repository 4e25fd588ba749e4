internal import Returns

/// What was measured.
extension DataDictionary {
  static let figureRelations: [DescribedRelation] = [
    DescribedRelation(
      "organisation_years", "One trust in one year a row: how it is grouped and weighed.",
      [
        .organisationCode, .financialYear, .organisationName, .organisationType, .peerClass, .regionCode,
        .regionName, .icbCode, .icbName, .isExpected,
        DescribedColumn(
          "operating_expenditure_pence", .pence,
          "Operating expenditure, by which coverage is weighed; empty: unknown."),
        DescribedColumn(
          "operating_expenditure_from", .text,
          "Where that comes from: this year, last known, median of its class."),
      ]),
    DescribedRelation(
      "shares", "The technology share of one trust in one year on one basis a row, or why there is none.",
      [
        .organisationCode, .financialYear, .basis, .periodStart, .periodEnd, .shareStatus, .technologyPence,
        .totalPence,
        DescribedColumn(
          "share_trillionths", .trillionths,
          "The share, rounded half away from zero; for order and quartiles."),
        DescribedColumn(
          "three_year_technology_pence", .pence,
          "Technology spending of this year and the two before, as far as known."),
        DescribedColumn("three_year_total_pence", .pence, "Total spending of the same years."),
        .threeYearYears,
        DescribedColumn("change_millionths", .millionths, "This year's share less last year's."),
        .changeNotApplicable,
        DescribedColumn("is_part_year", .flag, "Whether the figures cover less than the whole year."),
        DescribedColumn(
          "is_at_or_above_benchmark", .flag, "Whether the exact share is at or above the benchmark."),
        DescribedColumn(
          "short_of_benchmark_pence", .pence,
          Glossary.shortOfBenchmark),
        .totalSource, .submissionVersion, .reason, .notes,
      ]),
    DescribedRelation(
      "share_terms", "One category on one side of a share a row: with their signs they add up to that side.",
      [
        .organisationCode, .financialYear, .basis,
        DescribedColumn("side", .code, "technology or total."), .category,
        DescribedColumn("sign", .number, "1 or -1: how the amount enters its side."),
        DescribedColumn("pence", .pence, "The category's amount, before that sign."),
      ]),
    DescribedRelation(
      "planned_shares",
      "What one trust plans for one year on one basis a row, measured as an outturn is; it enters no share.",
      [
        .organisationCode, .financialYear, .basis, .periodStart, .periodEnd,
        DescribedColumn(
          "status", .code, "provisional or final, as the trust says; held: it gives no figure."),
        DescribedColumn(
          "technology_pence", .pence, "Planned technology spending; empty: there is no figure."),
        DescribedColumn("total_pence", .pence, "Planned total spending; empty: there is no figure."),
        .submissionVersion, .reason,
      ]),
    DescribedRelation(
      "planned_terms",
      "One category on one side of a planned share a row: with their signs they add up to that side.",
      [
        .organisationCode, .financialYear, .basis,
        DescribedColumn("side", .code, "technology or total."), .category,
        DescribedColumn("sign", .number, "1 or -1: how the amount enters its side."),
        DescribedColumn("pence", .pence, "The category's planned amount, before that sign."),
      ]),
    DescribedRelation(
      "comparisons",
      "One earlier publication a row with which the latest was compared; none for the first publication.",
      [
        .since,
        DescribedColumn("edition", .code, "The edition of the earlier publication."),
        DescribedColumn("date_of_figures", .date, "The date of its figures."),
        DescribedColumn("release", .text, "The name of the release; empty for the publication before."),
      ]),
    DescribedRelation(
      "changes", "One figure a row that is another than in the earlier publication.",
      [
        .since, .organisationCode, .financialYear, .basis,
        DescribedColumn(
          "cause", .text,
          "Why: \(ChangeCause.allCases.map(\.rawValue).joined(separator: ", ")); the first that applies."),
        DescribedColumn(
          "technology_pence_before", .pence, "Technology spending before; empty: there was no figure."),
        DescribedColumn("technology_pence", .pence, "Technology spending now; empty: there is no figure."),
        DescribedColumn("total_pence_before", .pence, "Total spending before."),
        DescribedColumn("total_pence", .pence, "Total spending now."),
        DescribedColumn(
          "short_of_benchmark_pence_before", .pence, "Short of the benchmark before."),
        DescribedColumn("short_of_benchmark_pence", .pence, "Short of the benchmark now."),
      ]),
  ]
}
