import CSVReading
import Extract
import PipelineFiles
import Returns

/// How a file writes its dates: told from all of them together, never row by row.
struct DateStyle {
  /// Whether the month stands before the day.
  var monthFirst = false
  /// How many dates are the numbers of days that a spreadsheet stores.
  var dayNumbers = 0
}

/// Looks at all dates of a file before any is read.
///
/// One date such as `12/25/2023` shows the order of the whole file. Where none does, or the dates contradict one
/// another, the day comes first.
func dateStyle(of file: RecognisedFile, field: ContractField, limits: RecordLimits) -> DateStyle {
  var style = DateStyle(monthFirst: field.dateOrder == .monthFirst)
  guard let column = file.column(of: field.name) else { return style }
  var dayFirst = 0
  var monthFirst = 0
  var reader = file.makeReader(limits: limits)
  while reader.next() {
    let record = reader.record
    guard column < record.count else { continue }
    let text = record.text(column)
    guard let (first, second) = dayAndMonthAsWritten(text) else {
      if isDayNumber(text) { style.dayNumbers += 1 }
      continue
    }
    if first > 12, second <= 12 { dayFirst += 1 }
    if second > 12, first <= 12 { monthFirst += 1 }
  }
  if field.dateOrder == .byFile { style.monthFirst = monthFirst > 0 && dayFirst == 0 }
  return style
}

extension FileTransform {
  /// Tells how dates were read, where that is not as people write them here.
  mutating func noteDates(_ style: DateStyle, _ field: ContractField) {
    if style.monthFirst, field.dateOrder == .byFile {
      add(
        Finding(
          .dateAdapted, field: field.name, value: "month/day/year", expected: "day/month/year",
          message:
            "The file writes the month before the day: 12/31/2023 is its last day of December. All its dates were"
            + " read so."))
    }
    if style.dayNumbers > 0 {
      add(
        Finding(
          .dateAdapted, field: field.name, value: "\(style.dayNumbers)", expected: "day/month/year",
          message:
            "\(style.dayNumbers) date(s) are numbers of days, as a spreadsheet stores them; they were read as such."
        ))
    }
  }
}
