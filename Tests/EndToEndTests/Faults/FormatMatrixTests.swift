import Foundation
import Testing

/// The files of `format_matrix.py`: versions of one return, which one run takes side by side.
@Suite("One return in 180 formats")
struct FormatMatrixTests {
  private struct Told: Decodable {
    let files: Int
    let tables: Int
    let pounds: Int
    let failures: Int
    let first: [String]
  }

  @Test(
    "gives one and the same table, with everything that was adapted told, and no pound sign encoded twice")
  func matrix() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    #expect(try workdir.script("format_matrix.py", "write", workdir.path("inbox"), as: Int.self) == 180)
    let names = try FileManager.default.contentsOfDirectory(atPath: workdir.path("inbox")).sorted()
    let validated = try workdir.command(
      "validate", names.map { workdir.path("inbox/\($0)") } + ["--output", "json"])
    #expect([0, 3].contains(validated.exitCode), "\(validated.errors)")
    try workdir.write(validated.output, to: "validate.json")
    let outcome = try workdir.run("--date", "2024-07-31")
    #expect([0, 3].contains(outcome.exitCode), "\(outcome.errors)")

    let told = try workdir.script(
      "format_matrix.py", "check", workdir.path("workspace/techshare.sqlite"), workdir.path("validate.json"),
      as: Told.self)
    #expect(told.first == [] && told.failures == 0)
    #expect(told.files == 180 && told.tables == 1)
    #expect(told.pounds >= 180, "the pound sign of a label that is not used stands in its finding")
    for name in ["findings.csv", "technology-share.csv", "index.html", "reconciliation.csv"] {
      let url = workdir.published(name)
      guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else { continue }
      #expect(try !String(contentsOf: url, encoding: .utf8).contains("Â"), "\(name)")
    }
  }
}
