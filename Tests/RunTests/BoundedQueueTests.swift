import Foundation
import Synchronization
import Testing

@testable import Run

@Suite("A queue between readers and a writer")
struct BoundedQueueTests {
  @Test("hands on in order, and takes nothing more once it is closed")
  func order() {
    let queue = BoundedQueue<Int>(capacity: 3)
    for number in 1...3 { #expect(queue.send(number)) }
    #expect(queue.receive() == 1)
    #expect(queue.receive() == 2)
    queue.close()
    #expect(!queue.send(4))
  }

  @Test("goes with what nobody took out of it", arguments: 0...4)
  func closedWhileFilled(count: Int) {
    // Dispatch ends the process where a semaphore has less than it began with.
    let queue = BoundedQueue<Int>(capacity: 4)
    for number in 0..<count { queue.send(number) }
    queue.close()
  }

  @Test("lets a sender go that waits for room when it is closed")
  func waitingSender() {
    let queue = BoundedQueue<Int>(capacity: 1)
    queue.send(1)
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      #expect(!queue.send(2))
      ended.signal()
    }
    thread.start()
    Thread.sleep(forTimeInterval: 0.05)
    queue.close()
    #expect(ended.wait(timeout: .now() + 60) == .success)
  }

  private struct Stopped: Error {}

  @Test("has readers begin no further file once the writer has stopped")
  func stopped() {
    let begun = Mutex(0)
    #expect(throws: Stopped.self) {
      try makeMessages(
        count: 10_000, tasks: 2, write: { _ in throw Stopped() },
        makeReader: {
          { _, _ in
            begun.withLock { $0 += 1 }
            return .totals(file: 0, [])
          }
        })
    }
    Thread.sleep(forTimeInterval: 0.2)
    // As many as there is room for, and one for each reader.
    #expect(begun.withLock { $0 } <= 30)
  }
}
