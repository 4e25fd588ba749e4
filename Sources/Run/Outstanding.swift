import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Returns

/// A file that this run reads, and the run that it counts as coming with.
struct Outstanding: Sendable {
  let source: SourceFile
  let run: String

  init(source: SourceFile, run: String) {
    self.source = source
    self.run = run
  }

  /// A file of an earlier run, to be read again.
  init(_ loaded: LoadedFile) {
    source = SourceFile(file: loaded.file, sha256: loaded.sha256, byteCount: loaded.byteCount)
    run = loaded.runID
  }
}

/// What is new in the inbox.
struct InboxNews {
  var new: [SourceFile] = []
  /// Known bytes under a new path whose old path is gone: year or organisation may stand in the path, so the file is
  /// read again, and keeps the run that it came with.
  var moved: [Outstanding] = []
  /// Bytes that are there already under another path.
  var copies: [(sha256: String, finding: Finding)] = []

  var isEmpty: Bool { new.isEmpty && moved.isEmpty && copies.isEmpty }
}

/// Brings every file of the inbox that is not known into the archive, in byte order of path.
func archiveInbox(
  _ definitions: Definitions, _ archive: Archive, known: [LoadedFile], toldCopies: Set<String>,
  summary: inout RunSummary, log: Logger
) throws -> InboxNews {
  let files = try listInbox(
    definitions.pipeline.inbox, maximumFiles: definitions.pipeline.limits.maximumFiles)
  var pathByHash = Dictionary(known.map { ($0.sha256, $0.file) }) { first, _ in first }
  let knownByHash = Dictionary(known.map { ($0.sha256, $0) }) { first, _ in first }
  let present = Set(files.map(\.path))
  var news = InboxNews()
  for file in files {
    let hash = try sha256(of: file.url)
    if let path = pathByHash[hash] {
      summary.files.unchanged += 1
      if let loaded = knownByHash[hash], !present.contains(path) {
        let source = SourceFile(file: file.path, sha256: hash, byteCount: loaded.byteCount)
        news.moved.append(Outstanding(source: source, run: loaded.runID))
        pathByHash[hash] = file.path
      } else if path != file.path, !toldCopies.contains(file.path) {
        news.copies.append((hash, copyFinding(file.path, of: path, sha256: hash)))
      }
      continue
    }
    let source = try archive.keep(file)
    pathByHash[source.sha256] = source.file
    news.new.append(source)
    log.info(
      "archived", metadata: ["techshare.file": "\(source.file)", "techshare.sha256": "\(source.sha256)"])
  }
  summary.files.seen = files.count
  summary.files.new = news.new.count
  return news
}

private func copyFinding(_ file: String, of original: String, sha256: String) -> Finding {
  Finding(
    .duplicateFile, file: file, sha256: sha256, value: original,
    message: "The file has the same bytes as \(original), which was read before. Nothing was added.")
}
