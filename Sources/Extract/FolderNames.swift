import Glibc

/// The names in a folder as the system has them, which may be no UTF-8, and of very many the first `most`; `nil` where it
/// cannot be listed.
func folderNames(_ path: String, most: Int) -> [[UInt8]]? {
  guard let folder = unsafe opendir(path) else { return nil }
  defer { _ = unsafe closedir(folder) }
  guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
  var names: [[UInt8]] = []
  while true {
    errno = 0
    guard names.count < most else { return names }
    guard let entry = unsafe readdir(folder) else { return errno == 0 ? names : nil }
    // The name ends with a NUL, and often long before the array does that is declared for it.
    let start = unsafe UnsafeRawPointer(entry) + offset
    let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    let name = unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    // Every folder names itself and the one that it is in.
    if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { names.append(name) }
  }
}
