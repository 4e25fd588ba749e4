/// Who the trusts are and were: codes, names over time, successions, areas and exemptions.
package struct OrganisationRegister: Sendable {
  package let organisations: [Organisation]
  package let otherNames: [OrganisationName]
  package let successions: [Succession]
  package let regions: [Area]
  package let icbs: [Area]
  package let exemptions: [Exemption]

  private let spans: [OrganisationCode: [Organisation]]
  private let successionsOf: [OrganisationCode: [Succession]]
  private let codesByName: [String: [NamedSpan]]

  private struct NamedSpan {
    let code: OrganisationCode
    let from: CalendarDate?
    let to: CalendarDate?
  }

  package init(
    organisations: [Organisation], otherNames: [OrganisationName], successions: [Succession], regions: [Area],
    icbs: [Area], exemptions: [Exemption]
  ) {
    let successionsOf = Dictionary(grouping: successions, by: \.predecessor).mapValues { rows in
      rows.sorted { ($0.legalDate, $0.successor) < ($1.legalDate, $1.successor) }
    }
    self.successionsOf = successionsOf
    // A merged code may go on as active where it was copied from; the legal date says when it closed.
    let organisations = organisations.map {
      $0.closing(atLatest: Self.lastDayBeforeTakeover(successionsOf[$0.code] ?? []))
    }
    self.organisations = organisations
    self.otherNames = otherNames
    self.successions = successions
    self.regions = regions
    self.icbs = icbs
    self.exemptions = exemptions
    spans = Dictionary(grouping: organisations, by: \.code)
    var codes: [String: [NamedSpan]] = [:]
    for organisation in organisations {
      codes[normalForm(ofName: organisation.name), default: []].append(
        NamedSpan(code: organisation.code, from: organisation.validFrom, to: organisation.validTo))
    }
    for other in otherNames {
      codes[normalForm(ofName: other.name), default: []].append(
        NamedSpan(code: other.code, from: other.validFrom, to: other.validTo))
    }
    codesByName = codes
  }

  /// Every code there is or was, in order.
  package var codes: [OrganisationCode] { spans.keys.sorted() }

  package func contains(_ code: OrganisationCode) -> Bool { spans[code] != nil }

  /// The row in force on `date`, else the nearest one before it, else the first.
  package func organisation(_ code: OrganisationCode, on date: CalendarDate) -> Organisation? {
    guard let rows = spans[code] else { return nil }
    let inForce = rows.last { row in
      (row.validFrom ?? date) <= date && date <= (row.validTo ?? date)
    }
    return inForce ?? rows.last { ($0.validFrom ?? date) <= date } ?? rows.first
  }

  /// The code that bears `name` in `period`, by normal form only and never by likeness.
  ///
  /// A name kept after a change still finds its trust, as long as no other trust bore it. Where several did, the one whose
  /// days of use meet the period is meant; `nil` where that leaves more than one, or none.
  package func code(named name: some StringProtocol, in period: Period) -> OrganisationCode? {
    guard let candidates = codesByName[normalForm(ofName: name)] else { return nil }
    let codes = Set(candidates.map(\.code))
    if codes.count == 1 { return codes.first }
    let current = Set(
      candidates.filter { ($0.from ?? period.last) <= period.last && period.first <= ($0.to ?? period.first) }
        .map(\.code))
    return current.count == 1 ? current.first : nil
  }

  /// Whether `name` is one under which `code` is or was known.
  package func bears(_ code: OrganisationCode, name: some StringProtocol) -> Bool {
    codesByName[normalForm(ofName: name)]?.contains { $0.code == code } ?? false
  }

  /// Who took over from `code`, by legal date.
  func successions(of code: OrganisationCode) -> [Succession] { successionsOf[code] ?? [] }

  /// Whether successions of one trust share it among several.
  ///
  /// Where only one of them is a trust, the register lists that one alone, and says that it was a split.
  func isSplit(_ successions: [Succession]) -> Bool { Self.isSplit(successions) }

  private static func isSplit(_ successions: [Succession]) -> Bool {
    Set(successions.map(\.successor)).count > 1 || successions.contains { $0.reason == "split" }
  }

  static func lastDayBeforeTakeover(_ successions: [Succession]) -> CalendarDate? {
    guard let takeover = successions.first, !isSplit(successions) else { return nil }
    return CalendarDate(daysSinceEpoch: takeover.legalDate.daysSinceEpoch - 1)
  }

  package func isExempt(_ code: OrganisationCode, in year: FinancialYear) -> Bool {
    exemptions.contains { $0.code == code && $0.firstYear <= year && year <= $0.lastYear }
  }

  /// The names nearest to one that is not known, for a person to choose from; nothing is ever resolved by them.
  package func nearestNames(to name: some StringProtocol, count: Int = 3) -> [String] {
    let wanted = Self.tellingWords(of: normalForm(ofName: name))
    var scored: [(score: Int, name: String)] = []
    for (known, owners) in codesByName {
      let words = Self.tellingWords(of: known)
      let common = words.intersection(wanted).count
      guard common > 0 else { continue }
      for owner in owners {
        guard let title = spans[owner.code]?.last?.name else { continue }
        scored.append((common * 100 / words.union(wanted).count, "\(title) (\(owner.code))"))
      }
    }
    var names: [String] = []
    for candidate in scored.sorted(by: { ($1.score, $0.name) < ($0.score, $1.name) })
    where !names.contains(candidate.name) {
      names.append(candidate.name)
      if names.count == count { break }
    }
    return names
  }

  /// The words that tell one trust from another.
  private static func tellingWords(of name: String) -> Set<Substring> {
    Set(name.split(separator: " ")).subtracting([
      "nhs", "trust", "foundation", "and", "of", "the", "for", "on",
    ])
  }
}
