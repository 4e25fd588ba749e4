import CSVReading
import Foundation
import Load
import Returns

/// The figures of a release, from its `technology-share.csv`; those that are not available are not there.
///
/// - Throws: `RunError.release` where a row cannot be read.
func releasedFigures(_ folder: URL) throws -> [ReleasedFigure] {
  let url = folder.appending(path: "technology-share.csv")
  let path = url.path(percentEncoded: false)
  let file = try MappedFile(path: path)
  var reader = CSVReader(file: file, scan: scanText(file), delimiter: UInt8(ascii: ","))
  var columns: [String: Int] = [:]
  var figures: [ReleasedFigure] = []
  while reader.next() {
    let record = reader.record
    if columns.isEmpty {
      for index in 0..<record.count { columns[record.text(index)] = index }
      continue
    }
    func text(_ column: String) -> String? {
      columns[column].map { $0 < record.count ? record.text($0) : "" }
    }
    guard let technology = text("technology_gbp"), technology != "[x]" else { continue }
    guard
      let organisation = text("organisation_code").flatMap({ OrganisationCode($0) }),
      let year = text("financial_year").flatMap({ FinancialYear($0) }), let basis = text("basis"),
      let technology = Money(printed: technology),
      let total = text("total_gbp").flatMap({ Money(printed: $0) })
    else { throw RunError.release("\(path):\(record.place.line)") }
    figures.append(
      ReleasedFigure(
        organisation: organisation, year: year, basis: basis, technology: technology, total: total))
  }
  return figures
}

extension Money {
  /// An amount as we print it: `-1234567.89`.
  fileprivate init?(printed text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2, let pence = Int64(parts[0] + parts[1]) else {
      return nil
    }
    self.init(pence: pence)
  }
}
