import Foundation
import Testing

/// Past publications made again, and publications frozen under a name.
@Suite("As at, and releases")
struct ReleaseTests {
  private struct AsAt: Decodable {
    let runID: String
    let path: String
    let identical: Bool

    enum CodingKeys: String, CodingKey {
      case runID = "run_id"
      case path
      case identical
    }
  }

  /// Two nights: King's version 1, then version 2.
  private func twoNights() throws -> (workdir: Workdir, first: String, sums: String) {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "50pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2025-01-10")
    let first = try #require(try workdir.publications().first)
    let sums = try workdir.checksums()
    try workdir.write(kings(3_600_000), to: "inbox/kings_V2.csv")
    _ = try workdir.run("--date", "2025-01-11")
    #expect(try workdir.checksums() != sums)
    return (workdir, first, sums)
  }

  private func kings(_ pay: Int) -> String {
    var sent = HandWrittenReturnsTests.kings
    sent.set("T110", to: "\(pay).00")
    return sent.text
  }

  private func asAt(_ moment: String, _ workdir: Workdir) throws -> AsAt {
    let outcome = try workdir.command("report", "--as-at", moment, "--output", "json")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(AsAt.self, from: Data(outcome.output.utf8))
  }

  @Test("what is kept is verified; what is not is made again byte for byte, by run and by date")
  func asAt() throws {
    let (workdir, first, sums) = try twoNights()
    defer { workdir.remove() }
    let kept = try asAt(first, workdir)
    #expect(kept.identical && kept.runID == first && kept.path.hasSuffix("publish/\(first)"), "\(kept)")

    // A withdrawal and changed settings since do not touch the past.
    _ = try workdir.command("accept", "gate:england-moved", "--reason", "none", "--role", "none")
    let settings = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(settings.replacing("benchmark: 5%", with: "benchmark: 4%"), to: "pipeline.yaml")
    try FileManager.default.removeItem(at: workdir.url("workspace/publish/\(first)"))
    for moment in [first, "2025-01-10"] {
      let again = try asAt(moment, workdir)
      #expect(again.identical && again.path.hasSuffix("as-at/\(first)"), "\(again)")
      let made = URL(filePath: again.path).appending(path: "SHA256SUMS")
      #expect(try String(contentsOf: made, encoding: .utf8) == sums)
    }
    #expect(try asAt("2025-06-01", workdir).runID == workdir.publications().last)
    for nothing in ["2025-01-09", "2020-01-01T00-00-00Z-0000"] {
      let refused = try workdir.command("report", "--as-at", nothing)
      #expect(refused.exitCode == 2 && refused.errors.contains("techshare runs"), "\(refused.errors)")
    }
  }

  @Test(
    "a torn last line of the history costs that line alone, and a folder that is there is not written into")
  func tornHistory() throws {
    let (workdir, first, sums) = try twoNights()
    defer { workdir.remove() }
    let history = workdir.url("workspace/archive/publications.ndjson")
    try Data(contentsOf: history).dropLast(40).write(to: history)
    try workdir.write(kings(3_300_000), to: "inbox/kings_V3.csv")
    _ = try workdir.run("--date", "2025-01-12")
    let newest = try #require(try workdir.publications().last)
    #expect(try asAt(newest, workdir).identical && asAt(first, workdir).identical)
    #expect(try workdir.command("plan", "--date", "2025-01-12").output.contains("Nothing to do"))
    #expect(try workdir.command("release", newest, "--name", "r1", "--approved-by", "director").exitCode == 0)
    #expect(
      try workdir.command("plan", "--date", "2025-01-12").output.contains("marked against the release r1"))

    let out = workdir.path("out")
    #expect(try workdir.command("report", "--as-at", first, "--out", out).exitCode == 0)
    #expect(try String(contentsOf: workdir.url("out/SHA256SUMS"), encoding: .utf8) == sums)
    let refused = try workdir.command("report", "--as-at", first, "--out", out)
    #expect(refused.exitCode == 2 && refused.errors.contains("is there already"), "\(refused.errors)")
  }

  @Test("a publication that was cut off before it became the latest never was one, and a rebuild knows it")
  func cutOff() throws {
    let (workdir, first, sums) = try twoNights()
    defer { workdir.remove() }
    let second = try #require(try workdir.publications().last)
    // The state that a kill leaves between the line of the history and the rename of the link.
    let latest = workdir.url("workspace/publish/latest")
    try FileManager.default.removeItem(at: latest)
    try FileManager.default.createSymbolicLink(
      atPath: latest.path(percentEncoded: false), withDestinationPath: first)
    _ = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute("UPDATE runs SET state = 'loaded' WHERE run_id = ?", [sys.argv[2]])
      database.commit()
      """,
      workdir.path("workspace/techshare.sqlite"), second)
    #expect(try asAt("2025-01-11", workdir).runID == first)
    let refused = try workdir.command("report", "--as-at", second)
    #expect(refused.exitCode == 2 && refused.errors.contains("never came to publish"), "\(refused.errors)")

    _ = try workdir.run("--date", "2025-01-12")
    let third = try #require(try workdir.publications().last)
    #expect(third != second)
    #expect(try asAt("2025-01-12", workdir).runID == third)
    #expect(try asAt(first, workdir).identical && workdir.checksums() != sums)
    // Where the database is lost, nothing but the history knows.
    let published = try workdir.checksums()
    try FileManager.default.removeItem(at: workdir.url("workspace/techshare.sqlite"))
    #expect(try workdir.command("rebuild", "--date", "2025-01-12").exitCode == 0)
    #expect(try workdir.checksums() == published)
    #expect(try asAt("2025-01-11", workdir).runID == first)
  }

  @Test("a night of an earlier date is what was published as at that date, though it ran last")
  func nearestDate() throws {
    let (workdir, first, _) = try twoNights()
    defer { workdir.remove() }
    try workdir.write(kings(3_300_000), to: "inbox/kings_V3.csv")
    _ = try workdir.run("--date", "2025-01-09")
    let last = try #require(try workdir.publications().last)
    let second = try #require(try workdir.publications().dropFirst().first)
    #expect(try asAt("2025-01-09", workdir).runID == last)
    #expect(try asAt("2025-01-10", workdir).runID == first)
    #expect(try asAt("2025-03-01", workdir).runID == second)
  }

  @Test("a release that does not say what it is stops the night, with the file")
  func unreadableRelease() throws {
    let (workdir, first, sums) = try twoNights()
    defer { workdir.remove() }
    #expect(try workdir.command("release", first, "--name", "r1", "--approved-by", "director").exitCode == 0)
    let document = workdir.url("workspace/releases/r1/release.json")
    for (path, mode) in [(document.deletingLastPathComponent(), 0o755), (document, 0o644)] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: path.path(percentEncoded: false))
    }
    try Data("{".utf8).write(to: document)
    try workdir.write(kings(3_300_000), to: "inbox/kings_V3.csv")
    for command in ["plan", "run"] {
      let stopped = try workdir.command(command, "--date", "2025-01-12")
      #expect(
        stopped.exitCode == 1 && stopped.errors.contains("r1/release.json")
          && stopped.errors.contains("backup"),
        "\(stopped.exitCode): \(stopped.errors)")
    }
    #expect(try workdir.checksums() != sums)
    try FileManager.default.moveItem(
      at: document.deletingLastPathComponent(), to: workdir.url("r1-set-aside"))
    #expect([0, 3].contains(try workdir.run("--date", "2025-01-12").exitCode))
  }

  @Test("a rebuild publishes nothing that moves England further than the gate lets a night")
  func gatedRebuild() throws {
    let (workdir, _, _) = try twoNights()
    defer { workdir.remove() }
    try workdir.letEnglandMove(by: "0.2pp")
    try workdir.write(kings(5_000_000), to: "inbox/kings_V3.csv")
    let before = try workdir.publications()
    #expect(try workdir.run("--date", "2025-01-12").exitCode == 4)
    let rebuilt = try workdir.command("rebuild", "--date", "2025-01-12")
    #expect(rebuilt.exitCode == 4, "\(rebuilt.output)")
    #expect(try workdir.publications() == before)
  }

  @Test("a kept publication that somebody changed is told, with the file")
  func damaged() throws {
    let (workdir, first, _) = try twoNights()
    defer { workdir.remove() }
    let page = workdir.url("workspace/publish/\(first)/index.html")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: page.path(percentEncoded: false))
    try Data("changed".utf8).write(to: page)
    let told = try workdir.command("report", "--as-at", first)
    #expect(told.exitCode == 1 && told.errors.contains("index.html"), "\(told.errors)")
    let release = try workdir.command("release", first, "--name", "r1", "--approved-by", "head of finance")
    #expect(release.exitCode != 0)
  }

  @Test("a release never changes, names nobody, and marks with [r] what differs from it until the next")
  func release() throws {
    let (workdir, first, _) = try twoNights()
    defer { workdir.remove() }
    // A person's name in a payment and in the description of an account.
    let name = "Ethelburga Quill"
    try workdir.write(
      "Entity,Date,Expense Type,Supplier,Transaction Number,Amount\n"
        + "King's College Hospital NHS Foundation Trust,03/02/2024,Software,\(name),77,30000.00\n",
      to: "inbox/payments.csv")
    try workdir.write(
      "organisation_code,financial_year,account_code,account_description,amount\n"
        + "RJZ,2022-23,511001,\(name),1.00\n", to: "inbox/ledger.csv")
    _ = try workdir.run("--date", "2025-01-12")
    let latest = try #require(try workdir.publications().last)
    #expect(latest != first)

    let released = try workdir.command(
      "release", latest, "--name", "2023-24-1", "--approved-by", "director of finance")
    #expect(released.exitCode == 0, "\(released.errors)")
    let folder = workdir.url("workspace/releases/2023-24-1")
    func contents() throws -> [String: Data] {
      try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        .filter { $0 != "organisations" }
        .reduce(into: [:]) { $0[$1] = try Data(contentsOf: folder.appending(path: $1)) }
    }
    let frozen = try contents()
    #expect(
      frozen["techshare.sqlite"] == nil && frozen["findings.csv"] == nil
        && frozen["reconciliation.csv"] == nil)
    let page = String(decoding: try #require(frozen["index.html"]), as: UTF8.self)
    #expect(page.contains("Release 2023-24-1, approved by director of finance."))
    #expect(!page.contains("Working copy") && !page.contains("findings.csv"))
    for (file, data) in frozen { #expect(data.range(of: Data("Ethelburga".utf8)) == nil, "\(file)") }
    let check = try workdir.python(
      """
      import hashlib, os, sys
      folder = sys.argv[1]
      sums = dict(reversed(line.split()) for line in open(folder + '/SHA256SUMS'))
      print(all(hashlib.sha256(open(os.path.join(folder, name), 'rb').read()).hexdigest() == sum for name, sum in sums.items()),
            sorted(set(os.listdir(folder)) - set(sums)), sorted(name for name in sums if '/' in name))
      """, folder.path(percentEncoded: false)
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(
      check
        == "True ['SHA256SUMS', 'organisations', 'release.json'] ['organisations/RJ1.html', 'organisations/RJZ.html']"
    )

    func marks(_ organisation: String) throws -> [String] {
      try rows(workdir.published("technology-share.csv"), in: workdir)
        .filter { $0["organisation_code"] == organisation && $0["financial_year"] == "2023-24" }
        .map { $0["notes"] ?? "" }
    }
    // Nothing differs yet; then King's sends version 3, and four more nights bring other things.
    _ = try workdir.run("--date", "2025-01-13")
    #expect(try marks("RJZ") == ["[p]", "[p]", "[p]"])
    try workdir.write(kings(3_300_000), to: "inbox/kings_V3.csv")
    for night in 14...18 {
      try workdir.write("no,table,\(night)\n", to: "inbox/odd-\(night).csv")
      _ = try workdir.run("--date", "2025-01-\(night)", "--max-reject-rate", "90%")
      #expect(try marks("RJZ") == ["[p]; [r]", "[p]; [r]", "[p]; [r]"], "night \(night)")
      #expect(try marks("RJ1").allSatisfy { !$0.contains("[r]") })
    }
    #expect(try contents() == frozen)

    let again = try workdir.command("release", latest, "--name", "2023-24-1", "--approved-by", "director")
    #expect(again.exitCode == 2 && again.errors.contains("another name"), "\(again.errors)")
    // The next release is what later figures are held against.
    let newest = try #require(try workdir.publications().last)
    #expect(
      try workdir.command("release", newest, "--name", "2023-24-2", "--approved-by", "director").exitCode == 0
    )
    _ = try workdir.run("--date", "2025-01-19", "--max-reject-rate", "90%")
    #expect(try marks("RJZ") == ["[p]", "[p]", "[p]"])
    // And a rebuild knows all this.
    let sums = try workdir.checksums()
    _ = try workdir.command("rebuild", "--date", "2025-01-19", "--max-reject-rate", "90%")
    #expect(try workdir.checksums() == sums)
  }

  @Test(
    "names that are no folder's are refused", arguments: ["", "../x", "a/b", ".hidden", "-x", "two words"])
  func names(name: String) throws {
    let (workdir, first, _) = try twoNights()
    defer { workdir.remove() }
    let refused = try workdir.command("release", first, "--name=\(name)", "--approved-by", "director")
    #expect(refused.exitCode == 2, "\(refused.errors)")
  }
}
