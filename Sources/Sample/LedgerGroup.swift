/// A group of accounts in a made-up trial balance: one prefix of `Pipelines/mappings/trial-balance.csv`.
struct LedgerGroup: Hashable {
  /// Groups of one pot end on the same side of every basis, so one may stand for another in a short ledger.
  enum Pot: Hashable {
    case technologyRevenue
    case technologyCapital
    case otherRevenue
    case alone
  }

  let prefix: String
  let pot: Pot
  /// The usual parts of a pot that is not given by lines of the return.
  let weight: Int64
  let names: [String]

  private init(_ prefix: String, _ pot: Pot, weight: Int64 = 0, _ names: [String]) {
    self.prefix = prefix
    self.pot = pot
    self.weight = weight
    self.names = names
  }

  /// How many account codes of six digits begin with the prefix.
  var capacity: Int { prefix.utf8.count == 2 ? 10_000 : 100 }

  /// The groups in order of account code.
  static let all = technology + otherRevenue + noncash + capital

  private static let technology = [
    Self("5110", .technologyRevenue, ["IT staff band 2 to 5", "IT staff band 6 to 7", "IT bank staff"]),
    Self("5120", .technologyRevenue, ["IT agency staff", "IT off-payroll workers"]),
    Self("5210", .technologyRevenue, ["Desktop computers", "Printers", "Mobile devices"]),
    Self("5220", .technologyRevenue, ["Clinical system licences", "Software subscriptions"]),
    Self("5230", .technologyRevenue, ["Cloud hosting", "Cloud back-up"]),
    Self("5240", .technologyRevenue, ["Computer maintenance", "Clinical system support"]),
    Self("5250", .technologyRevenue, ["Managed IT services", "IT services from NHS bodies"]),
    Self("5260", .technologyRevenue, ["Data lines", "Telephony", "Mobile telephony"]),
    Self("5270", .technologyRevenue, ["IT consultancy", "IT training"]),
    Self("5290", .technologyRevenue, ["Other IT costs"]),
    Self("5410", .alone, ["Depreciation of IT equipment"]),
    Self("5420", .alone, ["Amortisation of software"]),
    recharge,
  ]

  /// Only in the ledgers of trusts that charge IT services on.
  static let recharge = Self("5500", .alone, ["IT services recharged to ICBs and GPs"])

  private static let otherRevenue = [
    Self("60", .otherRevenue, weight: 140, ["Consultants", "Registrars", "Locum doctors", "Dental staff"]),
    Self("61", .otherRevenue, weight: 230, ["Ward nurses", "Theatre nurses", "Midwives", "Bank nurses"]),
    Self("62", .otherRevenue, weight: 80, ["Pharmacists", "Physiotherapists", "Radiographers"]),
    Self("63", .otherRevenue, weight: 50, ["Healthcare assistants", "Porters", "Patient transport staff"]),
    Self("64", .otherRevenue, weight: 70, ["Managers", "Medical secretaries", "Ward clerks"]),
    Self("65", .otherRevenue, weight: 30, ["Estates staff", "Domestic staff", "Catering staff"]),
    Self("66", .otherRevenue, weight: 40, ["Agency nurses", "Agency doctors", "Agency therapists"]),
    Self("67", .otherRevenue, weight: 20, ["Employer pension", "Employer national insurance"]),
    Self("68", .otherRevenue, weight: 5, ["Executive directors", "Apprenticeship levy"]),
    Self("69", .otherRevenue, weight: 5, ["Other staff costs"]),
    Self("70", .otherRevenue, weight: 85, ["Hospital drugs", "Homecare drugs", "Medical gases"]),
    Self("71", .otherRevenue, weight: 90, ["Dressings", "Implants", "Laboratory reagents", "X-ray film"]),
    Self("72", .otherRevenue, weight: 20, ["Linen", "Provisions", "Cleaning materials"]),
    Self("73", .otherRevenue, weight: 15, ["Stationery", "Postage", "Staff travel", "Vehicle leases"]),
    Self("74", .otherRevenue, weight: 45, ["Electricity", "Gas", "Water", "Business rates", "Rents"]),
    Self("75", .otherRevenue, weight: 25, ["Healthcare from NHS bodies", "Healthcare from others"]),
    Self("76", .otherRevenue, weight: 25, ["Clinical negligence scheme", "Insurance"]),
    Self("77", .otherRevenue, weight: 10, ["Research costs", "Clinical training courses"]),
    Self("78", .otherRevenue, weight: 6, ["Statutory audit", "Legal fees", "Management consultancy"]),
    Self("79", .otherRevenue, weight: 9, ["Other operating costs", "Losses and special payments"]),
  ]

  private static let noncash = [
    Self("8100", .alone, ["Depreciation of buildings", "Depreciation of equipment"]),
    Self("8200", .alone, ["Amortisation of other intangible assets"]),
    Self("8300", .alone, ["Impairments and reversals"]),
  ]

  private static let capital = [
    Self("9110", .technologyCapital, ["IT equipment purchased", "Network equipment purchased"]),
    Self("9120", .technologyCapital, ["Software licences purchased", "Systems developed"]),
    Self("9130", .technologyCapital, ["IT equipment leased"]),
    Self("9140", .technologyCapital, ["IT projects under construction"]),
    Self("9500", .alone, ["Buildings", "Medical equipment", "Vehicles", "Leases"]),
  ]
}
