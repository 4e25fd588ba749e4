import Returns

/// What every published page says of itself at its top and foot.
struct PageFrame {
  struct Release {
    let name: String
    let approvedBy: String
  }

  let pipelineName: String
  /// `nil` for a working copy.
  let release: Release?
  let notice: String?
  let date: String
  let edition: String

  init(_ settings: ReportSettings) {
    pipelineName = settings.pipelineName
    release = settings.release.map { Release(name: $0.name, approvedBy: $0.approvedBy) }
    notice = settings.notice
    date = Wording.day(settings.dateOfFigures)
    edition = settings.edition
  }
}
