/// Why nothing was traced.
package enum TraceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was asked for is not there, or there is no figure; the text says why.
  case noHit(String)
  /// What is stored or archived does not give the figure that is stored; nothing of it may be shown as its origin.
  case contradiction(String)

  package var description: String {
    switch self {
    case .noHit(let why): why
    case .contradiction(let what): what
    }
  }

  var isNoHit: Bool { if case .noHit = self { true } else { false } }
}
