import CSVReading
import Foundation

/// What is to stand in place of a record.
struct Mending {
  /// The record's bytes in the file, without its line end.
  let range: Range<Int>
  /// The record as CSV, without a line end.
  let text: String
}

/// The parts of a file anew with some records replaced, to be written one after another; all others stay byte for byte.
///
/// Where the file's encoding cannot hold what was mended, the whole file becomes UTF-8.
func composed(_ file: MappedFile, bytes: Data, encoding: TextEncoding, _ mendings: [Mending]) -> [Data] {
  let mendings = mendings.sorted { $0.range.lowerBound < $1.range.lowerBound }
  var encoded: [Data] = []
  for mending in mendings {
    guard let data = encode(mending.text, as: encoding) else {
      return parts(mendings.map { ($0.range, Data($0.text.utf8)) }, upTo: bytes.count) {
        Data(file.text($0, encoding: encoding).utf8)
      }
    }
    encoded.append(data)
  }
  return parts(zip(mendings, encoded).map { ($0.range, $1) }, upTo: bytes.count) { bytes[$0] }
}

private func parts(
  _ replacements: [(range: Range<Int>, data: Data)], upTo end: Int, kept: (Range<Int>) -> Data
) -> [Data] {
  var parts: [Data] = []
  var position = 0
  for (range, data) in replacements {
    parts.append(kept(position..<range.lowerBound))
    parts.append(data)
    position = range.upperBound
  }
  parts.append(kept(position..<end))
  return parts
}

/// Text in an encoding; `nil` where that cannot hold it.
private func encode(_ text: String, as encoding: TextEncoding) -> Data? {
  switch encoding {
  case .utf8, .utf8WithByteOrderMark: Data(text.utf8)
  case .utf16LittleEndian: Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  case .utf16BigEndian: Data(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
  case .windows1252: encodeWindows1252(text)
  }
}

/// `nil` also where the bytes would read as another text, since a line that is valid UTF-8 is taken as that.
private func encodeWindows1252(_ text: String) -> Data? {
  var data = Data()
  for scalar in text.unicodeScalars {
    guard let byte = windows1252Bytes[scalar] else { return nil }
    data.append(byte)
  }
  let lines = data.split { $0 == 0x0A || $0 == 0x0D }
  let isMistakable = lines.contains { line in
    line.contains { $0 >= 0x80 } && String(validating: line, as: UTF8.self) != nil
  }
  return isMistakable ? nil : data
}

/// The byte of each character in Windows-1252; the five bytes that it leaves undefined stand for themselves.
private let windows1252Bytes: [Unicode.Scalar: UInt8] = {
  let high = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
  var bytes: [Unicode.Scalar: UInt8] = [:]
  for byte in UInt8.min...UInt8.max where !(0x80..<0xA0).contains(byte) { bytes[Unicode.Scalar(byte)] = byte }
  for (offset, scalar) in high.enumerated() { bytes[scalar] = 0x80 + UInt8(offset) }
  return bytes
}()
