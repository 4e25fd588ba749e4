import Foundation
import Testing

/// What trusts of a region buy from a trust that hosts services for them, and what that one charges.
@Suite("Hosted services")
struct HostingTests {
  /// Guy's charges King's; both are all of London here.
  private func night(charged: String, bought: String?) throws -> (workdir: Workdir, outcome: Outcome) {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    var host = HandWrittenReturnsTests.guys
    host.set("T512", to: "0")
    host.set("T511", to: charged)
    try workdir.write(host.text, to: "inbox/guys.csv")
    if let bought {
      var customer = HandWrittenReturnsTests.kings
      customer.set("T251", to: bought)
      try workdir.write(customer.text, to: "inbox/kings.csv")
    }
    return (workdir, try workdir.run())
  }

  private func told(_ workdir: Workdir) throws -> [String] {
    try rows(workdir.published("findings.csv"), in: workdir).filter { $0["code"] == "hosted-mismatch" }
      .map { $0["value"] ?? "" }
  }

  @Test(
    "are told where both sides are more than a tenth of the larger apart, in either direction",
    arguments: [
      // A tenth of 100,000.00 is 10,000.00.
      ("-100,000.00", "90,000.00", false), ("-100,000.00", "89,999.99", true),
      ("-90,000.00", "100,000.00", false),
      ("-89,999.99", "100,000.00", true), ("0", "0", false), ("-100,000.00", "0", true), ("0", "0.01", true),
    ])
  func mismatch(charged: String, bought: String, isTold: Bool) throws {
    let (workdir, outcome) = try night(charged: charged, bought: bought)
    defer { workdir.remove() }
    #expect(outcome.exitCode == (isTold ? 3 : 0), "\(outcome.output)\(outcome.errors)")
    #expect(try told(workdir).count == (isTold ? 1 : 0))
    // It is news once.
    #expect(try workdir.run().exitCode == 0)
  }

  @Test("are no news while a return of the region is still to come, and told when it has come")
  func incompleteRegion() throws {
    let (workdir, _) = try night(charged: "-100,000.00", bought: nil)
    defer { workdir.remove() }
    #expect(try told(workdir) == [])
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    _ = try workdir.runAcceptingMove()
    #expect(try told(workdir) == ["0.00 bought, 100000.00 charged"])
  }

  @Test("stand on the submission in force alone, and every share names the submissions it stands on")
  func inForce() throws {
    let (workdir, _) = try night(charged: "-50,000.00", bought: "100,000.00")
    defer { workdir.remove() }
    #expect(try told(workdir) == ["100000.00 bought, 50000.00 charged"])
    var later = HandWrittenReturnsTests.kings
    later.set("T251", to: "50,000.00")
    try workdir.write(later.text, to: "inbox/kings_V2.csv")
    _ = try workdir.runAcceptingMove()
    #expect(try told(workdir) == [])
    // Every figure's technology again, from the lines of the submissions that it names, by SQLite alone.
    let differences = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      print(database.execute(\"\"\"
        SELECT count(*), sum(technology_pence = (
          SELECT sum(terms.sign * lines.pence * accounts.sign)
          FROM share_submissions used
          JOIN lines USING (submission_id)
          JOIN accounts USING (account_id)
          JOIN basis_terms terms ON terms.basis = used.basis AND terms.category = accounts.category
          WHERE used.side = 'technology' AND terms.side = 'technology' AND used.basis = shares.basis
            AND used.organisation_code = shares.organisation_code
            AND used.financial_year = shares.financial_year))
        FROM shares\"\"\").fetchone())
      """, workdir.path("workspace/techshare.sqlite"))
    #expect(differences.trimmingCharacters(in: .whitespacesAndNewlines) == "(6, 6)")
  }
}
