/// Returns written by hand for tests, in the long layout.
struct LongReturn {
  var organisation: String
  var year = "2023-24"
  /// Pounds by line code; every T and E line is there.
  var lines: [(code: String, amount: String)]

  static let codes = [
    "T110", "T120", "T210", "T220", "T230", "T240", "T250", "T251", "T252", "T260", "T270", "T290", "T310",
    "T320",
    "T330", "T340", "T410", "T420", "T511", "T512", "E100", "E200", "E210", "E220", "E300", "E310",
  ]

  /// A whole return in which all lines are 0 but those given.
  init(_ organisation: String, _ amounts: [String: String]) {
    self.organisation = organisation
    lines = Self.codes.map { ($0, amounts[$0] ?? "0") }
  }

  mutating func set(_ code: String, to amount: String) {
    for index in lines.indices where lines[index].code == code { lines[index].amount = amount }
  }

  mutating func remove(_ code: String) { lines.removeAll { $0.code == code } }

  var text: String {
    var text = "organisation_code,financial_year,line_code,amount\n"
    for line in lines { text += "\(organisation),\(year),\(line.code),\"\(line.amount)\"\n" }
    return text
  }
}
