import CSVReading
import PipelineFiles
import Returns

extension KeyReader {
  /// The financial year that an assessment is held beside, from the plain year that the record states.
  func readAssessmentYear(_ record: borrowing CSVRecord, _ faults: inout [CellFault]) -> FinancialYear? {
    let expected = "a year like 2024"
    guard let text = text("assessment_year", record) else {
      faults.append(
        CellFault(
          code: .constraintError, field: "assessment_year", expected: expected,
          message: "The year of the assessment is empty."))
      return nil
    }
    if text.count == 4, let year = Int(text), (1990...2150).contains(year) {
      return FinancialYear(besideAssessmentOf: year)
    }
    faults.append(
      CellFault(
        code: .yearUnknown, field: "assessment_year", value: text, expected: expected,
        message: "'\(text)' is no year of assessment. Write the calendar year alone, like 2024."))
    return nil
  }

  /// What the trust was assessed by, which must have been in use in that year.
  func readInstrument(
    _ record: borrowing CSVRecord, _ year: FinancialYear?, _ faults: inout [CellFault]
  ) -> String? {
    var names: [String] = []
    for section in contract.scores where !names.contains(section.instrument) {
      names.append(section.instrument)
    }
    let expected = names.joined(separator: " or ")
    guard let text = text("instrument", record) else {
      faults.append(
        CellFault(
          code: .constraintError, field: "instrument", expected: expected,
          message: "The instrument of the assessment is empty."))
      return nil
    }
    guard let name = names.first(where: { $0 == text.lowercased() }) else {
      faults.append(
        CellFault(
          code: .foreignKey, field: "instrument", value: text, expected: expected,
          message: "'\(text)' is no instrument of '\(contract.title)'."))
      return nil
    }
    if let year = year?.assessmentYear,
      !contract.scores.contains(where: { $0.instrument == name && $0.isAsked(in: year) })
    {
      faults.append(
        CellFault(
          code: .constraintError, field: "assessment_year", value: "\(year)", expected: "a year of \(name)",
          message: "\(name) was not in use in \(year). Correct the year or the instrument."))
      return nil
    }
    return name
  }
}
