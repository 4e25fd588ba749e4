/// The items of who pays, run or change, and legacy in words.
enum FundingItem {
  static func words(_ item: String) -> String {
    switch item {
    case "own-resources": "The trusts’ own resources"
    case "national-revenue": "National programmes, revenue"
    case "national-capital": "National programmes, capital"
    case "other-nhs": "Integrated care boards and other NHS bodies"
    case "donations-and-grants": "Donations and grants"
    case "running": "Running existing services"
    case "transformation": "Transformation"
    case "transformation-own-resources": "Transformation from the trusts’ own resources"
    default: item
    }
  }
}
