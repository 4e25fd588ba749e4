import Foundation
import Report
import Returns

extension WorkspaceStatus {
  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }

  /// What a person reads; the returns that are open are counted only.
  package var text: String {
    guard let lastRun else { return "There has been no run in this workspace." }
    let code = lastRun.exitCode.map { "exit code \($0)" } ?? "under way or cut off"
    var lines = [
      "Last run:      \(lastRun.runID), \(lastRun.state), \(code)",
      "Last success:  \(lastSuccess ?? "never")",
    ]
    let head = ["year", "expected", "in", "held", "missing", "overdue", "last came"]
    lines.append(years.isEmpty ? "Returns:       none yet" : "Returns:")
    let counts = years.map { year in
      [year.financialYear]
        + [year.expected, year.received, year.held, year.missing, year.overdue].map(String.init)
        + [year.lastReceived ?? "never"]
    }
    lines += table(years.isEmpty ? [] : [head] + counts).map { "  \($0)" }
    let held = open.filter(\.isHeld)
    lines.append("Held:          \(held.count) return(s)")
    for row in table(
      held.map { [$0.trustYear.organisation.text, "\($0.trustYear.year)", $0.why, $0.organisationName] })
    {
      lines.append("  \(row)")
    }
    if open.count > held.count {
      lines.append("Missing:       \(open.count - held.count) return(s): see status --missing")
    }
    let sizes = sizes.sorted { $0.key < $1.key }.map { "\($0.key) \(megabytes($0.value))" }
    lines.append("Sizes:         \(sizes.joined(separator: ", "))")
    return lines.joined(separator: "\n")
  }

  /// One line for a watcher: when the last run ended that did its work, and whether that is longer ago than `maxAge`
  /// (`26h`) allows.
  package func ageText(isTooOld: Bool, maxAge: String) -> String {
    switch (lastSuccess, isTooOld) {
    case (nil, _): "No run of this workspace has done its work yet; see `techshare runs`."
    case (let last?, true):
      "The last run that did its work ended at \(last), more than \(maxAge) ago; see `techshare runs`."
    case (let last?, false): "The last run that did its work ended at \(last), within the last \(maxAge)."
    }
  }

  /// The returns that never came or are held, as text.
  package var missingText: String { open.isEmpty ? "No return is missing or held." : open.text }

  /// The same as CSV: whom to chase for what.
  package var missingCSV: String {
    writeCSV(
      [
        "organisation_code", "organisation_name", "icb_code", "icb_name", "financial_year", "contract", "due",
        "days_overdue", "why", "owed_by",
      ],
      open.map {
        [
          $0.trustYear.organisation.text, $0.organisationName, $0.icbCode, $0.icbName, "\($0.trustYear.year)",
          $0.contract, "\($0.due)", "\($0.daysOverdue)", $0.why, $0.owedByText,
        ]
      })
  }
}

extension [OpenReturn] {
  /// One return a line, under a head.
  var text: String {
    let head = ["code", "year", "due", "days overdue", "owed by", "organisation", "why"]
    let rows = map { open in
      [
        open.trustYear.organisation.text, "\(open.trustYear.year)", "\(open.due)", "\(open.daysOverdue)",
        open.owedBy.isEmpty ? "nobody known" : open.owedByText, open.organisationName, open.why,
      ]
    }
    return table([head] + rows).joined(separator: "\n")
  }
}

extension OpenReturn {
  fileprivate var owedByText: String { owedBy.map(\.text).joined(separator: "; ") }
}

private func megabytes(_ bytes: Int) -> String {
  let tenths = (bytes + 50_000) / 100_000
  return "\(tenths / 10).\(tenths % 10) MB"
}
