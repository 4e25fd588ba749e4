package import Foundation
package import Returns

/// Reads the register of organisations from a reference folder.
///
/// - Throws: `SettingsError` with file, line and column.
package func readRegister(in folder: URL) throws(SettingsError) -> OrganisationRegister {
  let regions = try readRegions(folder)
  let icbs = try readICBs(folder)
  let organisations = try readOrganisations(folder.appending(path: "organisations.csv"))
  return OrganisationRegister(
    organisations: organisations, otherNames: try readNames(folder), successions: try readSuccessions(folder),
    regions: regions, icbs: icbs, exemptions: try readExemptions(folder))
}

/// The columns of `organisations.csv`.
package let organisationColumns = [
  "organisation_code", "name", "organisation_type", "peer_class", "region_code", "icb_code", "opened_on",
  "closed_on", "valid_from", "valid_to",
]

/// Reads `organisations.csv`: one row a trust and span of time.
package func readOrganisations(_ url: URL) throws(SettingsError) -> [Organisation] {
  let table = try TableFile(url: url, columns: organisationColumns)
  var organisations: [Organisation] = []
  for row in table.rows {
    organisations.append(
      Organisation(
        code: try row.code("organisation_code"), name: try row.required("name"),
        type: try row.required("organisation_type"), peerClass: try row.required("peer_class"),
        regionCode: row["region_code"], icbCode: row["icb_code"], openedOn: try row.date("opened_on"),
        closedOn: try row.date("closed_on"), validFrom: try row.date("valid_from"),
        validTo: try row.date("valid_to")))
  }
  return organisations
}

private func readNames(_ folder: URL) throws(SettingsError) -> [OrganisationName] {
  let table = try TableFile(
    url: folder.appending(path: "organisation-names.csv"),
    columns: ["name", "organisation_code", "kind", "valid_from", "valid_to", "source"])
  var names: [OrganisationName] = []
  for row in table.rows {
    names.append(
      OrganisationName(
        name: try row.required("name"), code: try row.code("organisation_code"),
        kind: try row.required("kind"),
        validFrom: try row.date("valid_from"), validTo: try row.date("valid_to"), source: row["source"]))
  }
  return names
}

private func readSuccessions(_ folder: URL) throws(SettingsError) -> [Succession] {
  let table = try TableFile(
    url: folder.appending(path: "successions.csv"),
    columns: ["predecessor_code", "successor_code", "legal_date", "reason", "source"])
  var successions: [Succession] = []
  for row in table.rows {
    guard let legalDate = try row.date("legal_date") else { throw row.error("legal_date", "is empty") }
    successions.append(
      Succession(
        predecessor: try row.code("predecessor_code"), successor: try row.code("successor_code"),
        legalDate: legalDate, reason: row["reason"]))
  }
  return successions
}

private func readRegions(_ folder: URL) throws(SettingsError) -> [Area] {
  let table = try TableFile(
    url: folder.appending(path: "regions.csv"), columns: ["region_code", "region_name"])
  var areas: [Area] = []
  for row in table.rows {
    areas.append(
      Area(
        code: try row.required("region_code"), name: try row.required("region_name"), regionCode: nil,
        validFrom: nil, validTo: nil))
  }
  return areas
}

private func readICBs(_ folder: URL) throws(SettingsError) -> [Area] {
  let table = try TableFile(
    url: folder.appending(path: "icbs.csv"),
    columns: ["icb_code", "icb_name", "region_code", "valid_from", "valid_to"])
  var areas: [Area] = []
  for row in table.rows {
    areas.append(
      Area(
        code: try row.required("icb_code"), name: try row.required("icb_name"),
        regionCode: row["region_code"],
        validFrom: try row.date("valid_from"), validTo: try row.date("valid_to")))
  }
  return areas
}

private func readExemptions(_ folder: URL) throws(SettingsError) -> [Exemption] {
  let table = try TableFile(
    url: folder.appending(path: "exemptions.csv"),
    columns: ["organisation_code", "first_year", "last_year", "reason", "source"])
  var exemptions: [Exemption] = []
  for row in table.rows {
    let first = try row.optional("first_year", "a year like 2019-20") { FinancialYear($0) }
    let last = try row.optional("last_year", "a year like 2019-20") { FinancialYear($0) }
    exemptions.append(
      Exemption(
        code: try row.code("organisation_code"), firstYear: first ?? FinancialYear(startingIn: 1990),
        lastYear: last ?? FinancialYear(startingIn: 2150), reason: try row.required("reason")))
  }
  return exemptions
}

extension TableFile.Row {
  fileprivate func code(_ column: String) throws(SettingsError) -> OrganisationCode {
    guard let code = OrganisationCode(try required(column)) else {
      throw error(column, "is '\(self[column])'; a code has three or five letters and digits")
    }
    return code
  }

  fileprivate func date(_ column: String) throws(SettingsError) -> CalendarDate? {
    try optional(column, "a date like 2024-03-31") { CalendarDate(iso: $0) }
  }
}
