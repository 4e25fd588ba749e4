/// How large one record may be; a larger one is faulty, and no more memory is taken for it.
package struct RecordLimits: Sendable, Hashable {
  /// Bytes in the file, without the line end after it.
  package let bytes: Int
  package let cells: Int

  package init(bytes: Int = 16 << 20, cells: Int = 16_384) {
    self.bytes = bytes
    self.cells = cells
  }
}
