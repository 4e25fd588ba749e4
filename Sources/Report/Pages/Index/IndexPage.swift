import GRDB
import Returns

/// What `index.mustache` shows.
///
/// Every figure is already in words, so that the template decides only where it stands.
struct IndexPage {
  struct BasisLine {
    let name: String
    let title: String
    let isHeadline: Bool
  }

  struct Download {
    let file: String
    let contents: String
  }

  let frame: PageFrame
  let benchmark: String
  let benchmarkIsAuditOffices: Bool
  let coverageFloor: String
  let headline: IndexHeadline
  let hasFigures: Bool
  let bases: [BasisLine]
  let headlineBasis: String
  /// The newest year with a national figure, from every side; all `nil` where there is none.
  let keyFigures: IndexKeyFigures?
  let basisDots: BasisDots?
  let groups: IndexGroups?
  let classStrips: ClassStrips?
  let levels: IndexLevels?
  let makeUp: IndexMakeUp?
  let certainty: IndexCertainty?
  let plans: IndexPlans?
  let england: EnglandChart?
  let national: IndexEnglandTable
  /// `nil` where nothing is expected and nothing has come.
  let newest: IndexTrustTables?
  /// What changed since the publication before and since the last release; neither for the first.
  let changes: [IndexChanges]
  let isFirst: Bool
  let contact: String
  let downloads: [Download]

  init(_ database: Database, settings: ReportSettings) throws {
    let bases = try BasisTitle.all(database, headline: settings.headlineBasis)
    let figures = try GroupSummary.all(database)
    frame = PageFrame(settings)
    benchmark = "\(settings.benchmark)%"
    benchmarkIsAuditOffices = settings.benchmark == BasisPoints(500)
    coverageFloor = "\(settings.coverageFloor)%"
    headline = IndexHeadline(figures, bases: bases, settings: settings)
    hasFigures = !figures.isEmpty
    self.bases = bases.map {
      BasisLine(
        name: Wording.capitalised($0.basis), title: $0.title,
        isHeadline: $0.basis == settings.headlineBasis)
    }
    headlineBasis = Wording.capitalised(settings.headlineBasis)
    keyFigures = try IndexKeyFigures(database, figures, bases: bases, settings: settings)
    let year = keyFigures?.year
    basisDots = year.flatMap { BasisDots(figures, in: $0, bases: bases, settings: settings) }
    groups = try year.map { try IndexGroups(database, in: $0, settings: settings) }
    classStrips = try year.flatMap { year in
      let england = figures.first { $0.financialYear == year && $0.basis == settings.headlineBasis }
      return try ClassStrips(database, in: year, england: england, settings: settings)
    }
    levels = try year.map { try IndexLevels(database, in: $0, settings: settings) }
    makeUp = try year.flatMap { try IndexMakeUp(database, in: $0, settings: settings) }
    certainty = try year.map { try IndexCertainty(database, in: $0, settings: settings) }
    plans = try IndexPlans(database, figures, settings: settings)
    england = try EnglandChart(database, figures, settings: settings)
    national = IndexEnglandTable(figures, bases: bases, settings: settings)
    if let year = figures.last?.financialYear {
      newest = IndexTrustTables(
        try TrustFigure.all(database, in: year), in: year, bases: bases, settings: settings)
    } else {
      newest = nil
    }
    changes = try IndexChanges.all(database, bases: bases, settings: settings)
    isFirst = changes.isEmpty
    contact = settings.contact ?? "the team that runs this pipeline"
    let files = Set(PublishedTable.tables(of: settings).map(\.file) + [DataPackage.file, workbookFile])
    downloads = Self.downloads.filter { files.contains($0.file) }
  }

  private static let downloads = [
    Download(
      file: workbookFile, contents: "all the figures in one workbook, with notes, for a spreadsheet"),
    Download(
      file: PublishedTable.technologyShare.file, contents: "every trust, by year and way of measuring"),
    Download(file: PublishedTable.nationalSummary.file, contents: "England, by year and way of measuring"),
    Download(
      file: PublishedTable.peerGroupSummary.file,
      contents: "the same by type and class of trust, region and integrated care board"),
    Download(
      file: PublishedTable.makeUp.file, contents: "what each trust’s technology spending is made of"),
    Download(
      file: PublishedTable.planOutturn.file,
      contents: "what trusts planned beside what they spent, by category"),
    Download(
      file: PublishedTable.costOfBenchmark.file,
      contents: "what 3%, 4% and 5% of spending would take: England, groups and trusts"),
    Download(
      file: PublishedTable.findings.file,
      contents: "what was found in the files received, and what to do about it"),
    Download(
      file: PublishedTable.reconciliation.file,
      contents: "where every line and every pound of each file went"),
    Download(
      file: DataPackage.file, contents: "what every column of these files means, for programs to read"),
    Download(
      file: PublishedTable.maturity.file,
      contents: "how trusts rated their own digital maturity by What Good Looks Like, from 2024"),
    Download(
      file: PublishedTable.maturityIndex.file,
      contents: "how trusts rated it by the index of 2016 and 2017, which is another scale"),
    Download(
      file: PublishedTable.certainty.file,
      contents:
        "how sure England’s figure is: what it stands on, and what the trusts without a figure could move"),
    Download(
      file: PublishedTable.realTerms.file,
      contents: "England in real terms, at the prices of one year"),
    Download(
      file: PublishedTable.funding.file,
      contents: "who pays for technology, and what runs and what changes services"),
  ]
}
