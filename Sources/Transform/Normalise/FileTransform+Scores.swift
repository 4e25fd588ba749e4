import CSVReading
import Extract
import PipelineFiles
import Returns

extension FileTransform {
  /// Takes a record that holds a score: accepts it, or rejects it with every fault it has.
  ///
  /// An assessment stands or falls as a whole: a record that is rejected holds all that its trust was assessed by that
  /// instrument in that year.
  mutating func takeScore(
    _ record: borrowing CSVRecord, submission: Int?, faults: [CellFault], place: Finding.Place
  ) {
    var faults = faults
    let key = submission.map { submissions[$0].key }
    let section = scoredSection(record, of: key, &faults)
    let score = score(record, of: section, &faults)
    guard faults.isEmpty, let submission, let section, let score else {
      reject(record.place, faults, submission: submission, section: section?.section)
      return
    }
    if let seen = submissions[submission].scores[section.section] {
      guard seen == score else {
        let fault = CellFault(
          code: .primaryKey, field: "score", value: "\(score)", expected: seen.map { "\($0)" } ?? "",
          message: "\(section.title) stands twice with different scores. Leave the right one.")
        reject(record.place, [fault], submission: submission, section: section.section)
        return
      }
      count(record.place, isAccepted: true)
      add(
        finding(
          CellFault(
            code: .duplicateRow, field: "score", value: "\(score)",
            message: "\(section.title) stands above with the same score. It counts once."),
          submission, section.section, place))
      return
    }
    count(record.place, isAccepted: true)
    submissions[submission].note(score, of: section.section)
    scores.append(
      AssessmentScore(
        submission: Int32(submission), line: Int32(truncatingIfNeeded: place.line), section: section.section,
        score: score))
  }

  private mutating func reject(
    _ place: RecordPlace, _ faults: [CellFault], submission: Int?, section: String?
  ) {
    count(place, isAccepted: false)
    for fault in faults { add(finding(fault, submission, section, Finding.Place(place))) }
    guard let submission else { return }
    if let section { submissions[submission].note(nil, of: section) }
    submissions[submission].addFault(faults.first?.code ?? .typeError, category: nil)
  }

  private func finding(
    _ fault: CellFault, _ submission: Int?, _ section: String?, _ place: Finding.Place
  ) -> Finding {
    let key = submission.map { submissions[$0].key }
    return Finding(
      fault.code, place: place, organisation: key?.organisation ?? fault.organisation,
      year: key?.period.year ?? fault.year, account: section ?? "", field: fault.field,
      fieldNumber: fault.fieldNumber, value: fault.value, expected: fault.expected, message: fault.message)
  }

  /// The section that the record names, of the instrument and year that its submission is of; `nil` too where those are
  /// not known, for which the record has its fault already.
  private func scoredSection(
    _ record: borrowing CSVRecord, of key: SubmissionKey?, _ faults: inout [CellFault]
  ) -> InstrumentSection? {
    guard let key else { return nil }
    let asked = contract.scores.filter {
      $0.instrument == key.source && $0.isAsked(in: key.period.year.assessmentYear)
    }
    let expected = asked.map(\.section).joined(separator: ", ")
    guard let text = keys.text("section", record) else {
      faults.append(
        CellFault(
          code: .constraintError, field: "section", expected: expected, message: "The section is empty."))
      return nil
    }
    let name = normalForm(ofLabel: text)
    let section = asked.first {
      normalForm(ofLabel: $0.section) == name || normalForm(ofLabel: $0.title) == name
    }
    if let section {
      return section
    }
    faults.append(
      CellFault(
        code: .foreignKey, field: "section", value: text, expected: expected,
        message: "'\(text)' is no section of \(key.source) in \(key.period.year.assessmentYear)."))
    return nil
  }

  private func score(
    _ record: borrowing CSVRecord, of section: InstrumentSection?, _ faults: inout [CellFault]
  ) -> Score? {
    let expected = section.map { "\($0.minimum) to \($0.maximum)" } ?? "a score"
    guard let text = keys.text("score", record) else {
      // A record that ends before the score was told as `missing-cell`.
      if !faults.contains(where: \.tearsRecord) {
        faults.append(
          CellFault(
            code: .constraintError, field: "score", expected: expected,
            message: "The score is missing. A trust that was not assessed has no record."))
      }
      return nil
    }
    guard let score = Score(text) else {
      faults.append(
        CellFault(
          code: .typeError, field: "score", value: text, expected: expected,
          message: "'\(text)' is no score. Write a number of at most two decimals, with a dot."))
      return nil
    }
    guard let section, score < section.minimum || section.maximum < score else { return score }
    faults.append(
      CellFault(
        code: .constraintError, field: "score", value: text, expected: expected,
        message: "'\(text)' lies outside the scores of \(section.title)."))
    return nil
  }
}
