import Foundation

extension PipelineDefinition {
  /// Whether contracts, mappings and pages were found only because of the folder that is current: the file names none
  /// and stands beside none, so that a program which starts elsewhere would not find them.
  ///
  /// - Throws: `SettingsError` where the file can no longer be read.
  package func dependsOnCurrentFolder() throws(SettingsError) -> Bool {
    var settings = try SettingsMapping(url: file)
    let own = file.deletingLastPathComponent().appending(path: "contracts").path(percentEncoded: false)
    return try settings.text("definitions") == nil && !FileManager.default.fileExists(atPath: own)
  }
}
