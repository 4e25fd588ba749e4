import Foundation
import Load
import Returns
import Testing

/// Six trusts in one year: exactly 5%, 4.9951%, part of a year, a total of zero, held, and missing.
enum SmallDatabase {
  /// Makes the database with the program's own schema and views, and gives its path.
  static func make(in folder: TestFolder, isFilled: Bool = true) throws -> String {
    let path = folder.path("small.sqlite")
    let database = try WorkingDatabase(path: path)
    try database.load { transaction in
      try transaction.replaceReference(
        OrganisationRegister(
          organisations: [], otherNames: [], successions: [], regions: [], icbs: [], exemptions: []),
        categories: [],
        bases: [
          Basis(name: "spend", title: "revenue and capital, before depreciation", technology: [], total: []),
          Basis(name: "quick", title: "gross & simple", technology: [], total: []),
        ],
        headlineBasis: "spend",
        rules: [
          rule(.unitSuspect, "Amounts may be in the wrong unit", "Check the unit, and send it again."),
          rule(.missingSubmission, "Return not received", "Send the return."),
          rule(.denominatorZero, "Total is zero", "Give E100."),
          rule(.blankLabel, "Column without a heading", "Nothing to do."),
        ],
        benchmark: BasisPoints(500), coverageFloor: BasisPoints(8000))
      try transaction.replaceViews(try views())
    }
    try database.close()
    if isFilled {
      let done: Bool = try python(fillWithSQL, input: Data(rows.utf8), arguments: [path])
      #expect(done)
    }
    return path
  }

  private static func rule(_ code: FindingCode, _ title: String, _ remedy: String) -> RuleText {
    RuleText(code: code, title: title, cause: "", remedy: remedy)
  }

  /// The views under `Pipelines/views`; in order of name, each comes after those it selects from.
  private static func views() throws -> [(name: String, sql: String)] {
    try FileManager.default.contentsOfDirectory(
      at: pipelines.appending(path: "views"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "sql" }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
    .map { ($0.deletingPathExtension().lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  private static let fillWithSQL = """
    import sqlite3, sys
    database = sqlite3.connect(sys.argv[1])
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript(sys.stdin.read())
    database.commit()
    print("true")
    """

  private static let rows = #"""
    INSERT INTO organisation_years VALUES
      ('RA1', '2023-24', '+Ash & "Oak" <b>NHS Trust</b>', 'Acute', 'Large',
        'Y01', 'North', 'Q01', 'Vale', 1, 10000000000, 'this year'),
      ('RA2', '2023-24', 'Birch NHS Trust', 'Acute', 'Not stated',
        'Y01', 'North', 'Q01', 'Vale', 1, 20000000000, 'this year'),
      ('RA3', '2023-24', 'cedar NHS Trust', 'Acute', 'Large',
        'Y01', 'North', 'Q01', 'Vale', 1, 4000000000, 'this year'),
      ('RA4', '2023-24', 'Damson NHS Trust', 'Acute', 'Large',
        'Y01', 'North', 'Q01', 'Vale', 1, 1000000000, 'last known'),
      ('RA5', '2023-24', 'Elder NHS Trust', 'Acute', 'Large',
        'Y01', 'North', 'Q01', 'Vale', 1, 2000000000, 'last known'),
      ('RA6', '2023-24', 'Fir NHS Trust', 'Acute', 'Not stated',
        'Y01', 'North', 'Q01', 'Vale', 1, 3000000000, 'last known');

    -- code, year, basis, period, status, technology, total, share in trillionths,
    -- three years (technology, total, how many), change, change not applicable, part year,
    -- at or above, short, source of the total, version, reason, notes
    INSERT INTO shares VALUES
      ('RA1', '2023-24', 'spend', '2023-04-01', '2024-03-31', 'final', 500000000, 10000000000, 50000000000,
        1400000000, 29000000000, 3, 2500, 0, 0, 1, 0, 'audited accounts', 2, NULL, 'hosts services for others'),
      ('RA2', '2023-24', 'spend', '2023-04-01', '2024-03-31', 'provisional', 999020000, 20000000000,
        49951000000, 999020000, 20000000000, 1, -15000, 0, 0, 0, 980000, 'return', 1, NULL, '[p]'),
      ('RA3', '2023-24', 'spend', '2023-10-01', '2024-03-31', 'provisional', 60000000, 4000000000, 15000000000,
        NULL, NULL, 0, NULL, 0, 1, 0, 140000000, 'return', 1, NULL, '[p]; part year'),
      ('RA4', '2023-24', 'spend', '2023-04-01', '2024-03-31', 'final', 100000, 0, NULL,
        NULL, NULL, 0, NULL, 1, 0, NULL, NULL, 'return', 1, 'denominator-zero', 'denominator-zero'),
      ('RA5', '2023-24', 'spend', '2023-04-01', '2024-03-31', 'held', NULL, NULL, NULL,
        100000000, 5000000000, 1, NULL, 0, 0, NULL, NULL, NULL, NULL, 'unit-suspect', 'unit-suspect'),
      ('RA6', '2023-24', 'spend', '2023-04-01', '2024-03-31', 'missing', NULL, NULL, NULL,
        NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL, 'missing-submission', 'missing-submission'),
      ('RA1', '2023-24', 'quick', '2023-04-01', '2024-03-31', 'final', 600000000, 12000000000, 50000000000,
        600000000, 12000000000, 1, NULL, 0, 0, 1, 0, 'audited accounts', 2, NULL, 'hosts services for others'),
      ('RA5', '2023-24', 'quick', '2023-04-01', '2024-03-31', 'held', NULL, NULL, NULL,
        NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL, 'unit-suspect', 'unit-suspect'),
      ('RA6', '2023-24', 'quick', '2023-04-01', '2024-03-31', 'missing', NULL, NULL, NULL,
        NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL, 'missing-submission', 'missing-submission');

    INSERT INTO categories (category, position, title, kind, description) VALUES
      ('technology-software', 2, 'Software & licences', 'technology', ''),
      ('technology-pay', 1, '=IT staff', 'technology', ''),
      ('technology-recharge', 3, 'Recharges', 'technology', ''),
      ('operating-expenditure', 4, 'Operating expenditure', 'total', '');
    INSERT INTO share_terms VALUES
      ('RA1', '2023-24', 'spend', 'technology', 'technology-pay', 1, 400000000),
      ('RA1', '2023-24', 'spend', 'technology', 'technology-software', 1, 133333333),
      ('RA1', '2023-24', 'spend', 'technology', 'technology-recharge', -1, 33333333),
      ('RA1', '2023-24', 'spend', 'total', 'operating-expenditure', 1, 10000000000),
      ('RA1', '2023-24', 'quick', 'technology', 'technology-pay', 1, 600000000),
      ('RA4', '2023-24', 'spend', 'technology', 'technology-pay', 1, 300000),
      ('RA4', '2023-24', 'spend', 'technology', 'technology-recharge', 1, -200000);

    -- The year's measure takes capital and new money, the gross one takes no new money.
    UPDATE bases SET has_capital = 1, takes_new_money = basis = 'spend';
    INSERT INTO level_costs VALUES
      ('RA1', '2023-24', 'quick', 300, 0, 0, 0), ('RA1', '2023-24', 'quick', 400, 0, 0, 0),
      ('RA1', '2023-24', 'quick', 500, 0, 0, 0),
      ('RA1', '2023-24', 'spend', 300, 0, 0, 0), ('RA1', '2023-24', 'spend', 400, 0, 0, 0),
      ('RA1', '2023-24', 'spend', 500, 0, 0, 0),
      ('RA2', '2023-24', 'spend', 300, 0, 0, 0), ('RA2', '2023-24', 'spend', 400, 0, 0, 0),
      -- A quarter of it capital.
      ('RA2', '2023-24', 'spend', 500, 9800000000, 245000, 257895),
      -- A third of it capital.
      ('RA3', '2023-24', 'spend', 300, 600000000000, 20000000, 20618557),
      ('RA3', '2023-24', 'spend', 400, 1000000000000, 33333333, 34722222),
      ('RA3', '2023-24', 'spend', 500, 1400000000000, 46666667, 49122807);

    INSERT INTO planned_shares VALUES
      ('RA1', '2023-24', 'spend', '2023-04-01', '2024-03-31', 'final', 453333334, 9900000000, 1, NULL),
      ('RA1', '2024-25', 'spend', '2024-04-01', '2025-03-31', 'provisional', 500000000, 9900000000, 2, NULL),
      ('RA2', '2024-25', 'spend', '2024-04-01', '2025-03-31', 'held', NULL, NULL, NULL, 'unit-suspect');
    INSERT INTO planned_terms VALUES
      ('RA1', '2023-24', 'spend', 'technology', 'technology-pay', 1, 320000000),
      ('RA1', '2023-24', 'spend', 'technology', 'technology-software', 1, 133333334),
      ('RA1', '2023-24', 'spend', 'technology', 'technology-recharge', -1, 0),
      ('RA1', '2023-24', 'spend', 'total', 'operating-expenditure', 1, 9900000000),
      ('RA1', '2024-25', 'spend', 'technology', 'technology-pay', 1, 500000000);

    INSERT INTO gdp_deflators VALUES ('2023-24', 96111700, 'Treasury, deflators', '=March');

    INSERT INTO runs VALUES ('r', '2026-11-22T02:00:00Z', '2026-11-22', 'loaded', NULL, NULL, '0f', NULL, NULL);
    INSERT INTO source_files (source_file_id, run_id, file, sha256, byte_count, contract) VALUES
      (1, 'r', 'returns/RA5.csv', 'aa', 90, 'it-expenditure-return'),
      (2, 'r', '=cmd.csv', 'bb', 5, NULL);
    INSERT INTO reconciliation VALUES
      (1, 6, 1, 1, 1, 1, 2, 0, 2, 0, -12345, -12345, 0, 0, 0, 1),
      (2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 1, 0);

    INSERT INTO organisations VALUES
      ('RA1', '+Ash & "Oak" <b>NHS Trust</b>', 'Acute', 'Large', 'Y01', 'Q01', NULL, NULL, NULL, NULL);
    INSERT INTO instrument_sections VALUES
      ('digital-maturity-index', 'readiness', 1, 'Readiness', 1, 0, 10000, 7000, 2016, 2017),
      ('digital-maturity-index', 'snomed-ct', 2, 'SNOMED CT', 0, 0, 10000, 7000, 2016, 2017),
      ('what-good-looks-like', 'well-led', 3, 'Well led', 1, 100, 500, 400, 2024, NULL),
      ('what-good-looks-like', 'safe-practice', 4, '=Safe practice', 1, 100, 500, 400, 2024, NULL);
    INSERT INTO submissions (
      submission_id, source_file_id, contract, source, organisation_code, organisation_as_submitted, period_start,
      period_end, financial_year, kind, status, version, line_count)
    VALUES
      (1, 2, 'digital-maturity-assessment', 'what-good-looks-like', 'RA1', 'RA1', '2023-04-01', '2024-03-31',
        '2023-24', 'outturn', 'provisional', 1, 2),
      (2, 2, 'digital-maturity-assessment', 'digital-maturity-index', 'RA1', 'RA1', '2015-04-01', '2016-03-31',
        '2015-16', 'outturn', 'provisional', 1, 2);
    INSERT INTO assessment_scores VALUES
      (1, 2, 'well-led', 400), (1, 3, 'safe-practice', 399), (2, 2, 'readiness', 7000), (2, 3, 'snomed-ct', 1234);
    INSERT INTO assessments VALUES
      ('RA1', 2024, 'what-good-looks-like', '2023-24', 1), ('RA1', 2016, 'digital-maturity-index', '2015-16', 2);

    INSERT INTO findings (
      finding_id, source_file_id, code, severity, file, sha256, line, record, byte_offset, organisation_code,
      financial_year, account, field, value, expected, message)
    VALUES
      ('0a', 1, 'unit-suspect', 'held', 'returns/RA5.csv', 'aa', 4, 2, 57, 'RA5', '2023-24',
        'E100', 'amount', '-12', '=SUM(A1)', 'E100 is "12", not in pounds'),
      ('0b', 1, 'blank-label', 'info', 'returns/RA5.csv', 'aa', 2, NULL, NULL, NULL, NULL,
        '', '', 'é, ü', '', 'Left out'),
      ('0c', NULL, 'missing-submission', 'warning', '', '', NULL, NULL, NULL, 'RA6', '2023-24', '', '', '', '',
        '@RA6 sent nothing');
    """#
}
