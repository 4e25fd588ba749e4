package import Foundation
package import PipelineFiles
package import Returns

/// A file that is to be read, as the map step is told of it.
package struct ListedFile: Sendable, Codable {
  package let source: SourceFile
  /// Whether the run has just archived it, so that its bytes are known to be those received.
  package let isFresh: Bool

  package init(source: SourceFile, isFresh: Bool) {
    self.source = source
    self.isFresh = isFresh
  }
}

/// The folder that the driver ships to every machine: the settings, and the list of files.
package enum JobFolder {
  static let settings = "settings"
  private static let files = "files.json"

  /// - Throws: What the system throws.
  package static func write(_ definitions: Definitions, files: [ListedFile], to folder: URL) throws {
    try definitions.copy(to: folder.appending(path: settings))
    try JSONEncoder().encode(files).write(to: folder.appending(path: Self.files))
  }

  /// The settings as they were shipped.
  ///
  /// - Throws: `SettingsError`.
  package static func definitions(in folder: URL) throws(SettingsError) -> Definitions {
    try Definitions(copiedTo: folder.appending(path: settings))
  }

  static func readFiles(in folder: URL) throws -> [ListedFile] {
    try JSONDecoder().decode([ListedFile].self, from: Data(contentsOf: folder.appending(path: files)))
  }
}
