import Foundation

/// What Spark prints while it works, read line by line: how far it is, that it lost its master, and why it failed.
struct SparkLog: Sendable {
  /// Tasks done, and all of the stage at work.
  private(set) var tasks: (done: Int, all: Int)?
  private(set) var hasLostMaster = false
  private var rest = ""
  /// The latest lines that say something; Spark tells a fault last, and more than once.
  private var latest: [String] = []

  /// Takes what was printed; lines may come in parts, and progress is drawn over itself.
  mutating func take(_ printed: String) {
    var lines = (rest + printed).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
    rest = lines.popLast().map(String.init) ?? ""
    // A line of progress has no end of its own.
    if rest.hasPrefix("[Stage"), rest.last == "]" { lines.append(rest[...]) }
    for line in lines { take(line: line) }
  }

  private mutating func take(line: Substring) {
    // `[Stage 0:====>      (3 + 2) / 10]`, perhaps of several stages, and log lines may begin behind it.
    var text = line
    while text.hasPrefix("[Stage"), let end = text.firstIndex(of: "]") {
      let numbers = text[..<end].split { !$0.isNumber }.compactMap { Int($0) }
      if numbers.count == 4 { tasks = (numbers[1], numbers[3]) }
      text = text[text.index(after: end)...]
    }
    if text.contains("Disconnected from Spark cluster!") || text.contains("All masters are unresponsive") {
      hasLostMaster = true
    }
    // Places in Spark's code say nothing to a reader.
    guard !text.hasPrefix("\tat "), text.contains(where: { !$0.isWhitespace }) else { return }
    latest.append(String(text.prefix(2000)))
    if latest.count > 400 { latest.removeFirst(200) }
  }

  /// Why Spark failed, in its own words: the innermost cause, without the places in its code.
  var reason: String {
    let told = latest + [rest]
    let causes = told.compactMap { line -> String? in
      for beginning in ["Caused by: ", "Error in query: ", "Exception in thread \"main\" "]
      where line.hasPrefix(beginning) {
        return String(line.dropFirst(beginning.count))
      }
      return nil
    }
    // What the map step said is told by the thread that feeds it, or stands behind its exit code.
    for (mark, isKept) in [("WriterThread: Error: ", false), ("Subprocess exited with status", true)] {
      if let line = told.last(where: { $0.contains(mark) }), let range = line.range(of: mark) {
        return String(line[(isKept ? range.lowerBound : range.upperBound)...])
      }
    }
    if let cause = causes.last { return cause }
    let errors = told.filter { $0.contains(" ERROR ") || $0.contains("Exception") || $0.hasPrefix("Error") }
    return errors.last ?? told.last { !$0.isEmpty } ?? "it said nothing"
  }
}
