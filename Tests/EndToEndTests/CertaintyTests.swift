import Foundation
import Testing

/// How sure England's figure is, held against Python's own reckoning.
@Suite("How sure England is", .needsTestTools)
struct CertaintyTests {
  struct Told: Decodable {
    let faults: [String]
    let year: String?
    let rows: Int
    let quartiles: Int
    let lines: Int
    let coverage: String?
    let lower: String?
    let upper: String?
    /// What each missing trust's share is taken from, in that year on the headline basis.
    let estimates: [String: String]
    let counted: [String]

    /// Of the two estimates, in ten-thousandths of a percent.
    var range: Int {
      func steps(_ text: String?) -> Int { Int((text ?? "").replacing(".", with: "")) ?? 0 }
      return steps(upper) - steps(lower)
    }
  }

  /// Runs the sample's pipeline over `inbox` and works out England's certainty once more.
  static func publish(_ inbox: String, _ workspace: String, in workdir: Workdir) throws -> Told {
    let outcome = try runProgram(
      techshare,
      [
        "run", "--pipeline", "Pipelines/sample.yaml", "--date", "2025-08-14", "--inbox", workdir.path(inbox),
        "--workspace", workdir.path(workspace), "--max-reject-rate", "50%", "--quiet",
      ], in: Workdir.project)
    #expect([0, 3, 5].contains(outcome.exitCode), "\(outcome.errors)")
    return try workdir.toolScript(
      "check_certainty.py", workdir.path("\(workspace)/publish/latest"), as: Told.self)
  }

  static func copySample(to inbox: String, in workdir: Workdir) throws {
    try FileManager.default.copyItem(
      at: Workdir.project.appending(path: "SampleData/inbox"), to: workdir.url(inbox))
  }

  /// Publishes the sample without all files that hold this trust alone, and holds what becomes of England against `whole`.
  static func remove(_ trust: String, from whole: Told, in workdir: Workdir) throws {
    try copySample(to: "without \(trust)", in: workdir)
    let removed = try workdir.python(
      """
      import hashlib, pathlib, sqlite3, sys
      snapshot, inbox, trust = sys.argv[1:]
      database = sqlite3.connect(f"file:{snapshot}?immutable=1", uri=True)
      hashes = {row[0] for row in database.execute(
          "SELECT sha256 FROM source_files JOIN submissions USING (source_file_id)"
          " GROUP BY source_file_id HAVING min(organisation_code) = ?1 AND max(organisation_code) = ?1", (trust,))}
      files = [path for path in pathlib.Path(inbox).rglob("*.csv") if hashlib.sha256(path.read_bytes()).hexdigest() in hashes]
      for path in files:
          path.unlink()
      print(len(files))
      """,
      workdir.url("whole/publish/latest/techshare.sqlite").resolvingSymlinksInPath().path(
        percentEncoded: false), workdir.path("without \(trust)"), trust)
    #expect((Int(removed.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) >= 3, "\(trust): \(removed)")
    let told = try publish("without \(trust)", "workspace \(trust)", in: workdir)
    #expect(told.faults == [], "\(trust)")
    #expect(told.year == whole.year && told.counted == whole.counted.filter { $0 != trust }, "\(trust)")
    #expect((Double(told.coverage ?? "") ?? 100) < (Double(whole.coverage ?? "") ?? 0), "\(trust)")
    // It has no figure of its own any more; those of the others are estimated as before.
    #expect(["peer class", "England"].contains(told.estimates[trust] ?? ""), "\(trust): \(told.estimates)")
    #expect(told.estimates.filter { $0.key != trust } == whole.estimates, "\(trust)")
    #expect(told.range > whole.range, "\(trust): \(told.range) after \(whole.range)")
    print("Without \(trust): \(told.lower ?? "") to \(told.upper ?? "") at \(told.coverage ?? "")%")
    try FileManager.default.removeItem(at: workdir.url("without \(trust)"))
    try FileManager.default.removeItem(at: workdir.url("workspace \(trust)"))
  }

  @Test("is as Python works it out, and without one trust the range widens and coverage falls")
  func sample() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try Self.copySample(to: "inbox", in: workdir)
    let whole = try Self.publish("inbox", "whole", in: workdir)
    #expect(whole.faults == [])
    #expect(whole.year == "2023-24" && whole.rows == 18 && whole.quartiles > 200 && whole.lines == 9)
    // One without a line and one without a return, both with a figure the year before.
    #expect(whole.estimates == ["X07": "own last figure", "X11": "own last figure"])
    #expect(whole.range == 0 && whole.counted.count == 18)
    try Self.remove("X13", from: whole, in: workdir)

    // It would see another penny.
    let latest = workdir.path("whole/publish/latest")
    let table = workdir.url("whole/publish/latest/certainty.csv").resolvingSymlinksInPath()
    let text = try String(contentsOf: table, encoding: .utf8)
    let line = try #require(text.components(separatedBy: "\r\n").last { $0.hasSuffix("[e]") })
    let cells = line.components(separatedBy: ",")
    let other = cells[16].hasSuffix("0") ? cells[16].dropLast() + "1" : cells[16].dropLast() + "0"
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: table.path(percentEncoded: false))
    try Data(text.replacing(cells[16], with: other).utf8).write(to: table)
    #expect(try workdir.toolScript("check_certainty.py", latest, as: Told.self).faults.count == 1)
  }

  @Test("has neither a figure nor a range below the coverage floor, where it is too early to say")
  func belowFloor() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect([0, 3, 5].contains(night.exitCode), "\(night.errors)")
    let told = try workdir.toolScript(
      "check_certainty.py", workdir.path("workspace/publish/latest"), as: Told.self)
    #expect(told.faults == [] && told.year == nil && told.estimates.isEmpty)
    let row = try #require(
      try rows(workdir.published("certainty.csv"), in: workdir).first { $0["basis"] == "spend" })
    #expect(row["organisations_counted"] == "1" && row["organisations_open"] == "2")
    #expect(row["lower_share_percent"] == "[x]" && row["estimated_total_gbp"] == "[x]" && row["notes"] == "")
    let page = try String(contentsOf: workdir.published("questions.html"), encoding: .utf8)
    #expect(!page.contains("id=\"certainty\""))
  }
}

extension LongTests {
  @Test("without any one trust of the sample, England's range widens and coverage falls", .needsTestTools)
  func withoutAnyTrust() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try CertaintyTests.copySample(to: "inbox", in: workdir)
    let whole = try CertaintyTests.publish("inbox", "whole", in: workdir)
    #expect(whole.faults == [] && whole.counted.count == 18)
    for trust in whole.counted { try CertaintyTests.remove(trust, from: whole, in: workdir) }
  }
}
