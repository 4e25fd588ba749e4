import CSVReading
import Extract
import PipelineFiles
import Returns

/// Whether a file writes the month before the day: told from all its dates together, never row by row.
///
/// One date such as `12/25/2023` shows the order of the whole file. Where none does, or the dates contradict one
/// another, the day comes first.
func writesMonthFirst(_ file: RecognisedFile, field: ContractField, maximumRecordBytes: Int) -> Bool {
  switch field.dateOrder {
  case .dayFirst: return false
  case .monthFirst: return true
  case .byFile: break
  }
  guard let column = file.column(of: field.name) else { return false }
  var dayFirst = 0
  var monthFirst = 0
  var reader = file.makeReader(maximumRecordBytes: maximumRecordBytes)
  while reader.next() {
    let record = reader.record
    guard column < record.count, let (first, second) = dayAndMonthAsWritten(record.text(column)) else {
      continue
    }
    if first > 12, second <= 12 { dayFirst += 1 }
    if second > 12, first <= 12 { monthFirst += 1 }
  }
  return monthFirst > 0 && dayFirst == 0
}
