/// What follows a run, as the pipeline file says it; nothing of it bears on what is published.
package struct AfterRun: Sendable {
  /// How many publications stay; `nil` for all.
  package let publicationsKept: Int?
  /// How many folders of runs stay; `nil` for all.
  package let runsKept: Int?
  /// A command for the shell after a run that did its work (0, 3 and 5).
  package let onSuccess: String?
  /// A command for the shell after a run that did not.
  package let onFailure: String?
  /// After so many seconds such a command is ended.
  package let hookSeconds: Int
}

extension AfterRun {
  init(_ settings: inout SettingsMapping) throws(SettingsError) {
    var publications: Int?
    var runs: Int?
    if var keep = try settings.mapping("keep") {
      func positive(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
      publications = try keep.value("publications", "a number above 0, or nothing to keep all", positive)
      runs = try keep.value("runs", "a number above 0, or nothing to keep all", positive)
      try keep.refuseUnknownKeys()
    }
    publicationsKept = publications
    runsKept = runs
    func command(_ text: String) -> String? {
      text.contains("\0") || text.allSatisfy(\.isWhitespace) ? nil : text
    }
    onSuccess = try settings.value("on_success", "a command for /bin/sh, or null", command)
    onFailure = try settings.value("on_failure", "a command for /bin/sh, or null", command)
    hookSeconds = try settings.value("hook_limit", "a time from 1s to 1h, such as 60s or 5m", limit) ?? 60
  }
}

/// A time from a second to an hour, in seconds.
private func limit(_ text: String) -> Int? {
  TimeSpan(text).flatMap { (1...3600).contains($0.seconds) ? $0.seconds : nil }
}
