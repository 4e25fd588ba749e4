import Foundation
import Testing

/// What no honest sender puts into an inbox, made by `hostile_inputs.py` beside two good returns.
@Suite("Hostile input")
struct HostileInputTests {
  @Test("names and files that are none: each is taken or told, and the returns beside them are published")
  func inboxes() throws {
    let told = try hostile(["names", "special-files", "no-tables", "folders-2000-deep"])
    for (kind, one) in told { one.expectTold(kind, exit: 3) }
    let names = try #require(told["names"])
    #expect(names.findings?["header-not-found"]?.count == 36, "each name that can be read is told")
    for name in [
      "new\nline.csv", "'; DROP TABLE findings; --.csv", "a..b.csv", "'--pipeline=x.csv", "e\u{301}.csv",
    ] {
      #expect(names.findings?["header-not-found"]?.files.contains(name) == true, "\(name)")
    }
    for refused in [
      "latin\u{FFFD}.csv (its name is not UTF-8)", "\u{FFFD}\u{FFFD}.csv (its name is not UTF-8)",
      ".csv (its name is spelt like that of another file)", "er \u{FFFD} (its name is not UTF-8)",
    ] {
      #expect(names.output.contains(refused), "\(refused) is not told: \(names.output)")
    }
    #expect(!names.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(names.output)")
    let deep = try #require(told["folders-2000-deep"])
    #expect(deep.output.contains("(its path is longer than the system allows)"), "\(deep.output)")
    let special = try #require(told["special-files"])
    #expect(
      special.output.contains(
        "3 link(s) lead out of the inbox, and were not read: dots.csv, hostname.csv, memory.csv."),
      "\(special.output)")
    #expect(special.findings == [:])
    let codes = try #require(told["no-tables"]?.findings)
    #expect(codes["workbook-not-csv"]?.files == ["xls.csv", "zip.csv"])
    #expect(codes["not-tabular"]?.files == ["html.csv", "pdf.csv"])
    #expect(codes["source-error"]?.files == ["empty.csv", "mark.csv"])
    #expect(codes.values.reduce(0) { $0 + $1.count } == 20)
  }

  @Test("more than the pipeline file's limits let in: each is told with its limit, and the rest is published")
  func limits() throws {
    let told = try hostile(["above-limits"]) { pipeline in
      pipeline.replacing(/max_file_bytes: \d+/, with: "max_file_bytes: 100000")
        .replacing(/max_record_bytes: \d+/, with: "max_record_bytes: 20000")
        .replacing(/max_columns: \d+/, with: "max_columns: 20")
        .replacing(/max_findings: \d+/, with: "max_findings: 40")
    }
    let one = try #require(told["above-limits"])
    one.expectTold("above-limits", exit: 3)
    #expect(one.output.contains("large.csv (it is larger than limits.max_file_bytes)"), "\(one.output)")
    #expect(
      one.findings?["source-error"]?.message.hasPrefix(
        "There are more than 40 findings (limits.max_findings)") == true)
    #expect(one.findings?["header-not-found"]?.files == ["header.csv", "line.csv"])
    #expect(one.findings?["extra-cell"]?.files == ["record.csv"])
    #expect(one.findings?["extra-cell"]?.message.contains("20 cells (limits.max_columns)") == true)
    #expect(
      one.findings?["unclosed-quote"]?.message.contains("20000 bytes (limits.max_record_bytes)") == true)
    // A value is told by its beginning.
    #expect((500...530).contains(one.findings?["type-error"]?.value ?? 0), "\(one)")
  }

  @Test(
    "settings that stand for more than there is memory for, or nest without end, end with 2 and the file's name"
  )
  func settings() throws {
    let kinds =
      [
        "aliases", "aliases-as-keys", "anchor", "undefined-alias", "deep-lists", "deep-maps", "deep-block",
        "deep-keys", "deep-900", "deep-17", "large", "two-documents", "controls",
      ].map { "yaml-pipeline-\($0)" } + [
        "yaml-contract-aliases", "yaml-contract-deep-900", "yaml-rules-aliases-as-keys",
      ]
    let files = [
      "pipeline": "pipeline.yaml", "contract": "contracts/it-expenditure-return.yaml", "rules": "rules.yaml",
    ]
    for (kind, told) in try hostile(kinds) {
      #expect(told.exit == 2, "\(kind) \(told)")
      #expect(told.seconds < 20 && told.megabytes < 200, "\(kind): \(told.seconds) s, \(told.megabytes) MB")
      let parts = kind.split(separator: "-", maxSplits: 2)
      #expect(told.errors.contains("/settings/\(files[String(parts[1])] ?? "")"), "\(kind): \(told.errors)")
      let what = [
        "alias": "undefined alias", "anchor": "holds an anchor", "deep": "more than 16 levels",
        "large": "larger than 1 MB",
        "two": "another document", "controls": "control characters", "undefined": "undefined alias",
      ]
      let wanted =
        kind.contains("aliases") ? "holds an anchor" : what[String(parts[2].prefix { $0 != "-" })] ?? ""
      #expect(told.errors.contains(wanted), "\(kind): \(told.errors)")
      #expect(told.errors.split(separator: "\n").count == 1, "\(kind): \(told.errors)")
    }
  }

  private struct Texts: Decodable {
    let faults: [String]
    let pages: Int
    let shown: Int
    let cells: Int
    let workbook: Int
    let lines: Int
  }

  @Test(
    "formulas, markup, template tags and SQL in every text: nothing published runs, opens or forges anything",
    .needsTestTools, .needsChromium)
  func texts() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts(years: ("2022-23", "2023-24"))
    _ = try workdir.python(
      "import runpy, sys; sys.argv[1:] = ['write', '.']; runpy.run_path('\(TestTools.file("hostile_texts.py").path(percentEncoded: false))', run_name='__main__')"
    )
    let run = try workdir.command(
      "run", "--date", "2024-06-01", "--max-reject-rate", "100%", "--metrics", workdir.path("techshare.prom"),
      "--verbose")
    #expect(run.exitCode == 5, "\(run.errors)")
    try workdir.write(run.output + run.errors, to: "printed-run")
    for (number, command) in [["status"], ["status", "--missing"], ["runs"], ["rejects", "list"], ["plan"]]
      .enumerated()
    {
      let outcome = try workdir.command(command.joined(separator: " "))
      try workdir.write(outcome.output + outcome.errors, to: "printed-\(number)")
    }
    let inbox = try FileManager.default.contentsOfDirectory(atPath: workdir.path("inbox")).sorted()
    let files = inbox.map { workdir.path("inbox/\($0)") }
    let checked = try workdir.command("validate", files)
    try workdir.write(checked.output + checked.errors, to: "printed-validate")
    try workdir.write(
      try workdir.command("validate", files + ["--output", "html"]).output, to: "validate.html")
    let told = try workdir.toolScript(
      "hostile_texts.py", "check", workdir.folder.path(percentEncoded: false), as: Texts.self)
    #expect(told.faults == [], "\(told.faults.joined(separator: "\n"))")
    // The texts are there, as texts.
    #expect(
      told.pages >= 9 && told.shown >= 6 && told.cells > 50 && told.workbook > 10 && told.lines > 40,
      "\(told)")
  }
}

/// The inputs that take minutes to make, nearly all just within `max_file_bytes`; the release program is held to 60 seconds
/// and 512 MB.
@Suite("Hostile input, large", .takesMinutes, .needsReleaseProgram, .serialized)
struct HostileInputLongTests {
  /// An input, the finding that tells of it, and what that says.
  static let inputs: [(kind: String, code: String, says: String)] = [
    ("columns-1-million", "header-not-found", "(limits.max_columns)"),
    ("columns-in-lines-of-16-mb", "header-not-found", "(limits.max_columns)"),
    ("line-below-header", "unclosed-quote", "(limits.max_record_bytes)"),
    ("line-of-nul", "header-not-found", "(limits.max_record_bytes)"),
    ("line-in-utf-16", "header-not-found", "(limits.max_record_bytes)"),
    ("line-in-windows-1252", "unclosed-quote", "(limits.max_record_bytes)"),
    ("empty-lines", "return-empty", "no record below it"),
    ("commas", "unclosed-quote", "(limits.max_record_bytes)"),
    ("quotes", "unclosed-quote", "(limits.max_record_bytes)"),
    ("field-of-100-mb", "unclosed-quote", "(limits.max_record_bytes)"),
    ("field-with-lines", "source-error", "(limits.max_findings)"),
    ("field-unclosed", "source-error", "(limits.max_findings)"),
    ("faulty-amounts-of-10-mb", "type-error", "vvvv"),
    ("comments-of-1-mb", "duplicate-row", "stands above"),
    ("faulty-records", "source-error", "(limits.max_findings)"),
    ("organisations", "source-error", "(limits.max_findings)"),
    ("accounts", "source-error", "100000 accounts that the mapping does not have (limits.max_findings)"),
    ("payments", "organisation-unknown", "no trust in the register"),
    ("payment-types", "source-error", "(limits.max_findings)"),
    ("files-100-000", "header-not-found", "the header of a known layout"),
  ]

  @Test("is told within 60 seconds and 512 MB, and the returns beside it are published", arguments: inputs)
  func large(_ kind: String, _ code: String, _ says: String) throws {
    let one = try measured(kind)
    one.expectTold(kind, exit: 3)
    #expect(one.findings?[code]?.message.contains(says) == true, "\(kind): \(one.findings ?? [:])")
    if kind == "files-100-000" {
      #expect(one.findings?[code]?.count == 24_998)
      #expect(one.output.contains("(there are more files than limits.max_files"), "\(one.output)")
    }
  }

  @Test("of 1 GB is not read, and is read in bounds where the limit lets it in")
  func line() throws {
    let refused = try measured("line-of-1-gb")
    refused.expectTold("refused", exit: 3)
    #expect(refused.findings == [:])
    #expect(
      refused.output.contains("line.csv (it is larger than limits.max_file_bytes)"), "\(refused.output)")
    let read = try measured("line-of-1-gb") {
      $0.replacing(/max_file_bytes: \d+/, with: "max_file_bytes: 2000000000")
    }
    read.expectTold("read", exit: 3)
    #expect(read.findings?["header-not-found"]?.message.contains("(limits.max_record_bytes)") == true)
  }

  @Test("of more files than may be, all in the inbox's own folder, stops the run with 2 before it reads")
  func files() throws {
    let one = try measured("files-100-001")
    #expect(one.exit == 2 && one.errors.contains("limits.max_files"), "\(one)")
    #expect(one.megabytes <= 512 && one.seconds <= 60, "\(one)")
  }

  private func measured(_ kind: String, change: (String) -> String = { $0 }) throws -> HostileRun {
    let one = try #require(try hostile([kind], change: change)[kind])
    print("Hostile input: \(kind): \(one.seconds) s, \(one.megabytes) MB")
    return one
  }
}

/// What `hostile_inputs.py` tells of one run.
struct HostileRun: Decodable {
  struct Found: Decodable, Equatable {
    let count: Int
    let files: [String]
    let message: String
    let value: Int
  }

  let exit: Int
  let seconds: Double
  let megabytes: Int
  let output: String
  let errors: String
  let findings: [String: Found]?
  let shares: [String: String]?

  /// Expects the run to have ended well and the figures of the good returns to be those of a night without the rest.
  func expectTold(_ kind: String, exit code: Int) {
    #expect(exit == code, "\(kind): \(output) \(errors)")
    #expect(shares?["RJ1 spend"] == "1.6402" && shares?["RJZ spend"] == "5.0000", "\(kind): \(shares ?? [:])")
    #expect(megabytes <= 512 && seconds <= 60, "\(kind): \(seconds) s, \(megabytes) MB")
  }
}

private func hostile(
  _ kinds: [String], change: (String) -> String = { $0 }
) throws -> [String: HostileRun] {
  let workdir = try Workdir()
  defer { workdir.remove() }
  try workdir.writeTwoTrusts()
  let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
  try workdir.write(change(pipeline), to: "pipeline.yaml")
  try workdir.write(HandWrittenReturnsTests.guys.text, to: "good/guys.csv")
  try workdir.write(HandWrittenReturnsTests.kings.text, to: "good/kings.csv")
  let script = TestTools.file("hostile_inputs.py").path(percentEncoded: false)
  let outcome = try runProgram(
    pythonProgram,
    [
      script, techshare.path(percentEncoded: false), workdir.path("pipeline.yaml"),
      workdir.path("good"),
      workdir.path("hostile"),
    ] + kinds, in: workdir.folder)
  guard outcome.exitCode == 0 else { throw PythonFailed(message: outcome.errors) }
  return try JSONDecoder().decode([String: HostileRun].self, from: Data(outcome.output.utf8))
}
