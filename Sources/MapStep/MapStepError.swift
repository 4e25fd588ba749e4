/// What can go wrong between the map step and the driver.
package enum MapStepError: Error, Sendable, Equatable, CustomStringConvertible {
  case strangeRow(String)
  /// The file that Spark names is none of those that were to be read.
  case strangeFile(String)
  /// The bytes are not those that were received.
  case otherBytes(file: String)
  case unreadableInput(String)
  /// Rows of a file are missing, or were counted twice.
  case incomplete(file: String, what: String)

  package var description: String {
    switch self {
    case .strangeRow(let text):
      "A row that came back from the cluster cannot be read ('\(text)'). Run again; if it stays, run with --engine sqlite, and"
        + " report a fault of techshare."
    case .strangeFile(let path):
      "\(path) is none of the files that were to be read. See that spark.archive in the pipeline file is the address of this"
        + " workspace's archive, then run again."
    case .otherBytes(let file):
      "\(file) holds other bytes than those received. Restore it in the archive from a backup, then run again."
    case .unreadableInput(let path):
      "The bytes that Spark handed over of \(path) cannot be decoded. Run again; if it stays, let the cluster open the archive"
        + " itself, without spark.archive."
    case .incomplete(let file, let what):
      "What the cluster gave of \(file) is not whole (\(what)), so nothing of it is used. Run again."
    }
  }
}
