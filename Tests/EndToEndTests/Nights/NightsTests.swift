import Foundation
import Testing

/// Several nights over one workspace: what each leaves for the next.
@Suite("One night after another")
struct NightsTests {
  /// A folder with two returns in its inbox and one night behind it.
  private func afterFirstNight() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writePipeline(years: ("2022-23", "2023-24"))
    var earlier = HandWrittenReturnsTests.kings
    earlier.year = "2022-23"
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    try workdir.write(earlier.text, to: "inbox/kings-2022-23.csv")
    try workdir.write(earlier.text, to: "inbox/kings-2022-23-copy.csv")
    #expect(try workdir.run("--date", "2026-01-05").exitCode == 5)
    return workdir
  }

  @Test(
    "a failed gate leaves the last good publication and the files outstanding; with a higher limit it publishes"
  )
  func failedGate() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = try workdir.checksums()
    var guys = HandWrittenReturnsTests.guys
    for code in ["T110", "T210", "T220", "T230"] { guys.set(code, to: "many") }
    try workdir.write(guys.text, to: "inbox/guys-V2.csv")
    for _ in 1...2 {
      let refused = try workdir.run("--output", "json")
      #expect(refused.exitCode == 4)
      let run = try workdir.json(refused.output)
      let folder = "workspace/runs/\(run["run_id"] ?? "")"
      #expect(run["published"] == "None" && run["edition"] == "None")
      let findings = try rows(workdir.url("\(folder)/findings.csv"), in: workdir)
      #expect(findings.filter { $0["code"] == "type-error" }.count == 4)
      let reconciliation = try rows(workdir.url("\(folder)/reconciliation.csv"), in: workdir)
      #expect(reconciliation.contains { $0["file"] == "guys-V2.csv" && $0["records_rejected"] == "4" })
      #expect(try workdir.checksums() == before)
    }
    // The inbox is not needed for it: the bytes are in the archive.
    try FileManager.default.removeItem(at: workdir.url("inbox/guys-V2.csv"))
    let allowed = try workdir.run("--max-reject-rate", "50%", "--output", "json")
    #expect(allowed.exitCode == 3, "\(allowed.errors)")
    #expect(try workdir.json(allowed.output)["findings"] == "{'type-error': 4}")
    #expect(try workdir.checksums() != before)
    #expect(try workdir.run("--max-reject-rate", "50%").exitCode == 0, "news is told once")
  }

  @Test(
    "a raised limit in the pipeline file is no setting that bears on figures: nothing is read again for it")
  func raisedLimit() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    let limit = try #require(pipeline.firstMatch(of: /max_reject_rate: [0-9.]+%/)).output
    try workdir.write(pipeline.replacing(limit, with: "max_reject_rate: 33%"), to: "pipeline.yaml")
    let outcome = try workdir.run("--date", "2026-01-06")
    #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("Nothing new"), "\(outcome.output)")
  }

  @Test("an emptied inbox changes nothing")
  func emptiedInbox() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = try workdir.publications()
    try FileManager.default.removeItem(at: workdir.url("inbox"))
    try FileManager.default.createDirectory(at: workdir.url("inbox"), withIntermediateDirectories: true)
    let outcome = try workdir.run("--date", "2026-01-06")
    #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("Nothing new"))
    #expect(try workdir.publications() == before)
  }

  @Test(
    "a lost database is made again from archive and receipts: the same bytes, and no news",
    arguments: [true, false])
  func rebuild(isInboxThere: Bool) throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    // A resubmission, a rename and a rejected file, each in a night of its own.
    var guys = HandWrittenReturnsTests.guys
    guys.set("T110", to: "1")
    try workdir.write(guys.text, to: "inbox/guys-again.csv")
    _ = try workdir.run("--date", "2026-01-06")
    try FileManager.default.moveItem(at: workdir.url("inbox/kings.csv"), to: workdir.url("inbox/a-kings.csv"))
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    #expect(try workdir.run("--date", "2026-01-07", "--max-reject-rate", "50%").exitCode == 3)
    let before = (try workdir.publications(), try workdir.checksums())
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] != "1750000.40")

    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(at: workdir.url("workspace/techshare.sqlite\(suffix)"))
    }
    if !isInboxThere { try FileManager.default.removeItem(at: workdir.url("inbox")) }
    let rebuilt = try workdir.command("rebuild", "--date", "2026-03-01", "--max-reject-rate", "50%")
    #expect(rebuilt.exitCode == 0, "\(rebuilt.output) \(rebuilt.errors)")
    #expect(try workdir.publications() == before.0 && workdir.checksums() == before.1)

    // And made anew in the publication too, where that is gone as well.
    try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
    _ = try workdir.command("rebuild", "--date", "2026-01-07", "--max-reject-rate", "50%")
    #expect(try workdir.checksums() == before.1)
  }

  @Test("names that are swapped or handed on give what a fresh workspace gives over the same inbox")
  func swappedNames() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    var later = HandWrittenReturnsTests.guys
    later.set("T110", to: "7,000,000.00")
    try workdir.write(later.text, to: "inbox/guys-V2.csv")
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    let options = ["--date", "2026-01-06", "--max-reject-rate", "50%"]
    #expect(try workdir.command("run", options).exitCode == 3)
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "7750000.30")
    // guys.csv and guys-V2.csv change names; kings goes to odd, and odd to a third name.
    for (from, to) in [
      ("guys.csv", "x"), ("guys-V2.csv", "guys.csv"), ("x", "guys-V2.csv"), ("odd.csv", "third.csv"),
      ("kings.csv", "odd.csv"),
    ] {
      try FileManager.default.moveItem(at: workdir.url("inbox/\(from)"), to: workdir.url("inbox/\(to)"))
    }
    _ = try workdir.command("run", options)
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
    _ = try workdir.command(
      "run", options + ["--workspace", workdir.url("fresh").path(percentEncoded: false)])
    // Only that what is now called the older one came later is not known afresh.
    for name in ["technology-share.csv", "national-summary.csv", "reconciliation.csv"] {
      let fresh = workdir.url("fresh/publish/latest/\(name)")
      #expect(try Data(contentsOf: fresh) == Data(contentsOf: workdir.published(name)), "\(name)")
    }
    let told = try ["workspace", "fresh"].map { workspace in
      try rows(workdir.url("\(workspace)/publish/latest/findings.csv"), in: workdir).map { $0["code"] ?? "" }
    }
    #expect(told[0].filter { $0 != "resubmission-conflict" } == told[1] && told[0].count == told[1].count + 1)
    #expect(try workdir.command("run", options).output.hasPrefix("Nothing new"))
  }

  @Test("archived bytes are held against their hash before they are read again")
  func changedArchive() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = try workdir.publications()
    let receipts = try String(contentsOf: workdir.url("workspace/archive/receipts.ndjson"), encoding: .utf8)
    let line = try #require(receipts.split(separator: "\n").first { $0.contains("\"guys.csv\"") })
    let hash = try #require(line.firstMatch(of: /"sha256":"([0-9a-f]{64})"/)).output.1
    let kept = workdir.url("workspace/archive/\(hash.prefix(2))/\(hash).csv")
    let text = try String(contentsOf: kept, encoding: .utf8)
    try FileManager.default.removeItem(at: kept)
    try text.replacing("1,000,000.10", with: "9,000,000.10").write(
      to: kept, atomically: true, encoding: .utf8)
    let outcome = try workdir.command("reprocess", "--organisation", "RJ1")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors.contains("\(hash).csv") && outcome.errors.contains("other bytes"), "\(outcome.errors)")
    #expect(try workdir.publications() == before)
    let runs = try workdir.command("runs")
    #expect(runs.output.split(separator: "\n")[1].contains("failed    1"), "\(runs.output)")
  }

  @Test(
    "a rebuild never makes less of what there is: receipts that are lost come from the database, else it refuses"
  )
  func rebuildWithoutReceipts() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = (try workdir.publications(), try workdir.checksums())
    let receipts = workdir.url("workspace/archive/receipts.ndjson")
    try FileManager.default.removeItem(at: receipts)
    #expect(try workdir.command("rebuild", "--date", "2026-01-05").exitCode == 0)
    #expect(try workdir.publications() == before.0)
    try FileManager.default.removeItem(at: receipts)
    try FileManager.default.removeItem(at: workdir.url("workspace/techshare.sqlite"))
    let refused = try workdir.command("rebuild", "--date", "2026-01-05")
    #expect(
      refused.exitCode == 1 && refused.errors.contains("3 file(s) without a receipt"), "\(refused.errors)")
    for part in [["reprocess"], ["run", "--organisation", "RJ1"]] {
      let outcome = try workdir.command(part[0], Array(part.dropFirst()))
      #expect(outcome.exitCode == 1 && outcome.errors.contains("techshare rebuild"), "\(outcome.errors)")
    }
    #expect(try workdir.publications() == before.0 && workdir.checksums() == before.1)
    #expect(
      try workdir.run("--date", "2026-01-05").exitCode == 5,
      "the inbox is still there, and nobody knows what was told")
    #expect(try workdir.publications() == before.0)
  }

  @Test("a run that fails before it has begun is listed all the same; folders that are no runs are let alone")
  func failedEarly() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    for name in ["backup-2024", "zzz"] {
      try FileManager.default.createDirectory(
        at: workdir.url("workspace/runs/\(name)"), withIntermediateDirectories: true)
    }
    try FileManager.default.moveItem(at: workdir.url("inbox"), to: workdir.url("away"))
    #expect(try workdir.run().exitCode == 2)
    let runs = try workdir.command("runs", "--output", "json").output
    let told = try workdir.python(
      "import json, sys; print([(run['state'], run['exit_code'], run['run_id'][:2]) for run in json.loads(sys.argv[1])['runs']])",
      runs)
    #expect(told == "[('failed', 2, '20'), ('recorded', 5, '20')]\n")
  }

  @Test("what was published is published again where it is gone, and plan says so before")
  func lostPublication() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = try workdir.checksums()
    try FileManager.default.removeItem(at: workdir.url("workspace/publish/latest"))
    #expect(
      try workdir.command("plan", "--date", "2026-01-05").output.contains(
        "What the database holds would be published."))
    let outcome = try workdir.run("--date", "2026-01-05")
    #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("Published what an earlier run had loaded"))
    #expect(try workdir.checksums() == before)
  }

  @Test(
    "a folder of the inbox that may not be looked into stops the run",
    .enabled(if: getuid() != 0, "root may look into any folder"))
  func closedFolder() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let closed = workdir.url("inbox/closed")
    try FileManager.default.createDirectory(
      at: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0])
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 2 && outcome.errors.contains("The folder closed of the inbox"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: closed.path(percentEncoded: false))
  }

  @Test("rebuild refuses an archive that is not whole, names the file, and leaves the database as it is")
  func damagedArchive() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let receipts = try String(contentsOf: workdir.url("workspace/archive/receipts.ndjson"), encoding: .utf8)
    let hash = try #require(receipts.firstMatch(of: /"sha256":"([0-9a-f]{64})"/)).output.1
    let kept = workdir.url("workspace/archive/\(hash.prefix(2))/\(hash).csv")
    try FileManager.default.removeItem(at: kept)
    let database = try Data(contentsOf: workdir.url("workspace/techshare.sqlite"))
    let outcome = try workdir.command("rebuild")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("\(hash).csv") && outcome.errors.contains("Restore these files"))
    #expect(try Data(contentsOf: workdir.url("workspace/techshare.sqlite")) == database)
  }

  @Test(
    "one byte of one file changed: only its trust-year is measured again, and its later years' history follows"
  )
  func oneByte() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    #expect(try workdir.share("RJZ", "2023-24", "quick")?["three_year_years"] == "2")
    let before = try #require(try workdir.share("RJZ", "2023-24", "quick"))
    var text = try String(contentsOf: workdir.url("inbox/kings-2022-23.csv"), encoding: .utf8)
    #expect(text.contains("T110,\"3,000,000.00\""))
    text = text.replacing("T110,\"3", with: "T110,\"4")
    try workdir.write(text, to: "inbox/kings-2022-23.csv")
    let outcome = try workdir.run("--date", "2026-01-06", "--output", "json")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let run = try workdir.json(outcome.output)["run_id"] ?? ""
    let log = try String(contentsOf: workdir.url("workspace/runs/\(run)/log.ndjson"), encoding: .utf8)
    let measured = log.split(separator: "\n").filter { $0.contains("\"event\":\"measured\"") }
    #expect(measured.count == 1 && measured[0].contains("\"trust_years\":1"), "\(measured)")
    let after = try #require(try workdir.share("RJZ", "2023-24", "quick"))
    #expect(after["technology_gbp"] == before["technology_gbp"])
    #expect(after["three_year_share_percent"] != before["three_year_share_percent"])
    // Measured all at once, everything comes out the same.
    let sums = try workdir.checksums()
    try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
    #expect(try workdir.command("rebuild", "--date", "2026-01-06").exitCode == 0)
    #expect(try workdir.checksums() == sums)
  }

  @Test(
    "reprocess reads what is selected again, from the archive, and publishes nothing where nothing changed")
  func reprocess() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = try workdir.publications()
    try FileManager.default.removeItem(at: workdir.url("inbox/kings.csv"))
    let outcome = try workdir.command(
      "reprocess", "--organisation", "RJZ", "--year", "2023-24", "--date", "2026-01-05")
    #expect(
      outcome.exitCode == 0 && outcome.output.hasPrefix("Read 1 file(s) again: nothing changed"),
      "\(outcome.output)")
    #expect(try workdir.command("reprocess", "--date", "2026-01-05").output.hasPrefix("Read 3 file(s) again"))
    #expect(
      try workdir.command("reprocess", "--held", "--date", "2026-01-05").output.hasPrefix(
        "No loaded file is selected"))
    #expect(
      try workdir.command("reprocess", "--organisation", "RXX", "--date", "2026-01-05").output.hasPrefix(
        "No loaded file is selected")
    )
    #expect(try workdir.publications() == before)
  }

  @Test(
    "a torn receipt is told, and its file taken as new; receipts that are lost come back from the database")
  func tornReceipt() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let receipts = workdir.url("workspace/archive/receipts.ndjson")
    let before = try workdir.publications()
    try Data(contentsOf: receipts).dropLast(20).write(to: receipts)
    try FileManager.default.removeItem(at: workdir.url("workspace/techshare.sqlite"))
    let outcome = try workdir.run("--verbose", "--date", "2026-01-05")
    #expect(outcome.exitCode == 5)
    #expect(
      outcome.errors.contains("receipt-torn") && outcome.errors.contains("file-received"), "\(outcome.errors)"
    )
    #expect(try workdir.publications() == before)
    #expect(try String(contentsOf: receipts, encoding: .utf8).split(separator: "\n").count == 4)

    try FileManager.default.removeItem(at: receipts)
    try FileManager.default.removeItem(at: workdir.url("inbox/guys.csv"))
    #expect(try workdir.run("--date", "2026-01-05").exitCode == 0)
    #expect(try String(contentsOf: receipts, encoding: .utf8).contains("\"name\":\"guys.csv\""))
    #expect(try workdir.publications() == before)
  }

  @Test(
    "a database of a newer program is refused with 2 and a sentence", arguments: ["run", "plan", "status"])
  func newerDatabase(_ command: String) throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    _ = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute("INSERT INTO grdb_migrations VALUES ('99')")
      database.commit()
      """, workdir.url("workspace/techshare.sqlite").path(percentEncoded: false))
    let outcome = try workdir.command(command)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains("was written by a newer version of techshare"), "\(outcome.errors)")
  }

  @Test("documents name their schema, and events have their stable names")
  func documents() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let told = try workdir.python(
      """
      import glob, json, sys
      run, = glob.glob(sys.argv[1] + '/runs/*')
      lines = [json.loads(line) for line in open(run + '/log.ndjson')]
      print(*dict.fromkeys(line['event'] for line in lines))
      print({line['schema_version'] for line in lines}, {line['run_id'] == run.split('/')[-1] for line in lines})
      print(sorted(json.load(open(run + '/run.json'))))
      print(sorted(json.load(open(sys.argv[1] + '/publish/latest/publication.json'))))
      """, workdir.url("workspace").path(percentEncoded: false))
    #expect(
      told
        == """
        file-received file-copied run-started file-read loaded published outbox-written run-recorded
        {1} {True}
        ['date_of_figures', 'edition', 'ended_at', 'exit_code', 'files', 'findings', 'message', 'overdue', \
        'predecessor', 'program_version', 'published', 'records', 'run_id', 'schema_version', 'started_at', 'state']
        ['date_of_figures', 'edition', 'program_version', 'published_at', 'run_id', 'schema_version']

        """.replacing("file-read loaded", with: "file-read measured loaded"))
  }

  @Test("runs are listed and shown; a run that is not there gives 2")
  func runs() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    _ = try workdir.run()
    let listed = try workdir.command("runs list").output.split(separator: "\n")
    #expect(listed.count == 3 && listed[1].contains("recorded  0"))
    let id = String(try #require(listed.last?.split(separator: " ").first))
    let shown = try runProgram(
      techshare,
      ["runs", "show", id, "--pipeline", workdir.url("pipeline.yaml").path(percentEncoded: false)],
      in: Workdir.project)
    #expect(shown.exitCode == 0)
    #expect(try workdir.json(shown.output)["run_id"] == id)
    let none = try runProgram(
      techshare,
      [
        "runs", "show", "../../inbox", "--pipeline", workdir.url("pipeline.yaml").path(percentEncoded: false),
      ],
      in: Workdir.project)
    #expect(none.exitCode == 2 && none.errors.contains("There is no run"))
  }

  @Test("status tells the last success, what is missing since when, and what is held")
  func status() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    #expect(try workdir.command("status").output == "There has been no run in this workspace.\n")
    let never = try workdir.command("status", "--max-age", "26h")
    #expect(never.exitCode == 5)
    #expect(never.output == "No run of this workspace has done its work yet; see `techshare runs`.\n")
    var kings = HandWrittenReturnsTests.kings
    kings.set("T220", to: "######")
    try workdir.write(kings.text, to: "inbox/kings.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    #expect(try workdir.run("--date", "2024-08-10", "--max-reject-rate", "50%").exitCode == 5)
    let text = try workdir.command("status", "--date", "2024-08-10", "--output", "json").output
    let told = try workdir.python(
      """
      import json, sys
      status = json.loads(sys.argv[1])
      print(sorted(status), status['last_run']['state'], status['last_run']['exit_code'])
      first = status['missing'][0]
      print(sorted(first), first['due'], first['days_overdue'], first['contract'], first['why'])
      print([(row['organisation_code'], row['why']) for row in status['held']])
      print('RJ1' in [row['organisation_code'] for row in status['missing']], sorted(status['sizes']))
      """, text)
    #expect(
      told == """
        ['held', 'last_run', 'last_success', 'missing', 'schema_version', 'sizes', 'years'] recorded 5
        ['contract', 'days_overdue', 'due', 'financial_year', 'icb_code', 'icb_name', 'organisation_code', \
        'organisation_name', 'owed_by', 'why'] 2024-07-31 10 it-expenditure-return missing: Return not received \
        (missing-submission)
        [('RJZ', 'held: Value of the wrong kind (type-error)')]
        False ['archive', 'database', 'outbox', 'publish', 'releases', 'runs']

        """)
    let list = try workdir.command("status", "--missing", "--date", "2024-07-31", "--output", "csv")
    #expect(list.exitCode == 0, "nothing is overdue on the last day")
    #expect(
      list.output.hasPrefix(
        "organisation_code,organisation_name,icb_code,icb_name,financial_year,contract,due,"))
    #expect(try workdir.command("status", "--missing", "--date", "2024-08-01").exitCode == 5)
    let young = try workdir.command("status", "--max-age", "26h")
    #expect(young.exitCode == 0)
    #expect(young.output.hasPrefix("The last run that did its work ended at 20"), "\(young.output)")
    #expect(young.output.hasSuffix("Z, within the last 26h.\n"))
    let old = try workdir.command("status", "--max-age", "0s")
    #expect(old.exitCode == 5 && old.output.hasSuffix(", more than 0s ago; see `techshare runs`.\n"))
  }
}

extension Workdir {
  /// The values of a JSON object as Python prints them.
  func json(_ text: String) throws -> [String: String] {
    // By way of a file: a list of overdue returns is longer than an argument may be.
    let pairs = try python(
      "import json, sys\nfor key, value in json.load(open(sys.argv[1])).items(): print(key, value, sep='\\t')",
      write(text, to: "document.json").path(percentEncoded: false))
    return Dictionary(
      uniqueKeysWithValues: pairs.split(separator: "\n").map { line in
        let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      })
  }

  /// The publications there are, and the one that is the latest.
  func publications() throws -> [String] {
    let folder = url("workspace/publish").path(percentEncoded: false)
    let latest = try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/latest")
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted() + [latest]
  }
}
