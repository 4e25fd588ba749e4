import CSVReading
import Foundation
import PipelineFiles
package import Returns
import Transform

/// What the rules say of one file, without anything being loaded.
package struct ValidatedFile: Sendable {
  package let name: String
  package let byteCount: Int
  package let result: TransformedFile

  package var records: Int { result.reconciliation.recordsAccepted + result.reconciliation.recordsRejected }
  package var faults: [Finding] { result.findings.filter { [.fatal, .error, .held].contains($0.severity) } }
  package var warnings: [Finding] { result.findings.filter { $0.severity == .warning } }
}

/// Applies the rules of cells, records and returns to files; needs no clock and no other returns.
///
/// - Returns: What was found in each file that could be opened, and the names of those that could not.
package func validateFiles(
  _ files: [String], configuration: RunConfiguration
) throws -> (files: [ValidatedFile], unopened: [String]) {
  let definitions = try readDefinitions(configuration)
  let accounts = AccountLookups(register: AccountRegister(known: []))
  var validated: [ValidatedFile] = []
  var unopened: [String] = []
  for name in files {
    let file: MappedFile
    do {
      file = try MappedFile(path: name)
    } catch {
      unopened.append("\(error)")
      continue
    }
    let source = SourceFile(file: name, sha256: "", byteCount: file.count)
    let result = try transformFile(file, of: source, definitions: definitions, accounts: accounts) { _ in }
    validated.append(ValidatedFile(name: name, byteCount: file.count, result: result))
  }
  return (validated, unopened)
}
