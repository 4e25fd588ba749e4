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
    /// On the headline basis.
    let years: [String: Year]

    struct Year: Decodable {
      let coverage: String?
      let lower: String?
      let upper: String?
      /// What the share of each trust without a figure is taken from.
      let estimates: [String: String]
      let counted: [String]

      /// Of the two estimates, in ten-thousandths of a percent; `nil` below the coverage floor.
      var range: Int? {
        func steps(_ text: String?) -> Int? { text.flatMap { Int($0.replacing(".", with: "")) } }
        guard let lower = steps(lower), let upper = steps(upper) else { return nil }
        return upper - lower
      }
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

  /// Publishes the sample without this trust's files and its rows in those that it shares with another, the accounts apart,
  /// and holds what becomes of England against `whole`.
  static func remove(_ trust: String, from whole: Told, in workdir: Workdir) throws {
    try copySample(to: "without \(trust)", in: workdir)
    let removed = try workdir.python(
      """
      import hashlib, pathlib, sqlite3, sys
      snapshot, inbox, trust = sys.argv[1:]
      database = sqlite3.connect(f"file:{snapshot}?immutable=1", uri=True)
      senders = {row[0]: row[1] for row in database.execute(
          "SELECT sha256, group_concat(DISTINCT organisation_code) FROM source_files JOIN submissions USING (source_file_id)"
          " WHERE source <> 'tac' GROUP BY source_file_id")}
      files = 0
      for path in sorted(pathlib.Path(inbox).rglob("*.csv")):
          data = path.read_bytes()
          codes = (senders.get(hashlib.sha256(data).hexdigest()) or "").split(",")
          if trust not in codes:
              continue
          files += 1
          if codes == [trust]:
              path.unlink()
          else:
              rows = [row for row in data.split(b"\\n") if not row.startswith(trust.encode() + b",")]
              assert len(rows) < data.count(b"\\n") + 1, path
              path.write_bytes(b"\\n".join(rows))
      print(files)
      """,
      workdir.url("whole/publish/latest/techshare.sqlite").resolvingSymlinksInPath().path(
        percentEncoded: false), workdir.path("without \(trust)"), trust)
    #expect((Int(removed.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) >= 3, "\(trust): \(removed)")
    let told = try publish("without \(trust)", "workspace \(trust)", in: workdir)
    #expect(told.faults == [], "\(trust)")
    let newest = try #require(whole.year)
    for (year, before) in whole.years where before.counted.contains(trust) {
      let after = try #require(told.years[year])
      #expect(after.counted == before.counted.filter { $0 != trust }, "\(trust) \(year)")
      let (coverage, coverageBefore) = (
        Double(after.coverage ?? "") ?? 100, Double(before.coverage ?? "") ?? 0
      )
      #expect(coverage < coverageBefore, "\(trust) \(year)")
      guard let range = after.range else {
        // Without it too little is left to say anything: no figure and no range.
        #expect(coverage < 80 && after.estimates.isEmpty, "\(trust) \(year)")
        continue
      }
      // It has no figure of its own any more; the others are estimated from what they were.
      #expect(["peer class", "England"].contains(after.estimates[trust] ?? ""), "\(trust) \(year)")
      #expect(Set(after.estimates.keys) == Set(before.estimates.keys).union([trust]), "\(trust) \(year)")
      #expect(range > (before.range ?? 0), "\(trust) \(year): \(range) after \(before.range ?? 0)")
      if year == newest {
        print(
          "Without \(trust), from \(after.estimates[trust] ?? ""): \(after.lower ?? "") to \(after.upper ?? "") at \(coverage)%"
        )
      }
    }
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
    let newest = try #require(whole.years["2023-24"])
    #expect(newest.estimates == ["X07": "own last figure", "X11": "own last figure"])
    #expect(newest.range == 0 && newest.counted.count == 18)
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
    #expect(told.faults == [] && told.year == nil && told.years.values.allSatisfy { $0.estimates.isEmpty })
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
    let newest = try #require(whole.years["2023-24"])
    #expect(whole.faults == [] && newest.counted.count == 18)
    for trust in newest.counted { try CertaintyTests.remove(trust, from: whole, in: workdir) }
  }
}
