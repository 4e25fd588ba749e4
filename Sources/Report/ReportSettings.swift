package import Returns

/// What the reports say beside the figures: whose they are, of which day, and against what they are held.
package struct ReportSettings: Sendable {
  package let pipelineName: String
  package let dateOfFigures: CalendarDate
  /// Twelve hex digits that name everything the published bytes depend on; stands in the footer.
  package let edition: String
  /// The basis that the headline is on.
  package let headlineBasis: String
  package let benchmark: BasisPoints
  /// The sources that either side of a share may stand on; all others stand beside the shares.
  package let sourcesOfShares: Set<String>
  /// The part of all trusts' operating expenditure below which there is no national figure.
  package let coverageFloor: BasisPoints

  /// What a reader must know before anything else, such as that the trusts are made up; `nil` where there is
  /// nothing.
  package let notice: String?
  /// Whom readers ask about the figures; `nil` where that is not said.
  package let contact: String?
  /// What the reports are released as; `nil` for a working copy.
  package let release: Release?

  /// A publication frozen under a name.
  package struct Release: Sendable, Hashable {
    package let name: String
    /// The role of whoever approved it.
    package let approvedBy: String

    package init(name: String, approvedBy: String) {
      self.name = name
      self.approvedBy = approvedBy
    }
  }

  package init(
    pipelineName: String, dateOfFigures: CalendarDate, edition: String, headlineBasis: String,
    benchmark: BasisPoints, sourcesOfShares: Set<String>, coverageFloor: BasisPoints, notice: String? = nil,
    contact: String? = nil, release: Release? = nil
  ) {
    self.pipelineName = pipelineName
    self.dateOfFigures = dateOfFigures
    self.edition = edition
    self.headlineBasis = headlineBasis
    self.benchmark = benchmark
    self.sourcesOfShares = sourcesOfShares
    self.coverageFloor = coverageFloor
    self.notice = notice
    self.contact = contact
    self.release = release
  }
}
