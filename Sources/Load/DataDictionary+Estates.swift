/// Technology beside estates and facilities.
extension DataDictionary {
  static let estatesRelations: [DescribedRelation] = [
    DescribedRelation(
      "estates_ratios",
      "What one trust spends on technology for every £100 on estates and facilities, one year and basis a row, of every trust with both for the whole year.",
      [.organisationCode, .financialYear, .basis, estates, perHundred])
  ]

  private static let estates = DescribedColumn(
    "estates_pence", .pence,
    "Hard and soft facilities management together, from ERIC; energy is in the former."
  )
  private static let perHundred = DescribedColumn(
    "technology_per_hundred_pence", .pence,
    "Technology × £100 ÷ estates and facilities, rounded half away from zero to the penny.")
}
