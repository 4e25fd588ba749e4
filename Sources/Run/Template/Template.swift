package import Foundation
import Load
import PipelineFiles
import Report
package import Returns
import Transform

/// Why no workbook was written; always with what to do.
package enum TemplateError: Error, CustomStringConvertible {
  case unknownTrust(OrganisationCode, nearest: [String])
  case notOpen(OrganisationCode, FinancialYear, instead: [OrganisationCode])
  case notCollected(FinancialYear, String)
  case noTrust(FinancialYear)
  case isThere([String])
  case noContract(String)

  package var description: String {
    switch self {
    case .unknownTrust(let code, let nearest):
      "\(code) is the code of no trust in the register. Nearest: \(nearest.joined(separator: "; "))."
        + " Nothing was written."
    case .notOpen(let code, let year, let instead):
      "\(code) was not open in \(year), so that no return is expected from it."
        + (instead.isEmpty ? "" : " Its place is taken by \(instead.map(\.text).joined(separator: ", ")).")
        + " Nothing was written."
    case .notCollected(let year, let why):
      "A return for \(year) would be in no figure: \(why) Nothing was written."
    case .noTrust(let year): "No trust of the register was open in \(year). Nothing was written."
    case .isThere(let files):
      "Already there, and perhaps filled in: \(files.prefix(5).joined(separator: ", "))"
        + (files.count > 5 ? " and \(files.count - 5) more" : "")
        + ". Move them away, or give another folder. Nothing was written."
    case .noContract(let why): "\(why) Nothing was written."
    }
  }
}

/// What was written.
package struct TemplatesWritten: Sendable {
  package let year: FinancialYear
  package let files: [String]
  /// How many have amounts from the audited accounts, and how many from last year's return.
  package let withAccounts: Int
  package let withLastYear: Int
}

/// Writes the workbook that each trust fills in for `year` into `folder`: of the trusts that are named, else of all from
/// which a return is expected for that year once it has ended.
///
/// Until it has ended, by the date of the figures, the workbook is that of a plan.
///
/// What is known already comes from the workspace's database, which need not be there.
///
/// - Throws: `TemplateError`, `SettingsError`, `ReportError`, `LoadError`.
package func writeTemplates(
  for year: FinancialYear, of organisations: [OrganisationCode], to folder: URL,
  configuration: RunConfiguration
) throws -> TemplatesWritten {
  let definitions = try readDefinitions(configuration)
  let trusts = try trusts(organisations, year, definitions, date: configuration.date)
  let contract = try templateContract(definitions)
  let guidance = try readGuidance(
    on: contract, beside: definitions.contracts.filter { $0.name != contract.name },
    in: definitions.pipeline.definitions)
  let form = templateForm(
    for: year, isPlan: year.lastDay >= configuration.date, contract: contract, definitions: definitions)
  let known = try readingDatabase(configuration) { _, database in
    try database.map { try knownAmounts(of: trusts.map(\.code), year, contract, definitions, $0) }
      ?? KnownAmounts()
  }
  let templates = try trusts.map { trust in
    ReturnTemplate(
      organisation: trust.code, name: trust.name,
      lines: try templateLines(
        of: trust.code, year, contract: contract, guidance: guidance, known: known),
      form: form)
  }
  let files = FileManager.default
  let there = templates.map { folder.appending(path: $0.file).path(percentEncoded: false) }
    .filter { files.fileExists(atPath: $0) }
  guard there.isEmpty else { throw TemplateError.isThere(there) }
  try files.createDirectory(at: folder, withIntermediateDirectories: true)
  for template in templates { try writeTemplate(template, to: folder) }
  return TemplatesWritten(
    year: year, files: templates.map(\.file),
    withAccounts: templates.count { $0.lines.contains { $0.fromAccounts != nil } },
    withLastYear: templates.count { $0.lines.contains { $0.lastYear != nil } })
}

/// The trusts whose workbooks are wanted, by code, each once.
private func trusts(
  _ organisations: [OrganisationCode], _ year: FinancialYear, _ definitions: Definitions, date: CalendarDate
) throws -> [Organisation] {
  let pipeline = definitions.pipeline
  if year < pipeline.backfillFrom {
    throw TemplateError.notCollected(year, "the pipeline takes none before \(pipeline.backfillFrom).")
  }
  let isPlan = year.lastDay >= date
  if isPlan, year > lastPlannedYear(on: date) {
    throw TemplateError.notCollected(year, "plans are taken up to \(lastPlannedYear(on: date)).")
  }
  if !isPlan, let last = pipeline.collectedUntil, year > last {
    throw TemplateError.notCollected(year, "the pipeline takes none after \(last).")
  }
  let register = definitions.register
  let open = openTrustYears(definitions, in: year).map(\.organisation)
  for code in organisations {
    guard register.contains(code) else {
      throw TemplateError.unknownTrust(code, nearest: nearest(to: code, among: open, on: year, register))
    }
    guard register.organisation(code, on: year.lastDay)?.isOpen(in: year) ?? false else {
      let instead = register.responsible(for: code, on: year.lastDay).filter { $0 != code }
      throw TemplateError.notOpen(code, year, instead: instead)
    }
  }
  let codes = organisations.isEmpty ? open : Set(organisations).sorted()
  guard !codes.isEmpty else { throw TemplateError.noTrust(year) }
  return codes.compactMap { register.organisation($0, on: year.lastDay) }
}

/// The codes that differ from one that is not known in the fewest places.
private func nearest(
  to code: OrganisationCode, among codes: [OrganisationCode], on year: FinancialYear,
  _ register: OrganisationRegister
) -> [String] {
  func distance(_ other: OrganisationCode) -> Int {
    zip(code.text, other.text).count { $0 != $1 } + abs(code.text.count - other.text.count)
  }
  return codes.sorted { (distance($0), $0) < (distance($1), $1) }.prefix(3).map { code in
    register.organisation(code, on: year.lastDay).map { "\(code) (\($0.name))" } ?? code.text
  }
}

/// The layout whose lines the workbook has: that of the trust's own return with one line a row.
private func templateContract(_ definitions: Definitions) throws -> Contract {
  let source = definitions.pipeline.technologyPrecedence.first ?? ""
  guard
    let contract = definitions.contracts.first(where: {
      $0.name == source && $0.accounts.fields == [TemplateColumn.line.rawValue]
    })
  else {
    throw TemplateError.noContract(
      "The pipeline has no contract '\(source)' with one line a row, of which the workbook could be made.")
  }
  for column in TemplateColumn.allCases.map(\.rawValue)
  where contract.field(column) == nil && !contract.ignore.contains(normalForm(ofLabel: column)) {
    throw TemplateError.noContract(
      "The contract '\(source)' has no column '\(column)'. Add it to its fields, or to `ignore`.")
  }
  return contract
}

extension TemplatesWritten {
  /// What a person reads.
  package func text(in folder: String) -> String {
    let count = files.count
    return
      "\(count) \(count == 1 ? "workbook" : "workbooks") for \(year) in \(folder): \(withAccounts) with amounts from"
      + " the audited accounts, \(withLastYear) with last year's."
  }
}
