package import Foundation

/// What a line of a return is to include, and what it is to leave out: shown to the trusts that fill it in.
package struct LineGuidance: Sendable {
  package let include: String
  package let leaveOut: String
  /// The accounts of another source that add up to the line, where it is no category of its own there.
  package let fromAccounts: [AccountPattern]
}

/// Reads the guidance on a contract's lines, `guidance/<contract>.csv` under `definitions`, by account.
///
/// Every account that stands by itself in the contract's mapping has a row, and no other. Accounts in `from_accounts`,
/// with blanks between them, are those of the other contracts' mappings.
///
/// - Throws: `SettingsError` with file, line and column.
package func readGuidance(
  on contract: Contract, beside others: [Contract], in definitions: URL
) throws(SettingsError) -> [String: LineGuidance] {
  let url = definitions.appending(path: "guidance/\(contract.name).csv")
  let table = try TableFile(url: url, columns: ["account", "include", "leave_out", "from_accounts"])
  let accounts = contract.accounts.mapping.rows.filter { !$0.isPrefix }.map(\.account)
  let otherAccounts = others.flatMap(\.accounts.mapping.rows).map(\.account)
  var guidance: [String: LineGuidance] = [:]
  for row in table.rows {
    let account = try row.required("account")
    guard accounts.contains(account) else {
      throw row.error("account", "'\(account)' is no account of the mapping of '\(contract.name)'")
    }
    guard guidance[account] == nil else { throw row.error("account", "'\(account)' is there twice") }
    let patterns = row["from_accounts"].split(separator: " ").map { AccountPattern(String($0)) }
    for pattern in patterns where !otherAccounts.contains(where: { pattern.matches($0) }) {
      throw row.error("from_accounts", "'\(pattern.text)' is no account of another contract's mapping")
    }
    guidance[account] = LineGuidance(
      include: try row.required("include"), leaveOut: row["leave_out"], fromAccounts: patterns)
  }
  if let missing = accounts.first(where: { guidance[$0] == nil }) {
    throw SettingsError(
      file: displayName(of: url), key: "account",
      message: "has no row for \(missing); say what the line includes and leaves out")
  }
  return guidance
}
