import ArgumentParser
import Foundation
import Run

/// Takes a file back.
struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a file back, with a reason; from the next run on it is in no figure.",
    discussion: """
      What stood before it is in force again. Its bytes stay in the archive, and archive/receipts.ndjson says why it was \
      withdrawn. The same bytes sent again stay withdrawn; --undo takes them in again. Taking a file out of the inbox \
      withdraws nothing.
      """)

  @Argument(help: "The SHA-256 of the file's bytes, or its first eight digits or more.")
  var sha: String

  @Flag(help: "Take a withdrawn file in again.")
  var undo = false

  @Option(help: "Why it is taken back, or in again.")
  var reason: String

  @OptionGroup var place: PlaceOptions

  func validate() throws {
    guard !reason.allSatisfy(\.isWhitespace), reason.count <= 500 else {
      throw ValidationError("--reason must be a text of at most 500 characters.")
    }
  }

  func run() throws {
    print(try withdraw(sha, undo: undo, reason: reason, configuration: try place.configuration()))
  }
}
