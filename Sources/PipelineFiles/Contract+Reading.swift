package import Foundation
package import Returns

extension Contract {
  /// Reads the contract `name` and its mapping under `definitions`.
  ///
  /// - Throws: `SettingsError` with file, line and key.
  package init(
    named name: String, in definitions: URL, categories: [Returns.Category]
  ) throws(SettingsError) {
    let url = definitions.appending(path: "contracts/\(name).yaml")
    var settings = try SettingsMapping(url: url)
    self.name = try settings.requiredText("name")
    guard self.name == name else { throw settings.error("name", "must be '\(name)', as the file is named") }
    title = try settings.requiredText("title")
    version = try settings.requiredText("version")
    source = try settings.text("source") ?? name
    taken = try settings.value("taken", "'whole' or 'by-record'", Taken.init(rawValue:)) ?? .whole
    delimiters = try Self.delimiters(&settings)
    missingValues = try settings.texts("missingValues") ?? [""]
    ignore = (try settings.texts("ignore") ?? []).map { normalForm(ofLabel: $0) }
    absentCategory =
      try settings.value("absent_category", "'missing' or 'zero'", AbsentCategory.init(rawValue:)) ?? .missing
    required = (try settings.texts("required") ?? []).map { AccountPattern($0) }
    fields = try Self.fields(&settings)
    recognise = try settings.texts("recognise") ?? []
    for field in recognise where !fields.contains(where: { $0.name == field }) {
      throw settings.error("recognise", "names '\(field)', which is none of the fields")
    }
    guard !recognise.isEmpty else { throw settings.error("recognise", "must name at least one field") }
    scores = try Self.scores(&settings, definitions: definitions, fields: fields)
    accounts =
      scores.isEmpty
      ? try Self.accounts(&settings, definitions: definitions, fields: fields, categories: categories)
      : Accounts(fields: ["section"], mapping: .empty, unmapped: .reject)
    for pattern in required where !accounts.mapping.rows.contains(where: { pattern.matches($0.account) }) {
      throw settings.error("required", "'\(pattern.text)' fits no account of the mapping")
    }
    control = try Self.control(&settings, accounts.mapping)
    checks = try Self.checks(&settings, accounts.mapping)
    amountRanges = try Self.amountRanges(&settings, accounts.mapping)
    hosting = try Self.hosting(&settings, accounts.mapping)
    derivations = try Self.derivations(&settings, categories: categories)
    fieldByLabel = Self.fieldByLabel(fields, areAccountsColumns: accounts.areColumns)
    accountByLabel = accounts.areColumns ? try Self.accountByLabel(&settings, accounts.mapping) : [:]
    try settings.refuseUnknownKeys()
  }

  /// In the wide layout amounts stand under their accounts, so that a column `amount` is none of it.
  private static func fieldByLabel(_ fields: [ContractField], areAccountsColumns: Bool) -> [String: Int] {
    var positions: [String: Int] = [:]
    for (position, field) in fields.enumerated() where field.origin == .column {
      if areAccountsColumns, field.kind == .money { continue }
      for label in field.labels { positions[label] = position }
    }
    return positions
  }

  private static func accountByLabel(
    _ settings: inout SettingsMapping, _ mapping: AccountMapping
  ) throws(SettingsError) -> [String: String] {
    var accounts: [String: String] = [:]
    for row in mapping.rows {
      for label in Set([normalForm(ofLabel: row.account), normalForm(ofLabel: row.description)])
      where !label.isEmpty {
        if let other = accounts[label], other != row.account {
          throw settings.error("accounts", "'\(label)' heads both \(other) and \(row.account) in the mapping")
        }
        accounts[label] = row.account
      }
    }
    return accounts
  }

  private static func delimiters(_ settings: inout SettingsMapping) throws(SettingsError) -> [UInt8] {
    let texts = try settings.texts("delimiters") ?? [","]
    var bytes: [UInt8] = []
    for text in texts {
      guard text.utf8.count == 1, let byte = text.utf8.first else {
        throw settings.error("delimiters", "'\(text)' is not one character of ASCII")
      }
      guard ![0, 0x0A, 0x0D, 0x20, 0x22].contains(byte) else {
        throw settings.error("delimiters", "a quote, a blank or a line end cannot part cells")
      }
      bytes.append(byte)
    }
    return bytes
  }

  private static func fields(_ settings: inout SettingsMapping) throws(SettingsError) -> [ContractField] {
    guard let entries = try settings.mappings("fields"), !entries.isEmpty else {
      throw settings.error("fields", "is missing; list the columns")
    }
    var fields: [ContractField] = []
    for entry in entries {
      let field = try ContractField(entry)
      if fields.contains(where: { $0.name == field.name }) {
        throw entry.error("name", "'\(field.name)' is there twice")
      }
      if let taken = fields.lazy.flatMap(\.labels).first(where: { field.labels.contains($0) }) {
        throw entry.error("aliases", "'\(taken)' belongs to another field already")
      }
      fields.append(field)
    }
    return fields
  }

  private static func accounts(
    _ settings: inout SettingsMapping, definitions: URL, fields: [ContractField],
    categories: [Returns.Category]
  ) throws(SettingsError) -> Accounts {
    guard var entry = try settings.mapping("accounts") else {
      throw settings.error("accounts", "is missing; say which fields make the account, and its mapping")
    }
    var names = try entry.texts("fields") ?? []
    if let single = try entry.text("field") { names.append(single) }
    let areColumns = try entry.value("columns", "'true'", { $0 == "true" ? true : nil }) ?? false
    guard areColumns == names.isEmpty else {
      throw entry.error("field", "give either `field`, `fields` or `columns: true`")
    }
    for name in names where !fields.contains(where: { $0.name == name }) {
      throw entry.error("field", "'\(name)' is none of the fields")
    }
    let file = try entry.requiredText("mapping")
    let unmapped =
      try entry.value(
        "unmapped", "'reject', 'hold', 'set-aside' or 'keep'", Unmapped.init(rawValue:)) ?? .reject
    try entry.refuseUnknownKeys()
    let mapping = try AccountMapping(
      url: definitions.appending(path: "mappings/\(file)"), categories: categories)
    return Accounts(fields: names, mapping: mapping, unmapped: unmapped)
  }

  private static func control(
    _ settings: inout SettingsMapping, _ mapping: AccountMapping
  ) throws(SettingsError) -> Control? {
    guard var entry = try settings.mapping("control") else { return nil }
    let control = Control(
      account: try entry.requiredText("line"), sums: AccountPattern(try entry.requiredText("sums")))
    guard mapping.rows.contains(where: { $0.account == control.account }) else {
      throw entry.error("line", "'\(control.account)' is no account of the mapping")
    }
    guard mapping.rows.contains(where: { control.sums.matches($0.account) }) else {
      throw entry.error("sums", "'\(control.sums.text)' fits no account of the mapping")
    }
    try entry.refuseUnknownKeys()
    return control
  }

  private static func checks(
    _ settings: inout SettingsMapping, _ mapping: AccountMapping
  ) throws(SettingsError) -> [Check] {
    var checks: [Check] = []
    for var entry in try settings.mappings("checks") ?? [] {
      let names = Check.Rule.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
      guard let rule = try entry.value("rule", names, Check.Rule.init(rawValue:)) else {
        throw entry.error("rule", "is missing; write \(names)")
      }
      checks.append(
        Check(
          rule: rule, parts: try checkTerms("parts", &entry, mapping),
          total: try checkTerms("total", &entry, mapping)))
      try entry.refuseUnknownKeys()
    }
    return checks
  }

  private static func amountRanges(
    _ settings: inout SettingsMapping, _ mapping: AccountMapping
  ) throws(SettingsError) -> [AmountRange] {
    var ranges: [AmountRange] = []
    for var entry in try settings.mappings("amounts") ?? [] {
      guard let texts = try entry.texts("accounts"), !texts.isEmpty else {
        throw entry.error("accounts", "must list at least one account")
      }
      for text in texts where !mapping.rows.contains(where: { AccountPattern(text).matches($0.account) }) {
        throw entry.error("accounts", "'\(text)' fits no account of the mapping")
      }
      let money = "an amount like 0 or 10m"
      let minimum = try entry.value("minimum", money, Money.init(short:))
      let maximum = try entry.value("maximum", money, Money.init(short:))
      guard minimum != nil || maximum != nil else {
        throw entry.error("minimum", "is missing; give it or `maximum`")
      }
      ranges.append(
        AmountRange(accounts: texts.map { AccountPattern($0) }, minimum: minimum, maximum: maximum))
      try entry.refuseUnknownKeys()
    }
    return ranges
  }

  private static func hosting(
    _ settings: inout SettingsMapping, _ mapping: AccountMapping
  ) throws(SettingsError) -> Hosting? {
    guard var entry = try settings.mapping("hosting") else { return nil }
    let hosting = Hosting(
      bought: try entry.requiredText("bought"), sold: try entry.requiredText("sold"))
    for (key, account) in [("bought", hosting.bought), ("sold", hosting.sold)]
    where !mapping.rows.contains(where: { $0.account == account }) {
      throw entry.error(key, "'\(account)' is no account of the mapping")
    }
    try entry.refuseUnknownKeys()
    return hosting
  }

  private static func checkTerms(
    _ key: String, _ entry: inout SettingsMapping, _ mapping: AccountMapping
  ) throws(SettingsError) -> [Check.Term] {
    guard let texts = try entry.texts(key), !texts.isEmpty else {
      throw entry.error(key, "must list at least one account")
    }
    var terms: [Check.Term] = []
    for text in texts {
      let isNegative = text.hasPrefix("-")
      let pattern = AccountPattern(isNegative ? String(text.dropFirst()) : text)
      guard mapping.rows.contains(where: { pattern.matches($0.account) }) else {
        throw entry.error(key, "'\(pattern.text)' fits no account of the mapping")
      }
      terms.append(Check.Term(sign: isNegative ? -1 : 1, account: pattern))
    }
    return terms
  }

  private static func derivations(
    _ settings: inout SettingsMapping, categories: [Returns.Category]
  ) throws(SettingsError) -> [Derivation] {
    guard var entry = try settings.mapping("derive") else { return [] }
    var derivations: [Derivation] = []
    for category in entry.keys {
      guard categories.contains(where: { $0.name == category }) else {
        throw entry.error(category, "is no category of categories.csv")
      }
      let terms = try basisTerms(category, &entry, categories: categories)
      derivations.append(Derivation(category: category, terms: terms))
    }
    try entry.refuseUnknownKeys()
    return derivations
  }
}

extension ContractField {
  fileprivate init(_ entry: SettingsMapping) throws(SettingsError) {
    var entry = entry
    name = try entry.requiredText("name")
    let kinds = Kind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    kind = try entry.value("type", "one of \(kinds)", Kind.init(rawValue:)) ?? .string
    unit =
      try entry.value("unit", "'pounds', 'thousands' or 'millions'", MoneyUnit.init(rawValue:)) ?? .pounds
    var units: [String: MoneyUnit] = [:]
    if var table = try entry.mapping("units") {
      for label in table.keys {
        units[normalForm(ofLabel: label)] =
          try table.value(label, "'pounds', 'thousands' or 'millions'", MoneyUnit.init(rawValue:))
      }
      try table.refuseUnknownKeys()
    }
    unitByLabel = units
    let aliases = (try entry.texts("aliases") ?? []).map { normalForm(ofLabel: $0) }
    ownLabels = [name, try entry.text("title")].compactMap { $0.map { normalForm(ofLabel: $0) } }
    labels = ownLabels + aliases + units.keys.sorted()
    if var constraints = try entry.mapping("constraints") {
      isRequired = try constraints.value("required", "'true' or 'false'", Bool.init) ?? false
      try constraints.refuseUnknownKeys()
    } else {
      isRequired = false
    }
    let origins = Origin.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    origin = try entry.value("from", "one of \(origins)", Origin.init(rawValue:)) ?? .column
    isPersonal = try entry.value("personal", "'true' or 'false'", Bool.init) ?? false
    let orders = DateOrder.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    dateOrder = try entry.value("dateOrder", "one of \(orders)", DateOrder.init(rawValue:)) ?? .dayFirst
    bareYear = try entry.value("bareYear", "'start' or 'end'", FinancialYear.BareYear.init(rawValue:))
    try entry.refuseUnknownKeys()
  }
}

/// Reads a list such as `[operating-expenditure, -depreciation]`.
func basisTerms(
  _ key: String, _ settings: inout SettingsMapping, categories: [Returns.Category]
) throws(SettingsError) -> [Basis.Term] {
  guard let texts = try settings.texts(key), !texts.isEmpty else {
    throw settings.error(key, "must list at least one category")
  }
  var terms: [Basis.Term] = []
  for text in texts {
    let isNegative = text.hasPrefix("-")
    let name = isNegative ? String(text.dropFirst()) : text
    guard categories.contains(where: { $0.name == name }) else {
      throw settings.error(key, "'\(name)' is no category of categories.csv")
    }
    guard !terms.contains(where: { $0.category == name }) else {
      throw settings.error(key, "'\(name)' is there twice")
    }
    terms.append(Basis.Term(category: name, sign: isNegative ? -1 : 1))
  }
  return terms
}
