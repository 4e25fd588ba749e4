import Foundation
import Testing

/// README, docs and `--help` say the same of commands and their options.
@Suite("Documented commands")
struct DocumentedCommandsTests {
  private static let documents = [
    "README.md", "CONTRIBUTING.md", "docs/operating.md", "docs/pipeline-file.md", "docs/method.md",
    "docs/trace.md",
    "docs/analysing.md", "docs/spark.md", "docs/testing.md", "Benchmarks/README.md",
  ]

  private func help(_ command: String...) throws -> String {
    let outcome = try runProgram(techshare, command + ["--help"], in: Workdir.project)
    #expect(outcome.exitCode == 0)
    return outcome.output
  }

  /// The subcommands that a help text lists.
  private func subcommands(in help: String) -> [String] {
    guard let start = help.range(of: "SUBCOMMANDS:\n") else { return [] }
    return help[start.upperBound...].matches(of: /(?m)^  ([a-z-]+)(?: \(default\))?(?:\s|$)/).map {
      String($0.1)
    }
    .filter { $0 != "See" }
  }

  /// Whatever is written as a command: code in a line, and indented lines, of which a command's name comes first or after
  /// the program's.
  private func commands(in text: String, known: Set<String>) -> [[String]] {
    let spans = text.matches(of: /`([^`\n]+)`/).map { String($0.1) }
    let lines = text.components(separatedBy: "\n").filter { $0.hasPrefix("    ") }
    return (spans + lines).compactMap { code in
      var words = code.replacing("\\|", with: "|").split(whereSeparator: { " [](),;".contains($0) }).map(
        String.init)
      if let program = words.firstIndex(where: { $0 == "techshare" || $0.hasSuffix("/techshare") }) {
        words.removeFirst(program + 1)
      }
      if let comment = words.firstIndex(of: "#") { words.removeSubrange(comment...) }
      guard let first = words.first, known.contains(first) else { return nil }
      return words
    }
  }

  @Test("are there, with every option that is written with them, and none is left out")
  func commands() throws {
    let known = Set(subcommands(in: try help()))
    #expect(known.count == 18)
    var helps: [String: String] = [:]
    for name in known {
      let own = try help(name)
      helps[name] = try subcommands(in: own).reduce(own) { try $0 + help(name, $1) }
    }
    var seen: Set<String> = []
    var options = 0
    for document in Self.documents {
      let text = try String(contentsOf: Workdir.project.appending(path: document), encoding: .utf8)
      for words in commands(in: text, known: known) {
        seen.insert(words[0])
        for option in words where option.hasPrefix("--") {
          let name = String(option.prefix { $0 != "=" })
          options += 1
          #expect(
            helps[words[0]]?.contains("\(name) ") == true, "\(document): \(words.joined(separator: " "))")
        }
      }
    }
    #expect(options > 30)
    #expect(known.subtracting(seen) == [], "no document names them")
  }

  @Test("of make stand in `make help` as README names them")
  func targets() throws {
    let listed = try runProgram(URL(filePath: "/usr/bin/make"), ["help"], in: Workdir.project).output
      .matches(of: /make ([a-z-]+)/).map { String($0.1) }
    var seen: Set<String> = []
    for document in Self.documents {
      let text = try String(contentsOf: Workdir.project.appending(path: document), encoding: .utf8)
      for match in text.matches(of: /(?:`|    )make ([a-z-]+)/) {
        seen.insert(String(match.1))
        #expect(listed.contains(String(match.1)), "\(document): make \(match.1)")
      }
    }
    #expect(seen.count > 5)
  }
}
