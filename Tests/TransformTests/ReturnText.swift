/// The text of an IT expenditure return, written by hand so that its shares are known.
///
/// Technology is £870 of pay and non-pay, £580 of capital, £350 of depreciation and amortisation and £390 of recharges;
/// so it is £1,060 of £100,210 on `spend`, £830 of £99,710 on `cost` and £1,450 of £100,000 on `quick`.
struct ReturnText {
  var organisation = "QA1"
  var year = "2023-24"
  var header = "organisation_code,financial_year,line_code,amount"
  /// Lines and amounts in pounds, in the order of the form.
  var lines: [(code: String, amount: String)] = [
    ("T110", "100"), ("T120", "20"), ("T210", "30"), ("T220", "40"), ("T230", "50"), ("T240", "60"),
    ("T250", "70"),
    ("T251", "80"), ("T252", "90"), ("T260", "100"), ("T270", "110"), ("T290", "120"), ("T310", "130"),
    ("T320", "140"),
    ("T330", "150"), ("T340", "160"), ("T410", "170"), ("T420", "180"), ("T511", "-190"), ("T512", "-200"),
    ("E100", "100000"), ("E200", "1000"), ("E210", "500"), ("E220", "-100"), ("E300", "2000"),
    ("E310", "150"),
  ]

  /// The sum of all lines, in pence.
  static let pence: Int64 = 141_000 + 10_355_000

  static let totals: [String: Int64] = [
    "technology-pay": 12_000, "technology-hardware": 3_000, "technology-software": 4_000,
    "technology-cloud": 5_000,
    "technology-support": 6_000, "technology-services": 24_000, "technology-network": 10_000,
    "technology-consultancy": 11_000, "technology-other": 12_000, "technology-capital-equipment": 13_000,
    "technology-capital-software": 14_000, "technology-capital-leased": 15_000,
    "technology-capital-construction": 16_000, "technology-depreciation": 17_000,
    "technology-amortisation": 18_000, "technology-recharge": -39_000, "operating-expenditure": 10_000_000,
    "depreciation": 100_000, "amortisation": 50_000, "impairments": -10_000, "capital-additions": 200_000,
    "capital-leased": 15_000,
  ]

  /// The same return with another amount on one line.
  func with(_ code: String, _ amount: String) -> Self {
    var copy = self
    copy.lines = lines.map { $0.code == code ? (code, amount) : $0 }
    return copy
  }

  func without(_ code: String) -> Self {
    var copy = self
    copy.lines.removeAll { $0.code == code }
    return copy
  }

  var rows: [String] { lines.map { "\(organisation),\(year),\($0.code),\($0.amount)" } }

  /// The long layout; `T110` stands on line 2.
  var long: String { ([header] + rows).map { $0 + "\n" }.joined() }

  /// The wide layout, in two lines.
  var wide: String {
    "organisation_code,financial_year,\(lines.map(\.code).joined(separator: ","))\n"
      + "\(organisation),\(year),\(lines.map(\.amount).joined(separator: ","))\n"
  }

  /// The physical line of a row of the long layout.
  func line(of code: String) -> Int { (lines.firstIndex { $0.code == code } ?? -2) + 2 }
}
