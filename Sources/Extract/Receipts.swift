package import Returns

/// One line of `archive/receipts.ndjson`: bytes seen in the inbox under a name.
package struct Receipt: JournalEntry, Hashable {
  package enum Event: String, Sendable, Codable {
    /// Bytes that were not there before.
    case received
    /// Bytes that are there already, beside the file that brought them first.
    case copied
    /// Bytes that are there already, under a name that takes the place of the earlier one, which is gone.
    case moved
    /// Bytes composed here from those that they replace, with records that came back mended.
    case mended
    /// Bytes that somebody took back: they stay in the archive and are in force no more.
    case withdrawn
    /// Bytes that were withdrawn and are in force again.
    case restored
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
  /// The date of that run's figures, `yyyy-mm-dd`: by it a return is late or not.
  package let date: String?
  /// SHA-256 of the bytes in whose place mended ones stand; `nil` for all other events.
  package let replaces: String?
  /// Why bytes were withdrawn or restored; `nil` for all other events.
  package let reason: String?

  package init(
    event: Event, sha256: String, name: String, size: Int, firstSeen: String, run: String, date: String?,
    replaces: String? = nil, reason: String? = nil
  ) {
    self.event = event
    self.sha256 = sha256
    self.name = name
    self.size = size
    self.firstSeen = firstSeen
    self.run = run
    self.date = date
    self.replaces = replaces
    self.reason = reason
  }

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case event
    case sha256
    case name
    case size
    case firstSeen = "first_seen"
    case run
    case date
    case replaces
    case reason
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
    /// The date of that run's figures, `yyyy-mm-dd`.
    package let receivedOn: String?
  }

  package struct Copy: Sendable, Hashable {
    package let name: String
    package let sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// Bytes that mended ones stand in for, and the hash of those.
  package struct Replaced: Sendable, Hashable {
    package let file: File
    package let by: String
  }

  /// What is in force, by the SHA-256 of its bytes.
  package private(set) var files: [String: File] = [:]
  /// What was mended, by the SHA-256 of the bytes as they were received.
  package private(set) var replaced: [String: Replaced] = [:]
  /// What was withdrawn, by the SHA-256 of its bytes.
  package private(set) var withdrawn: [String: File] = [:]
  package private(set) var copies: Set<Copy> = []
  /// The bytes that were last met under each name.
  private var lastUnder: [String: String] = [:]

  package init(_ receipts: [Receipt] = []) {
    for receipt in receipts { add(receipt) }
  }

  package mutating func add(_ receipt: Receipt) {
    if receipt.event == .mended, let original = receipt.replaces, original != receipt.sha256 {
      replace(original, by: receipt)
      return
    }
    // What becomes of the original's name becomes of the mended bytes.
    let sha256 = inForce(receipt.sha256)
    switch receipt.event {
    case .withdrawn:
      withdrawn[sha256] = files.removeValue(forKey: sha256) ?? withdrawn[sha256]
      return
    case .restored:
      files[sha256] = withdrawn.removeValue(forKey: sha256) ?? files[sha256]
      return
    case .received, .copied, .moved, .mended: lastUnder[receipt.name] = sha256
    }
    if withdrawn[sha256] != nil {
      // They came again and stay out; where, is known from now on.
      copies.insert(Copy(name: receipt.name, sha256: sha256))
      return
    }
    let byteCount = files[sha256]?.source.byteCount ?? receipt.size
    let source = SourceFile(file: receipt.name, sha256: sha256, byteCount: byteCount)
    switch (receipt.event, files[sha256]) {
    case (.copied, .some): copies.insert(Copy(name: receipt.name, sha256: sha256))
    case (.moved, .some(let file)):
      files[sha256] = File(source: source, run: file.run, receivedOn: file.receivedOn)
      copies.remove(Copy(name: receipt.name, sha256: sha256))
    // The first that is heard of the bytes brings them, whatever it is called.
    case (_, .none): files[sha256] = File(source: source, run: receipt.run, receivedOn: receipt.date)
    case (_, .some): break
    }
  }

  /// Puts mended bytes in the place of others: under their name, and as old as they are, so that mending an early version
  /// never makes it the later one.
  private mutating func replace(_ original: String, by receipt: Receipt) {
    let mended = receipt.sha256
    // Who composes withdrawn bytes anew wants them.
    let back = withdrawn.removeValue(forKey: mended)
    let before = files.removeValue(forKey: original)
    // Bytes that were mended once may be the right ones after all.
    let earlier = replaced.removeValue(forKey: mended)
    let name = before?.source.file ?? receipt.name
    if files[mended] == nil {
      let source = SourceFile(file: name, sha256: mended, byteCount: receipt.size)
      let first = before ?? back ?? earlier?.file
      files[mended] = File(
        source: source, run: first?.run ?? receipt.run,
        receivedOn: first == nil ? receipt.date : first?.receivedOn)
    } else {
      copies.insert(Copy(name: name, sha256: mended))
    }
    let source = SourceFile(file: name, sha256: original, byteCount: before?.source.byteCount ?? 0)
    replaced[original] = Replaced(
      file: before ?? File(source: source, run: receipt.run, receivedOn: receipt.date), by: mended)
    copies = Set(copies.map { $0.sha256 == original ? Copy(name: $0.name, sha256: mended) : $0 })
  }

  /// The hash of the bytes that are in force in the place of these; these themselves where they were not mended.
  package func inForce(_ sha256: String) -> String {
    var sha256 = sha256
    while let next = replaced[sha256]?.by { sha256 = next }
    return sha256
  }

  /// Whether these bytes were received or composed, be they in force or not.
  package func isKnown(_ sha256: String) -> Bool {
    files[sha256] != nil || replaced[sha256] != nil || withdrawn[sha256] != nil
  }

  /// Whether these bytes, or those that were mended since, were withdrawn.
  package func isWithdrawn(_ sha256: String) -> Bool { withdrawn[inForce(sha256)] != nil }

  /// The hash of the bytes that were last met under this name; `nil` where none were.
  package func lastHash(under name: String) -> String? { lastUnder[name] }

  /// Whether other bytes came under this name since these did: a name that goes back to what it held before.
  package func isOvertaken(_ sha256: String, under name: String) -> Bool {
    lastUnder[name].map { !isWithdrawn($0) && inForce($0) != inForce(sha256) } ?? false
  }

  /// Whether these bytes, or those that were mended since, are known under this name.
  package func has(_ sha256: String, under name: String) -> Bool {
    let sha256 = inForce(sha256)
    let file = files[sha256] ?? withdrawn[sha256]
    return file?.source.file == name || copies.contains(Copy(name: name, sha256: sha256))
  }
  /// The date of the figures of the run that met each copy first, as `receipts` tell it.
  package func copyDates(in receipts: [Receipt]) -> [Copy: String] {
    receipts.reduce(into: [:]) { dates, receipt in
      let copy = Copy(name: receipt.name, sha256: inForce(receipt.sha256))
      guard receipt.event == .copied, dates[copy] == nil else { return }
      dates[copy] = receipt.date
    }
  }
}
