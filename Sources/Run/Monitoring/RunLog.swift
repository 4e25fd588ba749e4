import Foundation
import Logging
import Synchronization

/// What happened in a run, an event a line: `runs/<run>/log.ndjson`.
///
/// The message of an event is its stable name (`file-read`); what it is about stands in fields of its own.
struct RunLog: LogHandler {
  private let run: String
  private let file: Mutex<FileHandle>.Shared
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  /// Begins the log at `url`, whose folder must be there.
  init(run: String, url: URL) throws {
    self.run = run
    try Data().write(to: url)
    file = .init(try FileHandle(forWritingTo: url))
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line = LogLine(
      time: Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      level: event.level.rawValue, event: event.message.description, runID: run)
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
      line.fields[key] = LogLine.Field(value)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return }
    // A log that cannot be written must not stop the night.
    file.value.withLock { try? $0.write(contentsOf: data + Data("\n".utf8)) }
  }
}

extension Mutex where Value == FileHandle {
  /// A mutex that copies of a value share.
  final class Shared: Sendable {
    let value: Mutex<FileHandle>

    init(_ handle: sending FileHandle) { value = Mutex(handle) }
  }
}

/// One line of the log.
private struct LogLine: Encodable {
  enum Field: Encodable {
    case number(Int)
    case text(String)

    init(_ value: Logger.Metadata.Value) {
      if case .stringConvertible(let number as Int) = value {
        self = .number(number)
      } else {
        self = .text(value.description)
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let time: String
  let level: String
  let event: String
  let runID: String
  var fields: [String: Field] = [:]

  init(time: String, level: String, event: String, runID: String) {
    self.time = time
    self.level = level
    self.event = event
    self.runID = runID
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: Key(stringValue: "schema_version"))
    try container.encode(time, forKey: Key(stringValue: "time"))
    try container.encode(level, forKey: Key(stringValue: "level"))
    try container.encode(event, forKey: Key(stringValue: "event"))
    try container.encode(runID, forKey: Key(stringValue: "run_id"))
    for (key, value) in fields { try container.encode(value, forKey: Key(stringValue: key)) }
  }
}
