import Foundation
import Load
package import Logging
import PipelineFiles
import Returns

/// What differs between two publications, and why.
package struct PublicationDiff: Sendable, Encodable {
  /// All changes of one cause on one basis added up; an amount where there is no figure counts as nothing.
  struct Sum: Sendable, Encodable {
    let basis: String
    let cause: ChangeCause
    var figures = 0
    var technology = Money.zero
    var total = Money.zero

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(basis, forKey: .basis)
      try container.encode(cause, forKey: .cause)
      try container.encode(figures, forKey: .figures)
      try container.encode(technology.pence, forKey: .technology)
      try container.encode(total.pence, forKey: .total)
    }

    private enum CodingKeys: String, CodingKey {
      case basis
      case cause
      case figures
      case technology = "technology_pence"
      case total = "total_pence"
    }
  }

  /// All figures of one basis added up, in both publications.
  struct Total: Sendable, Encodable {
    let basis: String
    let technology: FigureChange.Amount
    let total: FigureChange.Amount

    enum CodingKeys: String, CodingKey {
      case basis
      case technology = "technology_pence"
      case total = "total_pence"
    }
  }

  package let schemaVersion = 1
  /// The runs whose publications they are.
  let from: String
  let to: String
  /// By trust, year and basis.
  let changes: [FigureChange]
  /// By basis and cause.
  let causes: [Sum]
  /// By basis: what the causes' sums lead from and to.
  let totals: [Total]
  /// The publications in words.
  let titles: (from: String, to: String)

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case from
    case to
    case changes
    case causes
    case totals
  }

  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }
}

/// Why two publications cannot be compared; always with what to do.
package enum DiffError: Error, CustomStringConvertible {
  case nothingBefore
  case reversed(String, String)

  package var description: String {
    switch self {
    case .nothingBefore:
      "There are no two publications yet. `techshare runs` lists the runs that published."
    case .reversed(let from, let to):
      "'\(from)' was published after '\(to)'. Give the earlier one first."
    }
  }
}

/// Compares two publications: with neither named the last two, with one named that and the latest.
///
/// Each is named by its run or by the release that it became. What is no longer kept is made again for the time.
///
/// - Throws: `DiffError`, `AsAtError`, `JournalError`, `SettingsError`, `RunError`, `LoadError`, `MoneyOverflow`.
package func diffPublications(
  _ from: String?, _ to: String?, configuration: RunConfiguration, log: Logger
) throws -> PublicationDiff {
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  let lock = try ReadLock(path: workspace.lock)
  return try diff(from, to, configuration, workspace, log, under: lock)
}

private func diff(
  _ from: String?, _ to: String?, _ configuration: RunConfiguration, _ workspace: Workspace, _ log: Logger,
  under lock: borrowing ReadLock
) throws -> PublicationDiff {
  let records = try workspace.publicationRecords()
  func position(_ name: String) throws -> Int {
    let run = try workspace.release(named: name)?.runID ?? name
    if let position = records.lastIndex(where: { $0.runID == run }) { return position }
    throw workspace.runIDs.contains(run) ? AsAtError.neverPublished(name) : .noneOf(name)
  }
  guard records.count > 1 || from != nil else { throw DiffError.nothingBefore }
  let first = try from.map(position) ?? records.count - 2
  let second = try to.map(position) ?? records.count - 1
  if first > second { throw DiffError.reversed(from ?? "", to ?? records[second].runID) }
  let (before, after) = (records[first], records[second])
  let context = workspace.changeContext(since: before, try workspace.archivedDefinitions(after))
  return try workspace.withVerifiedSnapshot(of: before, configuration, log: log) { earlier in
    try workspace.withVerifiedSnapshot(of: after, configuration, log: log) { later in
      let changes = try changedFigures(from: earlier, to: later, context)
      return PublicationDiff(
        from: before.runID, to: after.runID, changes: changes, causes: try sums(of: changes),
        totals: try totals(from: figureSums(of: earlier), to: figureSums(of: later)),
        titles: (before.title(from), after.title(to)))
    }
  }
}

extension Workspace {
  /// The release of this name; `nil` where there is none.
  fileprivate func release(named name: String) throws -> ReleaseDocument? {
    try releasedDocuments().first { $0.name == name }
  }

  /// The same as `withSnapshot`, of a publication that is held against its checksums where it is kept.
  fileprivate func withVerifiedSnapshot<Result>(
    of record: PublicationRecord, _ configuration: RunConfiguration, log: Logger,
    _ body: (String) throws -> Result
  ) throws -> Result {
    let kept = publish.appending(path: record.runID)
    if FileManager.default.fileExists(atPath: kept.path(percentEncoded: false)) {
      let changed = try changedFiles(in: kept, checksums: record.checksumsSHA256)
      if !changed.isEmpty { throw AsAtError.damaged(kept, changed) }
    }
    return try withSnapshot(of: record.runID, record, configuration, log: log, body)
  }
}

extension PublicationRecord {
  fileprivate func title(_ name: String?) -> String {
    let release = name.map { $0 == runID ? "" : "release \($0), " } ?? ""
    return "\(release)run \(runID), figures of \(publication.dateOfFigures)"
  }
}

private func sums(of changes: [FigureChange]) throws(MoneyOverflow) -> [PublicationDiff.Sum] {
  func difference(_ amount: FigureChange.Amount) throws(MoneyOverflow) -> Money {
    let (difference, overflow) = (amount.to ?? 0).subtractingReportingOverflow(amount.from ?? 0)
    if overflow { throw MoneyOverflow() }
    return Money(pence: difference)
  }
  var sums: [String: [ChangeCause: PublicationDiff.Sum]] = [:]
  for change in changes {
    var sum =
      sums[change.basis]?[change.cause] ?? PublicationDiff.Sum(basis: change.basis, cause: change.cause)
    sum.figures += 1
    sum.technology = try sum.technology.adding(difference(change.technology))
    sum.total = try sum.total.adding(difference(change.total))
    sums[change.basis, default: [:]][change.cause] = sum
  }
  return sums.sorted { $0.key < $1.key }.flatMap { _, causes in ChangeCause.allCases.compactMap { causes[$0] }
  }
}

private func totals(
  from earlier: [String: (technology: Int64, total: Int64)],
  to later: [String: (technology: Int64, total: Int64)]
) -> [PublicationDiff.Total] {
  Set(earlier.keys).union(later.keys).sorted().map { basis in
    PublicationDiff.Total(
      basis: basis,
      technology: FigureChange.Amount(
        from: earlier[basis]?.technology ?? 0, to: later[basis]?.technology ?? 0),
      total: FigureChange.Amount(from: earlier[basis]?.total ?? 0, to: later[basis]?.total ?? 0))
  }
}
