import Logging

/// A log for a person's eyes: what comes from files and their names makes no line of its own and moves no cursor.
struct VisibleLog: LogHandler {
  private var handler: any LogHandler

  init(_ handler: any LogHandler) { self.handler = handler }

  var logLevel: Logger.Level {
    get { handler.logLevel }
    set { handler.logLevel = newValue }
  }

  var metadata: Logger.Metadata {
    get { handler.metadata }
    set { handler.metadata = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { handler[metadataKey: key] }
    set { handler[metadataKey: key] = newValue }
  }

  func log(event: LogEvent) {
    var shown = event
    shown.metadata = event.metadata?.mapValues { "\(visible($0.description))" }
    handler.log(event: shown)
  }
}
