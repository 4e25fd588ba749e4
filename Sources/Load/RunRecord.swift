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
  package var edition: String?
  /// A hash of all settings that bear on figures.
  package var settingsSHA256: String

  package init(
    id: String, startedAt: String, dateOfFigures: CalendarDate, state: State, exitCode: Int? = nil,
    edition: String? = nil, settingsSHA256: String
  ) {
    self.id = id
    self.startedAt = startedAt
    self.dateOfFigures = dateOfFigures
    self.state = state
    self.exitCode = exitCode
    self.edition = edition
    self.settingsSHA256 = settingsSHA256
  }
}
