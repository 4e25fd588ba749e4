import PipelineFiles
import Returns

/// What an account of one file means: found by bytes, resolved once.
struct AccountEntry {
  let code: String
  let rule: AccountRule

  var number: Int32 { rule.number }
  var category: Int32 { rule.category }
}

/// What is done with an amount of an account; no text, so that a record costs no counting of references.
struct AccountRule: BitwiseCopyable {
  let number: Int32
  /// The position of its category in `categories.csv`; -1 where no row of the mapping covers it.
  let category: Int32
  let sign: Int64
  let isControl: Bool
  /// The least and the most pence that an amount as sent may be.
  let least: Int64
  let most: Int64
}

/// The accounts that one task has met, contract by contract: each is resolved once, not once a file.
package final class AccountLookups {
  private let register: AccountRegister
  private var lookups: [String: AccountLookup] = [:]

  package init(register: AccountRegister) { self.register = register }

  /// The accounts of a contract, for a file that begins.
  func lookup(for contract: Contract, categories: [Returns.Category]) -> AccountLookup {
    // So many accounts no mapping has: what odd files left behind does not stay.
    if let lookup = lookups[contract.name], lookup.entries.count < 100_000 {
      lookup.beginFile()
      return lookup
    }
    let lookup = AccountLookup(contract: contract, categories: categories, register: register)
    lookups[contract.name] = lookup
    return lookup
  }
}

/// The accounts of one contract by the bytes that stand in a file's cells.
final class AccountLookup {
  private let contract: Contract
  private let categories: [Returns.Category]
  private let register: AccountRegister
  /// One table for each organisation where the mapping has rows of organisations; else one for all.
  private var tables: [OrganisationCode?: ByteTable] = [:]
  /// What was resolved by code, in the same way.
  private var entriesByCode: [OrganisationCode?: [String: AccountEntry]] = [:]
  private var table = ByteTable()
  private var tableOwner: OrganisationCode?
  private(set) var entries: [AccountEntry] = []
  private(set) var rules: [AccountRule] = []
  /// How many accounts without a row of the mapping the file has; what other files had does not count.
  private(set) var unmappedInFile = 0
  private var file: Int32 = 0
  /// The file that had an account last, by its position in `entries`.
  private var lastFile: [Int32] = []

  init(contract: Contract, categories: [Returns.Category], register: AccountRegister) {
    self.contract = contract
    self.categories = categories
    self.register = register
  }

  func beginFile() {
    file += 1
    unmappedInFile = 0
  }

  /// The position in `entries` of the account that `text` names.
  func find(_ text: Span<UInt8>, of organisation: OrganisationCode?) -> Int {
    if contract.accounts.mapping.hasRowsOfOrganisations, organisation != tableOwner {
      tables[tableOwner] = table
      table = tables[organisation] ?? ByteTable()
      tableOwner = organisation
    }
    let position = table.find(text).map(Int.init) ?? add(text, organisation)
    if rules[position].category < 0, lastFile[position] != file {
      lastFile[position] = file
      unmappedInFile += 1
    }
    return position
  }

  private func add(_ text: Span<UInt8>, _ organisation: OrganisationCode?) -> Int {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    let code = normalCode(String(decoding: bytes, as: UTF8.self))
    entries.append(resolve(code, organisation))
    rules.append(entries[entries.count - 1].rule)
    lastFile.append(-1)
    table.insert(text, Int32(entries.count - 1))
    return entries.count - 1
  }

  /// The entry of an account by its code.
  func entry(_ code: String, _ organisation: OrganisationCode?) -> AccountEntry {
    let owner = contract.accounts.mapping.hasRowsOfOrganisations ? organisation : nil
    if let entry = entriesByCode[owner]?[code] { return entry }
    let entry = resolve(code, organisation)
    entriesByCode[owner, default: [:]][code] = entry
    return entry
  }

  private func resolve(_ code: String, _ organisation: OrganisationCode?) -> AccountEntry {
    let row = contract.accounts.mapping.row(for: code, of: organisation)
    let category = row.flatMap { row in categories.firstIndex { $0.name == row.category } }
    let isKept = row != nil || contract.accounts.unmapped == .hold || contract.accounts.unmapped == .keep
    let (least, most) = range(of: code)
    return AccountEntry(
      code: code,
      rule: AccountRule(
        number: isKept ? register.number(contract: contract.name, code: code, row: row) : 0,
        category: category.map(Int32.init) ?? -1, sign: row?.sign ?? 1,
        isControl: category.map { categories[$0].kind == .control } ?? false, least: least, most: most))
  }

  private func range(of code: String) -> (least: Int64, most: Int64) {
    var (least, most) = (Int64.min, Int64.max)
    for range in contract.amountRanges where range.accounts.contains(where: { $0.matches(code) }) {
      least = max(least, range.minimum?.pence ?? least)
      most = min(most, range.maximum?.pence ?? most)
    }
    return (least, most)
  }

  /// Line codes are compared in capitals, words (types of expense) in lower case; blanks around and doubled ones go.
  private func normalCode(_ text: String) -> String {
    let joined = text.split { $0.isWhitespace || $0 == "\u{A0}" }.joined(separator: " ")
    return contract.accounts.unmapped == .keep ? joined.lowercased() : joined.uppercased()
  }
}
