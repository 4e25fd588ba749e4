import Returns

/// The trusts of one year by name, and those of them that are not in the figures.
struct IndexTrustTables {
  /// A share, or why there is none.
  struct Cell {
    let share: String?
    let absence: String?
  }

  struct Trust {
    let name: String
    let code: String
    let peerClass: String
    let cells: [Cell]
    let status: String
  }

  /// A trust and one reason why figures of it are absent.
  struct Absence {
    let name: String
    let code: String
    let status: String
    let why: String
    let affected: String
    let remedy: String?
  }

  let year: String
  let trusts: [Trust]
  let absences: [Absence]
  let hasAbsences: Bool
  let hasCounted: Bool
  /// How sure the figures are: which of the returns counted on the headline basis are final, and which totals
  /// audited.
  let countedStatus: String

  init(_ figures: [TrustFigure], in year: String, bases: [BasisTitle], settings: ReportSettings) {
    self.year = year
    let groups = Self.byTrust(figures)
    trusts = groups.map { Self.trust($0, bases: bases, benchmark: settings.benchmark) }
    absences = groups.flatMap { Self.absences(in: $0, bases: bases) }
    hasAbsences = !absences.isEmpty
    let counted = figures.filter { $0.basis == settings.headlineBasis && $0.hasShare }
    hasCounted = !counted.isEmpty
    countedStatus = Self.countedStatus(counted, basis: settings.headlineBasis)
  }

  private static func countedStatus(_ counted: [TrustFigure], basis: String) -> String {
    func count(_ isCounted: (TrustFigure) -> Bool) -> Int { counted.count(where: isCounted) }
    let final = count { $0.status == ShareStatus.final.rawValue }
    let provisional = count { $0.status == ShareStatus.provisional.rawValue }
    let audited = count { $0.totalSource == TotalSource.auditedAccounts.rawValue }
    return "Of the \(counted.count) trusts with figures on the measure \(Wording.capitalised(basis)), "
      + "the return is final for \(final) and provisional for \(provisional). "
      + "The total comes from audited accounts for \(audited) of them, and from the return for the others."
  }

  /// The figures of each trust together, in the order in which they come.
  private static func byTrust(_ figures: [TrustFigure]) -> [[TrustFigure]] {
    var groups: [[TrustFigure]] = []
    for figure in figures {
      if groups.last?.last?.organisationCode == figure.organisationCode {
        groups[groups.count - 1].append(figure)
      } else {
        groups.append([figure])
      }
    }
    return groups
  }

  private static func trust(_ figures: [TrustFigure], bases: [BasisTitle], benchmark: BasisPoints) -> Trust {
    let cells = bases.map { basis in
      let figure = figures.first { $0.basis == basis.basis }
      let share = figure?.tableShare(benchmark)
      return Cell(share: share, absence: share == nil ? figure?.absence ?? "not available" : nil)
    }
    var words: [String] = []
    let withFigures = figures.filter(\.hasBothSides)
    for figure in withFigures.isEmpty ? figures : withFigures where !words.contains(figure.status) {
      words.append(figure.status)
    }
    for remark in figures.flatMap(\.remarks) where !words.contains(remark) { words.append(remark) }
    return Trust(
      name: figures[0].organisationName, code: figures[0].organisationCode, peerClass: figures[0].peerClass,
      cells: cells, status: Wording.capitalised(words.joined(separator: ", ")))
  }

  /// One row for each status and reason under which figures of the trust are absent.
  private static func absences(in figures: [TrustFigure], bases: [BasisTitle]) -> [Absence] {
    let absent = bases.compactMap { basis in figures.first { $0.basis == basis.basis && !$0.hasShare } }
    var rows: [(figure: TrustFigure, bases: [String])] = []
    for figure in absent {
      let row = rows.firstIndex { $0.figure.status == figure.status && $0.figure.reason == figure.reason }
      if let row {
        rows[row].bases.append(figure.basis)
      } else {
        rows.append((figure, [figure.basis]))
      }
    }
    return rows.map { figure, affected in
      let why = figure.hasBothSides ? "total is zero" : figure.reasonTitle ?? figure.absence
      return Absence(
        name: figure.organisationName, code: figure.organisationCode,
        status: Wording.capitalised(figure.status),
        why: Wording.capitalised(why),
        affected: affected.count == bases.count ? "All" : Wording.capitalised(Wording.list(affected)),
        remedy: figure.reasonRemedy)
    }
  }
}
