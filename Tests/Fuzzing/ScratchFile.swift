import Glibc

@testable import CSVReading

/// A file of one input after another; it has no name, so nothing is left of it.
struct ScratchFile {
  private let descriptor: CInt

  init() {
    var template = Array("/dev/shm/techshare-fuzzing-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    precondition(descriptor >= 0 && unlink(template) == 0, "no file can be made in /dev/shm")
  }

  /// Lends `body` the bytes as a mapped file, of which AddressSanitizer lets nothing past the end be read.
  func withMappedFile(_ bytes: [UInt8], _ body: (MappedFile) -> Void) {
    let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    precondition(written == bytes.count && ftruncate(descriptor, bytes.count) == 0, "the disk is full")
    guard let file = try? MappedFile(path: "/proc/self/fd/\(descriptor)") else {
      fatalError("the file cannot be mapped")
    }
    guard let start = file.bytes.baseAddress else { return body(file) }
    // A mapping ends with a page; what stands there after the file's end reads as zeros.
    let rest = (4096 - bytes.count % 4096) % 4096
    poison(start + bytes.count, rest)
    body(file)
    unpoison(start + bytes.count, rest)
  }
}

@_silgen_name("__asan_poison_memory_region")
private func poison(_ start: UnsafeRawPointer, _ count: Int)

@_silgen_name("__asan_unpoison_memory_region")
private func unpoison(_ start: UnsafeRawPointer, _ count: Int)
