/// Which figures of a publication are others than in an earlier one, and why.
package struct FigureComparison: Sendable, Hashable, Codable {
  package enum Since: String, Sendable, Codable {
    /// The publication before.
    case publication
    /// The last release.
    case release
  }

  package let since: Since
  /// That of the earlier one, like its date of figures.
  package let edition: String
  /// `yyyy-mm-dd`.
  package let dateOfFigures: String
  /// The name of the release; `nil` where it is compared with the publication before.
  package let release: String?
  /// By trust, year and basis.
  package let changes: [FigureChange]

  package init(
    since: Since, edition: String, dateOfFigures: String, release: String?, changes: [FigureChange]
  ) {
    self.since = since
    self.edition = edition
    self.dateOfFigures = dateOfFigures
    self.release = release
    self.changes = changes
  }

  private enum CodingKeys: String, CodingKey {
    case since
    case edition
    case dateOfFigures = "date_of_figures"
    case release
    case changes
  }
}
