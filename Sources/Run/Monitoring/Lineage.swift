import Crypto
import Foundation
import Logging
import PipelineFiles
import Returns

// What a run read and what it published, as OpenLineage's events: `runs/<run>/openlineage.ndjson`.

/// Writes that a run has started, and of an earlier one that was cut off that it is over.
func beginLineage(_ run: RunContext) {
  closeCutOffLineage(run)
  append(LineageEvent(.start, of: run.id, run), of: run.id, run)
}

/// Writes how a run ended: what it read, and what it published.
func endLineage(_ run: RunContext, _ summary: RunSummary) {
  let code = summary.exitCode ?? .failed
  let state: LineageEvent.State = code == .interrupted ? .abort : code.didItsWork ? .complete : .fail
  var event = LineageEvent(state, of: run.id, run)
  let pipeline = run.definitions.pipeline.name
  event.inputs = summary.filesRead.sources.map { LineageDataset($0, pipeline: pipeline) }
  if summary.published != nil, let edition = summary.edition {
    let folder = run.workspace.publish.appending(path: run.id).path(percentEncoded: false)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    event.outputs = names.filter { [".csv", ".xlsx", ".sqlite"].contains(where: $0.hasSuffix) }
      .map { LineageDataset(published: $0, edition: edition, pipeline: pipeline) }
  }
  append(event, of: run.id, run)
}

/// The run before may have been killed: then its file has a beginning and no end.
private func closeCutOffLineage(_ run: RunContext) {
  guard let last = run.workspace.runIDs.last(where: { $0 < run.id }),
    let text = try? String(contentsOf: run.workspace.lineage(last), encoding: .utf8),
    text.count(where: { $0 == "\n" }) == 1
  else { return }
  append(LineageEvent(.abort, of: last, run), of: last, run)
}

private func append(_ event: LineageEvent, of id: String, _ run: RunContext) {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let url = run.workspace.lineage(id)
  do {
    let line = try encoder.encode(event) + Data("\n".utf8)
    if event.eventType == .start { return try line.write(to: url) }
    let file = try FileHandle(forWritingTo: url)
    try file.seekToEnd()
    try file.write(contentsOf: line)
    try file.close()
  } catch {
    // Lineage that cannot be written must not stop the night.
    run.log.warning("lineage-not-written", metadata: ["reason": "\(error.localizedDescription)"])
  }
}

extension Workspace {
  fileprivate func lineage(_ id: String) -> URL { run(id).appending(path: "openlineage.ndjson") }
}

private let lineageProducer = "urn:techshare:program:\(programVersion)"

/// A RunEvent of OpenLineage 2-0-2.
private struct LineageEvent: Encodable {
  enum State: String, Encodable {
    case start = "START"
    case complete = "COMPLETE"
    case fail = "FAIL"
    case abort = "ABORT"
  }

  struct Run: Encodable { let runId: String }
  struct Job: Encodable {
    let namespace: String
    let name: String
  }

  let eventType: State
  let eventTime = Date().formatted(.iso8601)
  let run: Run
  let job: Job
  var inputs: [LineageDataset] = []
  var outputs: [LineageDataset] = []
  let producer = lineageProducer
  let schemaURL = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"

  init(_ state: State, of id: String, _ context: RunContext) {
    eventType = state
    run = Run(runId: lineageID(ofRun: id))
    job = Job(namespace: "techshare", name: context.definitions.pipeline.name)
  }
}

/// A file that was read, or one that was published; the version says which bytes of that name are meant.
private struct LineageDataset: Encodable {
  struct Version: Encodable {
    let datasetVersion: String
    let _producer = lineageProducer
    let _schemaURL =
      "https://openlineage.io/spec/facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet"
  }

  let namespace: String
  let name: String
  let facets: [String: Version]

  init(_ source: SourceFile, pipeline: String) {
    namespace = "techshare:\(pipeline)"
    name = "inbox/\(source.file)"
    facets = ["version": Version(datasetVersion: source.sha256)]
  }

  init(published file: String, edition: String, pipeline: String) {
    namespace = "techshare:\(pipeline)"
    name = "publish/\(file)"
    facets = ["version": Version(datasetVersion: edition)]
  }
}

/// The UUID of a run: version 5 of RFC 9562, in the namespace of URLs, of `urn:techshare:run:<run>`.
func lineageID(ofRun id: String) -> String {
  let urls: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]
  var bytes = Array(Insecure.SHA1.hash(data: urls + Array("urn:techshare:run:\(id)".utf8)).prefix(16))
  bytes[6] = bytes[6] & 0x0F | 0x50
  bytes[8] = bytes[8] & 0x3F | 0x80
  let digits = hexadecimal(bytes)
  var groups: [Substring] = []
  var rest = Substring(digits)
  for length in [8, 4, 4, 4, 12] {
    groups.append(rest.prefix(length))
    rest = rest.dropFirst(length)
  }
  return groups.joined(separator: "-")
}
