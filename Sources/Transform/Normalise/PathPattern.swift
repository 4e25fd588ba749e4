package import PipelineFiles
package import Returns

extension PipelineDefinition {
  /// The organisation that the files of a folder are from; `nil` where the pipeline does not say so.
  package func owner(ofPath path: String) -> OrganisationCode? {
    folders.first { isPath(path, matching: $0.pattern) }?.code
  }
}

/// Whether `path` fits a pattern in which `*` stands for any text without `/` and `**` for any text.
package func isPath(_ path: String, matching pattern: String) -> Bool {
  func fits(_ path: Substring, _ pattern: Substring) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if pattern.hasPrefix("**") {
      let rest = pattern.dropFirst(2)
      return path.indices.contains { fits(path[$0...], rest) } || fits("", rest)
    }
    if first == "*" {
      if fits(path, pattern.dropFirst()) { return true }
      guard let head = path.first, head != "/" else { return false }
      return fits(path.dropFirst(), pattern)
    }
    guard path.first == first else { return false }
    return fits(path.dropFirst(), pattern.dropFirst())
  }
  return fits(path[...], pattern[...])
}
