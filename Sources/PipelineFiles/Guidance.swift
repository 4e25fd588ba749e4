package import Foundation

/// What a line of a return is to include, and what it is to leave out: shown to the trusts that fill it in.
package struct LineGuidance: Sendable, Hashable {
  package let include: String
  package let leaveOut: String
}

/// Reads the guidance on a contract's lines, `guidance/<contract>.csv` under `definitions`, by account.
///
/// Every account that stands by itself in the contract's mapping has a row, and no other.
///
/// - Throws: `SettingsError` with file, line and column.
package func readGuidance(
  on contract: Contract, in definitions: URL
) throws(SettingsError) -> [String: LineGuidance] {
  let url = definitions.appending(path: "guidance/\(contract.name).csv")
  let table = try TableFile(url: url, columns: ["account", "include", "leave_out"])
  let accounts = contract.accounts.mapping.rows.filter { !$0.isPrefix }.map(\.account)
  var guidance: [String: LineGuidance] = [:]
  for row in table.rows {
    let account = try row.required("account")
    guard accounts.contains(account) else {
      throw row.error("account", "'\(account)' is no account of the mapping of '\(contract.name)'")
    }
    guard guidance[account] == nil else { throw row.error("account", "'\(account)' is there twice") }
    guidance[account] = LineGuidance(include: try row.required("include"), leaveOut: row["leave_out"])
  }
  if let missing = accounts.first(where: { guidance[$0] == nil }) {
    throw SettingsError(
      file: displayName(of: url), key: "account",
      message: "has no row for \(missing); say what the line includes and leaves out")
  }
  return guidance
}
