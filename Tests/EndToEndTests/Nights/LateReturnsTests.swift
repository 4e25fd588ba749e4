import Foundation
import Testing

/// Returns that came after 31 July: told, and counted.
@Suite("Late returns")
struct LateReturnsTests {
  private func late(_ workdir: Workdir) throws -> [[String: String]] {
    try rows(workdir.published("findings.csv"), in: workdir).filter { $0["code"] == "late-submission" }
  }

  @Test("are told once with the days, whatever comes after them, and count; a rebuild knows it")
  func late() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "50pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    _ = try workdir.run("--date", "2024-07-31")
    // A later version of a return that was in time is no late return.
    var second = HandWrittenReturnsTests.guys
    second.set("T110", to: "1,100,000.10")
    try workdir.write(second.text, to: "inbox/guys_V2.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    #expect(try workdir.run("--date", "2024-08-14").exitCode == 3)
    let told = try late(workdir)
    #expect(told.count == 1 && told[0]["file"] == "kings.csv" && told[0]["severity"] == "warning", "\(told)")
    #expect(told[0]["value"] == "2024-08-14" && told[0]["expected"] == "by 2024-07-31")
    #expect(told[0]["message"]?.contains("14 day(s)") == true)
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["technology_gbp"] == "3000000.00")

    var again = HandWrittenReturnsTests.kings
    again.set("T110", to: "3,100,000.00")
    try workdir.write(again.text, to: "inbox/kings_V2.csv")
    #expect(try workdir.run("--date", "2024-08-20").exitCode == 0)
    #expect(try late(workdir) == told)
    let sums = try workdir.checksums()
    #expect(try workdir.command("rebuild", "--date", "2024-08-20").exitCode == 0)
    #expect(try workdir.checksums() == sums)
  }

  @Test("are not told of a workspace that received nothing yet when they were due")
  func newWorkspace() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    #expect(try workdir.run("--date", "2024-08-01").exitCode == 5)
    #expect(try late(workdir).isEmpty)
  }
}
