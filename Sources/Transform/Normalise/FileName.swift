package import Returns

/// The financial year that a file's name states (`TAC_NHS_trusts_2023-24.csv`, `…_201920.csv`); `nil` where it states
/// none, or two different ones.
package func year(inFileName path: String) -> FinancialYear? {
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
/// A mark stands apart from letters and digits. The last one counts.
func version(inFileName path: String) -> Int? {
  let name = Array((path.split(separator: "/").last ?? "").lowercased().utf8)
  var version: Int?
  for start in name.indices where start == 0 || !isLetterOrDigit(name[start - 1]) {
    let rest = name[start...]
    let mark = ["v", "amnd"].first { rest.starts(with: $0.utf8) }
    guard let mark else { continue }
    let digits = rest.dropFirst(mark.utf8.count).prefix { isDigit($0) }
    let end = start + mark.utf8.count + digits.count
    guard digits.count <= 3, end == name.count || !isLetterOrDigit(name[end]) else { continue }
    if digits.isEmpty {
      if mark == "amnd" { version = 2 }
    } else {
      version = Int(String(decoding: digits, as: UTF8.self))
    }
  }
  return version
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}
