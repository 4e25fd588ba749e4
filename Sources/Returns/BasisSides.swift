extension Basis {
  /// Its technology categories that are part of capital additions.
  package func capitalCategories(_ categories: [Category]) -> Set<String> {
    Set(
      technology.map(\.category).filter { categories.wholes(of: $0).contains("capital-additions") })
  }

  /// Whether another pound of technology, whatever it is spent on, also makes the total a pound larger.
  ///
  /// It does where the total adds up what the technology is part of, and takes no part of that off again.
  package func takesNewMoney(_ categories: [Category]) -> Bool {
    technology.allSatisfy { term in
      let wholes = categories.wholes(of: term.category)
      return total.filter { wholes.contains($0.category) }.reduce(0) { $0 + $1.sign } == term.sign
    }
  }
}

extension [Category] {
  /// A category and all that it is part of, the smallest first; where that leads in a circle, once round.
  package func wholes(of name: String) -> [String] {
    var wholes = [name]
    while wholes.count <= count, let next = first(where: { $0.name == wholes.last })?.partOf {
      wholes.append(next)
    }
    return wholes
  }
}
