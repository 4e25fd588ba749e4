import Extract
import Foundation
import Returns

/// `outbox/.edition`: what the outbox tells of.
struct OutboxMark: Equatable {
  /// The publication's edition; empty before the first.
  var edition = ""
  /// The hash of the settings that it was written with; empty before the first publication.
  var settings = ""
  /// The folders whose receipts tell of what a stopped night brought since.
  var stopped: Set<String> = []

  private static func url(in outbox: URL) -> URL { outbox.appending(path: ".edition") }

  init(edition: String, settings: String) {
    self.edition = edition
    self.settings = settings
  }

  /// The mark as it stands; an outbox without one tells of nothing.
  init(in outbox: URL) {
    let text = (try? String(contentsOf: Self.url(in: outbox), encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > 2 else { return }
    (edition, settings) = (lines[0], lines[1])
    stopped = Set(lines.dropFirst(2).filter { !$0.isEmpty })
  }

  /// - Throws: `RunError.workspace` where it cannot be written.
  func write(in outbox: URL) throws {
    let mark = Self.url(in: outbox)
    let written = outbox.appending(path: ".edition-written")
    let lines = [edition, settings] + stopped.sorted()
    do {
      try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
      try Data(lines.map { "\($0)\n" }.joined().utf8).write(to: written)
      try rename(written, to: mark)
    } catch {
      throw RunError.workspace(
        "\(mark.path(percentEncoded: false)) cannot be written (\(systemReason(error))). What is published stands; see"
          + " that the outbox can be written, then run again.")
    }
  }
}
