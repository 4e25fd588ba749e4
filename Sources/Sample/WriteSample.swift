package import Foundation
package import Returns

/// What was written.
package struct WrittenSample: Sendable {
  package let returns: Int
  /// Records of all returns together, without headers and totals.
  package let records: Int
  package let firstYear: FinancialYear
  package let lastYear: FinancialYear
  package let truth: URL
  package let pipeline: URL
}

/// Writes made-up returns, the register of their trusts, a pipeline for them and what they must give.
///
/// - Throws: `SampleError`; where the folder holds something already, nothing is written.
package func writeSample(_ settings: SampleSettings) throws(SampleError) -> WrittenSample {
  try refuseFilledFolder(settings.folder)
  try makeFolder(settings.folder)
  let england = SampleEngland(settings)
  var returns = SampleReturns(settings)
  var truth = try SampleFile(settings.beside(".truth.csv"))
  try truth.record(["organisation_code", "financial_year", "basis", "technology_pence", "total_pence"])
  var records = 0
  for trust in england.trusts {
    for year in england.years {
      let figures = england.figures(trust, year)
      records += try returns.write(trust, year, figures)
      for side in figures.sides {
        try truth.record([trust.code, "\(year)", side.basis, "\(side.technology)", "\(side.total)"])
      }
    }
  }
  try truth.close()
  let register = settings.beside(".register")
  try makeFolder(register)
  try writeRegister(england, into: register)
  try writePipelineFile(settings)
  let last = england.years.last ?? FinancialYear(startingIn: 2023)
  return WrittenSample(
    returns: england.trusts.count * england.years.count, records: records,
    firstYear: england.years.first ?? last, lastYear: last, truth: settings.beside(".truth.csv"),
    pipeline: settings.beside(".yaml"))
}

/// Files of another sample among these would make the truth untrue.
private func refuseFilledFolder(_ folder: URL) throws(SampleError) {
  let path = folder.path(percentEncoded: false)
  guard FileManager.default.fileExists(atPath: path) else { return }
  let contents: [String]
  do {
    contents = try FileManager.default.contentsOfDirectory(atPath: path)
  } catch {
    throw .folderUnreadable(path, reason: error.localizedDescription)
  }
  if !contents.isEmpty { throw .folderNotEmpty(path) }
}

private func makeFolder(_ folder: URL) throws(SampleError) {
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  } catch {
    throw .notWritten(file: folder.path(percentEncoded: false), reason: error.localizedDescription)
  }
}
