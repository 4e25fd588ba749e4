import Foundation
import Report

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
    let overdue = missing.count { $0.daysOverdue > 0 }
    lines.append("Missing:       \(missing.count) return(s), \(overdue) of them overdue (see --missing)")
    lines.append("Held:          \(held.count) return(s)")
    for row in table(held.map { [$0.organisationCode, $0.financialYear, $0.why, $0.organisationName] }) {
      lines.append("  \(row)")
    }
    let sizes = sizes.sorted { $0.key < $1.key }.map { "\($0.key) \(megabytes($0.value))" }
    lines.append("Sizes:         \(sizes.joined(separator: ", "))")
    return lines.joined(separator: "\n")
  }

  /// The returns that never came, as text.
  package var missingText: String {
    if missing.isEmpty { return "No return is missing." }
    let head = ["code", "year", "due", "days overdue", "organisation"]
    let rows = missing.map {
      [$0.organisationCode, $0.financialYear, $0.due, "\($0.daysOverdue)", $0.organisationName]
    }
    return table([head] + rows).joined(separator: "\n")
  }

  /// The same as CSV.
  package var missingCSV: String {
    writeCSV(
      [
        "organisation_code", "organisation_name", "icb_code", "financial_year", "contract", "due",
        "days_overdue", "why",
      ],
      missing.map {
        [
          $0.organisationCode, $0.organisationName, $0.icbCode, $0.financialYear, $0.contract, $0.due,
          "\($0.daysOverdue)", $0.why,
        ]
      })
  }
}

private func megabytes(_ bytes: Int) -> String {
  let tenths = (bytes + 50_000) / 100_000
  return "\(tenths / 10).\(tenths % 10) MB"
}
