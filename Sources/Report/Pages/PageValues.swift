import Mustache

/// The fields of a page by their names, taken from its structs once.
///
/// Left to itself the library looks through a struct's fields at every use of one, and through those of all around it: a page
/// then takes several times as long.
struct PageValues: MustacheParent {
  private let values: [String: Any]

  private init(_ mirror: Mirror) {
    var values: [String: Any] = [:]
    for (name, value) in mirror.children {
      if let name, let value = pageValue(of: value) { values[name] = value }
    }
    self.values = values
  }

  func child(named name: String) -> Any? { values[name] }

  /// `nil` for an optional that is.
  fileprivate static func value(of value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { pageValue(of: $0.value) }
    case .collection: return mirror.children.compactMap { pageValue(of: $0.value) }
    case .struct: return (value as? any CustomStringConvertible)?.description ?? PageValues(mirror)
    default: return value
    }
  }
}

/// What a template sees of a value: a text, number or truth as it is, a struct by its fields, a list by its parts.
func pageValue(of value: Any) -> Any? {
  if value is String || value is Bool || value is Int { return value }
  return PageValues.value(of: value)
}
