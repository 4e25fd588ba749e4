import CSVReading
import Extract
import Foundation
import PipelineFiles
import Returns
import Testing
import Transform

/// Everything that one file gives, from its bytes on.
struct Reading {
  let file: TransformedFile
  let lines: [Line]
  let accounts: [Account]

  init(_ text: String, named path: String = "return.csv", definitions: Definitions? = nil) throws {
    try self.init(bytes: Array(text.utf8), named: path, definitions: definitions)
  }

  init(bytes: [UInt8], named path: String = "return.csv", definitions: Definitions? = nil) throws {
    let definitions = try definitions ?? FictionalPipeline.definitions()
    let url = FileManager.default.temporaryDirectory.appending(
      path: "transform-tests-\(UUID().uuidString).csv")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let mapped = try MappedFile(path: url.path(percentEncoded: false))
    let source = SourceFile(file: path, sha256: String(repeating: "0", count: 64), byteCount: bytes.count)
    let limits = definitions.pipeline.limits.record
    switch recognise(mapped, contracts: definitions.contracts, limits: limits) {
    case .recognised(let recognised):
      let register = AccountRegister(known: [])
      let lookups = AccountLookups(register: register)
      var lines: [Line] = []
      file = try transform(recognised, of: source, definitions: definitions, accounts: lookups) {
        lines += $0
      }
      self.lines = lines
      accounts = register.takeAdded()
    case .rejected(let findings, let physicalLines):
      file = rejected(source, findings: findings, physicalLines: physicalLines)
      lines = []
      accounts = []
    }
  }

  var findings: [Finding] { file.findings }
  var codes: [FindingCode] { findings.map(\.code) }
  var reconciliation: Reconciliation { file.reconciliation }
  var submissions: [Submission] { file.submissions }

  func findings(_ code: FindingCode) -> [Finding] { findings.filter { $0.code == code } }

  /// The only submission there is.
  func submission(sourceLocation: SourceLocation = #_sourceLocation) throws -> Submission {
    try #require(submissions.count == 1, "\(submissions.count) submissions", sourceLocation: sourceLocation)
    return submissions[0]
  }

  /// The amounts of the lines kept for an account, in pence.
  func pence(_ account: String) -> [Int64] {
    lines.filter { line in accounts.contains { $0.number == line.account && $0.code == account } }.map(
      \.pence)
  }

  /// Expects that all lines and pounds came out as they went in, and that the lines kept are the pounds accepted.
  func expectBalanced(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(reconciliation.isBalanced, "\(reconciliation)", sourceLocation: sourceLocation)
    let kept = lines.reduce(0) { $0 + $1.pence }
    #expect(kept == reconciliation.acceptedPence, sourceLocation: sourceLocation)
  }

  /// Expects one finding of this code, at this line of the file and in this field.
  func expectFinding(
    _ code: FindingCode, line: Int?, field: String, value: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = findings(code)
    #expect(found.count == 1, "\(codes)", sourceLocation: sourceLocation)
    guard let finding = found.first else { return }
    #expect(finding.place?.line == line, sourceLocation: sourceLocation)
    #expect(finding.field == field, sourceLocation: sourceLocation)
    if let value { #expect(finding.value == value, sourceLocation: sourceLocation) }
  }
}

extension Submission {
  /// The totals in pence, by category.
  var pence: [String: Int64] {
    Dictionary(uniqueKeysWithValues: totals.map { ($0.category, $0.amount.pence) })
  }

  /// The faults, written `code category`.
  var faultNames: [String] { faults.map { "\($0.code.rawValue) \($0.category ?? "all")" }.sorted() }
}
