/// When what trusts sent came, as receipts tell it.
package struct OutboxArrivals: Sendable {
  /// Bytes that came again under another name.
  package struct Copy: Sendable {
    /// The path within the inbox.
    let file: String
    let sha256: String
    /// The date of the figures of the run that met the copy, `yyyy-mm-dd`.
    let receivedOn: String?
    /// The trust in whose folder it lies, where the pipeline gives the folder to one.
    let owner: String?

    package init(file: String, sha256: String, receivedOn: String?, owner: String?) {
      self.file = file
      self.sha256 = sha256
      self.receivedOn = receivedOn
      self.owner = owner
    }
  }

  /// The date of the figures of the run that received each file, `yyyy-mm-dd`, by its SHA-256.
  let dates: [String: String]
  let copies: [Copy]

  package init(dates: [String: String], copies: [Copy]) {
    self.dates = dates
    self.copies = copies
  }

  static func key(_ file: String, _ sha256: String) -> String { "\(sha256) \(file)" }
}
