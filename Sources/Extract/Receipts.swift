package import Returns

/// One line of `archive/receipts.ndjson`: bytes seen in the inbox under a name.
package struct Receipt: Sendable, Hashable, Codable {
  package enum Event: String, Sendable, Codable {
    /// Bytes that were not there before.
    case received
    /// Bytes that are there already, beside the file that brought them first.
    case copied
    /// Bytes that are there already, under a name that takes the place of the earlier one, which is gone.
    case moved
  }

  package var schemaVersion = 1
  package let event: Event
  /// SHA-256 of the bytes, 64 hex digits; their place in the archive follows from it.
  package let sha256: String
  /// The path within the inbox.
  package let name: String
  /// In bytes.
  package let size: Int
  /// When the bytes were first seen under this name: ISO 8601, in UTC.
  package let firstSeen: String
  /// The run that saw them.
  package let run: String

  package init(event: Event, sha256: String, name: String, size: Int, firstSeen: String, run: String) {
    self.event = event
    self.sha256 = sha256
    self.name = name
    self.size = size
    self.firstSeen = firstSeen
    self.run = run
  }

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case event
    case sha256
    case name
    case size
    case firstSeen = "first_seen"
    case run
  }
}

/// What the receipts add up to: every file ever received, and where else its bytes stood.
///
/// With the archive, this is all from which the database can be made again.
package struct ReceivedFiles: Sendable, Equatable {
  package struct File: Sendable, Hashable {
    /// The name in force: the file is read under it, since year and organisation may stand in the path.
    package let source: SourceFile
    /// The run that archived the bytes; a rename never makes an old version the later one.
    package let run: String
  }

  package struct Copy: Sendable, Hashable {
    package let name: String
    package let sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// By the SHA-256 of their bytes.
  package private(set) var files: [String: File] = [:]
  package private(set) var copies: Set<Copy> = []

  package init(_ receipts: [Receipt] = []) {
    for receipt in receipts { add(receipt) }
  }

  package mutating func add(_ receipt: Receipt) {
    let source = SourceFile(file: receipt.name, sha256: receipt.sha256, byteCount: receipt.size)
    switch (receipt.event, files[receipt.sha256]) {
    case (.copied, .some): copies.insert(Copy(name: receipt.name, sha256: receipt.sha256))
    case (.moved, .some(let file)):
      files[receipt.sha256] = File(source: source, run: file.run)
      copies.remove(Copy(name: receipt.name, sha256: receipt.sha256))
    // The first that is heard of the bytes brings them, whatever it is called.
    case (_, .none): files[receipt.sha256] = File(source: source, run: receipt.run)
    case (.received, .some): break
    }
  }

  /// Whether these bytes are known under this name.
  package func has(_ sha256: String, under name: String) -> Bool {
    files[sha256]?.source.file == name || copies.contains(Copy(name: name, sha256: sha256))
  }
}
