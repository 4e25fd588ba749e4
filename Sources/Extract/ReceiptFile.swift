package import Foundation
import Glibc

/// `archive/receipts.ndjson`: a receipt a line, only ever added to, and synced before anything else is written.
package struct ReceiptFile: Sendable {
  package let url: URL

  package init(url: URL) { self.url = url }

  /// What stands in the file.
  package struct Contents: Sendable {
    package let receipts: [Receipt]
    /// How many bytes at the end are no whole receipt: what a machine left that stopped while writing.
    package let tornBytes: Int
    fileprivate let wholeBytes: Int
  }

  /// Reads all receipts; a file that is not there holds none.
  ///
  /// Only the last line may be torn. It is left out, and `heal` takes it away.
  ///
  /// - Throws: `ReceiptError` where another line cannot be read.
  package func read() throws(ReceiptError) -> Contents {
    let path = url.path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else {
      return Contents(receipts: [], tornBytes: 0, wholeBytes: 0)
    }
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw ReceiptError(file: path, line: nil, reason: error.localizedDescription)
    }
    let lineFeed = UInt8(ascii: "\n")
    let decoder = JSONDecoder()
    var receipts: [Receipt] = []
    var start = data.startIndex
    while let end = data[start...].firstIndex(of: lineFeed) {
      guard let receipt = try? decoder.decode(Receipt.self, from: data[start..<end]) else {
        // A line that the machine had no time to fill may still end.
        if end == data.endIndex - 1 { break }
        throw ReceiptError(file: path, line: receipts.count + 1, reason: "it is no receipt")
      }
      guard receipt.schemaVersion == 1 else {
        throw ReceiptError(
          file: path, line: receipts.count + 1, reason: "a newer version of techshare wrote it")
      }
      receipts.append(receipt)
      start = end + 1
    }
    let wholeBytes = start - data.startIndex
    return Contents(receipts: receipts, tornBytes: data.count - wholeBytes, wholeBytes: wholeBytes)
  }

  /// Cuts a torn last line off.
  ///
  /// - Throws: `ReceiptError` where the file cannot be written.
  package func heal(_ contents: Contents) throws(ReceiptError) {
    guard contents.tornBytes > 0 else { return }
    try writing { handle in try handle.truncate(atOffset: UInt64(contents.wholeBytes)) }
  }

  /// Adds receipts at the end and waits until they are on the disk.
  ///
  /// - Throws: `ReceiptError` where the file cannot be written.
  package func append(_ receipts: [Receipt]) throws(ReceiptError) {
    guard !receipts.isEmpty else { return }
    try writing { handle in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      var lines = Data()
      for receipt in receipts {
        lines.append(try encoder.encode(receipt))
        lines.append(UInt8(ascii: "\n"))
      }
      try handle.seekToEnd()
      try handle.write(contentsOf: lines)
    }
  }

  private func writing(_ body: (FileHandle) throws -> Void) throws(ReceiptError) {
    let path = url.path(percentEncoded: false)
    do {
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
      let handle = try FileHandle(forUpdating: url)
      try body(handle)
      try handle.synchronize()
      try handle.close()
    } catch {
      throw ReceiptError(file: path, line: nil, reason: error.localizedDescription)
    }
  }
}

/// The receipts cannot be read or written.
package struct ReceiptError: Error, Hashable, CustomStringConvertible {
  package let file: String
  package let line: Int?
  package let reason: String

  package var description: String {
    if let line {
      return
        "\(file):\(line): this line cannot be read: \(reason). Restore the file from a backup, or take the line"
        + " out: if its file is still in the inbox, it is then taken as new."
    }
    return "\(file): the receipts cannot be read or written (\(reason)). Check its permissions and that the"
      + " workspace has room, then run again."
  }
}
