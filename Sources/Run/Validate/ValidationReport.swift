import Foundation
import Returns

/// The document that `validate --output json` prints, in the manner of Frictionless's report.
struct ValidationReport: Encodable {
  struct Stats: Encodable {
    let tasks: Int
    let errors: Int
    let warnings: Int
  }

  struct Task: Encodable {
    struct Stats: Encodable {
      let rows: Int
      let bytes: Int
      let errors: Int
    }

    let name: String
    let valid: Bool
    let stats: Stats
    let errors: [Fault]
  }

  /// One finding; every key is always there, `null` where it does not apply.
  struct Fault: Encodable {
    let type: String
    let severity: String
    let title: String
    let rowNumber: Int?
    let lineNumber: Int?
    let fieldName: String?
    let fieldNumber: Int?
    let cell: String?
    let message: String
    let note: String

    init(_ finding: Finding, title: String, note: String) {
      type = finding.code.rawValue
      severity = finding.severity.rawValue
      self.title = title
      rowNumber = finding.place?.record
      lineNumber = finding.place?.line
      fieldName = finding.field.isEmpty ? nil : finding.field
      fieldNumber = finding.fieldNumber
      cell = finding.value.isEmpty ? nil : finding.value
      message = finding.message
      self.note = note
    }

    enum CodingKeys: CodingKey {
      case type
      case severity
      case title
      case rowNumber
      case lineNumber
      case fieldName
      case fieldNumber
      case cell
      case message
      case note
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(type, forKey: .type)
      try container.encode(severity, forKey: .severity)
      try container.encode(title, forKey: .title)
      try container.encode(rowNumber, forKey: .rowNumber)
      try container.encode(lineNumber, forKey: .lineNumber)
      try container.encode(fieldName, forKey: .fieldName)
      try container.encode(fieldNumber, forKey: .fieldNumber)
      try container.encode(cell, forKey: .cell)
      try container.encode(message, forKey: .message)
      try container.encode(note, forKey: .note)
    }
  }

  let schemaVersion = 1
  let valid: Bool
  let stats: Stats
  let tasks: [Task]

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case valid
    case stats
    case tasks
  }

  init(_ validation: Validation) {
    func fault(_ finding: Finding) -> Fault {
      let rule = validation.rule(finding.code)
      return Fault(finding, title: rule?.title ?? "", note: rule?.remedy ?? "")
    }
    let opened = validation.files.map { file in
      Task(
        name: file.name, valid: file.faults.isEmpty,
        stats: .init(rows: file.records, bytes: file.byteCount, errors: file.faults.count),
        errors: file.findings.map(fault))
    }
    let unopened = validation.unopened.map { file in
      Task(
        name: file.name, valid: false, stats: .init(rows: 0, bytes: 0, errors: 1),
        errors: [fault(Finding(.sourceError, message: file.reason))])
    }
    tasks = opened + unopened
    stats = Stats(
      tasks: tasks.count, errors: validation.errors + unopened.count, warnings: validation.warnings)
    valid = stats.errors == 0
  }
}

extension Validation {
  /// The document that `--output json` prints.
  package func json() throws -> String {
    String(decoding: try encodedJSON(ValidationReport(self)), as: UTF8.self)
  }
}
