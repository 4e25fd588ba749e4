/// Why a published figure is another one than before.
///
/// Where several apply to one figure, the first of this order is its cause.
package enum ChangeCause: String, Sendable, Codable, CaseIterable {
  case newReturn = "new return"
  case resubmission
  case withdrawn
  case accepted
  /// Audited accounts came, or came again.
  case accounts
  /// A contract, a mapping, or a limit by which returns are checked.
  case mapping
  /// What a way of measuring adds up, or which source goes before which.
  case basis
  case referenceData = "reference data"
  /// The benchmark alone: spending is what it was.
  case benchmark
  case program
}

/// A trust's figure for one year on one basis that differs between two publications, and why.
package struct FigureChange: Sendable, Hashable, Codable {
  /// One amount in both publications, in pence; `nil` where there was, or is, no figure.
  package struct Amount: Sendable, Hashable, Codable {
    package let from: Int64?
    package let to: Int64?

    package init(from: Int64?, to: Int64?) {
      self.from = from
      self.to = to
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
    }
  }

  package let organisation: String
  package let year: String
  package let basis: String
  package let cause: ChangeCause
  package let technology: Amount
  package let total: Amount
  package let shortOfBenchmark: Amount

  package init(
    organisation: String, year: String, basis: String, cause: ChangeCause, technology: Amount, total: Amount,
    shortOfBenchmark: Amount
  ) {
    self.organisation = organisation
    self.year = year
    self.basis = basis
    self.cause = cause
    self.technology = technology
    self.total = total
    self.shortOfBenchmark = shortOfBenchmark
  }

  /// The same change with another cause.
  package func caused(by cause: ChangeCause) -> Self {
    Self(
      organisation: organisation, year: year, basis: basis, cause: cause, technology: technology,
      total: total, shortOfBenchmark: shortOfBenchmark)
  }

  private enum CodingKeys: String, CodingKey {
    case organisation = "organisation_code"
    case year = "financial_year"
    case basis
    case cause
    case technology = "technology_pence"
    case total = "total_pence"
    case shortOfBenchmark = "short_of_benchmark_pence"
  }
}
