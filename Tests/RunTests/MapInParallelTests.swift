import Foundation
import Run
import Synchronization
import Testing

@Suite("Work on several threads")
struct MapInParallelTests {
  private struct Refused: Error, Equatable { let number: Int }

  @Test(
    "gives its results in the order of the items, whatever the number of tasks", arguments: [1, 2, 7, 200])
  func order(tasks: Int) throws {
    let squares = try mapInParallel(Array(0..<100), tasks: tasks) { number in
      // The earlier ones take longest.
      Thread.sleep(forTimeInterval: Double(100 - number) / 100_000)
      return number * number
    }
    #expect(squares == (0..<100).map { $0 * $0 })
    #expect(try mapInParallel([Int](), tasks: tasks) { $0 }.isEmpty)
  }

  @Test("tells the first item that fails, and begins none after it", arguments: [1, 2, 7])
  func failure(tasks: Int) throws {
    let begun = Mutex<Set<Int>>([])
    let error = #expect(throws: Refused.self) {
      try mapInParallel(Array(0..<1000), tasks: tasks) { number in
        begun.withLock { _ = $0.insert(number) }
        if number >= 40 {
          Thread.sleep(forTimeInterval: number == 40 ? 0.02 : 0)
          throw Refused(number: number)
        }
      }
    }
    #expect(error == Refused(number: 40))
    #expect(begun.withLock { $0 }.isSuperset(of: 0...40))
    #expect(begun.withLock { $0.count } <= 40 + tasks)
  }
}
