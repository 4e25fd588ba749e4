package import Foundation
package import Returns

/// Account or line codes and the categories they are mapped to, from one file under `Pipelines/mappings`.
package struct AccountMapping: Sendable {
  package struct Row: Sendable {
    package let account: String
    /// `nil` for a row that holds for every organisation.
    package let organisation: OrganisationCode?
    package let isPrefix: Bool
    package let category: String
    /// How the amount as sent is added into the category: 1 or -1.
    package let sign: Int64
    /// The years whose form has the account; `nil` where there is no limit.
    package let firstYear: FinancialYear?
    package let lastYear: FinancialYear?
    package let description: String

    package func holds(in year: FinancialYear) -> Bool {
      (firstYear ?? year) <= year && year <= (lastYear ?? year)
    }
  }

  package let rows: [Row]
  private let exact: [String: [Row]]
  private let prefixes: [Row]

  /// Whether some rows hold for one organisation alone.
  package let hasRowsOfOrganisations: Bool

  /// That of a layout without accounts.
  static let empty = Self()

  private init() { (rows, exact, prefixes, hasRowsOfOrganisations) = ([], [:], [], false) }

  package init(url: URL, categories: [Returns.Category]) throws(SettingsError) {
    let table = try TableFile(
      url: url,
      columns: [
        "account", "organisation_code", "match", "category", "sign", "first_year", "last_year", "description",
      ])
    let known = Set(categories.map(\.name))
    var rows: [Row] = []
    var seen: Set<String> = []
    for row in table.rows {
      let account = try row.required("account")
      let organisation = try row.optional("organisation_code", "an organisation code") {
        OrganisationCode($0)
      }
      let match = try row.required("match")
      guard ["code", "prefix"].contains(match) else { throw row.error("match", "write 'code' or 'prefix'") }
      let category = try row.required("category")
      guard known.contains(category) else { throw row.error("category", "'\(category)' is no category") }
      guard let sign = Int64(try row.required("sign")), abs(sign) == 1 else {
        throw row.error("sign", "write '1' or '-1'")
      }
      guard seen.insert("\(match)/\(organisation?.text ?? "")/\(account)").inserted else {
        throw row.error("account", "'\(account)' is there twice")
      }
      rows.append(
        Row(
          account: account, organisation: organisation, isPrefix: match == "prefix", category: category,
          sign: sign,
          firstYear: try row.optional("first_year", "a year like 2022-23") { FinancialYear($0) },
          lastYear: try row.optional("last_year", "a year like 2022-23") { FinancialYear($0) },
          description: row["description"]))
    }
    self.rows = rows
    exact = Dictionary(grouping: rows.filter { !$0.isPrefix }, by: \.account)
    // The longest prefix first, so that the first that fits is the one meant.
    prefixes = rows.filter(\.isPrefix).sorted {
      ($1.account.utf8.count, $0.account) < ($0.account.utf8.count, $1.account)
    }
    hasRowsOfOrganisations = rows.contains { $0.organisation != nil }
  }

  /// The row for `account`: the organisation's own before everybody's, an exact code before a prefix, a longer prefix
  /// before a shorter.
  package func row(for account: String, of organisation: OrganisationCode?) -> Row? {
    if let organisation, hasRowsOfOrganisations, let own = find(account, organisation) { return own }
    return find(account, nil)
  }

  private func find(_ account: String, _ organisation: OrganisationCode?) -> Row? {
    exact[account]?.first { $0.organisation == organisation }
      ?? prefixes.first { $0.organisation == organisation && account.hasPrefix($0.account) }
  }
}

/// An account code, or the beginning of some, written `T*`.
package struct AccountPattern: Sendable {
  package let text: String

  init(_ text: String) { self.text = text }

  package func matches(_ account: some StringProtocol) -> Bool {
    text.hasSuffix("*") ? account.hasPrefix(text.dropLast()) : account == text
  }
}
