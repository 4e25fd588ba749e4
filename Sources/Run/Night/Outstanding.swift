import Extract
import Foundation
import Load
import PipelineFiles
import Returns

/// What the database lacks of what was received: what a run has to do.
struct Outstanding {
  /// A path under which bytes stand that another file brought.
  struct Copy {
    let file: String
    let sha256: String
    /// The path of that other file.
    let original: String
  }

  /// The files to read, in order of path.
  var files: [ReceivedFiles.File] = []
  /// Those of them that were never loaded.
  var new: Set<String> = []
  /// The paths of all files that were never loaded, selected or not.
  var neverLoaded: Set<String> = []
  /// The hashes of files that are taken out first, to come again.
  var forgotten: [String] = []
  /// Those of them that were withdrawn, and do not come again.
  var withdrawn: [String] = []
  /// Copies that are not told yet.
  var copies: [Copy] = []
  /// What analysts let pass, and whether that has changed.
  var acceptances: Set<Acceptance> = []
  var acceptancesChanged = false
  /// The release against which figures are marked, and whether it is another one than before.
  var release: String?
  var releaseChanged = false
  /// All that was read and measured is taken out first: settings that bear on it changed.
  var forgetsEverything = false
  /// Not only the trust-years of these files are measured, but all.
  var measuresEverything = false

  var isEmpty: Bool {
    files.isEmpty && forgotten.isEmpty && copies.isEmpty && !forgetsEverything && !measuresEverything
      && !acceptancesChanged && !releaseChanged
  }
}

/// Compares what was received with what the database holds; `selection` chooses among the files that were never loaded,
/// and the others stay outstanding.
///
/// There may be no database yet. `settings` is the hash of those of now.
func outstanding(
  _ received: ReceivedFiles, accepted: [Acceptance], release: String?, database: (some StoredData)?,
  settings: String,
  configuration: RunConfiguration, selection: (_ new: [SourceFile]) throws -> [SourceFile]
) throws -> Outstanding {
  let before = try database?.lastLoadedRun()
  let loaded = Dictionary(
    uniqueKeysWithValues: try database?.loadedFiles().map { ($0.sha256, $0) } ?? [])
  var work = Outstanding()
  work.acceptances = Set(accepted)
  work.acceptancesChanged = try database?.acceptances() ?? [] != work.acceptances
  work.release = release
  work.releaseChanged = try release != database?.lastRelease()
  work.forgetsEverything = before?.settingsSHA256 != settings
  work.measuresEverything =
    work.forgetsEverything
    || before.map { FactsOfDate($0.dateOfFigures) } != FactsOfDate(configuration.date)
  if let before, !work.measuresEverything {
    work.measuresEverything =
      try database?.hasSuccession(after: before.dateOfFigures, until: configuration.date) ?? false
  }
  let again = try filesToReadAgain(configuration, database: database)

  let files = received.files.values.sorted {
    ($0.source.file, $0.source.sha256) < ($1.source.file, $1.source.sha256)
  }
  let new = files.filter { loaded[$0.source.sha256] == nil }.map(\.source)
  work.neverLoaded = Set(new.map(\.file))
  work.new = Set((configuration.job.takesNewFiles ? try selection(new) : []).map(\.sha256))
  // Mended bytes are taken with the originals that go for them, and one never without the other.
  let replaced = loaded.keys.filter { received.replaced[$0] != nil }
  let mended = Set(replaced.map(received.inForce))
  work.forgotten = replaced.filter {
    let hash = received.inForce($0)
    return loaded[hash] != nil || work.new.contains(hash)
  }.sorted()
  work.withdrawn = loaded.keys.filter { received.withdrawn[$0] != nil }.sorted()
  work.forgotten += work.withdrawn
  for file in files {
    let hash = file.source.sha256
    guard let known = loaded[hash] else {
      let isDue = work.forgetsEverything && mended.contains(hash)
      if isDue || work.new.contains(hash) { work.files.append(file) }
      continue
    }
    let isMoved = known.file != file.source.file || known.runID != file.run
    if work.forgetsEverything || isMoved || again.contains(hash) {
      work.files.append(file)
      work.forgotten.append(hash)
    }
  }
  work.copies = try copiesToTell(
    received, of: Set(loaded.keys).union(work.new), beside: work, database: database)
  return work
}

/// The copies of the files in `present` that no run told, or whose original is read again; by name.
private func copiesToTell(
  _ received: ReceivedFiles, of present: Set<String>, beside work: Outstanding,
  database: (some StoredData)?
) throws -> [Outstanding.Copy] {
  let told = Set(
    try database?.toldCopies().map { ReceivedFiles.Copy(name: $0.file, sha256: $0.sha256) } ?? [])
  return received.copies.filter { copy in
    present.contains(copy.sha256)
      && (work.forgetsEverything || work.forgotten.contains(copy.sha256) || !told.contains(copy))
  }.sorted { ($0.name, $0.sha256) < ($1.name, $1.sha256) }
    .compactMap { copy in
      received.files[copy.sha256].map {
        Outstanding.Copy(file: copy.name, sha256: copy.sha256, original: $0.source.file)
      }
    }
}

/// The loaded files that `reprocess` was asked for.
private func filesToReadAgain(
  _ configuration: RunConfiguration, database: (some StoredData)?
) throws -> Set<String> {
  guard case .reprocess(let heldOnly) = configuration.job, let database else { return [] }
  let selection = configuration.selection
  let hashes = try database.fileHashes(
    organisations: selection.organisations, years: selection.years, heldOnly: heldOnly)
  let named = try database.loadedFiles().filter {
    selection.files.isEmpty || selection.files.contains($0.file)
  }.map(\.sha256)
  return hashes.intersection(named)
}

/// All that hangs on the date of the figures: what is expected and taken, and what is overdue.
struct FactsOfDate: Equatable {
  let lastEndedYear: FinancialYear
  let lastDueYear: FinancialYear

  init(_ date: CalendarDate) {
    lastEndedYear = FinancialYear(of: date).previous
    lastDueYear = FinancialYear.lastDue(before: date)
  }
}
