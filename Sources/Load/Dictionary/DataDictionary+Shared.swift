/// Columns that mean the same wherever they stand.
extension DescribedColumn {
  static let organisationCode = Self(
    "organisation_code", .code, Glossary.organisationCode.sentence)
  static let organisationName = Self("organisation_name", .text, "The trust's name in that year.")
  static let organisationType = Self(
    "organisation_type", .text, "Acute, Specialist, Mental Health, Community or Ambulance.")
  static let peerClass = Self(
    "peer_class", .text, "\(Glossary.peerClass.capitalised); Not stated where nothing is known.")
  static let regionCode = Self("region_code", .code, "The NHS England region's code, such as Y56.")
  static let regionName = Self("region_name", .text, "The NHS England region's name.")
  static let icbCode = Self("icb_code", .code, "The integrated care board's code.")
  static let icbName = Self("icb_name", .text, "The integrated care board's name.")
  static let financialYear = Self(
    "financial_year", .year, Glossary.financialYear.sentence)
  static let periodStart = Self("period_start", .date, "The first day that the figures cover.")
  static let periodEnd = Self("period_end", .date, "The last day that the figures cover.")
  static let since = Self(
    "since", .code, "publication: the one before; release: the last release.")
  static let basis = Self("basis", .code, "\(Glossary.basis.particular): a name from bases.")
  static let category = Self("category", .code, "\(Glossary.category.capitalised): a name from categories.")
  static let contract = Self("contract", .code, "\(Glossary.contract.particular) that it was read as.")
  static let sha256 = Self("sha256", .code, "The SHA-256 of the file's bytes, 64 hex digits.")
  static let file = Self("file", .text, "The file's path within the inbox.")
  static let sourceFileID = Self("source_file_id", .number, "The file's number: see source_files.")
  static let submissionID = Self("submission_id", .number, "The submission's number: see submissions.")
  static let validFrom = Self(
    "valid_from", .date, "The first day on which the row held; empty where not known.")
  static let validTo = Self(
    "valid_to", .date, "The last day on which the row held; empty where it still does.")
  static let shareStatus = Self(
    "status", .code, "\(Glossary.status.meaning).")
  static let reason = Self("reason", .code, "Why there is no figure: a finding code.")
  static let notes = Self(
    "notes", .text, "Marks in square brackets, then words, then the reason where there is no figure.")
  static let totalSource = Self(
    "total_source", .text, "Where the total comes from: audited accounts or return.")
  static let submissionVersion = Self(
    "submission_version", .number, "The version of the return that the technology side stands on.")
  static let technologyPence = Self(
    "technology_pence", .pence, "Technology spending on this basis; empty where there is no figure.")
  static let totalPence = Self(
    "total_pence", .pence, "Total spending on this basis; empty where there is no figure.")
  static let threeYearYears = Self(
    "three_year_years", .number, "How many years the three-year share is made of.")
  static let changeNotApplicable = Self(
    "change_not_applicable", .flag,
    "Whether a change cannot be given by method: a break in the series, a zero total.")
  static let isExpected = Self(
    "is_expected", .flag, "Whether a return is expected from the trust for that year.")
  static let organisationsCounted = Self(
    "organisations_counted", .number, "Trusts \(Glossary.counted.withoutWhose).")
  static let coverage = Self("coverage_percent", .percent, Glossary.coverage.sentence)
}
