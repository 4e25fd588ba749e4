import CSVReading
import Extract
import Foundation
import PipelineFiles
package import Returns
import Transform

/// Which of the outstanding files a run takes; empty sets select all.
///
/// What is not selected stays outstanding.
package struct Selection: Sendable {
  package var organisations: Set<OrganisationCode>
  package var years: Set<FinancialYear>
  /// Paths within the inbox.
  package var files: Set<String>

  package init(
    organisations: Set<OrganisationCode> = [], years: Set<FinancialYear> = [], files: Set<String> = []
  ) {
    self.organisations = organisations
    self.years = years
    self.files = files
  }

  var isEverything: Bool { organisations.isEmpty && years.isEmpty && files.isEmpty }

  /// The files that are selected: by path, and by whose and which year's returns they hold, for which each is read once
  /// without storing anything.
  func select(
    from sources: [SourceFile], definitions: Definitions, place: (SourceFile) -> URL
  ) throws -> [SourceFile] {
    if isEverything { return sources }
    let accounts = AccountLookups(register: AccountRegister(known: []))
    return try sources.filter { source in
      guard files.isEmpty || files.contains(source.file) else { return false }
      if organisations.isEmpty, years.isEmpty { return true }
      let path = place(source).path(percentEncoded: false)
      // A file that is rejected whole is nobody's.
      let result = try transformFile(at: path, of: source, definitions: definitions, accounts: accounts) {
        _ in
      }
      return result.submissions.contains { submission in
        let isOne = organisations.isEmpty || submission.key.organisation.map(organisations.contains) ?? false
        return isOne && (years.isEmpty || years.contains(submission.key.period.year))
      }
    }
  }
}
