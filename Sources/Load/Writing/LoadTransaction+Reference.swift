internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces the reference data and the settings that figures depend on.
  ///
  /// A category, basis or finding code that stored data still use cannot be left out: `forgetEverything`
  /// comes first.
  package func replaceReference(
    _ register: OrganisationRegister, categories: [Category], bases: [Basis], headlineBasis: String,
    rules: [RuleText], benchmark: BasisPoints, coverageFloor: BasisPoints
  ) throws {
    try replace(categories)
    try replace(bases, headline: headlineBasis, categories: categories)
    try replace(rules)
    try replaceSettings(
      [("benchmark_basis_points", benchmark.value), ("coverage_floor_basis_points", coverageFloor.value)]
        + LevelCost.levels.enumerated().map { ("level_\($0 + 1)_basis_points", $1.value) })
    try replaceOrganisations(of: register)
    try replaceAreas(of: register)
  }

  // Rows that others refer to are changed in place: taking them out and putting them back would break the
  // reference.
  private func replace(_ categories: [Category]) throws {
    for (position, category) in categories.enumerated() {
      try run(
        """
        INSERT INTO categories (category, position, title, kind, part_of, description) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET position = excluded.position, title = excluded.title, kind = excluded.kind,
          part_of = excluded.part_of, description = excluded.description
        """,
        [
          category.name, position + 1, category.title, category.kind.rawValue, category.partOf,
          category.description,
        ])
    }
    try run("DELETE FROM basis_terms")
    try removeRows(from: "categories", key: "category", keeping: categories.map(\.name))
  }

  private func replace(_ bases: [Basis], headline: String, categories: [Category]) throws {
    for (position, basis) in bases.enumerated() {
      try run(
        """
        INSERT INTO bases (basis, position, title, is_headline, has_capital, takes_new_money)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET position = excluded.position, title = excluded.title,
          is_headline = excluded.is_headline, has_capital = excluded.has_capital,
          takes_new_money = excluded.takes_new_money
        """,
        [
          basis.name, position + 1, basis.title, basis.name == headline,
          !basis.capitalCategories(categories).isEmpty, basis.takesNewMoney(categories),
        ])
      for (side, terms) in [("technology", basis.technology), ("total", basis.total)] {
        for term in terms {
          try run(
            "INSERT INTO basis_terms (basis, side, category, sign) VALUES (?, ?, ?, ?)",
            [basis.name, side, term.category, term.sign])
        }
      }
    }
    try removeRows(from: "bases", key: "basis", keeping: bases.map(\.name))
  }

  private func replace(_ rules: [RuleText]) throws {
    for rule in rules {
      try run(
        """
        INSERT INTO finding_codes (code, title, cause, remedy) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET title = excluded.title, cause = excluded.cause, remedy = excluded.remedy
        """, [rule.code.rawValue, rule.title, rule.cause, rule.remedy])
    }
    try removeRows(from: "finding_codes", key: "code", keeping: rules.map(\.code.rawValue))
  }

  private func replaceSettings(_ settings: [(name: String, value: Int)]) throws {
    try run("DELETE FROM settings")
    for (name, value) in settings {
      try run("INSERT INTO settings (name, value) VALUES (?, ?)", [name, value])
    }
  }

  private func removeRows(from table: String, key: String, keeping kept: [String]) throws {
    let present = try String.fetchAll(database, sql: "SELECT \(key) FROM \(table)")
    for name in Set(present).subtracting(kept).sorted() {
      try run("DELETE FROM \(table) WHERE \(key) = ?", [name])
    }
  }
}
