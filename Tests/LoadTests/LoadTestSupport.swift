import Foundation
import GRDB
import Load
import Returns
import Testing

/// A folder of its own for one test, taken away with the value.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "load-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
}

/// The views as they stand under `Pipelines/views`; in order of name, each comes after those it selects from.
func pipelineViews() throws -> [(name: String, sql: String)] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Pipelines/views")
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == "sql" }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
    .map { ($0.deletingPathExtension().lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
}

/// What `script` prints when it is given `input`.
func python(_ script: String, input: Data) throws -> Data {
  let folder = try TestFolder()
  let inputURL = folder.url.appending(path: "input")
  let outputURL = folder.url.appending(path: "output")
  try input.write(to: inputURL)
  try Data().write(to: outputURL)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/python3")
  process.arguments = ["-c", script]
  process.standardInput = try FileHandle(forReadingFrom: inputURL)
  process.standardOutput = try FileHandle(forWritingTo: outputURL)
  try process.run()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, "python3 failed")
  return try Data(contentsOf: outputURL)
}

func code(_ text: String) throws -> OrganisationCode { try #require(OrganisationCode(text)) }

func year(_ start: Int) -> FinancialYear { FinancialYear(startingIn: start) }

extension RunRecord {
  static func example(_ id: String = "2026-11-22T02-00-00Z-0001", state: State = .started) -> Self {
    Self(
      id: id, startedAt: "2026-11-22T02:00:00Z", dateOfFigures: .firstOfApril(2025), state: state,
      settingsSHA256: "0f")
  }
}

extension OrganisationRegister {
  static let empty = OrganisationRegister(
    organisations: [], otherNames: [], successions: [], regions: [], icbs: [], exemptions: [])
}

extension LoadTransaction {
  /// Reference data enough for any test: four categories, two bases, every finding code, and the pipeline's
  /// views.
  mutating func prepare(register: OrganisationRegister = .empty, coverageFloor: Int = 8000) throws {
    let categories: [Returns.Category] = [
      .init(name: "technology-pay", title: "Staff", kind: .technology, description: ""),
      .init(name: "technology-software", title: "Software", kind: .technology, description: ""),
      .init(name: "operating-expenditure", title: "Operating expenditure", kind: .total, description: ""),
      .init(name: "depreciation", title: "Depreciation", kind: .total, description: ""),
    ]
    let technology = [Basis.Term(category: "technology-pay", sign: 1)]
    let total = [
      Basis.Term(category: "operating-expenditure", sign: 1), Basis.Term(category: "depreciation", sign: -1),
    ]
    try replaceReference(
      register, categories: categories,
      bases: [
        Basis(name: "spend", title: "Spend", technology: technology, total: total),
        Basis(name: "quick", title: "Quick", technology: technology, total: total),
      ],
      headlineBasis: "spend",
      rules: FindingCode.allCases.map { RuleText(code: $0, title: "t", cause: "c", remedy: "r") },
      benchmark: BasisPoints(500), coverageFloor: BasisPoints(coverageFloor))
    try replaceViews(pipelineViews())
  }
}

extension WorkingDatabase {
  /// How many rows each table has that a run writes.
  func rowCounts() throws -> [String: Int] {
    try reading { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name NOT IN ('grdb_migrations', 'data_dictionary')
          """)
      var counts: [String: Int] = [:]
      for table in tables {
        counts[table] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      return counts
    }
  }
}
