import Foundation
import Testing

/// How long publications and folders of runs stay.
@Suite("What is kept")
struct RetentionTests {
  /// Five nights in each of which Guy's sends another pay, and the runs of them.
  private func afterFiveNights(_ keys: String) throws -> (workdir: Workdir, runs: [String]) {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "50pp")
    try workdir.addToPipeline(keys)
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    for night in 1...5 { try sendAndRun(night, workdir) }
    let listed = try workdir.command("runs").output.split(separator: "\n").dropFirst()
    return (workdir, listed.reversed().compactMap { $0.split(separator: " ").first.map(String.init) })
  }

  private func sendAndRun(_ night: Int, _ workdir: Workdir) throws {
    var guys = HandWrittenReturnsTests.guys
    guys.set("T110", to: "\(night)000000.00")
    try workdir.write(guys.text, to: "inbox/guys-V\(night).csv")
    let outcome = try workdir.run("--date", "2024-07-0\(night)")
    #expect([0, 3].contains(outcome.exitCode), "\(outcome.output)\(outcome.errors)")
  }

  private func folders(_ name: String, _ workdir: Workdir) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: workdir.path("workspace/\(name)")).sorted()
  }

  @Test(
    "are the latest ones; what is gone from the folders is still listed, compared, released and made again")
  func pruned() throws {
    let (workdir, runs) = try afterFiveNights("keep: {publications: 2, runs: 3}")
    defer { workdir.remove() }
    try #require(runs.count == 5)
    #expect(try folders("publish", workdir) == [runs[3], runs[4], "latest"])
    #expect(try folders("runs", workdir) == Array(runs[2...]))
    #expect(try workdir.lastEvents("pruned") == ["pruned publications=1 runs=1"])

    let again = try workdir.command("report", "--as-at", runs[0])
    #expect(again.exitCode == 0 && again.output.contains("byte for byte"), "\(again.output)\(again.errors)")
    let diff = try workdir.command("diff", runs[0], runs[1])
    // Guy's pay went from 1 to 2 million.
    #expect(diff.exitCode == 0 && diff.output.contains("+£1,000,000.00"), "\(diff.output)\(diff.errors)")
    let release = try workdir.command(
      "release", runs[1], "--name", "2023-24-1", "--approved-by", "head of finance")
    #expect(release.exitCode == 0, "\(release.errors)")
    let shown = try workdir.command("runs show", runs[0])
    #expect(shown.exitCode == 0 && shown.output.contains("The folder of this run is gone."), "\(shown)")
    #expect(try workdir.command("status").output.contains("Last run:      \(runs[4]), recorded"))

    // And a release stays, whatever it was made of.
    try sendAndRun(6, workdir)
    #expect(try folders("publish", workdir).count == 3)
    #expect(try folders("releases", workdir) == ["2023-24-1"])
    // A database that is made again still knows the runs whose folders are gone.
    #expect(try workdir.command("rebuild", "--date", "2024-07-06").exitCode == 0)
    let listed = try workdir.command("runs").output
    for run in runs { #expect(listed.contains("\(run)  2024-07-0"), "\(listed)") }
    #expect(!listed.contains("cut off"), "\(listed)")
  }

  @Test("are all where `keep` says nothing, and after a run that failed")
  func notPruned() throws {
    let (workdir, runs) = try afterFiveNights("")
    defer { workdir.remove() }
    #expect(try folders("publish", workdir) == runs + ["latest"])
    #expect(try folders("runs", workdir) == runs)
    try workdir.addToPipeline("keep: {publications: 1, runs: 1}")
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    #expect(try workdir.run("--date", "2024-07-06", "--max-reject-rate", "0%").exitCode == 4)
    #expect(try folders("publish", workdir) == runs + ["latest"])
    // One that publishes nothing new prunes: the publication in force stays, with the run that it came from.
    try FileManager.default.removeItem(at: workdir.url("inbox/odd.csv"))
    // As a kill in the middle of pruning leaves it.
    try workdir.write("half", to: "workspace/publish/.pruning-\(runs[0])/index.html")
    #expect(try workdir.run("--date", "2024-07-06", "--max-reject-rate", "50%").exitCode == 3)
    let latest = try #require(try workdir.publications().last)
    #expect(try folders("publish", workdir) == [latest, "latest"])
    #expect(try workdir.run("--date", "2024-07-06", "--max-reject-rate", "50%").exitCode == 0)
    #expect(try workdir.publications() == [latest, "latest", latest])
    #expect(try folders("runs", workdir).count == 2 && folders("runs", workdir).first == latest)
  }
}
