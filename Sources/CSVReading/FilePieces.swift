import Glibc

/// A file is looked through in pieces of so many bytes, and none stays in memory once it was.
let pieceBytes = 16 << 20

extension MappedFile {
  /// Lets go of the memory that holds these bytes; whoever reads them again has them read from the file again.
  ///
  /// Without it, all of a file that was looked through once would count as the program's memory.
  func release(_ range: Range<Int>) {
    guard let base = bytes.baseAddress else { return }
    let page = sysconf(CInt(_SC_PAGESIZE))
    let start = range.lowerBound / page * page
    let end = range.upperBound / page * page
    guard end > start else { return }
    // Only advice. The mapping is the file's own and never written to, so nothing can be lost.
    madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
  }

  /// Hands over the file's bytes from `start` on, piece by piece, until `body` says that it has seen enough.
  func forEachPiece(from start: Int, _ body: (Range<Int>) -> Bool) {
    var start = start
    while start < count {
      let piece = start..<min(start + pieceBytes, count)
      let goesOn = body(piece)
      release(piece)
      guard goesOn else { return }
      start = piece.upperBound
    }
  }
}
