import Returns

/// How far a run has come, as a terminal shows it.
package struct RunProgress: Sendable, Equatable {
  package enum Phase: String, Sendable {
    case archiving
    /// A cluster reads the files.
    case reading
    case loading
    case publishing
    /// The pipeline's own command is at work.
    case telling
  }

  package var phase: Phase
  /// Done, and to be done in this phase; 0 where the phase has none.
  package var files = 0
  package var filesInAll = 0
  /// Tasks of the cluster that are done, and those of the stage at work.
  package var tasks = 0
  package var tasksInAll = 0
  package var bytes = 0
  package var bytesInAll = 0
  /// Lines that were stored.
  package var lines = 0
  /// All amounts that were read, in pence; of so many files together that they need more than 64 bits.
  package var pence: Int128 = 0

  package init(_ phase: Phase) { self.phase = phase }

  /// One line of at most `width` columns, `seconds` after the phase began.
  package func text(after seconds: Double, width: Int) -> String {
    var parts = ["techshare: \(phase.rawValue)"]
    if filesInAll > 0 { parts.append("\(grouped(files)) of \(grouped(filesInAll)) files") }
    if tasksInAll > 0 { parts.append("\(grouped(tasks)) of \(grouped(tasksInAll)) tasks on Spark") }
    if phase == .loading {
      parts.append("\(grouped(lines)) lines")
      parts.append("£\(grouped(wholePounds: pence))")
      if seconds >= 1, lines > 0 { parts.append("\(grouped(Int(Double(lines) / seconds))) lines/s") }
    }
    if seconds >= 1, bytes > 0, bytesInAll > bytes {
      let left = Int((seconds * Double(bytesInAll - bytes) / Double(bytes)).rounded(.up))
      parts.append("about \(clock(left)) left")
    }
    return String(parts.joined(separator: ", ").prefix(max(0, width)))
  }
}

/// Seconds as `0:07`, `12:30` or `1:02:03`.
func clock(_ seconds: Int) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let (minutes, rest) = (seconds / 60, seconds % 60)
  return minutes < 60 ? "\(minutes):\(two(rest))" : "\(minutes / 60):\(two(minutes % 60)):\(two(rest))"
}
