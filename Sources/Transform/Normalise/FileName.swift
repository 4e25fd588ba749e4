import Returns

/// The financial year that a file's name states (`TAC_NHS_trusts_2023-24.csv`, `…_201920.csv`); `nil` where it states
/// none, or two different ones.
func year(inFileName path: String) -> FinancialYear? {
  let name = path.split(separator: "/").last ?? ""
  var years: Set<FinancialYear> = []
  for match in name.matches(of: /(?:^|[^0-9])(20[0-9]{2})[-_ ]?(?:20)?([0-9]{2})(?![0-9])/) {
    if let year = FinancialYear("\(match.output.1)-\(match.output.2)") { years.insert(year) }
  }
  return years.count == 1 ? years.first : nil
}

/// The version that a mark in a file's name states: `…_V2.csv` is 2, `…-amnd3.csv` is 3, `…-amnd.csv` is 2;
/// `nil` without a mark.
///
/// The last mark counts.
func version(inFileName path: String) -> Int? {
  let name = (path.split(separator: "/").last ?? "").lowercased()
  let marks = name.matches(of: /(?:^|[^a-z0-9])(v|amnd)([0-9]{0,3})(?![a-z0-9])/)
  guard let mark = marks.last(where: { !$0.output.2.isEmpty || $0.output.1 == "amnd" }) else { return nil }
  return mark.output.2.isEmpty ? 2 : Int(mark.output.2)
}
