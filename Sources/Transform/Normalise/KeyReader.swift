import CSVReading
import Extract
import PipelineFiles
import Returns

/// Reads the cells that tell whose and what a record is: organisation, year, period, kind, status and version.
struct KeyReader {
  let contract: Contract
  private let register: OrganisationRegister
  private let columns: [String: Int]
  private let folderOwner: OrganisationCode?
  private let fileYear: FinancialYear?
  private let fileVersion: Int
  private let monthFirst: Bool

  /// The columns that make the key, in order.
  let keyColumns: [Int]
  /// Whether records may say who approved the return, and what the trust says of it.
  let hasApprovalOrComment: Bool

  private static let keyFields = [
    "organisation_code", "organisation_name", "financial_year", "period_start", "period_end", "kind",
    "status",
    "version", "assessment_year", "instrument",
  ]

  init(_ file: RecognisedFile, path: String, definitions: Definitions, monthFirst: Bool) {
    contract = file.contract
    register = definitions.register
    self.monthFirst = monthFirst
    var columns: [String: Int] = [:]
    for field in file.contract.fields {
      if let column = file.column(of: field.name) { columns[field.name] = column }
    }
    self.columns = columns
    hasApprovalOrComment = columns["approved_by_role"] != nil || columns["comment"] != nil
    folderOwner = definitions.pipeline.owner(ofPath: path)
    let takesFileYear = file.contract.field("financial_year")?.origin == .fileName
    fileYear = takesFileYear ? year(inFileName: path) : nil
    fileVersion = version(inFileName: path) ?? 1
    var keys = Self.keyFields.compactMap { columns[$0] }
    if contract.field("financial_year")?.origin == .date, let date = columns["date"] { keys.append(date) }
    keyColumns = keys
  }

  /// Reads the key of a record; finds every fault there is, not only the first.
  func read(_ record: borrowing CSVRecord) -> (values: KeyValues?, faults: [CellFault]) {
    var faults: [CellFault] = []
    let isAssessment = !contract.scores.isEmpty
    let year = isAssessment ? readAssessmentYear(record, &faults) : readYear(record, &faults)
    let instrument = isAssessment ? readInstrument(record, year, &faults) : nil
    let period = readPeriod(record, year, &faults)
    let organisation = readOrganisation(
      record, period ?? Period(year ?? FinancialYear(startingIn: 2000)), &faults)
    let kind = choice("kind", record, SubmissionKind.outturn, SubmissionKind.init(rawValue:), &faults)
    let status = choice(
      "status", record, SubmissionStatus.provisional, SubmissionStatus.init(rawValue:), &faults)
    let version = readVersion(record, &faults)
    guard faults.isEmpty, let period, let organisation else {
      // What can be told of a record that is rejected says whose return did come.
      return (nil, faults.map { $0.of(organisation?.code, year) })
    }
    let values = KeyValues(
      organisation: organisation.code, organisationAsSubmitted: organisation.asSubmitted,
      strangeName: organisation.code.flatMap { strangeName(beside: $0, record) }, period: period,
      kind: kind, status: status, version: version, instrument: instrument)
    return (values, [])
  }

  /// The text of a field's cell, without blanks around; `nil` where the file has no such column, or the cell says that
  /// nothing is there.
  func text(_ field: String, _ record: borrowing CSVRecord) -> String? {
    guard let column = columns[field], column < record.count else { return nil }
    let text = trimmed(record.text(column))
    return contract.missingValues.contains(text) ? nil : text
  }

  private func readYear(_ record: borrowing CSVRecord, _ faults: inout [CellFault]) -> FinancialYear? {
    guard let field = contract.field("financial_year") else { return nil }
    switch field.origin {
    case .fileName:
      if fileYear == nil {
        faults.append(
          CellFault(
            code: .yearUnknown, field: field.name, expected: "a year in the file's name, like 2023-24",
            message: "The financial year stands only in the file's name, and this name states none, or two."))
      }
      return fileYear
    case .date:
      guard let text = text("date", record) else {
        faults.append(
          CellFault(
            code: .constraintError, field: "date", expected: "a date",
            message: "The date is empty; give the date on which it was paid."))
        return nil
      }
      switch parseDate(text, monthFirst: monthFirst) {
      case .date(let date): return FinancialYear(of: date)
      case .otherOrder:
        faults.append(
          CellFault(
            code: .dateAmbiguous, field: "date", value: text,
            expected: monthFirst ? "month/day/year" : "day/month/year",
            message: "'\(text)' is a date only in another order of day and month than the rest of the file."))
      case .notADate:
        faults.append(
          CellFault(
            code: .typeError, field: "date", value: text, expected: "a date like 31/03/2024",
            message: "'\(text)' is no date."))
      }
      return nil
    case .column, .entityName:
      guard let text = text(field.name, record) else {
        faults.append(
          CellFault(
            code: .constraintError, field: field.name, expected: "a year like 2023-24",
            message: "The financial year is empty."))
        return nil
      }
      if let year = FinancialYear(text, bareYear: field.bareYear) { return year }
      faults.append(
        CellFault(
          code: .yearUnknown, field: field.name, value: text, expected: "a year like 2023-24",
          message: "'\(text)' names no financial year. Write both years, like 2023-24."))
      return nil
    }
  }

  /// The period; the whole year where none is given, and `nil` where the year is not known.
  private func readPeriod(
    _ record: borrowing CSVRecord, _ year: FinancialYear?, _ faults: inout [CellFault]
  ) -> Period? {
    let faultsBefore = faults.count
    // Both days are read whatever the other cells say, so that one fault does not hide another.
    let start = readDay("period_start", record, &faults)
    let end = readDay("period_end", record, &faults)
    guard let year, faults.count == faultsBefore else { return nil }
    let (first, last) = (start ?? year.firstDay, end ?? year.lastDay)
    if let period = Period(first: first, last: last), period.year == year { return period }
    faults.append(
      CellFault(
        code: .yearMismatch, field: "period_start", value: "\(first) to \(last)",
        expected: "days within \(year)",
        message: "The period \(first) to \(last) does not lie within the financial year \(year)."))
    return nil
  }

  private func readDay(
    _ field: String, _ record: borrowing CSVRecord, _ faults: inout [CellFault]
  ) -> CalendarDate? {
    guard let text = text(field, record) else { return nil }
    if case .date(let date) = parseDate(text, monthFirst: false) { return date }
    faults.append(
      CellFault(
        code: .typeError, field: field, value: text, expected: "a date like 31/03/2024",
        message: "'\(text)' is no date."))
    return nil
  }

  private func readOrganisation(
    _ record: borrowing CSVRecord, _ period: Period, _ faults: inout [CellFault]
  ) -> (code: OrganisationCode?, asSubmitted: String)? {
    if let text = text("organisation_code", record) {
      if let code = OrganisationCode(text), register.contains(code) { return (code, text) }
      faults.append(
        CellFault(
          code: .organisationUnknown, field: "organisation_code", value: text,
          expected: "a code of the register",
          message: "'\(text)' is the code of no trust in the register."))
      return nil
    }
    if let name = text("organisation_name", record), let code = register.code(named: name, in: period) {
      return (code, name)
    }
    if let folderOwner { return (folderOwner, folderOwner.text) }
    // Payments are kept whoever made them: one warning a file tells that their organisation is not known.
    let name = text("organisation_name", record) ?? ""
    if contract.taken == .byRecord { return (nil, name) }
    faults.append(
      CellFault(
        code: .organisationUnknown, field: name.isEmpty ? "organisation_code" : "organisation_name",
        value: name,
        expected: "a code or name of the register", message: unknownName(name)))
    return nil
  }

  func approvedByRole(_ record: borrowing CSVRecord) -> String? { text("approved_by_role", record) }
  func comment(_ record: borrowing CSVRecord) -> String? { text("comment", record) }

  /// What stands where the organisation's name should; empty where nothing does.
  func organisationName(_ record: borrowing CSVRecord) -> String { text("organisation_name", record) ?? "" }

  /// The name beside a code where the trust with that code never bore it: a mistyped code puts one trust's money under
  /// another.
  private func strangeName(beside code: OrganisationCode, _ record: borrowing CSVRecord) -> String? {
    guard columns["organisation_code"] != nil, text("organisation_code", record) != nil,
      let name = text("organisation_name", record), !register.bears(code, name: name)
    else { return nil }
    return name
  }

  /// What to say of a name that the register does not have.
  func unknownName(_ name: String) -> String {
    if name.isEmpty {
      return
        "No trust is named. Give its code, or set the folder's owner under `folders:` in the pipeline file."
    }
    let nearest = register.nearestNames(to: name)
    let offer = nearest.isEmpty ? "" : " Nearest: \(nearest.joined(separator: "; "))."
    return "'\(name)' is the name of no trust in the register.\(offer)"
  }

  private func choice<Choice: RawRepresentable<String>>(
    _ field: String, _ record: borrowing CSVRecord, _ usual: Choice, _ parse: (String) -> Choice?,
    _ faults: inout [CellFault]
  ) -> Choice {
    guard let text = text(field, record) else { return usual }
    if let choice = parse(text.lowercased()) { return choice }
    let expected = Choice.self == SubmissionKind.self ? "outturn or plan" : "provisional or final"
    faults.append(
      CellFault(
        code: .constraintError, field: field, value: text, expected: expected,
        message: "'\(text)' is not allowed here; write \(expected)."))
    return usual
  }

  private func readVersion(_ record: borrowing CSVRecord, _ faults: inout [CellFault]) -> Int {
    guard let text = text("version", record) else { return fileVersion }
    let digits = text.lowercased().hasPrefix("v") ? text.dropFirst() : text[...]
    if let version = Int(digits), (1...999).contains(version) { return version }
    faults.append(
      CellFault(
        code: .typeError, field: "version", value: text, expected: "a whole number from 1",
        message: "'\(text)' is no version number."))
    return fileVersion
  }
}

extension CellFault {
  fileprivate func of(_ organisation: OrganisationCode?, _ year: FinancialYear?) -> Self {
    var fault = self
    fault.organisation = organisation
    fault.year = year
    return fault
  }
}
