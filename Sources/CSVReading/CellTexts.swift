import Glibc

/// The texts of some cells of a record, kept to hold those of later records against.
package struct CellTexts: Hashable, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package var byteCount: Int { bytes.count }

  /// Takes the texts of `columns` in place of those it has; a cell that is not there is empty.
  package mutating func take(_ columns: [Int], of record: borrowing CSVRecord) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for column in columns {
      if column < record.count {
        record[column].withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      }
      ends.append(bytes.count)
    }
  }

  /// Whether a record has these texts in `columns`; asked of every record, so nothing is copied.
  package func matches(_ columns: [Int], of record: borrowing CSVRecord) -> Bool {
    guard columns.count == ends.count else { return false }
    return bytes.withUnsafeBufferPointer { own in
      var start = 0
      for index in columns.indices {
        let length = ends[index] - start
        guard columns[index] < record.count else {
          if length > 0 { return false }
          continue
        }
        let cell = record[columns[index]]
        guard cell.count == length else { return false }
        let isEqual = cell.withUnsafeBufferPointer { other in
          guard length > 0, let left = own.baseAddress, let right = other.baseAddress else { return true }
          return memcmp(left + start, right, length) == 0
        }
        if !isEqual { return false }
        start += length
      }
      return true
    }
  }
}
