/// The CSV files that are published: their columns mean what the columns of the databases mean that they come from.
extension DataDictionary {
  /// What a published file means; `nil` where it has no entry.
  package static func publishedFile(_ name: String) -> DescribedFile? {
    publishedFiles.first { $0.name == name }
  }

  private static let publishedFiles = [
    DescribedFile(
      "technology-share.csv", "Technology share of every trust, by year and way of measuring",
      "One trust, year and basis a row, of every return that is expected or came.",
      from: ["current_shares"],
      [
        DescribedColumn("technology_gbp", .pounds, "Technology spending on this basis."),
        DescribedColumn("total_gbp", .pounds, "Total spending on this basis."),
        DescribedColumn(
          "technology_share_percent", .percent,
          "\(Glossary.technologyShare.capitalised), rounded half away from zero."),
        DescribedColumn(
          "at_or_above_benchmark", .yesNo, "Whether the exact share is at or above the benchmark."),
        DescribedColumn("peer_quarter", .number, Glossary.quarter.sentence),
      ]),
    DescribedFile(
      "national-summary.csv", "Technology share of England, by year and way of measuring",
      "England, one year and basis a row; no figure where the trusts counted are below the coverage floor.",
      from: ["national_summary"], summaryColumns),
    DescribedFile(
      "peer-group-summary.csv",
      "Technology share by type and class of trust, region and integrated care board",
      "One group, year and basis a row; no figure where the trusts counted are below the coverage floor.",
      from: ["peer_group_summary"], summaryColumns),
    DescribedFile(
      "make-up.csv", "What every trust's technology spending is made of",
      "One trust, year, basis and category a row, of every trust with a figure.",
      from: ["make_up"],
      [
        DescribedColumn("gbp", .pounds, "The category's part in the technology side, signed as it enters."),
        DescribedColumn("technology_gbp", .pounds, "The whole technology side on this basis."),
        DescribedColumn(
          "part_of_technology_percent", .percent,
          "The category's part of the technology side, rounded half away from zero."),
      ]),
    DescribedFile(
      "plan-outturn.csv", "What trusts planned beside what they spent",
      "One plan that gives a figure, basis, side and category a row; plans enter no share.",
      from: ["plan_outturn"], []),
    maturityFile, maturityIndexFile,
    DescribedFile(
      "cost-of-benchmark.csv", "What 3%, 4% and 5% of spending would take",
      "One year, basis, level and group a row: England, each class, region, integrated care board and trust.",
      from: ["cost_of_benchmark"], []),
    DescribedFile(
      "findings.csv", "What was found in the files received",
      "\(Glossary.finding.capitalised) a row, and what to do about it.",
      from: ["findings", "finding_codes"],
      [
        DescribedColumn(
          "severity", .code, "\(Glossary.severity.capitalised); info also once an analyst let it pass.")
      ]),
    DescribedFile(
      "reconciliation.csv", "Where every line and every pound of each file went",
      "One file received a row.",
      from: ["reconciliation", "source_files"],
      [DescribedColumn("balanced", .yesNo, "Whether lines in equal lines out, and pounds in pounds out.")]),
    DescribedFile(
      "certainty.csv", "How sure the technology share of England is",
      "England, one year and basis a row: what the figure stands on, and what it would be with the trusts without a figure estimated.",
      from: ["national_certainty"], []),
    DescribedFile(
      "real-terms.csv", "Technology and total spending of England in real terms",
      "England, one year and basis a row, every amount at the prices of price_year; cash stands in other files alone.",
      from: ["real_terms"],
      [
        DescribedColumn(
          "deflator", .number, "The GDP deflator of the year, an index of which only ratios matter.")
      ]),
    fundingFile,
  ]

  private static let summaryColumns = [
    DescribedColumn("technology_gbp", .pounds, "Σ technology of the counted trusts.")
  ]
}

/// A published file and what its rows and columns mean.
package struct DescribedFile: Sendable {
  package let name: String
  package let title: String
  package let description: String
  private let relations: [String]
  private let ownColumns: [DescribedColumn]

  /// Columns that are not among `ownColumns` mean what the columns of `relations` mean, the first that has one.
  init(
    _ name: String, _ title: String, _ description: String, from relations: [String],
    _ ownColumns: [DescribedColumn]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.relations = relations
    self.ownColumns = ownColumns
  }

  /// What a column means, of which pounds are the pence of the databases; `nil` where nothing says so.
  package func description(of column: String) -> String? {
    let known =
      ownColumns
      + relations.flatMap { name in
        DataDictionary.relations.first { $0.name == name }?.columns ?? []
      }
    let inPence = column.hasSuffix("_gbp") ? column.dropLast(4) + "_pence" : column[...]
    return known.first { $0.name == column || $0.name == inPence }?.description
  }
}
