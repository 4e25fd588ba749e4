import Foundation
import Testing

/// The files of `mutate_samples.py`, which also recounts them from the archived bytes.
@Suite("Mutated returns")
struct MutationTests {
  private struct Told: Decodable {
    let told: [String: Int]
    let failures: Int
    let first: [String]
  }

  @Test(
    "500 of them, whatever was flipped, cut, doubled, swapped or put in, balance in lines and in pounds",
    .takesMinutes)
  func mutations() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let samples = Workdir.project.appending(path: "SampleData/inbox").path(percentEncoded: false)
    let kinds = try workdir.script(
      "mutate_samples.py", "write", samples, workdir.path("inbox"), "500", "4", as: [String: Int].self)
    #expect(kinds.keys.sorted() == ["cut", "double", "flip", "quote", "separator", "swap"])
    let outcome = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--inbox", workdir.path("inbox"), "--workspace",
      workdir.path("workspace"), "--date", "2025-08-14", "--max-reject-rate", "100%")
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    let found = try workdir.script(
      "mutate_samples.py", "check", samples, workdir.path("workspace/techshare.sqlite"),
      workdir.path("workspace/archive"), as: Told.self)
    print("Mutated returns: \(found.told.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
    #expect(found.first == [] && found.failures == 0)
    #expect(found.told["files"] == 500)
    // Where the header itself was hit, lines are recounted and pounds are held against the stored lines alone.
    #expect((found.told["recounted"] ?? 0) >= 350, "\(found.told)")
  }
}
