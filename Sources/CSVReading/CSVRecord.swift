/// One record, seen in place.
///
/// It cannot outlive the reader's next step: the compiler holds its users to that.
package struct CSVRecord: ~Escapable, BitwiseCopyable {
  package let place: RecordPlace

  /// What is wrong with the record; a record with a fault has no cells.
  package let fault: CSVFault?

  /// The number of cells.
  package let count: Int

  private let bytes: UnsafePointer<UInt8>
  private let cellEnds: UnsafePointer<Int>

  @_lifetime(borrow parser)
  init(place: RecordPlace, fault: CSVFault?, parser: borrowing LineParser) {
    self.place = place
    self.fault = fault
    count = fault == nil ? parser.cellCount : 0
    bytes = parser.bytes
    cellEnds = parser.cellEnds
  }

  /// The bytes of a cell in UTF-8, without its quotes.
  ///
  /// Blanks (space and tab) around an unquoted cell are gone; a non-breaking space stays.
  package subscript(index: Int) -> Span<UInt8> {
    @_lifetime(copy self)
    get {
      precondition(index >= 0 && index < count, "there is no such cell")
      let start = index == 0 ? 0 : cellEnds[index - 1]
      let cell = UnsafeBufferPointer(start: bytes + start, count: cellEnds[index] - start)
      return _overrideLifetime(Span(_unsafeElements: cell), copying: self)
    }
  }

  /// Whether no cell holds more than blanks, those within quotes and non-breaking ones (C2 A0) included.
  package var isBlank: Bool {
    for index in 0..<count {
      let cell = self[index]
      for position in cell.indices {
        switch cell[position] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0xC2, 0xA0: continue
        default: return false
        }
      }
    }
    return true
  }

  /// Makes a string of a cell, for where one is needed: findings, names, a new account.
  package func text(_ index: Int) -> String {
    self[index].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
