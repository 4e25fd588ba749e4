import Foundation
import Testing

@Suite("A clock that steps back")
struct ClockTests {
  @Test(
    "leaves the ids of runs in the order of their start, and the latest publication the latest",
    .needsFaketime)
  func stepsBack() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "50pp")
    var started: [String] = []
    // The last night of summer time, as a machine has it whose clock is set to London's.
    for (number, clock) in ["2025-10-26 01:30:00", "2025-10-26 01:00:00", "2025-10-25 23:00:00"].enumerated()
    {
      var guys = HandWrittenReturnsTests.guys
      guys.set("T110", to: "\(number + 1)000000.00")
      try workdir.write(guys.text, to: "inbox/guys-V\(number + 1).csv")
      let outcome = try runProgram(
        URL(filePath: "/usr/bin/faketime"),
        [clock, techshare.path(percentEncoded: false)]
          + workdir.commandLine("run", ["--date", "2024-07-01", "--output", "json"]), in: Workdir.project)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let run = try #require(try workdir.json(outcome.output)["run_id"])
      #expect(try workdir.publications().last == run)
      started.append(run)
    }
    #expect(started.count == 3 && started == started.sorted() && Set(started).count == 3)
    #expect(started.allSatisfy { $0.hasPrefix("2025-10-26T0") }, "\(started)")
    let listed = try workdir.command("runs").output.split(separator: "\n").dropFirst()
    #expect(listed.map { String($0.prefix(25)) } == started.reversed())
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "3750000.30")
  }
}
