internal import Foundation
internal import GRDB
package import Returns

// What a run needs of what was measured before, when it measures only the trust-years that it touched.

extension StoredData {
  /// The keys of all submissions, each once.
  package func submissionKeys() throws -> Set<SubmissionKey> {
    try reading { database in
      let sql = "SELECT DISTINCT organisation_code, period_start, period_end, kind, source FROM submissions"
      return Set(try Row.fetchAll(database, sql: sql).map { try $0.submissionKey() })
    }
  }

  /// Each trust-year's operating expenditure where it is known for that very year.
  package func knownExpenditure() throws -> [TrustYear: Money] {
    try reading { database in
      let sql = """
        SELECT organisation_code, financial_year, operating_expenditure_pence
        FROM organisation_years
        WHERE operating_expenditure_from = ?
        """
      let source = OrganisationYear.ExpenditureSource.thisYear.rawValue
      var known: [TrustYear: Money] = [:]
      for row in try Row.fetchAll(database, sql: sql, arguments: [source]) {
        known[try row.trustYear(of: "organisation_years")] = Money(pence: row["operating_expenditure_pence"])
      }
      return known
    }
  }

  /// The shares of these organisations, with what later years' figures need of them: both sides, and whether they are
  /// of part of a year.
  ///
  /// Their terms stay in the database.
  package func shares(of organisations: Set<OrganisationCode>) throws -> [TrustYearShare] {
    try reading { database in
      let sql = """
        SELECT *
        FROM shares
        WHERE organisation_code IN (SELECT value FROM json_each(?))
        ORDER BY organisation_code, financial_year, basis
        """
      let codes = try jsonText(organisations.map(\.text).sorted())
      return try Row.fetchAll(database, sql: sql, arguments: [codes]).map { try $0.share() }
    }
  }
}

/// A list as SQLite's JSON functions take it.
func jsonText(_ texts: [String]) throws -> String {
  String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
}

extension Row {
  func trustYear(of table: String) throws -> TrustYear {
    TrustYear(
      try value("organisation_code", of: table) { OrganisationCode($0) },
      try value("financial_year", of: table) { FinancialYear($0) })
  }

  func submissionKey() throws -> SubmissionKey {
    let table = "submissions"
    return SubmissionKey(
      organisation: try optionalValue("organisation_code", of: table) { OrganisationCode($0) },
      period: try period(of: table), kind: try value("kind", of: table, SubmissionKind.init(rawValue:)),
      source: self["source"])
  }

  func period(of table: String) throws -> Period {
    let first = try value("period_start", of: table) { CalendarDate(iso: $0) }
    return try value("period_end", of: table) { text in
      CalendarDate(iso: text).flatMap { Period(first: first, last: $0) }
    }
  }

  fileprivate func share() throws -> TrustYearShare {
    let trustYear = try trustYear(of: "shares")
    var share = TrustYearShare(
      organisation: trustYear.organisation, year: trustYear.year, basis: self["basis"],
      period: try period(of: "shares"),
      status: try value("status", of: "shares", ShareStatus.init(rawValue:)))
    share.technology = (self["technology_pence"] as Int64?).map { Money(pence: $0) }
    share.total = (self["total_pence"] as Int64?).map { Money(pence: $0) }
    share.isPartYear = self["is_part_year"]
    share.reason = try optionalValue("reason", of: "shares", FindingCode.init(rawValue:))
    return share
  }
}
