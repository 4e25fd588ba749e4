import CSVReading
package import Foundation
import PipelineFiles
package import Returns
import Transform

/// What the rules say of files, without anything being loaded.
package struct Validation: Sendable {
  /// A file that could not be opened, and why.
  package struct Unopened: Sendable {
    package let name: String
    package let reason: String
  }

  package let files: [ValidatedFile]
  package let unopened: [Unopened]
  let definitions: Definitions

  package var records: Int { files.reduce(0) { $0 + $1.records } }
  package var errors: Int { files.reduce(0) { $0 + $1.faults.count } }
  package var warnings: Int { files.reduce(0) { $0 + $1.warnings.count } }

  package var exitCode: ExitCode {
    if files.isEmpty { return .usage }
    if errors > 0 || !unopened.isEmpty { return .gateFailed }
    return warnings > 0 ? .news : .done
  }

  /// What `rules.yaml` says of a code.
  func rule(_ code: FindingCode) -> RuleText? { definitions.rules.first { $0.code == code } }

  /// The title of the layout that a file has; `nil` where it was not recognised.
  func layout(of file: ValidatedFile) -> String? {
    definitions.contracts.first { $0.name == file.result.contract }?.title
  }
}

/// What the rules say of one file.
package struct ValidatedFile: Sendable {
  /// The path as it was given.
  package let name: String
  package let byteCount: Int
  package let result: TransformedFile
  /// In the order of the file; what is about the whole of it comes first.
  package let findings: [Finding]

  init(name: String, byteCount: Int, result: TransformedFile) {
    self.name = name
    self.byteCount = byteCount
    self.result = result
    func place(_ finding: Finding) -> (Int, Int) {
      (finding.place?.record ?? 0, finding.fieldNumber ?? Int.max)
    }
    findings = result.findings.enumerated().sorted {
      let (first, second) = (place($0.element), place($1.element))
      return first == second ? $0.offset < $1.offset : first < second
    }.map(\.element)
  }

  package var records: Int { result.reconciliation.recordsAccepted + result.reconciliation.recordsRejected }
  package var faults: [Finding] { findings.filter(\.isFault) }
  package var warnings: [Finding] { findings.filter { $0.severity == .warning } }

  /// `412 records`; of a file that is rejected whole, only its lines are known.
  var size: String {
    result.contract == nil ? counted(result.reconciliation.physicalLines, "line") : counted(records, "record")
  }
}

extension Finding {
  /// Whether it keeps data out of the figures.
  var isFault: Bool { [.fatal, .error, .held].contains(severity) }
}

/// Applies the rules of cells, records and returns to files; needs no clock and no other returns.
///
/// - Parameters:
///   - files: Paths, as they are to be named in the report.
///   - pipeline: The pipeline file, which names contracts and register.
///   - begin: Called with each file's name before it is read.
/// - Returns: What was found in each file that could be opened, and which could not.
/// - Throws: `SettingsError`.
package func validateFiles(
  _ files: [String], pipeline: URL, begin: (String) -> Void
) throws -> Validation {
  let definitions = try Definitions(pipeline: try PipelineDefinition(url: pipeline))
  let accounts = AccountLookups(register: AccountRegister(known: []))
  var validated: [ValidatedFile] = []
  var unopened: [Validation.Unopened] = []
  for name in files {
    begin(name)
    let file: MappedFile
    do {
      file = try MappedFile(path: name)
    } catch {
      unopened.append(.init(name: name, reason: "\(error)"))
      continue
    }
    let source = SourceFile(file: name, sha256: "", byteCount: file.count)
    let result = transformFile(file, of: source, definitions: definitions, accounts: accounts) { _ in }
    validated.append(ValidatedFile(name: name, byteCount: file.count, result: result))
  }
  return Validation(files: validated, unopened: unopened, definitions: definitions)
}

/// `1 record`, `5,000 records`.
func counted(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }
