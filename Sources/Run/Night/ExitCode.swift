import Extract
import Load
import PipelineFiles

/// What the program's exit code says.
package enum ExitCode: Int32, Sendable {
  case done = 0
  case failed = 1
  case usage = 2
  /// Done, and this run brought something new to look at.
  case news = 3
  case gateFailed = 4
  /// Done, and a return has newly become overdue.
  case overdue = 5
  case locked = 75
  case interrupted = 130
}

/// What the program ends with where a command throws.
package func exitCode(of error: any Error) -> ExitCode {
  switch error {
  case is SettingsError, is MetricsError, is InboxError, is RejectsError, is WithdrawError, is ReleaseError,
    AsAtError.noneOf,
    AsAtError.neverPublished, AsAtError.isThere, RunError.noSuchRun,
    RunError.notAcceptable, RunError.openToEverybody, RunError.ofAnotherUser, is DiffError, is TemplateError,
    LoadError.databaseIsNewer, LoadError.viewRefused:
    .usage
  case ScheduleError.usage: .usage
  case let error as SparkError where error.isUsage: .usage
  case let error as TraceError where error.isNoHit: .usage
  case RunError.locked: .locked
  case RunError.interrupted: .interrupted
  case is GateFailure: .gateFailed
  default: .failed
  }
}
