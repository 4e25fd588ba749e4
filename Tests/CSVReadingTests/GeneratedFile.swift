import CSVReading

/// How a generated file is written.
struct FileForm: Hashable, Sendable {
  var encoding: TextEncoding
  var hasByteOrderMark: Bool
  var lineEnd: String
  var delimiter: Character

  static let all: [FileForm] = {
    let encodings: [(TextEncoding, Bool)] = [
      (.utf8, false), (.utf8WithByteOrderMark, true), (.windows1252, false), (.utf16LittleEndian, true),
      (.utf16LittleEndian, false), (.utf16BigEndian, true), (.utf16BigEndian, false),
    ]
    return encodings.flatMap { encoding, hasMark in
      ["\n", "\r\n", "\r"].flatMap { lineEnd in
        [",", ";", "\t"].map { delimiter in
          FileForm(
            encoding: encoding, hasByteOrderMark: hasMark, lineEnd: lineEnd, delimiter: Character(delimiter))
        }
      }
    }
  }()

  var byteOrderMark: [UInt8] {
    guard hasByteOrderMark else { return [] }
    return encoding == .utf8WithByteOrderMark ? [0xEF, 0xBB, 0xBF] : bytes("\u{FEFF}")
  }

  /// Writes text in the encoding; of Windows-1252 beyond Latin-1 only the euro sign is needed.
  func bytes(_ text: String) -> [UInt8] {
    switch encoding {
    case .utf8, .utf8WithByteOrderMark: Array(text.utf8)
    case .windows1252: text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
    case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }
  }
}

/// A random file, with the records and lines that its writer knows to be in it.
struct GeneratedFile {
  private(set) var bytes: [UInt8]
  private(set) var records: [ReadRecord] = []
  private(set) var lines = 0
  private(set) var blankLines = 0
  private let form: FileForm
  private var generator: SeededGenerator

  init(_ form: FileForm, seed: UInt64) {
    self.form = form
    generator = SeededGenerator(seed: seed)
    bytes = form.byteOrderMark
    // So that a file that is to be Windows-1252 is not valid UTF-8, and one in UTF-16 is known without a mark.
    add(["pounds", "£1"])
    let count = Int.random(in: 0..<25, using: &generator)
    for number in 0..<count {
      endLine()
      while generator.chance(10) {
        blankLines += 1
        bytes += form.bytes(generator.pick(["", " ", "   "]))
        endLine()
      }
      let cells = Int.random(in: 1...6, using: &generator)
      add((0..<cells).map { _ in number % 7 == 0 ? "" : cell() })
    }
    lines += 1
    if generator.chance(50) {
      endLine()
      lines -= 1
    }
  }

  private mutating func endLine() {
    bytes += form.bytes(form.lineEnd)
    lines += 1
  }

  private mutating func cell() -> String {
    // After each character outside ASCII comes one inside: in Windows-1252 two could by chance be valid UTF-8.
    var pieces = [
      "a", "b2", " ", "  ", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "£1", "éa", "\u{A0}.", "€5",
    ]
    if form.encoding != .windows1252 { pieces += ["Ā1", "漢字", "🏥", "e\u{301}", "\u{2028}"] }
    var text = ""
    for _ in 0..<Int.random(in: 0..<8, using: &generator) {
      // A line break beside another could make one of two, or two of one.
      if text.last?.isNewline == true { text += "x" }
      text += generator.pick(pieces)
    }
    return text
  }

  private mutating func add(_ cells: [String]) {
    let written = cells.map { cell in
      let hasBlankEdge = cell.first == " " || cell.last == " "
      let needsQuotes =
        cell.unicodeScalars.contains { "\"\n\r\t,;".unicodeScalars.contains($0) } || hasBlankEdge
      let isOnlyCell = cells.count == 1 && cell.isEmpty
      guard needsQuotes || isOnlyCell || generator.chance(20) else { return cell }
      return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
    let record = form.bytes(written.joined(separator: String(form.delimiter)))
    let breaks = cells.flatMap { $0 }.filter { $0.isNewline && $0 != "\u{2028}" }.count
    records.append(
      ReadRecord(
        cells: cells, line: lines + 1, lineCount: breaks + 1, record: records.count + 1,
        byteOffset: bytes.count,
        byteCount: record.count))
    bytes += record
    lines += breaks
  }
}
