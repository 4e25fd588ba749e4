import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Returns
import Synchronization

/// What was received, and how the inbox stands to it.
struct ReceivedInbox {
  /// Everything ever received, this run's files among it.
  var received: ReceivedFiles
  /// How the files look now, for those whose next change is sure to show.
  var looks: [InboxLook] = []
  /// What is new, in byte order of path.
  var receipts: [Receipt] = []
  /// The path of every file in it that was read, now or before.
  var present: Set<String> = []
  /// The paths of files that somebody may still be writing to, and of links that lead out of the inbox.
  var waiting: [String] = []
  var refusedLinks: [String] = []
  /// Files that cannot be taken as they are.
  var refusedFiles: [RefusedFile] = []

  /// The paths of all that is not read for what it is, which is told once.
  var refused: [String] { refusedLinks + refusedFiles.map(\.path) }
}

/// Brings every file of the inbox into the archive and writes its receipt: the first thing that a run does, since from
/// archive and receipts all else can be made again.
///
/// - Throws: `InboxError`, `ArchiveError`, `JournalError`, `RunError.interrupted`, `LoadError`.
func archiveInbox(_ run: RunContext) throws -> ReceivedInbox {
  let archive = run.workspace.archive
  archive.removeLeftovers()
  let received = ReceivedFiles(try readReceipts(run))
  let hashed = Atomic<Int>(0)
  let inbox = try lookThrough(
    run.definitions.pipeline, received: received, looks: try run.database.inboxLooks(), run: run.id,
    date: run.configuration.date
  ) { files in
    try mapInParallel(files, tasks: run.configuration.tasks) { file in
      try run.checkInterruption()
      var progress = RunProgress(.archiving)
      progress.filesInAll = files.count
      progress.files = hashed.add(1, ordering: .relaxed).newValue
      run.configuration.showProgress?(progress)
      return try archive.keep(file) { received.isKnown($0) }
    }
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
  for file in inbox.waiting { run.log.info("file-waits", metadata: ["file": "\(file)"]) }
  for file in inbox.refusedLinks { run.log.warning("link-refused", metadata: ["file": "\(file)"]) }
  for file in inbox.refusedFiles {
    run.log.warning("file-refused", metadata: ["file": "\(file.path)", "reason": "\(file.reason.rawValue)"])
  }
  return inbox
}

/// Finds what is new in the inbox; `read` reads the files that do not look as they did.
func lookThrough(
  _ pipeline: PipelineDefinition, received: ReceivedFiles, looks: [String: InboxLook], run: String,
  date: CalendarDate,
  read: ([InboxFile]) throws -> [InboxReading]
) throws -> ReceivedInbox {
  let now = Date()
  let nanoseconds = Int64(now.timeIntervalSince1970 * 1_000_000_000)
  let listing = try listInbox(
    pipeline.inbox, maximumFiles: pipeline.limits.maximumFiles,
    maximumFileBytes: pipeline.limits.maximumFileBytes)
  var inbox = ReceivedInbox(
    received: received, refusedLinks: listing.refusedLinks, refusedFiles: listing.refusedFiles)
  var sources: [SourceFile] = []
  var unknown: [InboxFile] = []
  for file in listing.files {
    if let look = looks[file.path], look.shows(file.stamp), received.has(look.sha256, under: file.path) {
      inbox.looks.append(look)
      sources.append(
        SourceFile(file: file.path, sha256: look.sha256, byteCount: Int(file.stamp.byteCount)))
    } else if file.stamp.changed(within: pipeline.settle, of: nanoseconds) {
      inbox.waiting.append(file.path)
    } else {
      unknown.append(file)
    }
  }
  for (file, reading) in zip(unknown, try read(unknown)) {
    switch reading {
    case .whole(let source):
      sources.append(source)
      if file.stamp.isSettled(at: nanoseconds) { inbox.looks.append(InboxLook(file.stamp, of: source)) }
    case .changed: inbox.waiting.append(file.path)
    // A file that is gone before it is read was never here.
    case .gone: continue
    }
  }
  inbox.waiting.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  // Receipts are written in byte order of path, whatever had to be read.
  sources.sort { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
  inbox.present = Set(sources.map(\.file))
  // Only with all paths known can a rename be told from a copy: names may have been swapped.
  var hashByPath = Dictionary(uniqueKeysWithValues: sources.map { ($0.file, $0.sha256) })
  // Until a file that waits is read, what came under its name before counts as still there.
  for path in inbox.waiting { hashByPath[path] = received.lastHash(under: path) }
  for source in sources {
    guard let event = inbox.received.event(of: source, hashByPath: hashByPath) else { continue }
    let receipt = Receipt(
      event: event, sha256: source.sha256, name: source.file, size: source.byteCount,
      firstSeen: now.formatted(.iso8601), run: run, date: "\(date)")
    inbox.received.add(receipt)
    inbox.receipts.append(receipt)
  }
  return inbox
}

/// The receipts there are; a torn last line is taken away, and files that only the database knows get theirs.
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
  let lost = try receiptsOnlyIn(run.database, beside: contents.entries, at: run.startedAt)
  try file.append(lost)
  if !lost.isEmpty {
    run.log.warning("receipts-restored", metadata: ["files": .stringConvertible(lost.count)])
  }
  return contents.entries + lost
}

/// Receipts of files and copies that the database knows and that have none.
func receiptsOnlyIn(_ database: some StoredData, beside receipts: [Receipt], at date: Date) throws
  -> [Receipt]
{
  let received = ReceivedFiles(receipts)
  let loaded = try database.loadedFiles()
  let files = Dictionary(uniqueKeysWithValues: loaded.map { ($0.sha256, $0) })
  func receipt(_ event: Receipt.Event, _ name: String, of file: LoadedFile) -> Receipt {
    Receipt(
      event: event, sha256: file.sha256, name: name, size: file.byteCount,
      firstSeen: date.formatted(.iso8601), run: file.runID, date: file.receivedOn)
  }
  let lost = loaded.filter { !received.isKnown($0.sha256) }.map { receipt(.received, $0.file, of: $0) }
  let copies = try database.toldCopies().compactMap { copy -> Receipt? in
    guard !received.has(copy.sha256, under: copy.file), let file = files[copy.sha256] else { return nil }
    return receipt(.copied, copy.file, of: file)
  }
  return lost + copies
}

extension ReceivedFiles {
  /// What bytes under a name are to what was received; `nil` where they are known under it.
  ///
  /// They are moved where the path that they came under is gone, or holds other bytes now.
  func event(of source: SourceFile, hashByPath: [String: String]) -> Receipt.Event? {
    let sha256 = inForce(source.sha256)
    // Withdrawn bytes stay out, and that they came again is said once.
    if withdrawn[sha256] != nil {
      return has(sha256, under: source.file) && !isOvertaken(sha256, under: source.file) ? nil : .copied
    }
    guard let file = files[sha256] else { return .received }
    if file.source.file == source.file {
      return isOvertaken(sha256, under: source.file) ? .copied : nil
    }
    if hashByPath[file.source.file].map(inForce) != sha256 { return .moved }
    return has(source.sha256, under: source.file) ? nil : .copied
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
