import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Returns

/// The inbox as a run found it.
struct Inbox {
  /// Everything ever received, this run's files among it.
  var received: ReceivedFiles
  /// How the files look now, for those whose next change is sure to show.
  var looks: [InboxLook] = []
  /// What is new, in the order in which it was found.
  var receipts: [Receipt] = []
  /// The path of every file in it.
  var present: Set<String> = []
}

/// Brings every file of the inbox into the archive and writes its receipt: the first thing that a run does, since from
/// archive and receipts all else can be made again.
///
/// - Throws: `InboxError`, `ArchiveError`, `ReceiptError`, `RunError.interrupted`, `LoadError`.
func archiveInbox(_ run: RunContext) throws -> Inbox {
  let archive = run.workspace.archive
  archive.removeLeftovers()
  let received = ReceivedFiles(try readReceipts(run))
  let inbox = try lookThrough(
    run.definitions.pipeline, received: received, looks: try run.database.inboxLooks(), run: run.id
  ) { file, received in
    try run.checkInterruption()
    return try archive.keep(file) { received.files[$0] != nil }
  }
  if !inbox.receipts.isEmpty {
    // First the bytes, then the receipts, which say that they are there.
    sync()
    try run.workspace.receipts.append(inbox.receipts)
  }
  for receipt in inbox.receipts {
    run.log.info(
      "file-\(receipt.event.rawValue)",
      metadata: [
        "file": "\(receipt.name)", "sha256": "\(receipt.sha256)", "bytes": .stringConvertible(receipt.size),
      ])
  }
  return inbox
}

/// Finds what is new in the inbox, in byte order of path; `hash` reads a file that does not look as it did.
func lookThrough(
  _ pipeline: PipelineDefinition, received: ReceivedFiles, looks: [String: InboxLook], run: String,
  hash: (InboxFile, ReceivedFiles) throws -> SourceFile
) throws -> Inbox {
  let files = try listInbox(pipeline.inbox, maximumFiles: pipeline.limits.maximumFiles)
  let present = Set(files.map(\.path))
  let now = Date()
  var inbox = Inbox(received: received)
  inbox.present = present
  for file in files {
    let stamp = FileStamp(path: file.url.path(percentEncoded: false))
    if let stamp, let look = looks[file.path], look.shows(stamp),
      inbox.received.has(look.sha256, under: file.path)
    {
      inbox.looks.append(look)
      continue
    }
    let source = try hash(file, inbox.received)
    if let event = inbox.received.event(of: source, present: present) {
      let receipt = Receipt(
        event: event, sha256: source.sha256, name: source.file, size: source.byteCount,
        firstSeen: now.formatted(.iso8601), run: run)
      inbox.received.add(receipt)
      inbox.receipts.append(receipt)
    }
    if let stamp, stamp.isSettled(at: Int64(now.timeIntervalSince1970 * 1_000_000_000)) {
      inbox.looks.append(InboxLook(stamp, of: source))
    }
  }
  return inbox
}

/// The receipts there are. A torn last line is taken away; files that only the database knows get theirs.
func readReceipts(_ run: RunContext) throws -> [Receipt] {
  let file = run.workspace.receipts
  let contents = try file.read()
  if contents.tornBytes > 0 {
    try file.heal(contents)
    run.log.warning(
      "receipt-torn",
      metadata: [
        "file": "\(file.url.path(percentEncoded: false))", "bytes": .stringConvertible(contents.tornBytes),
      ])
  }
  let known = Set(contents.receipts.map(\.sha256))
  let lost = try run.database.loadedFiles().filter { !known.contains($0.sha256) }.map { loaded in
    Receipt(
      event: .received, sha256: loaded.sha256, name: loaded.file, size: loaded.byteCount,
      firstSeen: run.startedAt.formatted(.iso8601), run: loaded.runID)
  }
  try file.append(lost)
  if !lost.isEmpty {
    run.log.warning("receipts-restored", metadata: ["files": .stringConvertible(lost.count)])
  }
  return contents.receipts + lost
}

extension ReceivedFiles {
  /// What bytes under a name are to what was received; `nil` where they are known under it.
  func event(of source: SourceFile, present: Set<String>) -> Receipt.Event? {
    if has(source.sha256, under: source.file) { return nil }
    guard let file = files[source.sha256] else { return .received }
    return present.contains(file.source.file) ? .copied : .moved
  }
}

extension InboxLook {
  init(_ stamp: FileStamp, of source: SourceFile) {
    self.init(
      file: source.file, byteCount: stamp.byteCount, inode: stamp.inode, modifiedAt: stamp.modifiedAt,
      changedAt: stamp.changedAt, sha256: source.sha256)
  }

  func shows(_ stamp: FileStamp) -> Bool {
    stamp
      == FileStamp(byteCount: byteCount, inode: inode, modifiedAt: modifiedAt, changedAt: changedAt)
  }
}
