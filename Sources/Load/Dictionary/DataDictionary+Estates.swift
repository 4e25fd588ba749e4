/// Technology beside estates and facilities.
extension DataDictionary {
  static let estatesRelations: [DescribedRelation] = [
    DescribedRelation(
      "estates_ratios",
      "What one trust spends on technology for every £100 on estates and facilities, one year and basis a row, of every trust with both for the whole year.",
      [.organisationCode, .financialYear, .basis, estates, perHundred]),
    DescribedRelation(
      "technology_beside_estates",
      "The same beside the median of the trust's class, one trust, year and basis a row; both sides and the figure are empty, [x], unless the trust has both for the whole year.",
      [
        .organisationCode, .organisationName, .peerClass, .financialYear, .basis,
        DescribedColumn("technology_pence", .pence, "Technology spending on this basis."), estates,
        perHundred,
        DescribedColumn(
          "class_median_per_hundred_pence", .pence,
          "The median of technology_per_hundred_pence in peer_class, of two the mean, rounded likewise; empty where the class is not stated or none of it has a figure."
        ),
        DescribedColumn("class_organisations_counted", .number, "How many trusts of the class it is of."),
      ]),
  ]

  private static let estates = DescribedColumn(
    "estates_pence", .pence,
    "Hard and soft facilities management together, from ERIC; energy is in the former."
  )
  private static let perHundred = DescribedColumn(
    "technology_per_hundred_pence", .pence,
    "Technology × £100 ÷ estates and facilities, rounded half away from zero to the penny.")
}
