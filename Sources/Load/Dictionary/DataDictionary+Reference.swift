/// What the pipeline's files and the reference data say.
extension DataDictionary {
  static let referenceRelations: [DescribedRelation] = [
    DescribedRelation(
      "categories", "One category of spending a row.",
      [
        .category,
        DescribedColumn("position", .number, "Its place in the order of display, from 1."),
        DescribedColumn("title", .text, "Its name in words."),
        DescribedColumn(
          "kind", .code, "technology, total, memorandum (in no share) or control (checked, never added)."),
        DescribedColumn("description", .text, "What counts in it."),
        DescribedColumn(
          "part_of", .code, "The category whose amount holds this one's; empty where none does."),
      ]),
    DescribedRelation(
      "bases", "One way of measuring a row.",
      [
        .basis,
        DescribedColumn("position", .number, "Its place in the order of display, from 1."),
        DescribedColumn("title", .text, "Its name in words."),
        DescribedColumn("is_headline", .flag, "Whether it is the headline: \(Glossary.headline.meaning)."),
        DescribedColumn("has_capital", .flag, "Whether its technology side has capital additions."),
        DescribedColumn(
          "takes_new_money", .flag,
          "Whether another pound of technology, whatever it is spent on, makes the total a pound larger too."),
      ]),
    DescribedRelation(
      "basis_terms", "One category on one side of one basis a row.",
      [
        .basis,
        DescribedColumn("side", .code, "technology or total."),
        .category,
        DescribedColumn("sign", .sign, "Whether the category is added or taken off."),
      ]),
    DescribedRelation(
      "settings", "One setting that figures depend on a row.",
      [
        DescribedColumn(
          "name", .code,
          "benchmark_basis_points, coverage_floor_basis_points, or a level whose cost is worked out."),
        DescribedColumn("value", .basisPoints, "Its value: 500 is 5%."),
      ]),
    DescribedRelation(
      "regions", "One NHS England region a row.", [.regionCode, .regionName]),
    DescribedRelation(
      "icbs", "One integrated care board and span of time a row.",
      [.icbCode, .icbName, .regionCode, .validFrom, .validTo]),
    DescribedRelation(
      "organisations", "One trust and span of time a row.",
      [
        .organisationCode,
        DescribedColumn("organisation_name", .text, "The trust's name in that span of time."),
        .organisationType, .peerClass, .regionCode, .icbCode,
        DescribedColumn("opened_on", .date, "The trust's first day; empty where not known."),
        DescribedColumn("closed_on", .date, "The trust's last day; empty where it is open."),
        .validFrom, .validTo,
      ]),
    DescribedRelation(
      "organisation_names", "One other or former name of a trust a row.",
      [
        DescribedColumn("name", .text, "The name."),
        .organisationCode,
        DescribedColumn("kind", .code, "other or former."),
        .validFrom, .validTo,
        DescribedColumn("source", .text, "Where the name was found."),
      ]),
    DescribedRelation(
      "successions", "One trust taking over from another a row; a split has several.",
      [
        DescribedColumn("predecessor_code", .code, "The trust that was."),
        DescribedColumn("successor_code", .code, "The trust that took over."),
        DescribedColumn("legal_date", .date, "The successor's first day."),
        DescribedColumn("reason", .text, "Why, as the source says."),
      ]),
    DescribedRelation(
      "current_organisations",
      "One code a row, and the one that now stands for it, following successions by their legal dates.",
      [
        .organisationCode,
        DescribedColumn(
          "current_organisation_code", .code,
          "The code that now stands for it; its own where nobody took over, or several did."),
        DescribedColumn(
          "succeeded_on", .date, "The first day on which others stood in its place; empty: it stands."),
        DescribedColumn("chain", .text, "The codes from first to last, each with its first day."),
        DescribedColumn(
          "split_into", .text,
          "The successors among whom the last of the chain was split; nothing is shared among them."),
      ]),
    DescribedRelation(
      "gdp_deflators",
      "The price level of one financial year a row, from gdp-deflators.csv of the reference data.",
      [
        .financialYear,
        DescribedColumn("index_millionths", .indexMillionths, "The index, exactly as published."),
        DescribedColumn("source", .text, "Who published the series, and under what name."),
        DescribedColumn("vintage", .text, Glossary.vintage.sentence),
      ]),
  ]
}
