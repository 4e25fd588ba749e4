package import Foundation
package import PipelineFiles
package import Returns

/// What one run is asked to do; the command line makes it.
package struct RunConfiguration: Sendable {
  package enum Job: Sendable, Equatable {
    /// Everything that is outstanding.
    case run
    /// Files that are loaded, again from the archive; with `heldOnly`, those with a return that waits.
    case reprocess(heldOnly: Bool)
    /// The database again, from archive and receipts.
    case rebuild
    /// A past publication again, aside.
    case asAt

    /// Whether files that were never loaded are taken.
    var takesNewFiles: Bool {
      switch self {
      case .run, .rebuild, .asAt: true
      case .reprocess: false
      }
    }
  }

  package var job = Job.run
  package var pipeline: URL
  /// Overrides the pipeline's inbox.
  package var inbox: URL?
  /// Overrides the pipeline's workspace.
  package var workspace: URL?
  /// The date of the figures: what is expected depends on it.
  package var date: CalendarDate
  /// Overrides the pipeline's engine, and the master of its cluster.
  package var engine: Engine?
  package var sparkMaster: String?
  /// How many files are read at the same time.
  package var tasks: Int
  /// Overrides the gate's limit.
  package var maximumRejectRate: BasisPoints?
  /// Whether another version of the program may give other figures from the same data.
  package var acceptsProgramChange = false
  /// How long to wait for another run to end, in seconds.
  package var wait: Int
  package var selection: Selection
  /// A mended export of rejected records, to be taken in first.
  package var resubmitted: URL?
  /// Where to write what the run came to for a watcher, in Prometheus's text format.
  package var metrics: URL?
  /// Is told how far the run has come, after each batch of lines at most; from several threads.
  package var showProgress: (@Sendable (RunProgress) -> Void)?
  /// Whether somebody asked the program to stop.
  package var isInterrupted: @Sendable () -> Bool = { false }

  package init(
    pipeline: URL, inbox: URL? = nil, workspace: URL? = nil, date: CalendarDate, tasks: Int,
    maximumRejectRate: BasisPoints? = nil, wait: Int = 0, selection: Selection = Selection()
  ) {
    self.pipeline = pipeline
    self.inbox = inbox
    self.workspace = workspace
    self.date = date
    self.tasks = tasks
    self.maximumRejectRate = maximumRejectRate
    self.wait = wait
    self.selection = selection
  }
}

/// Today in the United Kingdom, by whose calendar returns are due.
package func todayInLondon() -> CalendarDate? {
  var calendar = Calendar(identifier: .gregorian)
  if let london = TimeZone(identifier: "Europe/London") { calendar.timeZone = london }
  let parts = calendar.dateComponents([.year, .month, .day], from: Date())
  guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
  return CalendarDate(year: year, month: month, day: day)
}
