/// A mistake in a file under `Pipelines`, with its place: what stops a run before anything is read.
package struct SettingsError: Error, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1; `nil` where the file as a whole is meant.
  package let line: Int?
  /// The key or column, with the keys that lead to it: `bases.spend.total`.
  package let key: String
  package let message: String

  package init(file: String, line: Int? = nil, key: String = "", message: String) {
    self.file = file
    self.line = line
    self.key = key
    self.message = message
  }

  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return key.isEmpty ? "\(place): \(message)" : "\(place): key '\(key)': \(message)"
  }
}
