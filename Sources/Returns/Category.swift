/// What money was spent on, in the terms the bases are made of; `Pipelines/categories.csv` lists them.
package struct Category: Sendable, Hashable {
  /// Which source gives a category and where it may enter.
  package enum Kind: String, Sendable, Hashable {
    /// Technology spending: from the trust's return.
    case technology
    /// The trust's total spending: from the audited accounts before the return.
    case total
    /// Kept and shown, in no share.
    case memorandum
    /// Checked against other lines, never added.
    case control
  }

  /// What a trust spends on legacy systems, which is never shown by trust.
  package static let legacySystems = "legacy-systems"

  package let name: String
  package let title: String
  package let kind: Kind
  /// The category whose amount holds this one's, as capital additions hold IT equipment; `nil` where it stands by itself.
  package let partOf: String?
  package let description: String

  package init(name: String, title: String, kind: Kind, partOf: String? = nil, description: String) {
    self.name = name
    self.title = title
    self.kind = kind
    self.partOf = partOf
    self.description = description
  }
}

/// One way of measuring: which categories make technology and which make the total, each with its sign.
package struct Basis: Sendable, Hashable {
  /// A category on one side of a basis; `sign` is 1 or -1.
  package struct Term: Sendable, Hashable {
    package let category: String
    package let sign: Int64

    package init(category: String, sign: Int64) {
      self.category = category
      self.sign = sign
    }
  }

  package let name: String
  package let title: String
  package let technology: [Term]
  package let total: [Term]

  package init(name: String, title: String, technology: [Term], total: [Term]) {
    self.name = name
    self.title = title
    self.technology = technology
    self.total = total
  }
}
