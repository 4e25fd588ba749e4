import Returns

/// What a trust says of its return, as it wrote it, a paragraph a line.
struct TrustPageComment {
  let year: String
  let paragraphs: [String]
  /// Whether more was sent than is shown.
  let isCut: Bool

  init?(_ submission: TrustPageRows.Submission?) {
    guard let submission, let comment = submission.comment else { return nil }
    year = submission.year
    let (text, isCut) = TrustComment.shown(comment)
    self.isCut = isCut
    paragraphs = text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

/// How much of a trust's own words is shown.
enum TrustComment {
  private static let mostCharacters = 500

  static func shown(_ comment: String) -> (text: String, isCut: Bool) {
    (String(comment.prefix(mostCharacters)), comment.count > mostCharacters)
  }
}

/// A trust's shares over the years, newest first.
struct TrustPageYears {
  struct Cell {
    let share: String?
    let absence: String?
  }

  struct Year {
    let year: String
    let cells: [Cell]
    let status: String
  }

  let bases: [String]
  let years: [Year]
  let hasBreak: Bool
  let breakYear = TrustYearShare.breakYear.description

  init(_ figures: [TrustFigure], bases: [BasisTitle], settings: ReportSettings) {
    self.bases = bases.map { Wording.capitalised($0.basis) }
    let byYear = Dictionary(grouping: figures, by: \.financialYear)
    years = byYear.keys.sorted(by: >).map { year in
      let own = byYear[year] ?? []
      let cells = bases.map { basis in
        let figure = own.first { $0.basis == basis.basis }
        let share = figure?.tableShare(settings.benchmark)
        return Cell(share: share, absence: share == nil ? figure?.absence ?? "not available" : nil)
      }
      var words: [String] = []
      for word in own.map(\.status) + own.flatMap(\.remarks) where !words.contains(word) {
        words.append(word)
      }
      return Year(year: year, cells: cells, status: Wording.capitalised(words.joined(separator: ", ")))
    }
    hasBreak =
      byYear.keys.contains { $0 >= TrustYearShare.breakYear.description }
      && byYear.keys.contains { $0 < TrustYearShare.breakYear.description }
  }
}

/// What a trust's technology spending is made of, beside that of its class, on the headline basis.
struct TrustPageMakeUp {
  struct Item {
    let title: String
    let amount: String
    let part: String
    let peers: String
  }

  let year: String
  let peerClass: String
  let items: [Item]
  let total: String

  /// `nil` where it is not known what its spending is made of.
  ///
  /// - Throws: `MoneyOverflow`.
  init?(_ code: String, _ figure: TrustFigure, _ rows: TrustPageRows) throws(MoneyOverflow) {
    guard let own = rows.makeUp[code], let technology = figure.technologyPence else { return nil }
    year = figure.financialYear
    peerClass = figure.peerClass
    let peers = rows.classMakeUp[TrustPageRows.key(year, peerClass)] ?? [:]
    var peersTotal = Money.zero
    for amount in peers.values { peersTotal = try peersTotal.adding(amount) }
    var items: [Item] = []
    for (category, amount) in own where amount != .zero || peers[category, default: .zero] != .zero {
      items.append(
        Item(
          title: rows.titles[category] ?? category, amount: Wording.pounds(amount),
          part: try part(amount, of: Money(pence: technology)),
          peers: try part(peers[category, default: .zero], of: peersTotal)))
    }
    self.items = items
    total = Wording.pounds(Money(pence: technology))
  }
}

/// A part of a whole in percent with one decimal; `[z]` where the whole is not above zero.
func part(_ amount: Money, of whole: Money) throws(MoneyOverflow) -> String {
  guard whole > .zero, let share = Share(technology: amount, total: whole) else { return Mark.notApplicable }
  let millionths = try roundedQuotient(share.technology.pence, times: 1_000_000, over: share.total.pence)
  return Percentage(millionths: millionths).text(decimals: 1, minus: Wording.minus)
}

/// What was found in the returns that a page is about; for working copies alone.
struct TrustPageFindings {
  struct Line {
    let severity: String
    let title: String
    let message: String
    let place: String
    let remedy: String
  }

  let lines: [Line]
  let more: String?

  private static let mostShown = 100

  /// `nil` where nothing was found.
  init?(_ findings: [TrustPageRows.Finding]) {
    if findings.isEmpty { return nil }
    lines = findings.prefix(Self.mostShown).map { finding in
      Line(
        severity: Wording.capitalised(finding.severity), title: finding.title,
        message: finding.message + (finding.expected.isEmpty ? "" : " Expected: \(finding.expected)."),
        place: finding.file.isEmpty ? "" : finding.line.map { "\(finding.file), line \($0)" } ?? finding.file,
        remedy: finding.remedy)
    }
    more = findings.count > Self.mostShown ? grouped(findings.count - Self.mostShown) : nil
  }
}
