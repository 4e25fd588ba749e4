import Dispatch
import Synchronization

/// Does something with each of `items`, on up to `tasks` threads at a time; what comes of them stands in their order.
///
/// Where it throws, the first item in their order for which it does is the one that is told, and no further one is begun.
package func mapInParallel<Item: Sendable, Outcome: Sendable>(
  _ items: [Item], tasks: Int, _ body: @Sendable (Item) throws -> Outcome
) throws -> [Outcome] {
  let state = Mutex(ParallelState<Outcome>(count: items.count))
  DispatchQueue.concurrentPerform(iterations: max(1, min(tasks, items.count))) { _ in
    while let index = state.withLock({ $0.take() }) {
      let result = Result { try body(items[index]) }
      state.withLock { $0.put(result, at: index) }
    }
  }
  let end = state.withLock { $0 }
  if let failure = end.failure { throw failure.error }
  return end.outcomes.compactMap { $0 }
}

/// How far the items are done.
private struct ParallelState<Outcome: Sendable>: Sendable {
  private(set) var outcomes: [Outcome?]
  private(set) var failure: (index: Int, error: any Error)?
  private var next = 0

  init(count: Int) { outcomes = Array(repeating: nil, count: count) }

  /// The next item to do; `nil` where there is none, or one has failed.
  mutating func take() -> Int? {
    guard next < outcomes.count, failure == nil else { return nil }
    defer { next += 1 }
    return next
  }

  mutating func put(_ result: Result<Outcome, any Error>, at index: Int) {
    switch result {
    case .success(let outcome): outcomes[index] = outcome
    case .failure(let error):
      if index < failure?.index ?? .max { failure = (index, error) }
    }
  }
}
