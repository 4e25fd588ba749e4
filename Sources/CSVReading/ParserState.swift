import CLibCSV

/// What libcsv's callbacks see: the parser and one record's cells, at one address for the life of the `LineParser`.
///
/// The cells stand one after another in `bytes`; `cellEnds` says where each ends. Both are used again for the next
/// record and grow only for one larger than all before. libcsv puts a cell together in its `entry_buf`; moved on
/// through `bytes` at the end of each cell, that saves copying every one of them.
struct ParserState {
  var parser = csv_parser()
  var isRecordEnded = false
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var cellEnds: UnsafeMutablePointer<Int>
  private(set) var cellCount = 0
  private var byteCount = 0
  private var byteCapacity = 1 << 16
  private var cellCapacity: Int
  private let maximumCells: Int
  /// Whether the record has more cells than are kept.
  private(set) var hasTooManyCells = false

  init(maximumCells: Int) {
    self.maximumCells = maximumCells
    cellCapacity = min(1 << 10, maximumCells)
    bytes = .allocate(capacity: byteCapacity)
    cellEnds = .allocate(capacity: cellCapacity)
  }

  func deallocate() {
    bytes.deallocate()
    cellEnds.deallocate()
  }

  mutating func removeCells() {
    byteCount = 0
    cellCount = 0
    isRecordEnded = false
    hasTooManyCells = false
    placeEntryBuffer()
  }

  /// Makes room for one more line of `count` bytes beside the cells and the part of a cell that are there.
  ///
  /// libcsv must never find its buffer full: it would ask the system to enlarge what is not the system's to enlarge.
  mutating func reserve(_ count: Int) {
    let used = byteCount + parser.entry_pos
    guard used + count >= byteCapacity else { return }
    byteCapacity = (used + count + 1) * 2
    bytes = grown(bytes, count: used, capacity: byteCapacity)
    placeEntryBuffer()
  }

  /// Ends a cell of `count` bytes, which libcsv has written at the start of its buffer.
  @inline(__always)
  mutating func endCell(_ count: Int) {
    if cellCount == cellCapacity, !growCellEnds() { return }
    byteCount &+= count
    cellEnds[cellCount] = byteCount
    cellCount &+= 1
    placeEntryBuffer()
  }

  /// Makes room for more cells; `false` where a record may not have more.
  // Apart, so that ending a cell needs no registers saved for it.
  @inline(never)
  private mutating func growCellEnds() -> Bool {
    guard cellCapacity < maximumCells else {
      hasTooManyCells = true
      return false
    }
    cellCapacity = min(cellCapacity * 2, maximumCells)
    cellEnds = grown(cellEnds, count: cellCount, capacity: cellCapacity)
    return true
  }

  private mutating func placeEntryBuffer() {
    parser.entry_buf = bytes + byteCount
    parser.entry_size = byteCapacity &- byteCount
  }
}

private func grown<Element: BitwiseCopyable>(
  _ old: UnsafeMutablePointer<Element>, count: Int, capacity: Int
) -> UnsafeMutablePointer<Element> {
  let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
  new.moveInitialize(from: old, count: count)
  old.deallocate()
  return new
}
