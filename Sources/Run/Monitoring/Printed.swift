import Dispatch
import Foundation
import Synchronization

/// What a program prints, read as it comes so that it never waits; only the beginning is kept.
final class Printed: Sendable {
  private static let limit = 4096
  private let data = Mutex(Data())
  private let end = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      while let more = try? handle.read(upToCount: 65_536), !more.isEmpty {
        data.withLock { $0.append(more.prefix(max(0, Self.limit + 1 - $0.count))) }
      }
      end.signal()
    }
  }

  /// The text, once the program has ended: what it left running may hold the pipe open, and is not waited for.
  func text() -> String {
    _ = end.wait(timeout: .now() + .seconds(1))
    let kept = data.withLock { $0 }
    let text = String(decoding: kept.prefix(Self.limit), as: UTF8.self)
    return kept.count > Self.limit ? text + "…" : text.trimmingCharacters(in: .newlines)
  }
}
