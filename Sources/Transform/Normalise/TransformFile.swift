package import CSVReading
import Extract
package import PipelineFiles
package import Returns

/// Reads the file at `path` from its first byte to what it comes to: on one machine and on many alike.
///
/// - Throws: `MappedFileError` where it cannot be opened.
package func transformFile(
  at path: String, of source: SourceFile, definitions: Definitions, accounts: AccountLookups,
  emit: (ContiguousArray<Line>) -> Void
) throws(MappedFileError) -> TransformedFile {
  transformFile(
    try MappedFile(path: path), of: source, definitions: definitions, accounts: accounts, emit: emit)
}

/// The same of a file that is open.
///
/// A file whose sums pass what pence can hold, or that has more findings than the pipeline allows, must not stop the night: it
/// is rejected whole, and the lines that were handed over with it.
package func transformFile(
  _ file: MappedFile, of source: SourceFile, definitions: Definitions, accounts: AccountLookups,
  emit: (ContiguousArray<Line>) -> Void
) -> TransformedFile {
  do {
    return try readFile(file, of: source, definitions: definitions, accounts: accounts, emit: emit)
  } catch {
    let finding = Finding(.sourceError, message: "\(error)")
    let lines = countPhysicalLines(file, encoding: scanText(file).encoding)
    return rejected(source, findings: [finding], physicalLines: lines)
  }
}

/// Recognises a file and transforms it, or rejects it whole.
///
/// - Throws: `MoneyOverflow` where a sum passes 64 bits of pence, `TooManyFindings`.
private func readFile(
  _ file: MappedFile, of source: SourceFile, definitions: Definitions, accounts: AccountLookups,
  emit: (ContiguousArray<Line>) -> Void
) throws -> TransformedFile {
  let limits = definitions.pipeline.limits.record
  switch recognise(file, contracts: definitions.contracts, limits: limits) {
  case .rejected(let findings, let physicalLines):
    return rejected(source, findings: findings, physicalLines: physicalLines)
  case .recognised(let recognised):
    // Counted anew from the bytes, by a counter apart from the reader: the reconciliation stands on it.
    let lineCount = countPhysicalLines(file, encoding: recognised.scan.encoding)
    let result = try transform(
      recognised, of: source, definitions: definitions, accounts: accounts, emit: emit)
    return result.withPhysicalLines(lineCount)
  }
}

extension TransformedFile {
  fileprivate func withPhysicalLines(_ count: Int) -> TransformedFile {
    var reconciliation = reconciliation
    reconciliation.physicalLines = count
    return TransformedFile(
      source: source, contract: contract, submissions: submissions, findings: findings,
      reconciliation: reconciliation, scores: scores)
  }
}
