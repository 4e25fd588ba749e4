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
    let accounts = contract.map { contract in
      end.accounts.codes.enumerated().map { position, code in
        register.number(of: code, organisation: end.accounts.organisations[position], contract: contract)
      }
    }
    let amounts = HandedAmounts(accounts: accounts ?? [], submissions: submissions.indices)
    lines = try amounts.lines(byKind[.lines] ?? [])
    totals = try amounts.totals(byKind[.totals] ?? []) + amounts.parts(byKind[.part] ?? [])
  }
}
