import Returns

/// A trust among its class, and its years, as charts.
struct TrustPageCharts {
  /// `nil` where its class is not known, or it has no figure.
  let place: TrustStrip?
  /// `nil` where no year has a figure.
  let columns: TrustYearsChart?

  init(
    _ code: String, name: String, _ headlines: [TrustFigure], _ rows: TrustPageRows, settings: ReportSettings
  ) {
    let figure = headlines.last(where: \.hasShare)
    place = figure.flatMap { figure in
      guard let strip = rows.strips[TrustPageRows.key(figure.financialYear, figure.peerClass)] else {
        return nil
      }
      return TrustStrip(
        strip, year: figure.financialYear, code: code, trust: name, ownShare: figure.label(settings.benchmark)
      )
    }
    let years = headlines.compactMap { figure -> TrustYearsChart.Year? in
      guard let year = FinancialYear(figure.financialYear) else { return nil }
      let peers = rows.classFigures[TrustPageRows.key(figure.financialYear, figure.peerClass)]
      return TrustYearsChart.Year(
        year: year, share: figure.technologySharePercent.map(Percentage.init(percent:)),
        words: figure.label(settings.benchmark) ?? figure.shortAbsence,
        middleHalf: TrustPage.isUnknown(figure.peerClass) ? nil : peers?.middleHalf)
    }
    columns = TrustYearsChart(
      trust: name, className: figure?.peerClass ?? "", years: years, benchmark: settings.benchmark)
  }
}

extension TrustPageRows {
  /// Every class of every year as a strip, drawn once for all pages that show it.
  static func strips(
    _ figures: [TrustFigure], _ classes: [String: GroupSummary], settings: ReportSettings
  ) -> [String: ClassStrip] {
    let counted = figures.filter {
      $0.basis == settings.headlineBasis && $0.hasShare && !TrustPage.isUnknown($0.peerClass)
    }
    let groups = Dictionary(grouping: counted) { key($0.financialYear, $0.peerClass) }
    var strips: [String: ClassStrip] = [:]
    for (key, figures) in groups {
      let trusts = figures.compactMap { figure in
        figure.technologySharePercent.map {
          ClassStrip.Trust(code: figure.organisationCode, share: Percentage(percent: $0))
        }
      }
      let median = classes[key]?.medianPercent.map(Percentage.init(percent:))
      strips[key] = ClassStrip(
        figures.first?.peerClass ?? "", trusts: trusts, middleHalf: classes[key]?.middleHalf, median: median,
        axis: ShareAxis(
          covering: trusts.map(\.share) + [median].compactMap(\.self), benchmark: settings.benchmark),
        benchmark: settings.benchmark)
    }
    return strips
  }
}

extension TrustFigure {
  /// The share beside its mark in a chart; `nil` where there is none.
  fileprivate func label(_ benchmark: BasisPoints) -> String? {
    technologySharePercent.map {
      Wording.label(Percentage(percent: $0), isAtOrAbove: atOrAboveBenchmark == 1, benchmark: benchmark)
    }
  }

  /// Why there is no share, in the room of a column.
  fileprivate var shortAbsence: String {
    isMissing ? "missing" : isHeld ? "held" : hasBothSides ? "total is zero" : "no figure"
  }
}
