import Foundation
package import Returns

/// The document that `validate --output json` prints, in the manner of Frictionless's report.
package struct ValidationReport: Encodable {
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

  struct Fault: Encodable {
    let type: String
    let severity: String
    let title: String
    let rowNumber: Int?
    let lineNumber: Int?
    let fieldName: String?
    let cell: String?
    let message: String
    let note: String
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

  package init(_ files: [ValidatedFile], rules: [RuleText]) {
    tasks = files.map { file in
      Task(
        name: file.name, valid: file.faults.isEmpty,
        stats: .init(rows: file.records, bytes: file.byteCount, errors: file.faults.count),
        errors: file.result.findings.map { finding in
          let rule = rules.first { $0.code == finding.code }
          return Fault(
            type: finding.code.rawValue, severity: finding.severity.rawValue, title: rule?.title ?? "",
            rowNumber: finding.place?.record, lineNumber: finding.place?.line,
            fieldName: finding.field.isEmpty ? nil : finding.field,
            cell: finding.value.isEmpty ? nil : finding.value,
            message: finding.message, note: rule?.remedy ?? "")
        })
    }
    stats = Stats(
      tasks: files.count, errors: files.reduce(0) { $0 + $1.faults.count },
      warnings: files.reduce(0) { $0 + $1.warnings.count })
    valid = stats.errors == 0
  }

  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }
}

/// What a person reads: every finding with its place and remedy, and a sentence for each file, clean ones too.
package func describeValidation(_ files: [ValidatedFile], rules: [RuleText]) -> String {
  var lines: [String] = []
  for file in files {
    for finding in file.result.findings {
      let place = finding.place.map { "\(file.name):\($0.line)" } ?? file.name
      let field = finding.field.isEmpty ? "" : " \(finding.field):"
      lines.append(
        "\(place): \(finding.severity.rawValue) \(finding.code.rawValue):\(field) \(finding.message)")
      if finding.severity != .info, let remedy = rules.first(where: { $0.code == finding.code })?.remedy {
        lines.append("    \(remedy)")
      }
    }
    let layout = file.result.contract.map { " (\($0))" } ?? ""
    lines.append(
      "\(file.name)\(layout): \(file.faults.count) error(s) and \(file.warnings.count) warning(s)"
        + " in \(file.records) record(s).")
  }
  return lines.map(withoutControls).joined(separator: "\n")
}

/// Text from a file as a terminal may safely show it: control characters are written as their code.
private func withoutControls(_ line: String) -> String {
  String(
    String.UnicodeScalarView(
      line.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        return isControl ? Array("\\u{\(String(scalar.value, radix: 16))}".unicodeScalars) : [scalar]
      }))
}
