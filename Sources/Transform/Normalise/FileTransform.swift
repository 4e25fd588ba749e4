import CSVReading
package import Extract
package import PipelineFiles
package import Returns

/// Turns the records of one file into lines, totals and findings.
///
/// Lines leave in batches through `emit`, so that memory does not grow with the file; everything else is returned.
///
/// - Throws: `MoneyOverflow` where a sum passes 64 bits of pence, `TooManyFindings`.
package func transform(
  _ file: RecognisedFile, of source: SourceFile, definitions: Definitions, accounts: AccountLookups,
  emit: (ContiguousArray<Line>) -> Void
) throws -> TransformedFile {
  let limits = definitions.pipeline.limits.record
  var work = FileTransform(file, source: source, definitions: definitions, accounts: accounts)
  var reader = file.makeReader(limits: limits)
  while reader.next() {
    try work.take(reader.record)
    try work.refuseTooManyFindings()
    if work.lines.count >= FileTransform.batchSize { emit(work.takeLines()) }
  }
  try work.finish(blankLines: reader.blankLines)
  try work.refuseTooManyFindings()
  let submissions = try work.finishedSubmissions()
  if !work.lines.isEmpty { emit(work.takeLines()) }
  return work.result(submissions)
}

/// What a file that is rejected whole comes to: all its lines count as rejected.
package func rejected(_ source: SourceFile, findings: [Finding], physicalLines: Int) -> TransformedFile {
  var reconciliation = Reconciliation()
  reconciliation.physicalLines = physicalLines
  reconciliation.rejectedLines = physicalLines
  reconciliation.recordsRejected = physicalLines
  return TransformedFile(
    source: source, contract: nil, submissions: [], findings: findings.map { $0.of(source) },
    reconciliation: reconciliation)
}

/// What tells the submissions of one file apart.
private struct VersionKey: Hashable {
  let key: SubmissionKey
  let status: SubmissionStatus
  let version: Int
}

/// One file on its way through: the state that grows record by record.
struct FileTransform {
  static let batchSize = 4096
  /// Longer texts that tell submissions apart are worked out anew for each record.
  private static let longestKeyKept = 512
  private static let mostKeysKept = 100_000

  let file: RecognisedFile
  let contract: Contract
  let source: SourceFile
  let definitions: Definitions
  let keys: KeyReader
  let columnCount: Int
  let amountColumn: Int?
  let amountUnit: MoneyUnit
  let accountColumns: [Int]
  /// The account of each column, in the wide layout.
  let accountOfColumn: [(column: Int, code: String, unit: MoneyUnit)]
  /// The columns whose label means nothing here, in the wide layout: they may hold amounts.
  let extraColumns: [Int]
  /// Whether a line that is not there always shows by itself; where it does not, as in a ledger, a record that cannot be
  /// placed holds all that it may belong to.
  let isEveryLineRequired: Bool

  let accounts: AccountLookup
  var submissions: [SubmissionBuilder] = []
  var findings: [Finding] = []
  var reconciliation = Reconciliation()
  /// What all amounts kept come to without their signs: within 64 bits, so is every sum of some of them, in any order.
  var keptMagnitude: Int64 = 0
  var lines: ContiguousArray<Line> = []
  var scores: [AssessmentScore] = []
  /// Rows that look like a total at the end of the file, until another row shows that they were not at the end.
  var pendingFooters: [FooterCandidate] = []
  /// Why a record could not be placed.
  var strayFault: FindingCode?
  var blankRows: (count: Int, first: Finding.Place)?
  var hasToldUnknownOrganisation = false
  var seenRows: Set<UInt64> = []

  private var keyTexts = CellTexts()
  private var lastKey: RecordKey?
  private var keysByText: [CellTexts: RecordKey] = [:]
  private var submissionsByKey: [VersionKey: Int32] = [:]
  private var accountText: [UInt8] = []

  init(_ file: RecognisedFile, source: SourceFile, definitions: Definitions, accounts: AccountLookups) {
    self.file = file
    self.source = source
    self.definitions = definitions
    contract = file.contract
    let dateField = file.contract.field("date")
    let dates =
      dateField.map {
        dateStyle(of: file, field: $0, limits: definitions.pipeline.limits.record)
      } ?? DateStyle()
    keys = KeyReader(file, path: source.file, definitions: definitions, monthFirst: dates.monthFirst)
    columnCount = file.columns.count
    let inShares = Set(
      definitions.categories.filter { $0.kind == .technology || $0.kind == .total }.map(\.name))
    isEveryLineRequired = file.contract.accounts.mapping.rows.allSatisfy { row in
      !inShares.contains(row.category) || file.contract.required.contains { $0.matches(row.account) }
    }
    self.accounts = accounts.lookup(for: file.contract, categories: definitions.categories)
    accountColumns = file.contract.accounts.fields.compactMap { file.column(of: $0) }
    var amount: (column: Int, unit: MoneyUnit)?
    var wide: [(column: Int, code: String, unit: MoneyUnit)] = []
    for (index, column) in file.columns.enumerated() {
      switch column {
      case .field(let position, let unit) where file.contract.fields[position].kind == .money:
        amount = (index, unit)
      case .account(let code, let unit): wide.append((index, code, unit))
      case .field, .unused: continue
      }
    }
    extraColumns =
      file.contract.accounts.areColumns
      ? file.columns.indices.filter { index in
        let label = normalForm(ofLabel: file.labels[index])
        return file.columns[index] == .unused && !label.isEmpty && !file.contract.ignore.contains(label)
      } : []
    amountColumn = amount?.column
    amountUnit = amount?.unit ?? .pounds
    accountOfColumn = wide
    reconciliation.physicalLines = file.scan.physicalLines
    reconciliation.preambleLines = file.preambleLines
    reconciliation.headerLines = file.headerLines
    reconciliation.blankLines = file.leadingBlankLines
    findings = file.findings.map { $0.of(source) }
    lines.reserveCapacity(Self.batchSize + 64)
    if let dateField { noteDates(dates, dateField) }
  }

  mutating func takeLines() -> ContiguousArray<Line> {
    let batch = lines
    lines = []
    lines.reserveCapacity(Self.batchSize + 64)
    return batch
  }

  /// Which submission the record belongs to.
  ///
  /// Records of one submission stand together, so the last answer is tried first.
  mutating func key(of record: borrowing CSVRecord) -> RecordKey {
    if let lastKey, keyTexts.matches(keys.keyColumns, of: record) { return lastKey }
    keyTexts.take(keys.keyColumns, of: record)
    let key = keysByText[keyTexts] ?? newKey(record)
    if keyTexts.byteCount <= Self.longestKeyKept, keysByText.count < Self.mostKeysKept {
      keysByText[keyTexts] = key
    }
    lastKey = key
    return key
  }

  private mutating func newKey(_ record: borrowing CSVRecord) -> RecordKey {
    let (values, faults) = keys.read(record)
    guard let values else { return .faulty(faults) }
    let place = Finding.Place(record.place)
    let key = SubmissionKey(
      organisation: values.organisation, period: values.period, kind: values.kind,
      source: values.instrument ?? contract.source)
    // Two versions in one file are two submissions: neither lends its lines to the other.
    let versionKey = VersionKey(key: key, status: values.status, version: values.version)
    if let position = submissionsByKey[versionKey] {
      if let name = values.strangeName { checkName(Int(position), strangeName: name, at: place) }
      return .submission(position)
    }
    let position = Int32(submissions.count)
    submissionsByKey[versionKey] = position
    submissions.append(
      SubmissionBuilder(
        key: key, organisationAsSubmitted: values.organisationAsSubmitted, status: values.status,
        version: values.version, place: place, categoryCount: definitions.categories.count))
    if let name = values.strangeName { checkName(Int(position), strangeName: name, at: place) }
    return .submission(position)
  }

  /// Tells once a file that payments name no trust of the register.
  ///
  /// Asked of records that are kept alone: in a torn one the cell may hold the name of a person.
  mutating func noteUnknownOrganisation(of submission: Int, _ record: borrowing CSVRecord) {
    guard !hasToldUnknownOrganisation, submissions[submission].key.organisation == nil else { return }
    hasToldUnknownOrganisation = true
    let name = keys.organisationName(record)
    add(
      Finding(
        .organisationUnknown, severity: .warning, place: Finding.Place(record.place),
        field: "organisation_name",
        value: name, message: keys.unknownName(name) + " The payments are kept without one."))
  }

  /// The account that the record's cells name; `nil` where they are empty or not there.
  mutating func account(of record: borrowing CSVRecord, organisation: OrganisationCode?) -> Int? {
    if accountColumns.count == 1, let column = accountColumns.first {
      guard column < record.count, record[column].count > 0 else { return nil }
      return accounts.find(record[column], of: organisation)
    }
    accountText.removeAll(keepingCapacity: true)
    for column in accountColumns {
      guard column < record.count, record[column].count > 0 else { return nil }
      if !accountText.isEmpty { accountText.append(UInt8(ascii: "/")) }
      let cell = record[column]
      for index in cell.indices { accountText.append(cell[index]) }
    }
    guard !accountText.isEmpty else { return nil }
    let text = accountText
    return accounts.find(text.span, of: organisation)
  }

  mutating func add(_ finding: Finding) {
    var finding = finding.of(source)
    // A severity that a rule or contract sets for itself stays.
    if finding.severity == finding.code.severity {
      finding.severity = definitions.pipeline.rules.severity(of: finding.code)
    }
    if finding.fieldNumber == nil, finding.place != nil, !finding.code.isAboutReturn {
      finding.fieldNumber = column(of: finding.field).map { $0 + 1 }
    }
    findings.append(finding)
  }

  /// The column that a finding means by its field: a field's name, a label or, in the wide layout, a line.
  private func column(of field: String) -> Int? {
    if field.isEmpty { return nil }
    if field == contract.accounts.fields.joined(separator: "/") { return accountColumns.first }
    return file.column(of: field) ?? file.labels.firstIndex(of: field)
      ?? accountOfColumn.first { $0.code == field }?.column
  }

  func result(_ submissions: [Submission]) -> TransformedFile {
    TransformedFile(
      source: source, contract: contract.name, submissions: submissions, findings: findings,
      reconciliation: reconciliation, scores: scores)
  }
}

extension Finding {
  /// The finding with the file it is about.
  package func of(_ source: SourceFile) -> Finding {
    var finding = self
    finding.file = source.file
    finding.sha256 = source.sha256
    return finding
  }
}
