package import Returns

/// One run as the table `runs` keeps it.
package struct RunRecord: Sendable, Hashable {
  package enum State: String, Sendable, Hashable {
    case started
    case loaded
    case published
    case recorded
    case failed
  }

  /// The start in UTC and four hex digits, so that ids sort in the order of their start.
  package let id: String
  /// ISO 8601, in UTC.
  package let startedAt: String
  package let dateOfFigures: CalendarDate
  package var state: State
  package var exitCode: Int?
  /// The edition that is in force after the run; `nil` as long as it has published and confirmed none.
  package var edition: String?
  /// A hash of all settings that bear on figures.
  package var settingsSHA256: String
  /// ISO 8601, in UTC; `nil` for a run that was cut off, or is under way.
  package var endedAt: String?
  /// The run whose publication was the latest when this run loaded.
  package var predecessor: String?

  package init(
    id: String, startedAt: String, dateOfFigures: CalendarDate, state: State, exitCode: Int? = nil,
    edition: String? = nil, settingsSHA256: String, endedAt: String? = nil, predecessor: String? = nil
  ) {
    self.id = id
    self.startedAt = startedAt
    self.dateOfFigures = dateOfFigures
    self.state = state
    self.exitCode = exitCode
    self.edition = edition
    self.settingsSHA256 = settingsSHA256
    self.endedAt = endedAt
    self.predecessor = predecessor
  }
}
