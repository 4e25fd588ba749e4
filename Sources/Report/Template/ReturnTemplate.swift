package import Returns

/// The workbook that one trust fills in for one year: its lines, and what is checked while it is filled in.
package struct ReturnTemplate: Sendable {
  package struct Line: Sendable {
    package let code: String
    package let description: String
    package let include: String
    package let leaveOut: String
    /// What the audited accounts say already.
    package let fromAccounts: Money?
    package let lastYear: Money?
    package let least: Money?
    package let most: Money?
    /// Whether a return without it gives no figure.
    package let isRequired: Bool

    package init(
      code: String, description: String, include: String, leaveOut: String, fromAccounts: Money?,
      lastYear: Money?, least: Money?, most: Money?, isRequired: Bool
    ) {
      self.code = code
      self.description = description
      self.include = include
      self.leaveOut = leaveOut
      self.fromAccounts = fromAccounts
      self.lastYear = lastYear
      self.least = least
      self.most = most
      self.isRequired = isRequired
    }
  }

  /// A sum of lines, each with its sign, and the words for it.
  package struct Sum: Sendable {
    package let words: String
    package let added: [String]
    package let takenOff: [String]

    package init(words: String, added: [String], takenOff: [String]) {
      self.words = words
      self.added = added
      self.takenOff = takenOff
    }

    var codes: [String] { added + takenOff }
  }

  /// Amounts that must fit together.
  package struct Check: Sendable {
    /// Whether the parts must be the total; else they must not be more.
    package let mustBeEqual: Bool
    package let parts: Sum
    package let total: Sum

    package init(mustBeEqual: Bool, parts: Sum, total: Sum) {
      self.mustBeEqual = mustBeEqual
      self.parts = parts
      self.total = total
    }
  }

  /// A way of measuring; the words of its sums are the titles of its categories.
  package struct Measure: Sendable {
    package let name: String
    package let title: String
    package let isHeadline: Bool
    package let technology: Sum
    package let total: Sum

    package init(name: String, title: String, isHeadline: Bool, technology: Sum, total: Sum) {
      self.name = name
      self.title = title
      self.isHeadline = isHeadline
      self.technology = technology
      self.total = total
    }
  }

  /// What all trusts' workbooks of a year have in common.
  package struct Form: Sendable {
    package let year: FinancialYear
    /// Whether it is what was spent or what is planned.
    package let kind: SubmissionKind
    package let control: (code: String, sum: Sum)?
    package let checks: [Check]
    /// The headline's first.
    package let measures: [Measure]
    /// Operating expenditure, and what it is at least and at most.
    package let expenditure: (sum: Sum, least: Money, most: Money)
    /// Shares outside these are held.
    package let shares: (least: BasisPoints, most: BasisPoints)
    package let notice: String?
    package let contact: String?

    var isPlan: Bool { kind == .plan }
    /// `2024-25`, or `2027-28 (plan)`.
    var period: String { "\(year)\(isPlan ? " (plan)" : "")" }

    package init(
      year: FinancialYear, kind: SubmissionKind, control: (code: String, sum: Sum)?, checks: [Check],
      measures: [Measure],
      expenditure: (sum: Sum, least: Money, most: Money), shares: (least: BasisPoints, most: BasisPoints),
      notice: String?, contact: String?
    ) {
      self.year = year
      self.kind = kind
      self.control = control
      self.checks = checks
      self.measures = measures
      self.expenditure = expenditure
      self.shares = shares
      self.notice = notice
      self.contact = contact
    }
  }

  package let organisation: OrganisationCode
  package let name: String
  package let lines: [Line]
  package let form: Form

  package init(organisation: OrganisationCode, name: String, lines: [Line], form: Form) {
    self.organisation = organisation
    self.name = name
    self.lines = lines
    self.form = form
  }

  /// The workbook's file.
  package var file: String { "\(organisation)-\(form.year)\(form.isPlan ? "-plan" : "").xlsx" }
}
