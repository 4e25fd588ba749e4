import Dispatch
import Synchronization

/// Hands values from several threads to one, and makes them wait when it falls behind, so that memory stays bounded.
final class BoundedQueue<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let free: DispatchSemaphore
  private let filled = DispatchSemaphore(value: 0)

  init(capacity: Int) { free = DispatchSemaphore(value: capacity) }

  /// Puts an element in, waiting for room; does nothing once the queue is closed.
  ///
  /// - Returns: Whether anybody will take it out.
  @discardableResult
  func send(_ element: Element) -> Bool {
    free.wait()
    let isClosed = state.withLock { state in
      if !state.isClosed { state.elements.append(element) }
      return state.isClosed
    }
    if isClosed { free.signal() } else { filled.signal() }
    return !isClosed
  }

  /// Takes the oldest element out, waiting for one.
  func receive() -> Element {
    while true {
      filled.wait()
      let element = state.withLock { state in state.elements.isEmpty ? nil : state.elements.removeFirst() }
      if let element {
        free.signal()
        return element
      }
    }
  }

  /// Lets go of every sender: the receiver has given up.
  func close() {
    let dropped = state.withLock { state in
      state.isClosed = true
      defer { state.elements = [] }
      return state.elements.count
    }
    // What is dropped leaves room, and Dispatch ends the program where a semaphore goes that has less than it began with.
    for _ in 0..<dropped { free.signal() }
  }
}
