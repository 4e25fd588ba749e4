import Returns

/// The last row of a file: what it came to beside its submissions, findings, scores and amounts.
struct MappedFileEnd: Codable {
  let contract: String?
  let reconciliation: Reconciliation
  let accounts: AccountNames
  let submissions: Int
  let findings: Int
  let scores: Int
}

/// The accounts of a file; amounts refer to them by their position.
struct AccountNames: Codable {
  /// Their codes in one text, an end of line behind each: a code holds none, and JSON of thousands of texts takes as long as
  /// to read the file.
  private var text = ""
  private(set) var count = 0
  /// By position, where the mapping's row for the account holds for one organisation alone.
  private(set) var organisations: [Int: OrganisationCode] = [:]

  mutating func add(_ code: String, of organisation: OrganisationCode?) {
    if let organisation { organisations[count] = organisation }
    text += "\(code)\n"
    count += 1
  }

  var codes: [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
      .map { String(Substring($0)) }
  }
}
