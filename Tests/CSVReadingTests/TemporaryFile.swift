import Foundation

/// A file in a fresh folder of its own, which goes when the value does.
final class TemporaryFile {
  let path: String
  private let folder: URL

  init(_ bytes: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "csv-reading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appending(path: "return.csv")
    try Data(bytes).write(to: url)
    path = url.path(percentEncoded: false)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }
}
