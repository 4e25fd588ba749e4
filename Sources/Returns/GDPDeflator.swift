/// The price level of one financial year, by which amounts of different years are set side by side.
package struct GDPDeflator: Sendable, Hashable {
  package let year: FinancialYear
  /// The index in millionths: 78.7948 is 78 794 800.
  package let indexMillionths: Int64
  /// Who published the series, and under what name.
  package let source: String
  /// Which vintage of the series it is from.
  package let vintage: String

  /// What an index may be; real amounts then stay within 64 bits (view `real_terms`).
  package static let indices: ClosedRange<Int64> = 1_000_000...1_000_000_000

  package init(year: FinancialYear, indexMillionths: Int64, source: String, vintage: String) {
    self.year = year
    self.indexMillionths = indexMillionths
    self.source = source
    self.vintage = vintage
  }
}
