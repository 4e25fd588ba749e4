import CSVReading
import Extract
import Foundation
import PipelineFiles
import Returns

/// A record where it stands in the archived bytes.
struct TracedRecord: Sendable, Hashable {
  let place: RecordPlace
  /// As it stands, decoded, without its line end; empty where the contract has fields that may name people.
  let raw: String
}

/// Opens the archived bytes of a file, once they were found to be those received.
///
/// - Throws: `TraceError.contradiction` where they are not, and what opening a file throws.
func openArchived(_ source: SourceFile, in workspace: Workspace) throws -> MappedFile {
  let path = workspace.archive.url(of: source.sha256).path(percentEncoded: false)
  if let fault = workspace.archive.fault(of: source) {
    throw TraceError.contradiction(
      "\(path) (\(source.file)) \(fault), so nothing can be traced to it. Restore it from a backup.")
  }
  return try MappedFile(path: path)
}

/// Reads the records again that begin on some lines of an archived file, in one pass up to the last of them.
///
/// - Throws: `TraceError.contradiction` where the bytes or their layout are not what was loaded, or no record begins on one
///   of these lines.
func tracedRecords(
  onLines lines: Set<Int>, of source: SourceFile, in workspace: Workspace, definitions: Definitions
) throws -> [Int: TracedRecord] {
  guard let last = lines.max() else { return [:] }
  let file = try openArchived(source, in: workspace)
  let limits = definitions.pipeline.limits.record
  guard
    case .recognised(let recognised) = recognise(
      file, contracts: definitions.contracts, limits: limits)
  else {
    throw TraceError.contradiction(
      "\(source.file) fits no contract of the pipeline any more. Run `techshare run` with this pipeline first."
    )
  }
  var reader = recognised.makeReader(limits: limits)
  var found: [Int: TracedRecord] = [:]
  while reader.next() {
    let place = reader.record.place
    if place.line > last { break }
    guard lines.contains(place.line) else { continue }
    let raw =
      recognised.mayNamePeople ? "" : file.shownText(place.byteRange, encoding: recognised.scan.encoding)
    found[place.line] = TracedRecord(place: place, raw: raw)
  }
  if let lost = lines.subtracting(found.keys).min() {
    throw TraceError.contradiction(
      "No record begins on line \(lost) of \(source.file), though the database has one there. Make the database again"
        + " with `techshare rebuild`.")
  }
  return found
}

extension RecognisedFile {
  /// Whether records may name people, so that none is shown.
  var mayNamePeople: Bool { contract.fields.contains(where: \.isPersonal) }
}
