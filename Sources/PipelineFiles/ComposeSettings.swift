import CSVReading
import Foundation
import Yams

/// More than any settings file needs; larger ones are not read.
private let mostBytes = 1 << 20
/// Settings stand four levels deep.
private let deepest = 16
private let tooDeep =
  "is nested more than \(deepest) levels deep; close the brackets or correct the indentation"

/// Reads a YAML file as its nodes.
///
/// Aliases are refused, and so is what is large or deep out of all proportion: a few lines of aliases to aliases stand for
/// more values than there is memory for.
///
/// - Throws: `SettingsError` with the file and, where one line is meant, the line.
func composeSettings(_ url: URL) throws(SettingsError) -> Node {
  let file = displayName(of: url)
  let text = try settingsText(url, file: file)
  if text.contains("&") {
    // Yams puts the value in the place of its alias while it reads, so anchors are looked for in a copy without aliases.
    try refuseAnchors(in: text.replacing("*", with: "\u{E000}"), file: file)
  }
  let root = try compose(text, file: file) { $0 }
  if let node = root.first(where: { _, depth in depth > deepest }) {
    throw SettingsError(file: file, line: node.mark?.line, message: tooDeep)
  }
  return root
}

private func refuseAnchors(in text: String, file: String) throws(SettingsError) {
  let line = try compose(text, file: file) { root in root.first { node, _ in node.isAnchored }?.mark?.line }
  guard let line else { return }
  throw SettingsError(
    file: file, line: line,
    message: "holds an anchor (`&`), which settings do not need; write the value out wherever it is meant")
}

private func settingsText(_ url: URL, file: String) throws(SettingsError) -> String {
  do {
    let bytes = try MappedFile(path: url.path(percentEncoded: false)).count
    guard bytes <= mostBytes else {
      throw SettingsError(
        file: file, message: "is larger than \(mostBytes >> 20) MB, and so no settings file; name another")
    }
    return try String(contentsOf: url, encoding: .utf8)
  } catch let error as SettingsError {
    throw error
  } catch {
    let reason = (error as? MappedFileError).map { "\($0)" } ?? error.localizedDescription
    throw SettingsError(file: file, message: "cannot be read as UTF-8 text (\(reason))")
  }
}

/// Composes a text and gives what `look` makes of it; nodes know their anchors only while their parser lives.
private func compose<Seen>(
  _ text: String, file: String, look: (Node) -> Seen
) throws(SettingsError) -> Seen {
  do {
    let parser = try Parser(yaml: text)
    guard let root = try parser.singleRoot() else { throw SettingsError(file: file, message: "is empty") }
    return withExtendedLifetime(parser) { look(root) }
  } catch let error as SettingsError {
    throw error
  } catch let error as YamlError {
    throw SettingsError(file: file, line: error.line, message: error.explanation)
  } catch {
    throw SettingsError(file: file, message: "is not YAML: \(error)")
  }
}

extension Node {
  /// The first node, in the order of the file, for which `isMeant`; it is told how deep the node stands.
  ///
  /// libyaml reads no more than a thousand levels, which the stack holds.
  fileprivate func first(depth: Int = 1, where isMeant: (Node, Int) -> Bool) -> Node? {
    if isMeant(self, depth) { return self }
    let parts: [Node]
    switch self {
    case .mapping(let mapping): parts = mapping.flatMap { [$0.key, $0.value] }
    case .sequence(let sequence): parts = Array(sequence)
    case .scalar, .alias: parts = []
    }
    for part in parts {
      if let found = part.first(depth: depth + 1, where: isMeant) { return found }
    }
    return nil
  }
}

extension Node {
  fileprivate var isAnchored: Bool {
    switch self {
    case .mapping(let mapping): mapping.anchor != nil
    case .sequence(let sequence): sequence.anchor != nil
    case .scalar(let scalar): scalar.anchor != nil
    case .alias: true
    }
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    case .reader(_, let offset?, _, let yaml): yaml.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    default: nil
    }
  }

  fileprivate var explanation: String {
    switch self {
    // libyaml goes a thousand levels down, and says how a programmer can change that.
    case .parser(_, let problem, _, _) where problem.contains("nesting level"): tooDeep
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _),
      .reader(let problem, _, _, _):
      "is not YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, _):
      "has a key twice: \(duplicates.map { "\($0)" }.joined(separator: ", "))"
    default: "is not YAML: \(self)"
    }
  }
}
