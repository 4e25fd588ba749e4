import Foundation
import Returns

/// Writes the register of the made-up trusts, in the files of `Pipelines/reference`.
func writeRegister(_ england: SampleEngland, into folder: URL) throws(SampleError) {
  func write(_ name: String, _ header: [String], _ rows: [[String]]) throws(SampleError) {
    var file = try SampleFile(folder.appending(path: name))
    try file.record(header)
    for row in rows { try file.record(row) }
    try file.close()
  }
  // Before the first year that can be made, so that every trust is expected in every year.
  let opened = FinancialYear(startingIn: 1990).firstDay.description
  try write(
    "organisations.csv",
    [
      "organisation_code", "name", "organisation_type", "peer_class", "region_code", "icb_code", "opened_on",
      "closed_on", "valid_from", "valid_to",
    ],
    england.trusts.map {
      [
        $0.code, $0.name, $0.type, $0.peerClass, $0.icb.regionCode, $0.icb.code, opened, "", opened, "",
      ]
    })
  try write(
    "organisation-names.csv", ["name", "organisation_code", "kind", "valid_from", "valid_to", "source"], [])
  try write(
    "successions.csv", ["predecessor_code", "successor_code", "legal_date", "reason", "source"], [])
  try write("regions.csv", ["region_code", "region_name"], SampleArea.regions.map { [$0.code, $0.name] })
  try write(
    "icbs.csv", ["icb_code", "icb_name", "region_code", "valid_from", "valid_to"],
    SampleArea.icbs.map { [$0.code, $0.name, $0.regionCode, opened, ""] })
  try write("exemptions.csv", ["organisation_code", "first_year", "last_year", "reason", "source"], [])
  try write(
    "sources.csv", ["file", "source", "dated", "licence", "used_for"],
    [
      ("organisations.csv", "names, types, peer classes, regions, ICBs and what is expected"),
      ("organisation-names.csv", "no trust has another name"),
      ("successions.csv", "no trust follows another"),
      ("regions.csv", "names of regions"),
      ("icbs.csv", "names of ICBs and their regions"),
      ("exemptions.csv", "every return is expected"),
    ].map { [$0.0, "Made up by techshare sample", "2024-08-31", "MIT", $0.1] })
}
