package import Foundation
import Glibc
import Returns

/// `archive/receipts.ndjson`: a receipt a line, synced before anything else is written.
package typealias ReceiptFile = JournalFile<Receipt>

/// What a line of a journal must say of itself.
package protocol JournalEntry: Codable, Sendable {
  /// 1; a newer program may write more.
  var schemaVersion: Int { get }
}

/// A file of JSON lines that is only ever added to.
package struct JournalFile<Entry: JournalEntry>: Sendable {
  package let url: URL

  package init(url: URL) { self.url = url }

  /// What stands in the file.
  package struct Contents: Sendable {
    package let entries: [Entry]
    /// How many bytes at the end are no whole line: what a machine left that stopped while writing.
    package let tornBytes: Int
    fileprivate let wholeBytes: Int
  }

  /// Reads all lines; a file that is not there holds none.
  ///
  /// Only the last line may be torn. It is left out, and `heal` takes it away.
  ///
  /// - Throws: `JournalError` where another line cannot be read.
  package func read() throws(JournalError) -> Contents {
    let path = url.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else {
      return Contents(entries: [], tornBytes: 0, wholeBytes: 0)
    }
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw JournalError(file: path, line: nil, reason: systemReason(error))
    }
    if let contents = wholeContents(data) { return contents }
    let lineFeed = UInt8(ascii: "\n")
    let decoder = JSONDecoder()
    var entries: [Entry] = []
    var start = data.startIndex
    while let end = data[start...].firstIndex(of: lineFeed) {
      guard let entry = try? decoder.decode(Entry.self, from: data[start..<end]) else {
        // A line that the machine had no time to fill may still end.
        if end == data.endIndex - 1 { break }
        throw JournalError(file: path, line: entries.count + 1, reason: "it is none of this file's lines")
      }
      guard entry.schemaVersion == 1 else {
        throw JournalError(
          file: path, line: entries.count + 1, reason: "a newer version of techshare wrote it")
      }
      entries.append(entry)
      start = end + 1
    }
    let wholeBytes = start - data.startIndex
    return Contents(entries: entries, tornBytes: data.count - wholeBytes, wholeBytes: wholeBytes)
  }

  /// All lines read as one list, which takes a third of the time; `nil` where one of them is at fault.
  private func wholeContents(_ data: Data) -> Contents? {
    let lineFeed = UInt8(ascii: "\n")
    guard data.last == lineFeed else { return nil }
    var list = Data([UInt8(ascii: "[")])
    list.reserveCapacity(data.count + 2)
    list.append(data.dropLast())
    for index in list.indices where list[index] == lineFeed { list[index] = UInt8(ascii: ",") }
    list.append(UInt8(ascii: "]"))
    guard let entries = try? JSONDecoder().decode([Entry].self, from: list),
      entries.allSatisfy({ $0.schemaVersion == 1 })
    else { return nil }
    return Contents(entries: entries, tornBytes: 0, wholeBytes: data.count)
  }

  /// Cuts a torn last line off.
  ///
  /// - Throws: `JournalError` where the file cannot be written.
  package func heal(_ contents: Contents) throws(JournalError) {
    guard contents.tornBytes > 0 else { return }
    try writing { handle in try handle.truncate(atOffset: UInt64(contents.wholeBytes)) }
  }

  /// Adds lines at the end, in the place of a torn last one, and waits until they are on the disk.
  ///
  /// - Throws: `JournalError` where the file cannot be written.
  package func append(_ entries: [Entry]) throws(JournalError) {
    guard !entries.isEmpty else { return }
    try writing { handle in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      var lines = Data()
      for entry in entries {
        lines.append(try encoder.encode(entry))
        lines.append(UInt8(ascii: "\n"))
      }
      // What follows the last line feed was torn off while it was written.
      try handle.truncate(atOffset: try endOfLastLine(handle))
      try handle.write(contentsOf: lines)
    }
  }

  /// The offset behind the last line feed, looked for from the end.
  private func endOfLastLine(_ handle: FileHandle) throws -> UInt64 {
    var end = try handle.seekToEnd()
    while end > 0 {
      let size = min(end, 1 << 20)
      try handle.seek(toOffset: end - size)
      let piece = try handle.read(upToCount: Int(size)) ?? Data()
      let torn = piece.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
      end -= UInt64(torn)
      if torn < piece.count { break }
    }
    return end
  }

  private func writing(_ body: (FileHandle) throws -> Void) throws(JournalError) {
    let path = url.path(percentEncoded: false)
    do {
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
      let handle = try FileHandle(forUpdating: url)
      try body(handle)
      try handle.synchronize()
      try handle.close()
    } catch {
      throw JournalError(file: path, line: nil, reason: systemReason(error))
    }
  }
}

/// A journal cannot be read or written.
package struct JournalError: Error, Hashable, CustomStringConvertible {
  package let file: String
  package let line: Int?
  package let reason: String

  package var description: String {
    if let line {
      return
        "\(file):\(line): this line cannot be read: \(reason). Restore the file from a backup; it is only ever added to, so"
        + " that the lines of a backup and those after this one together are the whole."
    }
    return "\(file): the file cannot be read or written (\(reason)). Check its permissions and that the"
      + " workspace has room, then run again."
  }
}
