/// An English trust as the register describes it over one span of time.
package struct Organisation: Sendable, Hashable {
  package let code: OrganisationCode
  package let name: String
  package let type: String
  /// The group of like trusts it is compared with; `Not stated` where nothing is known.
  package let peerClass: String
  package let regionCode: String
  package let icbCode: String
  package let openedOn: CalendarDate?
  /// The last day on which it was open.
  package let closedOn: CalendarDate?
  package let validFrom: CalendarDate?
  package let validTo: CalendarDate?

  package init(
    code: OrganisationCode, name: String, type: String, peerClass: String, regionCode: String,
    icbCode: String,
    openedOn: CalendarDate?, closedOn: CalendarDate?, validFrom: CalendarDate?, validTo: CalendarDate?
  ) {
    self.code = code
    self.name = name
    self.type = type
    self.peerClass = peerClass
    self.regionCode = regionCode
    self.icbCode = icbCode
    self.openedOn = openedOn
    self.closedOn = closedOn
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether the trust was open on at least one day of `year`.
  package func isOpen(in year: FinancialYear) -> Bool {
    (openedOn ?? year.firstDay) <= year.lastDay && (closedOn ?? year.lastDay) >= year.firstDay
  }

  /// The same, closed on `day` unless it had closed before; as it is where `day` is `nil`.
  package func closing(atLatest day: CalendarDate?) -> Organisation {
    guard let day, closedOn.map({ $0 > day }) ?? true else { return self }
    return Organisation(
      code: code, name: name, type: type, peerClass: peerClass, regionCode: regionCode, icbCode: icbCode,
      openedOn: openedOn, closedOn: day, validFrom: validFrom, validTo: validTo)
  }
}

/// Another name under which a trust is or was known, with where that is written.
package struct OrganisationName: Sendable, Hashable {
  package let name: String
  package let code: OrganisationCode
  /// `other` or `former`.
  package let kind: String
  package let validFrom: CalendarDate?
  package let validTo: CalendarDate?
  package let source: String

  package init(
    name: String, code: OrganisationCode, kind: String, validFrom: CalendarDate?, validTo: CalendarDate?,
    source: String
  ) {
    self.name = name
    self.code = code
    self.kind = kind
    self.validFrom = validFrom
    self.validTo = validTo
    self.source = source
  }
}

/// One trust taking over from another; a split has several rows with the same predecessor.
package struct Succession: Sendable, Hashable {
  package let predecessor: OrganisationCode
  package let successor: OrganisationCode
  /// The first day of the successor's responsibility.
  package let legalDate: CalendarDate
  package let reason: String

  package init(
    predecessor: OrganisationCode, successor: OrganisationCode, legalDate: CalendarDate, reason: String
  ) {
    self.predecessor = predecessor
    self.successor = successor
    self.legalDate = legalDate
    self.reason = reason
  }
}

/// A trust from which no return is expected for some years, with the reason.
package struct Exemption: Sendable, Hashable {
  package let code: OrganisationCode
  package let firstYear: FinancialYear
  package let lastYear: FinancialYear
  package let reason: String

  package init(
    code: OrganisationCode, firstYear: FinancialYear, lastYear: FinancialYear, reason: String
  ) {
    self.code = code
    self.firstYear = firstYear
    self.lastYear = lastYear
    self.reason = reason
  }
}

/// A region or an integrated care board, with the days between which its code was in use.
package struct Area: Sendable, Hashable {
  package let code: String
  package let name: String
  package let regionCode: String?
  package let validFrom: CalendarDate?
  package let validTo: CalendarDate?

  package init(
    code: String, name: String, regionCode: String?, validFrom: CalendarDate?, validTo: CalendarDate?
  ) {
    self.code = code
    self.name = name
    self.regionCode = regionCode
    self.validFrom = validFrom
    self.validTo = validTo
  }
}
