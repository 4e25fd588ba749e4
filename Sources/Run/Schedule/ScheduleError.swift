/// Why nothing was scheduled, or what is scheduled cannot be told; the crontab is as it was.
package enum ScheduleError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was asked for, or what somebody wrote into the crontab, cannot stand.
  case usage(String)
  /// The program `crontab` is not there, or refuses.
  case crontab(String)

  package var description: String {
    switch self {
    case .usage(let message), .crontab(let message): message
    }
  }
}
