package import Returns

/// One layout of return: which columns there are, what they mean, and how the file is taken.
package struct Contract: Sendable {
  /// Whether the file's returns stand or fall as wholes, or each record for itself (payments).
  package enum Taken: String, Sendable {
    case whole
    case byRecord = "by-record"
  }

  /// What an account that no row of the mapping covers does.
  package enum Unmapped: String, Sendable {
    /// An unknown line code: the record is rejected (`foreign-key`).
    case reject
    /// A ledger's account: the return waits (`account-unmapped`).
    case hold
    /// A row of a form that no figure needs: counted and set aside.
    case setAside = "set-aside"
    /// A payment's type that is no technology type: kept without a category.
    case keep
  }

  /// What it means that no line of a category is there.
  package enum AbsentCategory: String, Sendable {
    case missing
    /// A ledger is complete as sent: what is not there was not spent.
    case zero
  }

  package struct Accounts: Sendable {
    /// The fields that make the account, joined by `/`; empty where each column is an account (the wide layout).
    package let fields: [String]
    package let mapping: AccountMapping
    package let unmapped: Unmapped

    package var areColumns: Bool { fields.isEmpty }
  }

  /// A line that holds the sum of other lines: checked, never added.
  package struct Control: Sendable {
    package let account: String
    package let sums: AccountPattern
  }

  /// Amounts of one return that must fit together: checked where all of them are there.
  package struct Check: Sendable {
    package enum Rule: String, Sendable, CaseIterable {
      /// The parts together must not be more than the total.
      case partExceedsTotal = "part-exceeds-total"
      /// The parts together must be the total.
      case totalMismatch = "total-mismatch"
    }

    package struct Term: Sendable {
      package let sign: Int64
      package let account: AccountPattern
    }

    package let rule: Rule
    package let parts: [Term]
    package let total: [Term]
  }

  /// What amounts some accounts may have: recharges are entered negative, additions never are.
  package struct AmountRange: Sendable {
    package let accounts: [AccountPattern]
    package let minimum: Money?
    package let maximum: Money?
  }

  /// Accounts that two trusts write for the same service: what one buys from another, and what the other charges for it.
  package struct Hosting: Sendable {
    package let bought: String
    /// Entered negative.
    package let sold: String
  }

  /// A total that is the sum of categories, in a layout that does not state it.
  package struct Derivation: Sendable {
    package let category: String
    package let terms: [Basis.Term]
  }

  package let name: String
  package let title: String
  package let version: String
  /// What the return is, be it in this layout or another: the name that `precedence` in the pipeline uses.
  package let source: String
  package let taken: Taken
  /// The fields whose columns tell this layout from every other.
  package let recognise: [String]
  package let delimiters: [UInt8]
  package let fields: [ContractField]
  package let missingValues: [String]
  /// Columns that may be there and mean nothing, in normal form.
  package let ignore: [String]
  package let accounts: Accounts
  package let required: [AccountPattern]
  package let control: Control?
  package let checks: [Check]
  package let amountRanges: [AmountRange]
  package let hosting: Hosting?
  package let derivations: [Derivation]
  package let absentCategory: AbsentCategory
  /// What may be assessed, in a layout that holds scores and no money; empty in every other.
  package let scores: [InstrumentSection]

  /// The position of the field whose column bears a label, by the label's normal form.
  package let fieldByLabel: [String: Int]
  /// In the wide layout, the account whose column bears a label: its code or its description, in normal form.
  package let accountByLabel: [String: String]

  package func field(_ name: String) -> ContractField? { fields.first { $0.name == name } }
}

/// One column of a layout, in Frictionless Table Schema's words and a few of our own.
package struct ContractField: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case string
    case integer
    case organisation
    case organisationName = "organisation-name"
    case year
    case date
    case money
    /// A plain year such as 2024.
    case calendarYear = "calendar-year"
    /// A number of at most two decimals; its range is its instrument's.
    case score
  }

  /// Where the value stands, if not in a column of its own.
  package enum Origin: String, Sendable, CaseIterable {
    case column
    /// In the file's name (`TAC_NHS_trusts_2023-24.csv`).
    case fileName = "file-name"
    /// Resolved from the organisation's name.
    case entityName = "entity-name"
    /// The year in which the record's date lies.
    case date
  }

  /// Which number of `03/02/2024` is the day.
  package enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
    /// As the file's own dates show, for the whole file; the day first where they do not.
    case byFile = "by-file"
  }

  package let name: String
  package let kind: Kind
  /// The labels it may bear, in normal form, its own name among them.
  package let labels: [String]
  /// The labels that the layout itself gives it: its name, and its title where it has one.
  package let ownLabels: [String]
  package let unit: MoneyUnit
  /// Labels that say another unit, in normal form.
  package let unitByLabel: [String: MoneyUnit]
  package let isRequired: Bool
  package let origin: Origin
  /// Whether its values may name people and so never leave the working database.
  package let isPersonal: Bool
  package let dateOrder: DateOrder
  package let bareYear: FinancialYear.BareYear?
}
