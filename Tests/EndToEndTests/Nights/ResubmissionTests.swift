import Foundation
import Testing

/// Which of several versions of a return is in force, and how one is taken back.
///
/// King's sends £3,000,000 of £60,000,000 first, and £3,600,000 of it as version 2.
@Suite("Resubmissions and withdrawals")
struct ResubmissionTests {
  private static let first = HandWrittenReturnsTests.kings

  private static var second: LongReturn {
    var second = first
    second.set("T110", to: "3,600,000.00")
    return second
  }

  /// The second version is there, and the night behind it.
  private func afterSecond(_ text: String = second.text) throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(text, to: "inbox/kings_V2.csv")
    let night = try workdir.run()
    #expect([0, 3].contains(night.exitCode), "\(night.errors)")
    return workdir
  }

  private func technology(_ workdir: Workdir) throws -> String? {
    try workdir.share("RJZ", "2023-24", "spend")?["technology_gbp"]
  }

  private func conflicts(_ workdir: Workdir) throws -> [[String: String]] {
    try rows(workdir.published("findings.csv"), in: workdir).filter { $0["code"] == "resubmission-conflict" }
  }

  @Test("a later version supersedes the one before, which is kept")
  func supersedes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(Self.first.text, to: "inbox/kings.csv")
    _ = try workdir.run()
    #expect(try technology(workdir) == "3000000.00")
    try workdir.write(Self.second.text, to: "inbox/kings_V2.csv")
    #expect(try workdir.runAcceptingMove().exitCode == 0)
    #expect(try technology(workdir) == "3600000.00")
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["submission_version"] == "2")
    #expect(try conflicts(workdir).isEmpty)
  }

  @Test("an older version that comes later changes nothing and is told once; let pass, it is the later one")
  func olderAfterNewer() throws {
    let workdir = try afterSecond()
    defer { workdir.remove() }
    try workdir.write(Self.first.text, to: "inbox/kings.csv")
    #expect(try workdir.run().exitCode == 3)
    #expect(try technology(workdir) == "3600000.00")
    let conflict = try #require(try conflicts(workdir).first)
    #expect(conflict["severity"] == "held" && conflict["file"] == "kings.csv", "\(conflict)")
    #expect(try workdir.run().exitCode == 0)

    let id = try #require(conflict["finding_id"])
    #expect(
      try workdir.command("accept", id, "--reason", "V2 was a draft", "--role", "analyst").exitCode == 0)
    _ = try workdir.runAcceptingMove()
    #expect(try technology(workdir) == "3000000.00")

    // What comes after it is ranked against what it stands for: a version 3 is later than both.
    var third = Self.first
    third.set("T110", to: "2,400,000.00")
    try workdir.write(third.text, to: "inbox/kings_V3.csv")
    _ = try workdir.runAcceptingMove()
    #expect(try technology(workdir) == "2400000.00")
    #expect(try conflicts(workdir).count == 1)
  }

  @Test(
    "a provisional return after a final one changes nothing and is told; a final after a provisional is taken"
  )
  func provisionalAfterFinal() throws {
    func text(_ sent: LongReturn, _ status: String) -> String {
      sent.text.replacing(",amount\n", with: ",amount,status\n").replacing("\"\n", with: "\",\(status)\n")
    }
    let workdir = try afterSecond(text(Self.second, "final"))
    defer { workdir.remove() }
    try workdir.write(text(Self.first, "provisional"), to: "inbox/kings_V3.csv")
    #expect(try workdir.run().exitCode == 3)
    #expect(try technology(workdir) == "3600000.00")
    #expect(try conflicts(workdir).count == 1)
    try workdir.write(text(Self.first, "final"), to: "inbox/kings_V4.csv")
    _ = try workdir.runAcceptingMove()
    #expect(try technology(workdir) == "3000000.00")
  }

  @Test("versions that come in one night are ranked by what they say, whatever their names")
  func oneNight() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(Self.second.text, to: "inbox/a_V2.csv")
    try workdir.write(Self.first.text, to: "inbox/b.csv")
    _ = try workdir.run()
    #expect(try technology(workdir) == "3600000.00")
    #expect(try conflicts(workdir).isEmpty)
  }

  @Test(
    "a file that is withdrawn is in no figure, what stood before it is in force again, and a rebuild knows it"
  )
  func withdrawal() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    // England may move: nothing that is let pass is to stand among what is published.
    try workdir.letEnglandMove(by: "50pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(Self.first.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2025-01-01")
    let before = try Data(contentsOf: workdir.published("technology-share.csv"))
    try workdir.write(Self.second.text, to: "inbox/kings_V2.csv")
    _ = try workdir.run("--date", "2025-01-01")
    #expect(try technology(workdir) == "3600000.00")

    let sha = try sha256("inbox/kings_V2.csv", workdir)
    let withdrawn = try workdir.command("withdraw", String(sha.prefix(12)), "--reason", "Sent by mistake")
    #expect(withdrawn.exitCode == 0 && withdrawn.output.contains("kings_V2.csv"), "\(withdrawn.errors)")
    #expect(try technology(workdir) == "3600000.00", "only a run changes figures")
    // The file still stands in the inbox.
    for _ in 1...2 {
      let outcome = try workdir.run("--date", "2025-01-01")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(try technology(workdir) == "3000000.00")
    }
    // The first night's data, so the first night's figures.
    #expect(try Data(contentsOf: workdir.published("technology-share.csv")) == before)
    let published = try workdir.checksums()
    let again = try workdir.command("withdraw", sha, "--reason", "Twice")
    #expect(again.exitCode == 0 && again.output.contains("before"))
    #expect(try workdir.command("rebuild", "--date", "2025-01-01").exitCode == 0)
    #expect(try workdir.checksums() == published)
    let receipts = try String(contentsOf: workdir.url("workspace/archive/receipts.ndjson"), encoding: .utf8)
    #expect(receipts.contains("Sent by mistake") && receipts.contains("withdrawn"))
    #expect(
      FileManager.default.fileExists(atPath: workdir.path("workspace/archive/\(sha.prefix(2))/\(sha).csv")))
  }

  private func sha256(_ path: String, _ workdir: Workdir) throws -> String {
    try workdir.python(
      "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())",
      workdir.path(path)
    ).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("withdrawn bytes that come again stay out and are told once, until they are taken in again")
  func withdrawnComeAgain() throws {
    let workdir = try afterSecond()
    defer { workdir.remove() }
    let sha = try sha256("inbox/kings_V2.csv", workdir)
    #expect(try workdir.command("withdraw", sha, "--reason", "Draft").exitCode == 0)
    _ = try workdir.runAcceptingMove()
    #expect(try technology(workdir) == "[x]")
    try FileManager.default.copyItem(
      at: workdir.url("inbox/kings_V2.csv"), to: workdir.url("inbox/kings_final.csv"))
    let told = try workdir.run()
    #expect(told.exitCode == 3)
    #expect(told.output.contains("kings_final.csv") && told.output.contains("--undo"), "\(told.output)")
    #expect(try workdir.run().exitCode == 0)
    #expect(try technology(workdir) == "[x]")
    #expect(
      try workdir.command("trace", "--file", "kings_final.csv", "--line", "2").output.contains("withdrawn"))

    let notWithdrawn = try workdir.command(
      "withdraw", try sha256("inbox/guys.csv", workdir), "--undo", "--reason", "none")
    #expect(notWithdrawn.exitCode == 0 && notWithdrawn.output.contains("is not withdrawn"))
    #expect(
      try workdir.command("withdraw", sha.uppercased(), "--undo", "--reason", "It was final").exitCode == 0)
    _ = try workdir.runAcceptingMove()
    #expect(try technology(workdir) == "3600000.00")
    let published = try workdir.checksums()
    #expect(try workdir.command("rebuild").exitCode == 0)
    #expect(try workdir.checksums() == published)
  }

  @Test("a version that is held as a whole stands in no later one's way")
  func heldVersion() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    // Sent in thousands: a trust of £60,000 cannot be, so it waits.
    var small = Self.first
    for (code, amount) in small.lines where amount != "0" {
      small.set(code, to: String(amount.dropLast(7)) + ".00")
    }
    try workdir.write(small.text, to: "inbox/kings_V2.csv")
    _ = try workdir.run()
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["status"] == "held")
    try workdir.write(Self.first.text, to: "inbox/kings.csv")
    _ = try workdir.runAcceptingMove()
    #expect(try technology(workdir) == "3000000.00")
    #expect(try conflicts(workdir).isEmpty)
  }

  @Test("a file that goes back to what it held before changes nothing, and is told once")
  func backAgain() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    for text in [Self.first.text, Self.second.text, Self.first.text] {
      try workdir.write(text, to: "inbox/kings.csv")
      #expect([0, 3, 5].contains(try workdir.runAcceptingMove().exitCode))
    }
    #expect(try technology(workdir) == "3600000.00")
    let told = try rows(workdir.published("findings.csv"), in: workdir).filter {
      $0["code"] == "duplicate-file"
    }
    #expect(told.count == 1 && told[0]["message"]?.contains("held before") == true, "\(told)")
    let publications = try workdir.publications()
    #expect(try workdir.run().exitCode == 0)
    #expect(try workdir.publications() == publications)
  }

  @Test(
    "of what was never received, or of too short a name, is refused with what to do",
    arguments: ["ffffffffffff", "12ab", "kings.csv", String(repeating: "0", count: 65)])
  func refused(sha: String) throws {
    let workdir = try afterSecond()
    defer { workdir.remove() }
    let refused = try workdir.command("withdraw", sha, "--reason", "no")
    #expect(refused.exitCode == 2)
    #expect(refused.errors.contains("SHA-256"), "\(refused.errors)")
  }
}
