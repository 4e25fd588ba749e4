import Returns

/// The last row of a file: what it came to beside its submissions, findings, scores and amounts.
struct MappedFileEnd: Codable {
  /// An account as lines and totals refer to it, by its position.
  struct AccountName: Codable {
    let code: String
    /// The organisation of the row of the mapping; `nil` where that holds for all, or there is none.
    let organisation: OrganisationCode?
  }

  let contract: String?
  let reconciliation: Reconciliation
  let accounts: [AccountName]
  let submissions: Int
  let findings: Int
  let scores: Int
}
