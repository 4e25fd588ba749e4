import Extract
import Foundation
import Glibc
import Returns
import Testing

/// A folder of its own, which goes with the test.
final class InboxFolder {
  let url: URL
  let archive: Archive

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "inbox-\(UUID().uuidString)")
    archive = Archive(folder: folder.appending(path: "archive"))
    url = folder.appending(path: "inbox")
    for folder in [archive.folder, url] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

  /// The path of something in the inbox.
  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  func list() throws -> InboxListing { try listInbox(url, maximumFiles: 100, maximumFileBytes: 1000) }

  /// The file of this name, as the inbox is listed now.
  func file(_ name: String) throws -> InboxFile {
    try #require(try list().files.first { $0.path == name })
  }

  /// What stands in the archive, files that are being copied too.
  func archived() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: archive.folder.path(percentEncoded: false))
  }
}

@Suite("The inbox")
struct InboxTests {
  @Test("is listed with its subfolders, in byte order of path")
  func order() throws {
    let inbox = try InboxFolder()
    for name in ["b.csv", "a/z.csv", "a.csv", "B.csv", "a/b/c.csv"] { try inbox.write("x", to: name) }
    #expect(
      try inbox.list().files.map(\.path) == ["B.csv", "a.csv", "a/b/c.csv", "a/z.csv", "b.csv"])
  }

  @Test(
    "passes over what systems and programs leave there, and what is half sent",
    arguments: [
      "x.csv.part", "x.csv.PART", "x.csv.filepart", "x.csv.partial", "x.csv.crdownload", "~$x.csv",
      ".DS_Store", ".x.csv", "Thumbs.db", "thumbs.DB", "Desktop.ini",
    ])
  func passedOver(_ name: String) throws {
    let inbox = try InboxFolder()
    for file in [name, "folder/\(name)"] { try inbox.write("x", to: file) }
    #expect(try inbox.list().files.isEmpty)
  }

  @Test(
    "takes no name for one of these that only looks like it",
    arguments: ["part.csv", "x.part.csv", "~x.csv", "desktop.csv"])
  func notPassedOver(_ name: String) throws {
    let inbox = try InboxFolder()
    try inbox.write("x", to: name)
    #expect(try inbox.list().files.map(\.path) == [name])
  }

  @Test("follows links to files within it, refuses those that lead out, and leaves all others alone")
  func links() throws {
    let inbox = try InboxFolder()
    try inbox.write("x", to: "folder/real.csv")
    // A folder whose name begins as the inbox's does is not within it.
    try inbox.write("secret", to: "../inbox-of-others/secret.csv")
    try inbox.link("within.csv", to: "folder/real.csv")
    try inbox.link("whole-path.csv", to: inbox.path("folder/real.csv"))
    try inbox.link("out.csv", to: "../inbox-of-others/secret.csv")
    try inbox.link("folder/passwords.csv", to: "/etc/passwd")
    try inbox.link("by-two-steps.csv", to: "out.csv")
    try inbox.link("nowhere.csv", to: "/none")
    try inbox.link("folder-outside", to: "/etc")
    try inbox.link("folder-within", to: "folder")
    try inbox.link("device.csv", to: "/dev/zero")
    try inbox.link("circle.csv", to: "circle.csv")
    let listing = try inbox.list()
    #expect(listing.files.map(\.path) == ["folder/real.csv", "whole-path.csv", "within.csv"])
    #expect(listing.refusedLinks == ["by-two-steps.csv", "folder/passwords.csv", "out.csv"])
  }

  @Test("is read through a link to it as without")
  func linkedInbox() throws {
    let inbox = try InboxFolder()
    try inbox.write("x", to: "a.csv")
    try inbox.link("../other-name", to: "inbox")
    let listing = try listInbox(
      inbox.url.deletingLastPathComponent().appending(path: "other-name"), maximumFiles: 1,
      maximumFileBytes: 1000)
    let file = try #require(listing.files.first)
    #expect(file.path == "a.csv")
    guard case .whole = try inbox.archive.keep(file) else {
      Issue.record("not kept")
      return
    }
  }

  @Test("that is too full loses its fullest folders, each as a whole and told, and no others")
  func tooManyFiles() throws {
    let inbox = try InboxFolder()
    for number in 1...3 { try inbox.write("x", to: "\(number).csv") }
    for number in 1...4 { try inbox.write("x", to: "four/\(number).csv") }
    for number in 1...5 { try inbox.write("x", to: "four/five/\(number).csv") }
    for number in 1...5 { try inbox.write("x", to: "other/\(number).csv") }
    for number in 1...40 { try inbox.write("x", to: "flood/\(number).csv") }
    /// How many files are listed, and the folders that are refused.
    func told(_ limit: Int) throws -> [String] {
      let listing = try listInbox(inbox.url, maximumFiles: limit, maximumFileBytes: 1000)
      #expect(listing.refusedFiles.allSatisfy { $0.reason == .folderTooFull })
      return ["\(listing.files.count)"] + listing.refusedFiles.map(\.path)
    }
    #expect(try told(57) == ["57"])
    #expect(try told(56) == ["17", "flood"])
    #expect(try told(17) == ["17", "flood"])
    // Of two that are as full, the longer path goes first.
    #expect(try told(16) == ["12", "flood", "four/five"])
    #expect(try told(11) == ["7", "flood", "four/five", "other"])
    #expect(try told(6) == ["3", "flood", "four", "four/five", "other"])
    #expect(throws: InboxError.self) { try told(2) }
  }

  @Test("does not wait for pipes, and leaves sockets alone")
  func pipes() throws {
    let inbox = try InboxFolder()
    #expect(unsafe mkfifo(inbox.path("pipe.csv"), 0o644) == 0)
    #expect(unsafe mknod(inbox.path("socket.csv"), S_IFSOCK | 0o644, 0) == 0)
    #expect(try inbox.list().files.isEmpty)
  }
}

@Suite("A file of the inbox that changes")
struct ChangingFileTests {
  @Test("after it was listed is not kept, nor said to be whole")
  func appended() throws {
    let inbox = try InboxFolder()
    try inbox.write("organisation_code,fin", to: "a.csv")
    let file = try inbox.file("a.csv")
    try inbox.write("organisation_code,financial_year", to: "a.csv")
    #expect(try inbox.archive.keep(file) == .changed)
    #expect(try hashInboxFile(file) == .changed)
    #expect(try inbox.archived().isEmpty)
    // As it stands now, it is whole.
    guard case .whole(let source) = try inbox.archive.keep(try inbox.file("a.csv")) else {
      Issue.record("not kept")
      return
    }
    #expect(try String(contentsOf: inbox.archive.url(of: source.sha256), encoding: .utf8).hasSuffix("year"))
  }

  @Test(
    "is never taken for what somebody put in its place meanwhile",
    arguments: ["link", "pipe", "nothing", "folder"])
  func swapped(_ by: String) throws {
    let inbox = try InboxFolder()
    try inbox.write("x", to: "a.csv")
    let file = try inbox.file("a.csv")
    try FileManager.default.removeItem(atPath: inbox.path("a.csv"))
    switch by {
    case "link": try inbox.link("a.csv", to: "/etc/passwd")
    case "pipe": #expect(unsafe mkfifo(inbox.path("a.csv"), 0o644) == 0)
    case "folder": try inbox.write("x", to: "a.csv/b.csv")
    default: break
    }
    #expect(try inbox.archive.keep(file) == .gone)
    #expect(try hashInboxFile(file) == .gone)
    #expect(try inbox.archived().isEmpty)
  }

  @Test("is not read by way of a folder that became a link out of the inbox")
  func swappedFolder() throws {
    let inbox = try InboxFolder()
    try inbox.write("x", to: "folder/passwd")
    let file = try inbox.file("folder/passwd")
    try FileManager.default.removeItem(atPath: inbox.path("folder"))
    try inbox.link("folder", to: "/etc")
    #expect(try inbox.archive.keep(file) == .gone)
    #expect(try inbox.archived().isEmpty)
  }

  private static let now: Int64 = 1_795_348_800_000_000_000

  @Test(
    "waits while its last change is less than the time to settle ago; a wrong clock never makes it wait for ever",
    arguments: [
      // Seconds from now of the modification and of the change, and whether it waits two minutes.
      (-30, -30, true), (-119, -119, true), (-120, -120, false), (-86_400, -86_400, false),
      // Copied a moment ago with the times that it had elsewhere.
      (-86_400, -30, true), (-30, -86_400, true),
      // A file server's clock that is a little ahead, and times that say nothing.
      (5, 5, true), (86_400, -30, true), (86_400, -86_400, false), (86_400, 86_400, false),
    ])
  func settles(_ modified: Int64, _ changed: Int64, _ waits: Bool) {
    let stamp = FileStamp(
      byteCount: 1, inode: 1, modifiedAt: Self.now + modified * 1_000_000_000,
      changedAt: Self.now + changed * 1_000_000_000)
    #expect(stamp.changed(within: 120, of: Self.now) == waits)
    #expect(!stamp.changed(within: 0, of: Self.now))
  }

  @Test(
    "bears any time that can be given to it",
    arguments: [-1_000_000_000_000, -1, 10_000_000_000, 1_000_000_000_000])
  func oddTimes(_ seconds: Int) throws {
    let inbox = try InboxFolder()
    try inbox.write("x", to: "a.csv")
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 999_999_999)]
    #expect(unsafe utimensat(AT_FDCWD, inbox.path("a.csv"), times, 0) == 0)
    let file = try inbox.file("a.csv")
    #expect(!file.stamp.isSettled(at: file.stamp.changedAt))
    #expect(file.stamp.changed(within: 120, of: file.stamp.changedAt))
    guard case .whole = try inbox.archive.keep(file) else {
      Issue.record("not kept")
      return
    }
  }
}
