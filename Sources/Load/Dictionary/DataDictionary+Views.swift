/// The views under `Pipelines/views`.
extension DataDictionary {
  static let viewRelations: [DescribedRelation] = [
    DescribedRelation(
      "current_shares",
      "The figures in force, one trust, year and basis a row: what technology-share.csv prints.",
      [
        .organisationCode, .organisationName, .organisationType, .peerClass, .regionCode, .regionName,
        .icbCode,
        .icbName, .financialYear, .periodStart, .periodEnd, .basis, .shareStatus, .technologyPence,
        .totalPence,
        DescribedColumn(
          "technology_share_percent", .percent,
          "\(Glossary.technologyShare.capitalised), four decimals; empty also for a zero total."),
        DescribedColumn(
          "three_year_share_percent", .percent,
          Glossary.threeYearShare.sentence),
        .threeYearYears, benchmarkPercent,
        DescribedColumn(
          "short_of_benchmark_pence", .pence,
          Glossary.shortOfBenchmark),
        DescribedColumn(
          "at_or_above_benchmark", .flag, "Whether the exact share is at or above the benchmark."),
        DescribedColumn(
          "peer_quarter", .number, "\(Glossary.quarter.capitalised); empty for part of a year."),
        DescribedColumn("change_percentage_points", .points, "This year's share less last year's."),
        .changeNotApplicable, .totalSource, .submissionVersion, .notes, .reason,
      ]),
    DescribedRelation(
      "like_for_like_shares",
      "One organisation of today, year and basis a row: \(Glossary.likeForLike.meaning).",
      [
        DescribedColumn("organisation_code", .code, "The code that now stands for these trusts."),
        DescribedColumn("organisation_name", .text, "The name that it bore last."),
        .financialYear, .basis,
        DescribedColumn(
          "technology_pence", .pence, "Σ technology; empty unless every trust open in the year has a figure."
        ),
        DescribedColumn("total_pence", .pence, "Σ total of the same trusts; empty likewise."),
        DescribedColumn("technology_share_percent", .percent, "Σ technology ÷ Σ total, four decimals."),
        DescribedColumn("trusts", .number, "How many trusts these figures are of."),
        DescribedColumn("trusts_with_figure", .number, "How many of them have a figure on this basis."),
        DescribedColumn("trust_codes", .text, "Their codes."),
        DescribedColumn(
          "counted_technology_pence", .pence,
          "Σ technology of those with a figure: what they bring to England, whole or not."),
        DescribedColumn("counted_total_pence", .pence, "Σ total of those with a figure."),
      ]),
    DescribedRelation(
      "make_up", "What a trust's technology spending is made of, one category a row.",
      [
        .financialYear, .basis, .organisationCode, .organisationName, .peerClass, .category,
        DescribedColumn("category_title", .text, "The category in words."),
        DescribedColumn("pence", .pence, "The category's part in the technology side, signed as it enters."),
        .technologyPence,
        DescribedColumn(
          "part_of_technology_percent", .percent,
          "The category's part of the technology side; empty where that is not above zero."),
      ]),
    DescribedRelation(
      "plan_outturn",
      "What a trust planned beside what it spent, one side and category a row, of every plan that gives a figure.",
      [
        .organisationCode, .organisationName, .financialYear, .basis,
        DescribedColumn("side", .code, "technology or total."),
        .category, DescribedColumn("category_title", .text, "The category in words."),
        DescribedColumn("planned_pence", .pence, "The planned amount, signed as it enters the side."),
        DescribedColumn(
          "outturn_pence", .pence,
          "What was spent, signed likewise; empty until the outturn gives a figure for the same days."),
        DescribedColumn("difference_pence", .pence, "What was spent less what was planned."),
        DescribedColumn(
          "difference_percent", .percent,
          "The difference in percent of what was planned; empty where that is not above zero."),
      ]),
    DescribedRelation(
      "plan_outturn_summary",
      "How far plans missed, all trusts with plan and figure together, one year, basis, side and category a row.",
      [
        .financialYear, .basis, DescribedColumn("side", .code, "technology or total."),
        DescribedColumn("category", .code, "A name from categories, or all: the whole side."),
        DescribedColumn("category_title", .text, "The category in words."),
        DescribedColumn(
          "organisations_counted", .number, "Trusts that planned and gave a figure, on this basis."),
        DescribedColumn("planned_pence", .pence, "Σ planned."),
        DescribedColumn("outturn_pence", .pence, "Σ spent."),
        DescribedColumn("difference_pence", .pence, "Σ spent less Σ planned."),
        DescribedColumn("missed_pence", .pence, "Σ of each trust's difference, without its sign."),
        DescribedColumn(
          "difference_percent", .percent,
          "The difference in percent of what was planned; empty where that is not above zero."),
      ]),
    DescribedRelation(
      "return_lines",
      "One technology or expenditure line a row of every return of at most 60 lines that a figure's technology stands on.",
      [
        .submissionID,
        DescribedColumn("line", .number, "The physical line on which its record begins, from 1."),
        DescribedColumn("account_code", .code, "The account or line code as sent."), .category,
        DescribedColumn("sign", .sign, "How the amount is added into the category."),
        DescribedColumn("pence", .pence, "The amount as sent, before that sign."),
      ]),
    DescribedRelation(
      "group_members", "One trust, year, basis and group it belongs to a row.",
      [
        .financialYear, .basis, groupKind, group, .organisationCode, .isExpected,
        DescribedColumn("is_counted", .flag, "Whether it is counted: \(Glossary.counted.withoutWhose)."),
        DescribedColumn(
          "operating_expenditure_pence", .pence, "Operating expenditure, by which coverage is weighed."),
        .technologyPence, .totalPence,
        DescribedColumn("share_trillionths", .trillionths, "The share, rounded half away from zero."),
        DescribedColumn(
          "is_at_or_above_benchmark", .flag, "Whether the exact share is at or above the benchmark."),
      ]),
    DescribedRelation(
      "group_quartiles", "The quartiles of one group's shares, year and basis a row, unrounded.",
      [
        .financialYear, .basis, groupKind, group,
        DescribedColumn("lower_quarter_trillionths", .quarterTrillionths, "The lower quartile."),
        DescribedColumn("median_quarter_trillionths", .quarterTrillionths, "The median."),
        DescribedColumn("upper_quarter_trillionths", .quarterTrillionths, "The upper quartile."),
      ]),
    DescribedRelation(
      "group_summary", "England and each group, one year and basis a row; both summaries select from it.",
      [.financialYear, .basis, groupKind, group] + summaryColumns),
    DescribedRelation(
      "national_summary", "England, one year and basis a row.", [.financialYear, .basis] + summaryColumns),
    DescribedRelation(
      "peer_group_summary", "One type, peer class, region or integrated care board, year and basis a row.",
      [
        DescribedColumn("group_kind", .code, "type, peer_class, region or icb."), group, .financialYear,
        .basis,
      ] + summaryColumns),
    DescribedRelation(
      "expected_returns", "One trust and year from which a return is expected a row.", expectedColumns),
    DescribedRelation(
      "missing_returns", "One expected return a row that gives no figure on the headline basis.",
      [
        .organisationCode, .organisationName, .organisationType, .regionName, .icbCode, .icbName,
        .financialYear,
        .shareStatus, .reason,
      ]),
  ]

  private static let benchmarkPercent = DescribedColumn(
    "benchmark_percent", .percent, Glossary.benchmark.sentence)
  private static let groupKind = DescribedColumn(
    "group_kind", .code, "england, type, peer_class, region or icb.")
  private static let group = DescribedColumn(
    "group", .text, "The group's name, else its code, else Not stated; England for all.")

  private static let expectedColumns: [DescribedColumn] = [
    .organisationCode, .organisationName, .organisationType, .regionName, .icbCode, .icbName, .financialYear,
    DescribedColumn("has_figure", .flag, "Whether there is a figure on the headline basis."),
    .shareStatus, .reason,
  ]

  private static let summaryColumns: [DescribedColumn] = [
    DescribedColumn("organisations_expected", .number, "Trusts from which a return is expected."),
    .organisationsCounted,
    .coverage,
    DescribedColumn(
      "technology_pence", .pence,
      "Σ technology of the counted trusts; empty, as all figures, below the floor."),
    DescribedColumn("total_pence", .pence, "Σ total of the counted trusts."),
    DescribedColumn("technology_share_percent", .percent, "Σ technology ÷ Σ total, never a mean of shares."),
    DescribedColumn(
      "three_year_share_percent", .percent,
      "\(Glossary.threeYearShare.capitalised); of the years above the coverage floor."),
    DescribedColumn("median_percent", .percent, "The median share of the counted trusts."),
    DescribedColumn(
      "lower_quartile_percent", .percent, "The lower quartile, by linear interpolation (type 7)."),
    DescribedColumn(
      "upper_quartile_percent", .percent, "The upper quartile, by linear interpolation (type 7)."),
    DescribedColumn(
      "at_or_above_benchmark", .number, "How many counted trusts are at or above the benchmark."),
    DescribedColumn(
      "short_of_benchmark_pence", .pence,
      "Of all trusts counted taken together: \(Glossary.short.meaning), which is the benchmark; rounded once."
    ),
    DescribedColumn(
      "short_everywhere_pence", .pence,
      "\(Glossary.shortEverywhere.capitalised), which is the benchmark."),
  ]
}
