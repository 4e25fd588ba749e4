import Foundation
import Testing

/// What takes minutes; `make test-long` runs it.
@Suite("Long", .takesMinutes)
struct LongTests {
  /// A night that is killed, what is done before it, and the code that it ends with when nobody kills it.
  enum Night: String, CaseIterable {
    case first = "a first night"
    case resubmission = "a night with a resubmission, a rename and a copy"
    case afterFailedGate = "a night after a failed gate"
  }

  @Test(
    "kill -9 at 200 seeded moments, then a run: the same bytes, no line lost or doubled, every latest whole",
    .serialized, arguments: Night.allCases)
  func kills(_ night: Night) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let inbox = workdir.url("inbox").path(percentEncoded: false)
    try FileManager.default.copyItem(
      atPath: Workdir.project.appending(path: "SampleData/inbox/2023-24").path(percentEncoded: false),
      toPath: inbox)
    let prepared = workdir.url("prepared").path(percentEncoded: false)
    let pipeline = Workdir.project.appending(path: "Pipelines/sample.yaml").path(percentEncoded: false)
    func arguments(_ limit: String) -> [String] {
      ["run", "--pipeline", pipeline, "--inbox", inbox, "--date", "2025-08-14", "--max-reject-rate", limit]
    }
    func run(_ limit: String) throws -> Int32 {
      try runProgram(techshare, arguments(limit) + ["--workspace", prepared], in: Workdir.project).exitCode
    }
    if night != .first {
      #expect(try run("50%") == 5)
      try change(workdir)
    }
    if night == .afterFailedGate { #expect(try run("0%") == 4) }
    let script = TestTools.file("kill_nights.py")
    let outcome = try runProgram(
      pythonProgram,
      [
        script.path(percentEncoded: false), techshare.path(percentEncoded: false),
        Workdir.project.path(percentEncoded: false), prepared,
        workdir.url("scratch").path(percentEncoded: false),
        "200", "20251122", night == .first ? "5" : "3",
      ] + arguments("50%"), in: workdir.folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let told = try JSONDecoder().decode(Kills.self, from: Data(outcome.output.utf8))
    print("Killed \(told.kills) times in \(night.rawValue) of \(told.seconds) s, last events: \(told.events)")
    #expect(told.failures.isEmpty)
    #expect(told.kills == 200 && told.events.count >= 5, "the moments must fall into many steps")
  }

  private struct Kills: Decodable {
    let kills: Int
    let events: [String: Int]
    let failures: [String]
    let seconds: Double
  }

  /// A return comes again with another amount, one is renamed, one copied, and one comes that is half unreadable.
  private func change(_ workdir: Workdir) throws {
    let first = workdir.url("inbox/sample-X01-it-expenditure-2023-24.csv")
    let text = try Data(contentsOf: first)
    let zero = try #require(text.lastIndex(of: UInt8(ascii: "0")))
    var changed = text
    changed[zero] = UInt8(ascii: "1")
    try workdir.write(changed, to: "inbox/sample-X01-it-expenditure-2023-24-V2.csv")
    try FileManager.default.moveItem(
      at: workdir.url("inbox/sample-X02-it-expenditure-2023-24.csv"), to: workdir.url("inbox/renamed-X02.csv")
    )
    try FileManager.default.copyItem(
      at: workdir.url("inbox/sample-X04-trial-balance-2023-24.csv"), to: workdir.url("inbox/copy-of-X04.csv"))
    var lines = try String(
      contentsOf: workdir.url("inbox/sample-X18-it-expenditure-2023-24.csv"), encoding: .utf8)
    lines = lines.replacing("T1", with: "T1x")
    try workdir.write(lines, to: "inbox/faulty-V2.csv")
  }
}

extension Trait where Self == ConditionTrait {
  /// Left out of `make test`, which is to stay under ten minutes; `make test-long` runs it.
  static var takesMinutes: Self {
    .enabled(
      if: ProcessInfo.processInfo.environment["TECHSHARE_LONG_TESTS"] != nil, "takes minutes: make test-long")
  }
}
