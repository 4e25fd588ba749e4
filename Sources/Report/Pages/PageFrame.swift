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
  /// Whether it is a trust's page of the next release, which others do not see yet.
  let isPreview: Bool
  let notice: String?
  let date: String
  let edition: String

  init(_ settings: ReportSettings, isPreview: Bool = false) {
    self.isPreview = isPreview
    pipelineName = settings.pipelineName
    release = settings.release.map { Release(name: $0.name, approvedBy: $0.approvedBy) }
    notice = settings.notice
    date = Wording.day(settings.dateOfFigures)
    edition = settings.edition
  }
}
