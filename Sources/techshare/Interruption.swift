import Glibc
import Synchronization

/// Set by SIGINT and SIGTERM; a run looks at it at each safe point and then stops with 130.
let interruption = Atomic<Bool>(false)

/// Turns the first SIGINT or SIGTERM into a request to stop; the second ends the program at once, which loses nothing
/// either: the next run takes up what a cut-off one left.
func stopAtSafePoints() {
  // The handler may do next to nothing, so the value must be there before it runs.
  interruption.store(false, ordering: .relaxed)
  for number in [SIGINT, SIGTERM] {
    signal(number) { number in
      interruption.store(true, ordering: .relaxed)
      signal(number, SIG_DFL)
    }
  }
}
