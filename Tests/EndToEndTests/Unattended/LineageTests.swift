import Foundation
import Testing

/// What a run tells of itself in OpenLineage's events.
@Suite("Lineage")
struct LineageTests {
  private struct Event: Decodable, Equatable {
    let type: String
    let run: String
    let job: String
    let inputs: [String]
    let outputs: [String]
  }

  @Test(
    "is a START and one end a run, after OpenLineage's own classes, with the files read and the files published",
    .needsTestTools)
  func events() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/north/kings.csv")
    #expect(try workdir.run("--date", "2024-07-01").exitCode == 0)
    #expect(try workdir.run("--date", "2024-07-02").exitCode == 0)
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    #expect(try workdir.run("--date", "2024-07-03", "--max-reject-rate", "0%").exitCode == 4)
    // The next run is killed right after its start; the one after that says so in its place.
    let runs = workdir.url("workspace/runs")
    let cutOff = "2099-01-01T00-00-00Z-0000"
    let failed = try #require(try FileManager.default.contentsOfDirectory(atPath: runs.path).max())
    let start = try String(contentsOf: runs.appending(path: "\(failed)/openlineage.ndjson"), encoding: .utf8)
      .split(separator: "\n")[0]
    try workdir.write("\(start)\n", to: "workspace/runs/\(cutOff)/openlineage.ndjson")
    #expect(try workdir.run("--date", "2024-07-04", "--max-reject-rate", "50%").exitCode == 3)

    let ids = try FileManager.default.contentsOfDirectory(atPath: runs.path).sorted()
    try #require(ids.count == 5)
    let told = try workdir.toolScript(
      "check_lineage.py", ids.map { workdir.path("workspace/runs/\($0)/openlineage.ndjson") },
      as: [[Event]].self)
    #expect(
      told.map { $0.map(\.type) } == [
        ["START", "COMPLETE"], ["START", "COMPLETE"], ["START", "FAIL"], ["START", "ABORT"],
        ["START", "COMPLETE"],
      ])
    // Python makes the same ids from the same names; that of the run which was cut off was another's here.
    let uuids = try workdir.python(
      "import sys, uuid\nfor run in sys.argv[1:]: print(uuid.uuid5(uuid.NAMESPACE_URL, 'urn:techshare:run:' + run))",
      ids
    ).split(separator: "\n").map(String.init)
    for (events, uuid) in zip(told, uuids) where uuid != uuids[3] {
      #expect(events.allSatisfy { $0.run == uuid && $0.job == "techshare/technology-share-sample" })
      #expect(events[0].inputs.isEmpty && events[0].outputs.isEmpty)
    }
    #expect(told[3][1].run == uuids[3])

    let hashes = try workdir.python(
      """
      import hashlib
      for name in ['guys.csv', 'north/kings.csv', 'odd.csv']:
        print('inbox/' + name + '@' + hashlib.sha256(open('inbox/' + name, 'rb').read()).hexdigest())
      """
    ).split(separator: "\n").map(String.init)
    #expect(told[0][1].inputs == Array(hashes[0...1]))
    #expect(told[1][1].inputs.isEmpty && told[1][1].outputs.isEmpty, "nothing was read or published")
    #expect(told[2][1].inputs == [hashes[2]] && told[2][1].outputs.isEmpty)
    #expect(told[4][1].inputs == [hashes[2]])
    let publication = try #require(try workdir.publications().last)
    let edition =
      try workdir.json(
        String(
          contentsOf: workdir.url("workspace/publish/\(publication)/publication.json"), encoding: .utf8))[
        "edition"] ?? ""
    #expect(
      told[4][1].outputs.map { String($0) }
        == [
          "certainty.csv", "cost-of-benchmark.csv", "findings.csv", "funding.csv", "make-up.csv",
          "maturity-2016-2017.csv", "maturity.csv", "national-summary.csv", "peer-group-summary.csv",
          "plan-outturn.csv", "real-terms.csv", "reconciliation.csv", "technology-share.csv",
          "technology-share.xlsx",
          "techshare.sqlite",
        ].map { "publish/\($0)@\(edition)" })
    let text = try ids.map {
      try String(contentsOf: runs.appending(path: "\($0)/openlineage.ndjson"), encoding: .utf8)
    }.joined()
    #expect(!text.contains(workdir.folder.lastPathComponent), "it tells where the workspace stands")
  }
}
