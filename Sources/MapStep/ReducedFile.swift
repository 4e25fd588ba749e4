import Foundation
package import PipelineFiles
package import Returns
package import Transform

/// What the cluster gave of one file, put together again.
package struct ReducedFile: Sendable {
  package let result: TransformedFile
  package let lines: ContiguousArray<Line>
  package let totals: [AccountTotal]

  /// Reads the rows of a file; accounts get their numbers from `register`.
  ///
  /// What was handed over of a file that was then rejected whole is left out.
  ///
  /// - Throws: `MapStepError`, `MoneyOverflow` where the lines of an account pass 64 bits of pence.
  package init(
    _ rows: [MapRow], of source: SourceFile, definitions: Definitions, register: AccountRegister
  ) throws {
    func fault(_ what: String) -> MapStepError { .incomplete(file: source.file, what: what) }
    var byKind: [MapRow.Kind: [MapRow]] = [:]
    for row in rows { byKind[row.kind, default: []].append(row) }
    func decoded<Value: Decodable>(_ kind: MapRow.Kind, _ type: Value.Type = Value.self) throws -> [Value] {
      let rows = (byKind[kind] ?? []).sorted { $0.position < $1.position }
      guard rows.map(\.position) == Array(rows.indices), rows.allSatisfy({ $0.lineCount == 1 }) else {
        throw fault("\(kind.rawValue) rows are missing or there twice")
      }
      let decoder = JSONDecoder()
      return try rows.map { row in
        guard let value = try? decoder.decode(type, from: Data(row.text.utf8)) else {
          throw MapStepError.strangeRow(String(row.text.prefix(200)))
        }
        return value
      }
    }
    let ends: [MappedFileEnd] = try decoded(.file)
    guard ends.count == 1, let end = ends.first else { throw fault("its last row is missing") }
    let submissions: [Submission] = try decoded(.submission)
    let findings: [Finding] = try decoded(.finding)
    let scores: [AssessmentScore] = try decoded(.score)
    guard (submissions.count, findings.count, scores.count) == (end.submissions, end.findings, end.scores)
    else { throw fault("rows are missing") }
    result = TransformedFile(
      source: source, contract: end.contract, submissions: submissions, findings: findings,
      reconciliation: end.reconciliation, scores: scores)

    let contract = definitions.contracts.first { $0.name == end.contract }
    let numbers = contract.map { contract in
      end.accounts.map { register.number(of: $0.code, organisation: $0.organisation, contract: contract) }
    }
    func number(_ text: Substring) throws(MapStepError) -> Int32 {
      guard let numbers, let position = Int(text), numbers.indices.contains(position) else {
        throw .strangeRow(String(text.prefix(200)))
      }
      return numbers[position]
    }
    func isKept(_ row: MapRow) -> Bool { submissions.indices.contains(row.position) }
    var lines: ContiguousArray<Line> = []
    for row in byKind[.line] ?? [] where isKept(row) {
      let parts = row.text.split(separator: " ")
      guard parts.count == 2, row.lineCount == 1, let line = Int32(parts[0]),
        let pence = Int64(exactly: row.pence)
      else { throw fault("a line is there twice") }
      lines.append(
        Line(submission: Int32(row.position), line: line, account: try number(parts[1]), pence: pence))
    }
    self.lines = lines
    totals = try (byKind[.total] ?? []).filter(isKept).map { row in
      guard let pence = Int64(exactly: row.pence) else { throw MoneyOverflow() }
      return AccountTotal(
        submission: Int32(row.position), account: try number(row.text[...]), pence: pence,
        lineCount: row.lineCount)
    }
  }
}
