/// Who pays for technology, what runs and what changes services, and the published plans to fund it.
extension DataDictionary {
  static let fundingRelations: [DescribedRelation] = [
    DescribedRelation(
      "funding_plan_with_live_services",
      "One published figure of a plan to fund technology that covers live services a row.", planColumns),
    DescribedRelation(
      "funding_plan_without_live_services",
      "One published figure of a plan to fund technology that leaves live services out a row.", planColumns),
    DescribedRelation(
      "technology_funding",
      "Who pays for a trust's technology, and what of it runs and what changes services, one trust and year with a figure on the headline basis a row.",
      [
        .organisationCode, .financialYear,
        DescribedColumn("technology_pence", .pence, "Technology spending on the headline basis."),
        DescribedColumn(
          "own_resources_pence", .pence,
          "Technology spending less the four below; empty, as they are, unless the trust gave all four."),
        DescribedColumn("national_revenue_pence", .pence, "Paid by national programmes, revenue (F110)."),
        DescribedColumn("national_capital_pence", .pence, "Paid by national programmes, capital (F120)."),
        DescribedColumn(
          "other_nhs_pence", .pence, "Paid by an integrated care board or other NHS body (F130)."),
        DescribedColumn("donations_pence", .pence, "Paid by donations and grants (F140)."),
        DescribedColumn(
          "run_and_change_pence", .pence,
          "Running and transformation together; empty unless the trust gave both."),
        DescribedColumn("running_pence", .pence, "Running existing services (R110); empty likewise."),
        DescribedColumn("transformation_pence", .pence, "Transformation (R120); empty likewise."),
        DescribedColumn(
          "own_transformation_pence", .pence,
          "The part of transformation that the trust pays from its own resources (R121), where it gave it."),
      ]),
    DescribedRelation(
      "technology_funding_items", "The same one item a row.",
      [
        .organisationCode, .financialYear, fundingQuestion, fundingItem, fundingPosition,
        DescribedColumn("pence", .pence, "The item's amount; empty where the trust did not give it."),
        DescribedColumn("whole_pence", .pence, wholeText),
      ]),
    DescribedRelation(
      "technology_funding_summary",
      "The same of England and each peer class, region and integrated care board, one year, group and item a row.",
      [
        .financialYear, fundingGroupKind, fundingGroup, fundingQuestion, fundingItem, fundingPosition,
        countedTrusts, givenTrusts,
        DescribedColumn(
          "given_percent", .percent, "The trusts that gave the item as a part of the trusts counted."),
        DescribedColumn(
          "pence", .pence, "Σ of the trusts that gave the item; empty below the coverage floor."),
        DescribedColumn("whole_pence", .pence, wholeText),
        DescribedColumn("part_percent", .percent, partText),
      ]),
    DescribedRelation(
      "legacy_summary",
      "What of running existing services goes into legacy systems, one year and group a row; never by trust.",
      [
        .financialYear,
        DescribedColumn("group_kind", .code, "england, peer_class or region."), fundingGroup, countedTrusts,
        DescribedColumn("organisations_given", .number, "Counted trusts that gave both lines."),
        DescribedColumn(
          "is_suppressed", .flag,
          "Whether too few trusts gave it, or the amount would give away that of one or two others."),
        DescribedColumn(
          "pence", .pence, "Σ legacy systems (L110); empty where suppressed or below the coverage floor."),
        DescribedColumn(
          "whole_pence", .pence, "Σ running existing services (R110) of the same trusts; empty likewise."),
        DescribedColumn("part_percent", .percent, partText),
      ]),
    DescribedRelation(
      "transformation_own_resources",
      "What trusts paid for transformation from their own resources, one year from 2019-20 on a row.",
      [
        .financialYear,
        DescribedColumn("organisations_expected", .number, "Trusts from which a return is expected."),
        DescribedColumn(
          "organisations_open", .number, "Trusts open in the year and not exempt, expected or not."),
        DescribedColumn("organisations_given", .number, "Trusts with a figure that gave line R121."),
        DescribedColumn("given_percent", .percent, "The trusts that gave it as a part of those open."),
        DescribedColumn("pence", .pence, "Σ R121 of the trusts that gave it, in cash."),
        DescribedColumn(
          "cumulative_pence", .pence, "The same added up from 2019-20 on: of what was given alone."),
      ]),
  ]

  static let fundingFile = DescribedFile(
    "funding.csv", "Who pays for technology, and what runs and what changes services",
    "One year, group or trust, question and item a row, on the headline basis, of the trusts that gave the item.",
    from: ["technology_funding_summary"],
    [
      DescribedColumn(
        "group_kind", .code, "england, peer_class, region, icb or organisation; legacy: the first three."),
      DescribedColumn("group", .text, "The group's name, else its code, else Not stated; the trust's name."),
      DescribedColumn("organisation_code", .code, "The trust's code; only where the row is a trust's."),
      DescribedColumn("question", .code, "who-pays, run-or-change or legacy."),
      DescribedColumn(
        "item", .code,
        "who-pays: own-resources, national-revenue, national-capital, other-nhs, donations-and-grants; run-or-change: running, transformation, transformation-own-resources (a part of transformation); legacy: legacy-systems (a part of running)."
      ),
      DescribedColumn(
        "gbp", .pounds,
        "Σ of the trusts that gave the item. [c]: confidential, since too few trusts gave it."),
      DescribedColumn(
        "whole_gbp", .pounds,
        "Of the same trusts: technology spending (who-pays), running and transformation (run-or-change), running (legacy). [c]: confidential."
      ),
      DescribedColumn("part_percent", .percent, "The item as a part of that whole. [c]: confidential."),
    ])

  private static let planColumns = [
    DescribedColumn("position", .number, "Its place in funding-plan.csv, from 1."),
    DescribedColumn("plan", .text, "The plan."),
    DescribedColumn("item", .text, "The plan as a whole, or a part of it."),
    DescribedColumn("payer", .text, "Who is to pay; Not stated where the source does not say."),
    DescribedColumn("amount_pence", .pence, "The published figure."),
    DescribedColumn("is_up_to", .flag, "Whether the source says up to."),
    DescribedColumn(
      "first_year", .year, "The first year that it is for; empty where the source does not say."),
    DescribedColumn("last_year", .year, "The last year that it is for; empty where the source does not say."),
    DescribedColumn("source", .text, "Where the figure was published."),
  ]

  private static let fundingQuestion = DescribedColumn("question", .code, "who-pays or run-or-change.")
  private static let fundingItem = DescribedColumn("item", .code, "What of it: see funding.csv.")
  private static let fundingPosition = DescribedColumn(
    "position", .number, "Its place in the order of display, from 1.")
  private static let fundingGroupKind = DescribedColumn(
    "group_kind", .code, "england, peer_class, region or icb.")
  private static let fundingGroup = DescribedColumn(
    "group", .text, "The group's name, else its code, else Not stated; England for all.")
  private static let countedTrusts = DescribedColumn(
    "organisations_counted", .number, "Trusts counted on the headline basis.")
  private static let givenTrusts = DescribedColumn(
    "organisations_given", .number, "Counted trusts that gave the item.")
  private static let wholeText =
    "Technology spending (who-pays), or running and transformation together (run-or-change), of the same trusts."
  private static let partText = "The item as a part of that whole; empty where the whole is not above zero."
}
