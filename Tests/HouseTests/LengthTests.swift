import Foundation
import Testing

/// Files and functions that a reader can hold in mind.
@Suite("Length")
struct LengthTests {
  static let longestFile = 400
  static let longestFunction = 60
  static let fullestFolder = 40
  /// Stands above a function that is longer, with the reason.
  static let reason = "// Long: "

  @Test("of a source file is at most 400 lines")
  func files() throws {
    var tooLong: [String] = []
    for file in try House.swiftFiles(in: "Sources") {
      let count = try House.text(file).components(separatedBy: "\n").count - 1
      if count > Self.longestFile { tooLong.append("\(file): \(count) lines") }
    }
    #expect(tooLong == [])
  }

  @Test("of a folder's list is at most 40 files")
  func folders() throws {
    let files = try ["Sources", "Tests"].flatMap { try House.swiftFiles(in: $0) }
    let folders = Dictionary(grouping: files) { $0.split(separator: "/").dropLast().joined(separator: "/") }
    #expect(folders.filter { $0.value.count > Self.fullestFolder }.keys.sorted() == [], "Sort it by subject.")
  }

  @Test("of a function is at most 60 lines, or it says why it is longer")
  func functions() throws {
    var found = 0
    var tooLong: [String] = []
    for file in try House.swiftFiles(in: "Sources") {
      for function in functions(in: try House.text(file).components(separatedBy: "\n")) {
        found += 1
        guard function.count > Self.longestFunction, !function.hasReason else { continue }
        tooLong.append("\(file):\(function.line): \(function.count) lines")
      }
    }
    #expect(found > 1000)
    #expect(tooLong == [], "Split it, or say why above it: \(Self.reason)…")
  }

  private struct Function {
    let line: Int
    let count: Int
    let hasReason: Bool
  }

  /// A function begins on the line with its name and ends, in the layout that lint asks for, with the next brace that
  /// stands as far in; its reason stands among the comments and attributes above it.
  private func functions(in lines: [String]) -> [Function] {
    lines.indices.filter { lines[$0].contains("func ") || lines[$0].contains("init") }.compactMap { start in
      guard let head = lines[start].prefixMatch(of: /( *)(?:[@\w()]+ )*(?:func |init[?(<]|deinit )/) else {
        return nil
      }
      let indent = String(head.1)
      let end = lines[(start + 1)...].firstIndex { line in
        line.hasPrefix(indent + "}")
          || (!line.isEmpty && ![" ", ")", "where "].contains { line.hasPrefix(indent + $0) })
      }
      guard let end, lines[end].hasPrefix(indent + "}") else { return nil }
      let above = lines[..<start].reversed().prefix {
        $0.hasPrefix(indent + "//") || $0.hasPrefix(indent + "@")
      }
      return Function(
        line: start + 1, count: end - start + 1,
        hasReason: above.contains { $0.hasPrefix(indent + Self.reason) })
    }
  }
}
