internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces what trusts plan; of it only the trust-years in `touched`, where that is given.
  package func replacePlans(_ planned: [TrustYearShare], touched: Set<TrustYear>? = nil) throws {
    try delete(from: ["planned_submissions", "planned_terms", "planned_shares"], of: touched)
    let ordered = planned.sorted {
      ($0.organisation, $0.year, $0.basis) < ($1.organisation, $1.year, $1.basis)
    }
    var rows = try RowsBelowGRDB(
      database, into: "planned_shares",
      columns: [
        "organisation_code", "financial_year", "basis", "period_start", "period_end", "status",
        "technology_pence", "total_pence",
        "submission_version", "reason",
      ])
    for share in ordered {
      try rows.add([
        share.organisation.text, share.year.description, share.basis,
        share.period.first.description, share.period.last.description, share.status.rawValue,
        share.technology?.pence, share.total?.pence, share.submissionVersion, share.reason?.rawValue,
      ])
    }
    try rows.finish()
    try addTerms(of: ordered, into: "planned_terms")
    try addSubmissions(of: ordered, into: "planned_submissions")
  }

  /// Empties tables of measured figures; only of `touched`, where that is given.
  func delete(from tables: [String], of touched: Set<TrustYear>?) throws {
    for table in tables {
      guard let touched else {
        try run("DELETE FROM \(table)")
        continue
      }
      for trustYear in touched {
        try run(
          "DELETE FROM \(table) WHERE organisation_code = ? AND financial_year = ?",
          [trustYear.organisation.text, trustYear.year.description])
      }
    }
  }
}
