package import Returns

/// How much each rule weighs and where its limits lie, from `rules:` in the pipeline file.
///
/// Where the file says nothing, the limits are those of docs/method.md.
package struct RuleSettings: Sendable {
  /// How many findings of one kind a publication may stand on.
  package enum Tolerance: Sendable, Hashable {
    case count(Int)
    /// Of all records.
    case percent(BasisPoints)
  }

  /// A return's operating expenditure outside these is held: its amounts may be in the wrong unit.
  package var unitSuspect = (below: Money(pence: 1_000_000_000), above: Money(pence: 500_000_000_000))
  /// A return's share outside these is held.
  package var shareImpossible = (below: BasisPoints(20), above: BasisPoints(2000))
  /// A return's share outside these is told.
  package var shareOutOfRange = (below: BasisPoints(50), above: BasisPoints(1000))
  /// Operating expenditure more than so many times last year's, or less than that part of it, is held.
  package var totalSwing = 3
  /// A share that changes by more than this part of last year's is told.
  package var yearOnYearSwing = BasisPoints(5000)
  /// Operating expenditure further than this from the audited accounts is told, or held.
  package var sourceDisagreement = (warn: BasisPoints(100), hold: BasisPoints(1000))
  /// What the trusts of a region buy from hosting trusts further than this from what those charge is told; a part of the
  /// larger of both.
  package var hostedMismatch = BasisPoints(1000)

  /// Severities that the pipeline file sets in place of the usual ones.
  package var severities: [FindingCode: Severity] = [:]
  /// Up to so many findings of a kind are no news.
  package var newsAbove: [FindingCode: Tolerance] = [:]
  /// More findings of a kind than this fail the gate.
  package var failAbove: [FindingCode: Tolerance] = [:]

  package init() {}

  /// All that bears on figures and findings, as one text; what only the gate looks at is not in it.
  package var digest: String {
    let weights = severities.map { "\($0.key.rawValue) \($0.value.rawValue)" }.sorted()
    return "\(unitSuspect) \(shareImpossible) \(shareOutOfRange) \(totalSwing) \(yearOnYearSwing)"
      + " \(sourceDisagreement) \(hostedMismatch) \(weights)"
  }

  package func severity(of code: FindingCode) -> Severity { severities[code] ?? code.severity }
}

extension RuleSettings {
  /// Reads `rules:`; a rule that does not exist, or a key that a rule does not have, is an error.
  init(_ settings: inout SettingsMapping) throws(SettingsError) {
    self.init()
    guard var table = try settings.mapping("rules") else { return }
    for key in table.keys {
      guard let code = FindingCode(rawValue: key) else {
        throw table.error(key, "is no rule; correct its spelling, or see rules.yaml for those there are")
      }
      guard var entry = try table.mapping(key) else { throw table.error(key, "is empty") }
      try readLimits(of: code, &entry)
      if let severity = try entry.value("severity", "a severity", Severity.init(rawValue:)) {
        guard Self.allowed(for: code).contains(severity) else {
          let allowed = Self.allowed(for: code).map { "'\($0.rawValue)'" }.joined(separator: " or ")
          throw entry.error(
            "severity",
            allowed.isEmpty
              ? "cannot be changed: a \(code.severity.rawValue) finding is what the data are"
              : "is '\(severity.rawValue)'; write \(allowed)")
        }
        severities[code] = severity
      }
      failAbove[code] = try entry.value("fail_if", "a number or a percentage like 2%", Tolerance.init)
      // For rules that compare two figures this is the difference, and is read above.
      if ![.yearOnYearSwing, .sourceDisagreement, .hostedMismatch].contains(code) {
        newsAbove[code] = try entry.value("warn_if", "a number or a percentage like 2%", Tolerance.init)
      }
      try entry.refuseUnknownKeys()
    }
    try table.refuseUnknownKeys()
  }

  /// A hold may be let down to a warning, and a warning to a note; what is wrong in a cell stays so.
  private static func allowed(for code: FindingCode) -> [Severity] {
    switch code.severity {
    case .held: [.held, .warning]
    case .warning: [.warning, .info]
    case .fatal, .error, .info: []
    }
  }

  private mutating func readLimits(
    of code: FindingCode, _ entry: inout SettingsMapping
  ) throws(SettingsError) {
    let percent = "a percentage like 50%"
    switch code {
    case .unitSuspect:
      let money = "an amount like 10m or 5bn"
      unitSuspect.below = try entry.value("below", money, Money.init(short:)) ?? unitSuspect.below
      unitSuspect.above = try entry.value("above", money, Money.init(short:)) ?? unitSuspect.above
    case .shareImpossible:
      shareImpossible = try Self.range(shareImpossible, &entry)
    case .shareOutOfRange:
      shareOutOfRange = try Self.range(shareOutOfRange, &entry)
    case .totalSwing:
      let times = try entry.value("times", "a whole number above 1") { Int($0).flatMap { $0 > 1 ? $0 : nil } }
      totalSwing = times ?? totalSwing
    case .yearOnYearSwing:
      yearOnYearSwing =
        try entry.value("warn_if", percent) { BasisPoints(percent: $0) } ?? yearOnYearSwing
    case .sourceDisagreement:
      sourceDisagreement.warn =
        try entry.value("warn_if", percent) { BasisPoints(percent: $0) } ?? sourceDisagreement.warn
      sourceDisagreement.hold =
        try entry.value("hold_if", percent) { BasisPoints(percent: $0) } ?? sourceDisagreement.hold
    case .hostedMismatch:
      hostedMismatch =
        try entry.value("warn_if", percent) { BasisPoints(percent: $0) } ?? hostedMismatch
    default: break
    }
  }

  private static func range(
    _ usual: (below: BasisPoints, above: BasisPoints), _ entry: inout SettingsMapping
  ) throws(SettingsError) -> (below: BasisPoints, above: BasisPoints) {
    let percent = "a percentage like 0.5%"
    let range = (
      below: try entry.value("below", percent) { BasisPoints(percent: $0) } ?? usual.below,
      above: try entry.value("above", percent) { BasisPoints(percent: $0) } ?? usual.above
    )
    guard range.below < range.above else { throw entry.error("below", "must be less than `above`") }
    return range
  }
}

extension RuleSettings.Tolerance {
  fileprivate init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = BasisPoints(percent: text) else { return nil }
      self = .percent(percent)
    } else {
      guard let count = Int(text), count >= 0 else { return nil }
      self = .count(count)
    }
  }

  /// Whether `findings` of one kind among `records` are more than this.
  package func isPassed(by findings: Int, of records: Int) -> Bool {
    switch self {
    case .count(let count): findings > count
    case .percent(let part): findings * 10_000 > records * part.value
    }
  }
}

extension Money {
  /// Whole pounds with a unit, as settings write them: `10m`, `5bn`, `250k`.
  init?(short text: String) {
    let factors: [(unit: String, pence: Int64)] = [
      ("bn", 100_000_000_000), ("m", 100_000_000), ("k", 100_000), ("", 100),
    ]
    guard let factor = factors.first(where: { text.hasSuffix($0.unit) }),
      let number = Int64(text.dropLast(factor.unit.count)), number >= 0
    else { return nil }
    let (pence, overflow) = number.multipliedReportingOverflow(by: factor.pence)
    guard !overflow else { return nil }
    self.init(pence: pence)
  }
}
