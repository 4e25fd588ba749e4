// Eight threads that write under a mutex: ThreadSanitizer must be silent. With an argument they also write beside it,
// and it must not be. `make test-tsan` runs both first: a sanitizer that sees no race, or sees one everywhere, is none.

import Dispatch
import Synchronization

final class Written: @unchecked Sendable {
  let locked = Mutex(0)
  var unlocked = 0
}

let written = Written()
let writesBeside = CommandLine.arguments.count > 1
DispatchQueue.concurrentPerform(iterations: 8) { _ in
  for _ in 0..<100_000 {
    written.locked.withLock { $0 += 1 }
    if writesBeside { written.unlocked += 1 }
  }
}
print(written.locked.withLock { $0 })
