/// Why a file could not be mapped.
package enum MappedFileError: Error, Sendable, Hashable, CustomStringConvertible {
  case cannotOpen(path: String, reason: String)
  case notARegularFile(path: String)
  case cannotMap(path: String, reason: String)

  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason):
      "cannot open \(path): \(reason). Check that the file is there and that this user may read it."
    case .notARegularFile(let path):
      "\(path) is not a regular file. Give the path of a file, not of a folder, pipe or device."
    case .cannotMap(let path, let reason):
      "cannot map \(path) into memory: \(reason). Copy the file to a local disk and try again."
    }
  }
}
