/// A file of the inbox whose bytes stand in the archive.
package struct SourceFile: Sendable, Hashable, Codable {
  /// The path within the inbox.
  package let file: String
  /// SHA-256 of the bytes, 64 hex digits.
  package let sha256: String
  package let byteCount: Int

  package init(file: String, sha256: String, byteCount: Int) {
    self.file = file
    self.sha256 = sha256
    self.byteCount = byteCount
  }
}

/// One amount of one submission, as it is stored: who and when is in the submission, what in the account.
package struct Line: Sendable, Hashable {
  /// The submission's position among those of its file, from 0.
  package let submission: Int32
  /// The physical line on which the record begins, from 1.
  package let line: Int32
  /// The account's number in the account register.
  package let account: Int32
  /// The amount as sent, in pence, before the account's sign.
  package let pence: Int64

  package init(submission: Int32, line: Int32, account: Int32, pence: Int64) {
    self.submission = submission
    self.line = line
    self.account = account
    self.pence = pence
  }
}

/// What the lines of one account in one submission come to, where they are not stored one by one.
package struct AccountTotal: Sendable, Hashable {
  /// The submission's position among those of its file, from 0.
  package let submission: Int32
  /// The account's number in the account register.
  package let account: Int32
  /// The sum of the amounts as sent, in pence, before the account's sign.
  package let pence: Int64
  package let lineCount: Int

  package init(submission: Int32, account: Int32, pence: Int64, lineCount: Int) {
    self.submission = submission
    self.account = account
    self.pence = pence
    self.lineCount = lineCount
  }
}

/// An account or line code of one contract, and the category it is mapped to.
package struct Account: Sendable, Hashable {
  package let number: Int32
  package let contract: String
  /// `nil` where the mapping holds for every organisation.
  package let organisation: OrganisationCode?
  package let code: String
  package let description: String
  /// `nil` for an account that no row of the mapping covers.
  package let category: String?
  /// How the amount as sent is added into the category: 1 or -1.
  package let sign: Int64

  package init(
    number: Int32, contract: String, organisation: OrganisationCode?, code: String, description: String,
    category: String?, sign: Int64
  ) {
    self.number = number
    self.contract = contract
    self.organisation = organisation
    self.code = code
    self.description = description
    self.category = category
    self.sign = sign
  }
}
