import Extract
import Returns

/// Which bytes somebody means by a path or a hash.
struct TracedFile {
  let source: SourceFile
  /// What else was received under the same path, the latest first, by hash.
  var others: [String] = []
  /// The hash of the mended bytes that stand in their place; `nil` where these themselves are in force.
  var replacedBy: String?
  /// Whether they were withdrawn.
  var isWithdrawn = false
}

/// Finds the file that is meant by its path within the inbox, else by its hash or the beginning of that.
///
/// Under a path it is the bytes that came last, or what they were mended to.
///
/// - Throws: `TraceError.noHit` where there is none, or more than one.
func tracedFile(_ wanted: String, receipts: [Receipt]) throws(TraceError) -> TracedFile {
  let received = ReceivedFiles(receipts)
  func source(_ sha256: String, _ name: String?) -> SourceFile {
    let known =
      received.files[sha256]?.source ?? received.replaced[sha256]?.file.source
      ?? received.withdrawn[sha256]?.source
    return SourceFile(file: name ?? known?.file ?? "", sha256: sha256, byteCount: known?.byteCount ?? 0)
  }
  let ofName = receipts.filter { $0.name == wanted }.map(\.sha256)
  if let last = ofName.last {
    let sha256 = received.inForce(last)
    var file = TracedFile(source: source(sha256, wanted), isWithdrawn: received.isWithdrawn(sha256))
    for other in ofName.reversed() where other != sha256 && !file.others.contains(other) {
      file.others.append(other)
    }
    return file
  }
  let digits = wanted.lowercased()
  let isHash = digits.utf8.count >= 4 && digits.utf8.count <= 64 && digits.allSatisfy(\.isHexDigit)
  let hashes = isHash ? Set(receipts.map(\.sha256)).filter { $0.hasPrefix(digits) }.sorted() : []
  if hashes.count > 1 {
    throw .noHit(
      "More than one file's SHA-256 begins with \(digits): \(hashes.joined(separator: ", ")). Give more of it."
    )
  }
  if let sha256 = hashes.first {
    var file = TracedFile(source: source(sha256, nil), isWithdrawn: received.isWithdrawn(sha256))
    let inForce = received.inForce(sha256)
    file.replacedBy = inForce == sha256 ? nil : inForce
    return file
  }
  let name = wanted.split(separator: "/").last
  let alike = Set(receipts.map(\.name).filter { $0.split(separator: "/").last == name }).sorted()
  throw .noHit(
    "No file called \(visible(wanted)) was received. Give its path within the inbox, or its SHA-256 or at least the first"
      + " four digits of that."
      + (alike.isEmpty ? "" : " Did you mean \(alike.prefix(3).map { visible($0) }.joined(separator: ", "))?")
  )
}
