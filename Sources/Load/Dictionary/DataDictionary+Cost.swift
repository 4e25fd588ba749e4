internal import Returns

/// What 3%, 4% and 5% would take.
extension DataDictionary {
  static let costRelations: [DescribedRelation] = [
    DescribedRelation(
      "level_costs",
      "What one trust is short of 3%, 4% or 5% in one year on one basis, of every trust with a figure.",
      [
        .organisationCode, .financialYear, .basis, level,
        DescribedColumn(
          "short_ten_thousandths", .penceTenThousandths,
          "Level × total − technology, exact; 0 at or above the level."),
        DescribedColumn(
          "capital_pence", .pence,
          "What of that is capital, divided as the trust's technology now is; 0 where the basis has no capital."
        ),
        DescribedColumn(
          "new_money_capital_pence", .pence, "What is capital of short ÷ (1 − level), divided likewise."),
      ]),
    DescribedRelation(
      "england_changes",
      "England's change on the year before over the same trusts, one year and basis a row.",
      [
        .financialYear, .basis,
        DescribedColumn(
          "organisations_counted", .number, "Trusts with a figure for the whole of both years."),
        DescribedColumn("technology_pence", .pence, "Σ technology of these trusts."),
        DescribedColumn("total_pence", .pence, "Σ total of these trusts."),
        DescribedColumn(
          "technology_pence_before", .pence, "Σ technology of the same trusts in the year before."),
        DescribedColumn("total_pence_before", .pence, "Σ total of the same trusts in the year before."),
        DescribedColumn(
          "change_trillionths", .trillionths, "The share less the year before's, across the break too."),
      ]),
    DescribedRelation(
      "england_outlook",
      "When England would reach 3%, 4% and 5% at the average change of the last five years, one level a row.",
      [
        .financialYear, .basis, level,
        DescribedColumn(
          "changes_counted", .number,
          "How many changes the average is of: of the last five, those between two years with a figure for England, not across the break."
        ),
        DescribedColumn(
          "average_change_percentage_points", .points, "Their mean; empty where there are fewer than two."),
        reachedIn,
      ]),
    DescribedRelation(
      "cost_of_benchmark",
      "What 3%, 4% and 5% would take, one year, basis, level and group a row; each trust is a group too.",
      [
        .financialYear, .basis,
        DescribedColumn("level_percent", .percent, "The level of the technology share: 3, 4 or 5."),
        DescribedColumn("group_kind", .code, "england, peer_class, region, icb or organisation."),
        DescribedColumn(
          "group", .text, "The group's name, else its code; the trust's code; England for all."),
        DescribedColumn(
          "organisation_name", .text, "The trust's name in that year; empty for groups of trusts."),
        .organisationsCounted,
        DescribedColumn(
          "organisations_below", .number, "Counted trusts whose exact share is below the level."),
        .technologyPence, .totalPence,
        DescribedColumn(
          "short_of_level_pence", .pence,
          "Of all trusts counted taken together: \(Glossary.short.meaning); rounded once."),
        DescribedColumn(
          "short_everywhere_pence", .pence,
          "\(Glossary.shortEverywhere.capitalised), within present spending."
        ),
        DescribedColumn(
          "short_everywhere_revenue_pence", .pence, "The part of that which is not capital."),
        DescribedColumn(
          "short_everywhere_capital_pence", .pence,
          "The part of that which is capital, each trust's divided as its technology now is."),
        DescribedColumn(
          "new_money_pence", .pence,
          "The same as new money, \(Glossary.newMoney.meaning): Σ max(0, short) ÷ (1 − level)."),
        DescribedColumn("new_money_revenue_pence", .pence, "The part of that which is not capital."),
        DescribedColumn(
          "new_money_capital_pence", .pence,
          "The part of that which is capital, each trust's divided as its technology now is."),
        reachedIn,
        DescribedColumn("is_not_applicable", .flag, "Whether there is no figure since the total is zero."),
        DescribedColumn("has_capital", .flag, "Whether the basis' technology side has capital additions."),
        DescribedColumn("takes_new_money", .flag, "Whether new money enters both sides of the basis."),
      ]),
  ]

  private static let level = DescribedColumn(
    "level_basis_points", .basisPoints, "The level of the technology share: 300, 400 or 500.")
  private static let reachedIn = DescribedColumn(
    "reached_in", .text,
    "The year in which England would reach the level at the average change of the last five years; not within ten years; at or above it."
  )
}
