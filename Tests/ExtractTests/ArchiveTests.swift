import Extract
import Foundation
import Returns
import Testing

@Suite("The archive")
struct ArchiveTests {
  private let folder: URL
  private let archive: Archive

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)")
    archive = Archive(folder: folder.appending(path: "archive"))
    try FileManager.default.createDirectory(at: archive.folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, to name: String) throws -> InboxFile {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    let stamp = try #require(FileStamp(path: url.path(percentEncoded: false)))
    return InboxFile(path: name, inbox: folder.path(percentEncoded: false), stamp: stamp)
  }

  private func kept(_ file: InboxFile) throws -> SourceFile {
    guard case .whole(let source) = try archive.keep(file) else { throw NotKept(file: file.path) }
    return source
  }

  @Test("keeps bytes under their hash, for reading alone")
  func keeps() throws {
    let source = try kept(try write("abc", to: "a.csv"))
    // The SHA-256 of "abc" is the first example of FIPS 180-2.
    #expect(source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(source.byteCount == 3 && source.file == "a.csv")
    let url = archive.url(of: source.sha256)
    #expect(url.path(percentEncoded: false).hasSuffix("/ba/\(source.sha256).csv"))
    #expect(try String(contentsOf: url, encoding: .utf8) == "abc")
    let attributes = try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
    #expect(attributes[.posixPermissions] as? Int == 0o440)
    #expect(archive.fault(of: source) == nil)
  }

  @Test("puts whole bytes in the place of what a power cut left without a receipt")
  func replaces() throws {
    let source = try kept(try write("abc", to: "a.csv"))
    let url = archive.url(of: source.sha256)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: url.path(percentEncoded: false))
    try Data().write(to: url)
    #expect(archive.fault(of: source) == "holds other bytes than those received")
    _ = try archive.keep(try write("abc", to: "a.csv"), unless: { _ in true })
    #expect(archive.fault(of: source) != nil, "known bytes are left alone")
    _ = try archive.keep(try write("abc", to: "a.csv"))
    #expect(archive.fault(of: source) == nil)
    try FileManager.default.removeItem(at: url)
    #expect(archive.fault(of: source) == "is missing or cannot be read")
  }

  @Test("takes away what a run left that was cut off while copying")
  func leftovers() throws {
    try Data("half".utf8).write(to: archive.folder.appending(path: "incoming-1234"))
    let source = try kept(try write("abc", to: "a.csv"))
    archive.removeLeftovers()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: archive.folder.path(percentEncoded: false)) == [
        "ba"
      ])
    #expect(archive.fault(of: source) == nil)
  }

  @Test("knows a file by its stamp, and trusts one only when a later change would show")
  func stamps() throws {
    let file = try write("abc", to: "a.csv")
    let path = file.url.path(percentEncoded: false)
    let stamp = try #require(FileStamp(path: path))
    #expect(stamp == FileStamp(path: path) && stamp.byteCount == 3)
    #expect(!stamp.isSettled(at: stamp.changedAt + 1_000_000_000))
    #expect(stamp.isSettled(at: stamp.changedAt + 3_000_000_000))
    // The same size and a modification time set back: the change time gives it away.
    try Data("abd".utf8).write(to: file.url)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(stamp.modifiedAt) / 1e9)], ofItemAtPath: path)
    #expect(FileStamp(path: path) != stamp)
    #expect(FileStamp(path: folder.appending(path: "none").path(percentEncoded: false)) == nil)
  }
}

private struct NotKept: Error {
  let file: String
}
