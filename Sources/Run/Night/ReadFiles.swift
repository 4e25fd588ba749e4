import CSVReading
import Extract
import Foundation
import PipelineFiles
import Returns
import Synchronization
import Transform

/// What the reading threads hand to the writer.
enum FileMessage: Sendable {
  case lines(file: Int, ContiguousArray<Line>)
  case totals(file: Int, [AccountTotal])
  case finished(file: Int, TransformedFile)
  case failed(String)

  /// The same of a file that has another position elsewhere.
  func renumbered(_ number: (Int) -> Int) -> Self {
    switch self {
    case .lines(let file, let lines): .lines(file: number(file), lines)
    case .totals(let file, let totals): .totals(file: number(file), totals)
    case .finished(let file, let result): .finished(file: number(file), result)
    case .failed: self
    }
  }
}

/// Extracts and transforms archived files on several threads, and hands what they give to one writer.
///
/// Files that are not `fresh`, which this run has just archived, are first held against their hash.
/// The writer stands in a transaction meanwhile: `write` is called for each message, on the calling thread. Results may
/// come in any order; each bears the position of its file in `files`.
///
/// - Throws: `RunError.reading` where an archived file cannot be read, and what `write` throws.
func readFiles(
  _ files: [SourceFile], fresh: Set<String>, archive: Archive, definitions: Definitions,
  accounts: AccountRegister, tasks: Int,
  write: (FileMessage) throws -> Void
) throws {
  try makeMessages(count: files.count, tasks: tasks, write: write) {
    let lookups = AccountLookups(register: accounts)
    return { index, queue in
      let source = files[index]
      if !fresh.contains(source.sha256), let fault = archive.fault(of: source) {
        return .failed(archiveFault(source, fault, archive))
      }
      return readFile(source, number: index, archive, definitions, lookups, queue)
    }
  }
}

/// Has several threads read one file after the other, and hands what they send to one writer, on the calling thread.
///
/// `makeReader` is called on each thread; what it gives sends what there is of a file to the queue, and answers its end.
///
/// - Throws: `RunError.reading` where a file could not be read, and what `write` throws.
func makeMessages(
  count: Int, tasks: Int, write: (FileMessage) throws -> Void,
  makeReader: @escaping @Sendable () -> (_ file: Int, BoundedQueue<FileMessage>) -> FileMessage
) throws {
  let queue = BoundedQueue<FileMessage>(capacity: 8 * max(1, tasks))
  let next = NextFile()
  for _ in 0..<max(1, min(tasks, count)) {
    let thread = Thread {
      let read = makeReader()
      while let index = next.take(below: count), queue.send(read(index, queue)) {}
    }
    thread.stackSize = 8 << 20
    thread.start()
  }
  defer { queue.close() }
  var finished = 0
  while finished < count {
    let message = queue.receive()
    switch message {
    case .failed(let why): throw RunError.reading(why)
    case .finished: finished += 1
    case .lines, .totals: break
    }
    try write(message)
  }
}

/// What to say of an archived file that is not what was received.
func archiveFault(_ source: SourceFile, _ fault: String, _ archive: Archive) -> String {
  "\(archive.url(of: source.sha256).path(percentEncoded: false)), received as \(source.file), \(fault). Restore it from"
    + " a backup, then run again."
}

/// Reads one archived file; its lines leave in batches, and what it came to is the answer.
private func readFile(
  _ source: SourceFile, number: Int, _ archive: Archive, _ definitions: Definitions,
  _ accounts: AccountLookups,
  _ queue: BoundedQueue<FileMessage>
) -> FileMessage {
  do {
    let path = archive.url(of: source.sha256).path(percentEncoded: false)
    let result = try transformFile(at: path, of: source, definitions: definitions, accounts: accounts) {
      queue.send(.lines(file: number, $0))
    }
    return .finished(file: number, result)
  } catch {
    return .failed("\(source.file): \(error)")
  }
}

/// Gives out file numbers, each once.
private final class NextFile: Sendable {
  private let number = Mutex(0)

  func take(below count: Int) -> Int? {
    number.withLock { number in
      guard number < count else { return nil }
      defer { number += 1 }
      return number
    }
  }
}
