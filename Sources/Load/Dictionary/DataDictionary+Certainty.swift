/// How sure England is, and England in real terms.
extension DataDictionary {
  static let certaintyRelations: [DescribedRelation] = [
    DescribedRelation(
      "missing_estimates",
      "What each trust of England without a figure would bring, one trust, year and basis a row, where England has a figure.",
      [
        .financialYear, .basis, .organisationCode, .organisationName, .peerClass,
        DescribedColumn(
          "operating_expenditure_pence", .pence, "Operating expenditure, by which it is weighed."),
        DescribedColumn(
          "estimated_total_pence", .pence,
          "Operating expenditure × Σ total ÷ Σ operating expenditure of the trusts counted."),
        DescribedColumn(
          "estimated_from", .code, "What its share is taken from: own last figure, peer class or England."),
        DescribedColumn(
          "own_figure_year", .year,
          "The year of its own last figure of a whole year before; empty without one."),
        DescribedColumn(
          "lower_share_percent", .percent, "Its own last share, else the lower quartile, four decimals."),
        DescribedColumn(
          "upper_share_percent", .percent, "Its own last share, else the upper quartile, four decimals."),
        DescribedColumn("lower_technology_pence", .pence, "The lower share of the estimated total."),
        DescribedColumn("upper_technology_pence", .pence, "The upper share of the estimated total."),
        DescribedColumn("notes", .text, "[e]: estimated."),
      ]),
    DescribedRelation(
      "national_certainty", "How sure the figure of England is, one year and basis a row.",
      [
        .financialYear, .basis,
        DescribedColumn("organisations_open", .number, "Trusts of England open in the year."),
        DescribedColumn("organisations_expected", .number, "Trusts from which a return is expected."),
        .organisationsCounted,
        DescribedColumn("counted_percent", .percent, "The counted trusts' part of the open ones, by number."),
        .coverage,
        DescribedColumn(
          "technology_share_percent", .percent,
          "England as it stands; empty, as what follows, below the floor."),
        DescribedColumn(
          "lower_share_percent", .percent,
          "England were the trusts without a figure like their own last one, else like the lower quartile of their class."
        ),
        DescribedColumn(
          "upper_share_percent", .percent,
          "England were the trusts without a figure like their own last one, else like the upper quartile of their class."
        ),
        DescribedColumn(
          "estimated_from_own_figure", .number,
          "Trusts without a figure, estimated from their own last one."),
        DescribedColumn(
          "estimated_from_peer_class", .number,
          "Trusts without a figure, estimated from the quartiles of their class."),
        DescribedColumn(
          "estimated_from_england", .number,
          "Trusts without a figure, estimated from England's quartiles, fewer than four of their class being counted."
        ),
        DescribedColumn(
          "organisations_not_weighed", .number,
          "Trusts without a figure in no estimate, no operating expenditure being known."),
        DescribedColumn(
          "audited_total_pence", .pence, "Σ total of the counted trusts from audited accounts."),
        DescribedColumn("returned_total_pence", .pence, "Σ total of the counted trusts from returns."),
        DescribedColumn(
          "estimated_total_pence", .pence, "Σ total of the trusts without a figure, estimated."),
        DescribedColumn("audited_total_percent", .percent, "The audited part of these three."),
        DescribedColumn("returned_total_percent", .percent, "The returned part of these three."),
        DescribedColumn("estimated_total_percent", .percent, "The estimated part of these three."),
        DescribedColumn(
          "returned_technology_pence", .pence, "Σ technology of the counted trusts; none of it is audited."),
        DescribedColumn(
          "lower_estimated_technology_pence", .pence,
          "Σ technology of the trusts without a figure, the lower estimate."),
        DescribedColumn(
          "upper_estimated_technology_pence", .pence,
          "Σ technology of the trusts without a figure, the upper estimate."),
        DescribedColumn("notes", .text, "[e] where trusts are estimated."),
      ]),
    DescribedRelation(
      "real_terms",
      "England \(Glossary.realTerms.meaning), one year and basis a row, of every year with a figure and a deflator.",
      [
        .financialYear, .basis,
        DescribedColumn("price_year", .year, "The year at whose prices all amounts of the basis are."),
        .organisationsCounted,
        DescribedColumn("deflator_millionths", .indexMillionths, "The GDP deflator of the year."),
        DescribedColumn(
          "technology_real_pence", .realPence, "Σ technology of the counted trusts, at prices of price_year."),
        DescribedColumn(
          "technology_change_percent", .percent,
          "Its change on the year before; empty across the break of 2022-23."),
        DescribedColumn(
          "total_real_pence", .realPence, "Σ total of the counted trusts, at prices of price_year."),
        DescribedColumn(
          "total_change_percent", .percent,
          "Its change on the year before; empty across the break of 2022-23."),
        DescribedColumn(
          "is_after_break", .flag, "Whether the series breaks between the year before and this."),
        DescribedColumn("deflator_source", .text, "Who published the deflators."),
        DescribedColumn("deflator_vintage", .text, Glossary.vintage.sentence),
      ]),
  ]
}
