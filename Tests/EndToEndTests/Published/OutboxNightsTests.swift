import Foundation
import Testing

/// The outbox over several nights: what stays, what goes, and what is told of a night that the gate stopped.
@Suite("Outbox over nights")
struct OutboxNightsTests {
  private static let notPublished = "What came since the last publication is not published yet"

  private func receipt(_ code: String, in workdir: Workdir) throws -> String {
    try String(contentsOf: workdir.url("workspace/outbox/\(code)/receipt.html"), encoding: .utf8)
  }

  private func isThere(_ path: String, in workdir: Workdir) -> Bool {
    FileManager.default.fileExists(atPath: workdir.path("workspace/outbox/\(path)"))
  }

  private func withdraw(_ text: String, _ name: String, in workdir: Workdir) throws {
    try FileManager.default.removeItem(at: workdir.url("inbox/\(name)"))
    let sha256 = try workdir.python(
      "import hashlib, sys; print(hashlib.sha256(sys.argv[1].encode()).hexdigest(), end='')", text)
    let outcome = try workdir.command("withdraw", sha256, "--reason", "Sent in error")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  /// Both returns in, published on 10 July.
  private func afterFirstNight() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect(night.exitCode == 0, "\(night.errors)")
    return workdir
  }

  private func amounts(_ amount: String, of sent: LongReturn) -> String {
    var sent = sent
    sent.set("T110", to: amount)
    return sent.text
  }

  @Test("keeps the bytes of a receipt in which nothing is new, with its day, when another trust sends")
  func nothingNew() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    try workdir.letEnglandMove(by: "50pp")
    let page = workdir.url("workspace/outbox/RJ1/page.html")
    let before = (try receipt("RJ1", in: workdir), try Data(contentsOf: page))
    try workdir.write(amounts("4,000,000", of: HandWrittenReturnsTests.kings), to: "inbox/kings_V2.csv")
    let night = try workdir.run("--date", "2024-07-11")
    #expect(night.exitCode == 0, "\(night.errors)")
    #expect(try receipt("RJ1", in: workdir) == before.0)
    #expect(try Data(contentsOf: page) != before.1, "its place among others is another")
    #expect(try receipt("RJZ", in: workdir).contains("Receipt of 11 July 2024"))
  }

  @Test(
    "takes away the receipt of which nothing is left, and the page of a trust that has no figures any more")
  func taken() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    try workdir.letEnglandMove(by: "50pp")
    let unreadable = "no header here\n"
    try workdir.write(unreadable, to: "inbox/unreadable.csv")
    let plan = amounts("3,100,000", of: HandWrittenReturnsTests.kings)
      .replacing("2023-24", with: "2024-25").replacing("amount\n", with: "amount,kind\n")
      .replacing("\"\n", with: "\",plan\n")
    try workdir.write(plan, to: "inbox/plan.csv")
    _ = try workdir.run("--date", "2024-07-11", "--max-reject-rate", "50%")
    #expect(isThere("unknown/receipt.csv", in: workdir) && isThere("RJZ/page.html", in: workdir))

    try withdraw(unreadable, "unreadable.csv", in: workdir)
    try withdraw(HandWrittenReturnsTests.kings.text, "kings.csv", in: workdir)
    try workdir.write(
      "organisation_code,first_year,last_year,reason,source\nRJZ,2023-24,2023-24,new,made up\n",
      to: "register/exemptions.csv")
    let night = try workdir.run("--date", "2024-07-12")
    #expect([0, 3].contains(night.exitCode), "\(night.errors)")
    #expect(!isThere("unknown", in: workdir))
    #expect(!isThere("RJZ/page.html", in: workdir) && isThere("RJ1/page.html", in: workdir))
    #expect(try receipt("RJZ", in: workdir).contains("plan.csv"))
  }

  @Test(
    "tells of stopped nights only those of whom something new came, and them alone again once one gets through"
  )
  func stoppedNights() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let guys = try receipt("RJ1", in: workdir)
    // A million more of 160 million is more than England may move in a night.
    try workdir.write(amounts("4,000,000", of: HandWrittenReturnsTests.kings), to: "inbox/kings_V2.csv")
    #expect(try workdir.run("--date", "2024-07-11").exitCode == 4)
    let first = try receipt("RJZ", in: workdir)
    #expect(
      first.contains(
        "\(Self.notPublished): the checks on all trusts together stopped the publication of 11 July 2024"))
    #expect(try receipt("RJ1", in: workdir) == guys)

    // On the second, it is the other that sends.
    try workdir.write(amounts("1,000,001", of: HandWrittenReturnsTests.guys), to: "inbox/guys_V2.csv")
    #expect(try workdir.run("--date", "2024-07-12").exitCode == 4)
    #expect(try receipt("RJZ", in: workdir) == first)
    #expect(try receipt("RJ1", in: workdir).contains("stopped the publication of 12 July 2024"))

    let accepted = try workdir.command(
      "accept", "gate:england-moved", "--reason", "It is right", "--role", "analyst")
    #expect(accepted.exitCode == 0, "\(accepted.errors)")
    let night = try workdir.run("--date", "2024-07-13")
    #expect(night.exitCode == 0, "\(night.output)\(night.errors)")
    for code in ["RJ1", "RJZ"] {
      let text = try receipt(code, in: workdir)
      #expect(text.contains("Receipt of 13 July 2024") && !text.contains(Self.notPublished))
    }
  }

  @Test(
    "leaves receipts alone on a night whose files do not reconcile, since what it made of them is not known to hold"
  )
  func unreconciled() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let before = try receipt("RJZ", in: workdir)
    _ = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute("CREATE TRIGGER skip BEFORE INSERT ON lines WHEN NEW.line = 2 BEGIN SELECT RAISE(IGNORE); END")
      database.commit()
      """, workdir.path("workspace/techshare.sqlite"))
    try workdir.write(amounts("3,000,001", of: HandWrittenReturnsTests.kings), to: "inbox/kings_V2.csv")
    let night = try workdir.run("--date", "2024-07-11")
    #expect(night.exitCode == 4 && night.errors.contains("reconcil"), "\(night.errors)")
    #expect(try receipt("RJZ", in: workdir) == before)
  }
}
