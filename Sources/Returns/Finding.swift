/// One observation on one file, record or cell: the data's fault or what was adapted, with its place and what to do.
package struct Finding: Sendable, Hashable, Codable {
  /// Where in a file: physical line and record from 1, byte offset from 0 in the archived bytes.
  package struct Place: Sendable, Hashable, Codable {
    package let line: Int
    package let record: Int
    package let byteOffset: Int

    package init(line: Int, record: Int, byteOffset: Int) {
      self.line = line
      self.record = record
      self.byteOffset = byteOffset
    }
  }

  package let code: FindingCode
  package var severity: Severity
  /// The path within the inbox; empty for a finding that is about no file (a missing return).
  package var file: String
  package var sha256: String
  package var place: Place?
  package var organisation: OrganisationCode?
  package var year: FinancialYear?
  package var account: String
  package var field: String
  /// The column of the cell, from 1; none where no one cell is meant.
  ///
  /// It is not stored.
  package var fieldNumber: Int?
  /// What stood there; empty for fields that a contract marks `personal`.
  package var value: String
  package var expected: String
  package var message: String
  /// Whether it is about what is planned: what an analyst lets pass in a plan is not let pass in the outturn.
  package var isOfPlan = false

  package init(
    _ code: FindingCode, severity: Severity? = nil, file: String = "", sha256: String = "",
    place: Place? = nil,
    organisation: OrganisationCode? = nil, year: FinancialYear? = nil, account: String = "",
    field: String = "", fieldNumber: Int? = nil,
    value: String = "", expected: String = "", message: String
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.file = file
    self.sha256 = sha256
    self.place = place
    self.organisation = organisation
    self.year = year
    self.account = told(account)
    self.field = told(field)
    self.fieldNumber = fieldNumber
    self.value = told(value)
    self.expected = told(expected)
    self.message = told(message)
  }
}

/// A text as a finding bears it: of one that is longer than anybody reads, the beginning.
private func told(_ text: String) -> String {
  text.utf8.count <= 4000 ? text : "\(text.prefix(500))… (\(text.utf8.count) bytes)"
}
