import Load
import Returns

/// One trust, year and basis of a made-up England; the same values go to the views and to the recomputation.
struct PopulationRow: Codable {
  var code: String
  var startYear: Int
  var basis = "spend"
  var type = "Acute"
  var peerClass = "Large"
  var region = "Y56"
  var board = "QAA"
  var isExpected = true
  var expenditure: Int64? = 100
  var technology: Int64?
  var total: Int64?
  var threeYearTechnology: Int64?
  var threeYearTotal: Int64?
  var isPartYear = false
  var change: Int64?
  var reason: String?

  /// A trust with the figures given, or with none and `return-incomplete`.
  init(_ code: String, _ startYear: Int, _ technology: Int64?, _ total: Int64?) {
    self.code = code
    self.startYear = startYear
    self.technology = technology
    self.total = total
    reason = technology == nil ? "return-incomplete" : nil
  }
}

/// A generator whose numbers are the same from run to run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension OrganisationRegister {
  /// Two regions and boards with names, one board renamed in 2023; `Y99` and `QZZ` have none.
  static let populationRegister = OrganisationRegister(
    organisations: [], otherNames: [], successions: [],
    regions: [
      Area(code: "Y56", name: "London", regionCode: nil, validFrom: nil, validTo: nil),
      Area(code: "Y58", name: "South West", regionCode: nil, validFrom: nil, validTo: nil),
    ],
    icbs: [
      Area(code: "QAA", name: "Old Board", regionCode: "Y56", validFrom: nil, validTo: .lastOfMarch(2023)),
      Area(code: "QAA", name: "New Board", regionCode: "Y56", validFrom: .firstOfApril(2023), validTo: nil),
      Area(code: "QBB", name: "Board B", regionCode: "Y58", validFrom: nil, validTo: nil),
    ], exemptions: [])
}

extension LoadTransaction {
  /// Stores `rows` as organisation-years and shares.
  mutating func replaceShares(_ rows: [PopulationRow]) throws {
    var years: [String: OrganisationYear] = [:]
    var shares: [TrustYearShare] = []
    for row in rows {
      let organisation = Organisation(
        code: try code(row.code), name: "Trust \(row.code)", type: row.type, peerClass: row.peerClass,
        regionCode: row.region, icbCode: row.board, openedOn: nil, closedOn: nil, validFrom: nil, validTo: nil
      )
      years["\(row.code) \(row.startYear)"] = OrganisationYear(
        organisation: organisation, year: year(row.startYear), isExpected: row.isExpected,
        operatingExpenditure: row.expenditure.map { Money(pence: $0) },
        expenditureSource: row.expenditure == nil ? nil : .thisYear)
      var share = TrustYearShare(
        organisation: organisation.code, year: year(row.startYear), basis: row.basis,
        period: Period(year(row.startYear)), status: row.reason == nil ? .final : .held)
      share.technology = row.technology.map { Money(pence: $0) }
      share.total = row.total.map { Money(pence: $0) }
      if let technology = row.threeYearTechnology, let total = row.threeYearTotal {
        share.threeYear = Share(technology: Money(pence: technology), total: Money(pence: total))
        share.threeYearYears = 3
      }
      share.changeMillionths = row.change
      share.isPartYear = row.isPartYear
      share.reason = row.reason.flatMap { FindingCode(rawValue: $0) }
      shares.append(share)
    }
    try replaceShares(
      shares, years: Array(years.values), register: .populationRegister, benchmark: BasisPoints(500))
  }
}
