import Foundation
import Yams

/// One mapping of a YAML file, read key by key; a key that nobody asked for is an error, so that a misspelt one is not
/// passed over.
struct SettingsMapping {
  let file: String
  private let path: [String]
  private let line: Int?
  private var entries: [(key: String, line: Int?, node: Node)]
  private var unread: Set<String>

  /// Reads the file at `url`, whose outermost level must be a mapping.
  init(url: URL) throws(SettingsError) {
    try self.init(try composeSettings(url), file: displayName(of: url), path: [])
  }

  private init(_ node: Node, file: String, path: [String]) throws(SettingsError) {
    self.file = file
    self.path = path
    line = node.mark?.line
    guard let mapping = node.mapping else {
      throw SettingsError(
        file: file, line: node.mark?.line, key: path.joined(separator: "."),
        message: "must hold keys with values (`key: value`)")
    }
    entries = mapping.map { ($0.key.string ?? "", $0.key.mark?.line, $0.value) }
    unread = Set(entries.map(\.key))
  }

  /// The keys in the order of the file.
  var keys: [String] { entries.map(\.key) }

  func error(_ key: String, _ message: String) -> SettingsError {
    SettingsError(
      file: file, line: entries.first { $0.key == key }?.line ?? line,
      key: (path + [key]).filter { !$0.isEmpty }.joined(separator: "."), message: message)
  }

  private mutating func node(_ key: String) -> Node? {
    unread.remove(key)
    guard let node = entries.first(where: { $0.key == key })?.node else { return nil }
    return node.null == nil ? node : nil
  }

  /// The text of a scalar; numbers, dates and `5%` are text too.
  mutating func text(_ key: String) throws(SettingsError) -> String? {
    guard let node = node(key) else { return nil }
    guard let text = node.scalar?.string else { throw error(key, "must be a single value") }
    return text
  }

  mutating func requiredText(_ key: String) throws(SettingsError) -> String {
    guard let text = try text(key), !text.isEmpty else { throw error(key, "is missing; give it a value") }
    return text
  }

  /// A value that `parse` understands.
  mutating func value<Value>(
    _ key: String, _ expected: String, _ parse: (String) -> Value?
  ) throws(SettingsError) -> Value? {
    guard let text = try text(key) else { return nil }
    guard let value = parse(text) else { throw error(key, "is '\(text.prefix(80))'; write \(expected)") }
    return value
  }

  mutating func texts(_ key: String) throws(SettingsError) -> [String]? {
    guard let node = node(key) else { return nil }
    guard let sequence = node.sequence else { throw error(key, "must be a list (`[a, b]`)") }
    var texts: [String] = []
    for item in sequence {
      guard let text = item.scalar?.string else { throw error(key, "must be a list of single values") }
      texts.append(text)
    }
    return texts
  }

  mutating func mapping(_ key: String) throws(SettingsError) -> SettingsMapping? {
    guard let node = node(key) else { return nil }
    return try SettingsMapping(node, file: file, path: path + [key])
  }

  mutating func mappings(_ key: String) throws(SettingsError) -> [SettingsMapping]? {
    guard let node = node(key) else { return nil }
    guard let sequence = node.sequence else { throw error(key, "must be a list of mappings") }
    var mappings: [SettingsMapping] = []
    for (index, item) in sequence.enumerated() {
      mappings.append(try SettingsMapping(item, file: file, path: path + ["\(key)[\(index)]"]))
    }
    return mappings
  }

  /// Ends the reading.
  ///
  /// - Throws: `SettingsError` for the first key that was not asked for.
  func refuseUnknownKeys() throws(SettingsError) {
    for entry in entries where unread.contains(entry.key) {
      throw error(entry.key, "is not known here; correct its spelling or take it out")
    }
  }
}

/// A path as a person knows it: within the current folder where it lies there, else whole.
func displayName(of url: URL) -> String {
  let path = url.standardizedFileURL.path(percentEncoded: false)
  let here = FileManager.default.currentDirectoryPath + "/"
  return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
}
