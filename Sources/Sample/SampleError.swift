/// Why no made-up returns were written.
package enum SampleError: Error, Hashable, CustomStringConvertible {
  /// A setting lies outside what can be made.
  case outOfRange(option: String, value: Int, smallest: Int, largest: Int)
  /// The folder to be filled holds something already.
  case folderNotEmpty(String)
  /// The folder to be filled is a file, or cannot be listed.
  case folderUnreadable(String, reason: String)
  /// The folder given for the pipeline's definitions holds no contracts.
  case definitionsNotFound(String)
  case notWritten(file: String, reason: String)

  /// Whether the command has to be given otherwise, and nothing failed.
  package var isOfUsage: Bool {
    switch self {
    case .outOfRange, .folderNotEmpty, .folderUnreadable, .definitionsNotFound: true
    case .notWritten: false
    }
  }

  package var description: String {
    switch self {
    case .outOfRange(let option, let value, let smallest, let largest):
      "\(option) is \(value). Give a number from \(smallest) to \(largest)."
    case .folderNotEmpty(let folder):
      "The folder \(folder) is there already and not empty. Remove it, or name another with --out."
    case .folderUnreadable(let folder, let reason):
      "The folder \(folder) cannot be used: \(reason). Name another with --out."
    case .definitionsNotFound(let folder):
      "The folder \(folder) has no subfolder contracts. Name the folder Pipelines with --definitions."
    case .notWritten(let file, let reason):
      "\(file) cannot be written: \(reason). Check that its folder is writable and has space."
    }
  }
}
