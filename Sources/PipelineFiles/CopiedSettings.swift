package import Foundation

extension Definitions {
  /// Copies the pipeline file and everything that it names into a folder, from which they can be read as they were.
  ///
  /// - Throws: What the system throws.
  package func copy(to folder: URL) throws {
    let manager = FileManager.default
    for file in settingsFiles {
      let target = folder.appending(path: pipeline.copiedPath(of: file))
      try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try manager.copyItem(at: file, to: target)
      try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: target.path(percentEncoded: false))
    }
  }

  /// Reads what `copy(to:)` has put into a folder.
  package init(copiedTo folder: URL) throws(SettingsError) {
    try self.init(
      pipeline: PipelineDefinition(
        url: folder.appending(path: "pipeline.yaml"), definitions: folder,
        reference: folder.appending(path: "reference")))
  }
}

extension PipelineDefinition {
  /// Where a settings file stands in the folder that it was copied to.
  fileprivate func copiedPath(of file: URL) -> String {
    func path(in folder: URL) -> String? {
      let (inner, outer) = (
        file.standardizedFileURL.pathComponents, folder.standardizedFileURL.pathComponents
      )
      return inner.starts(with: outer) ? inner.dropFirst(outer.count).joined(separator: "/") : nil
    }
    if file == self.file { return "pipeline.yaml" }
    if let path = path(in: reference) { return "reference/\(path)" }
    return path(in: definitions) ?? file.lastPathComponent
  }
}
