/// Why a run could not do its work; the data's own faults are findings, not errors.
package enum RunError: Error, Sendable, CustomStringConvertible {
  /// Another run holds the workspace.
  case locked(holder: String)
  case workspace(String)
  /// A file of the archive could not be read.
  case reading(String)

  package var description: String {
    switch self {
    case .locked(let holder):
      "Another run holds this workspace (\(holder.isEmpty ? "its name is not known" : holder))."
        + " Wait for it to end, or use --wait."
    case .workspace(let message): message
    case .reading(let message): message
    }
  }
}
