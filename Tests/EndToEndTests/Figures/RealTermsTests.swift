import Foundation
import Testing

/// England in real terms: by Python's own reckoning, from a file that may be left out, and never beside cash.
@Suite("Real terms", .needsTestTools)
struct RealTermsTests {
  private struct Told: Decodable {
    let faults: [String]
    let rows: Int
    let lines: Int
    /// How many tables hold cash, and how many real terms.
    let cash: Int
    let real: Int
  }

  private static let register = Workdir.project.appending(path: "SampleData/register")
  private static let deflators = register.appending(path: "gdp-deflators.csv")

  private func replace(_ old: String, with new: String, in file: URL) throws {
    let file = file.resolvingSymlinksInPath()
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old), "\(old)")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: file.path(percentEncoded: false))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
  }

  @Test("are as Python works them out from the sample, to the penny; cash and real terms are in no one table")
  func sample() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try runProgram(
      techshare,
      [
        "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
        "2025-08-14", "--max-reject-rate", "50%", "--quiet",
      ], in: Workdir.project)
    #expect(night.exitCode == 5, "\(night.errors)")
    func check() throws -> Told {
      try workdir.toolScript(
        "check_real_terms.py", workdir.path("workspace/publish/latest"),
        Self.deflators.path(percentEncoded: false), as: Told.self)
    }
    let told = try check()
    #expect(told.faults == [])
    // Six years and three bases; the file, the view, the sheet and the page's table.
    #expect(told.rows == 18 && told.lines == 6 && told.real == 4 && told.cash > 20)
    let first = try #require(
      try rows(workdir.published("real-terms.csv"), in: workdir).first { $0["financial_year"] == "2022-23" })
    #expect(first["technology_change_percent"] == "[z]" && first["price_year"] == "2023-24")

    // It would see cash beside real terms, and another penny.
    try replace("\"total_real_gbp\"", with: "\"total_gbp\"", in: workdir.published("datapackage.json"))
    #expect(try check().faults.count >= 1)
    try replace("\"total_gbp\"", with: "\"total_real_gbp\"", in: workdir.published("datapackage.json"))
    let amount = try #require(first["total_real_gbp"])
    try replace(
      amount, with: amount.dropLast() + (amount.hasSuffix("1") ? "2" : "1"),
      in: workdir.published("real-terms.csv"))
    #expect(try check().faults.contains { $0.hasPrefix("real-terms.csv") })
  }

  @Test("enter the edition, are made again from the archive, and are left out without the file")
  func settings() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let without = try workdir.run("--date", "2024-07-10")
    #expect(without.exitCode == 0, "\(without.errors)")
    #expect(try rows(workdir.published("real-terms.csv"), in: workdir).isEmpty)
    let page = try String(contentsOf: workdir.published("questions.html"), encoding: .utf8)
    #expect(page.contains("id=\"certainty\"") && !page.contains("id=\"real-terms\""))

    let header = "financial_year,deflator,source,vintage\n"
    try workdir.write(header + "2023-24,96.1117,Theirs,Spring\n", to: "register/gdp-deflators.csv")
    #expect(try workdir.run("--date", "2024-07-10").exitCode == 0)
    let first = try rows(workdir.published("real-terms.csv"), in: workdir)
    #expect(first.count == 3 && first.allSatisfy { $0["deflator_vintage"] == "Spring" })

    // Another edition of the same index is another publication, of which the archive keeps the settings.
    try workdir.write(header + "2023-24,96.1117,Theirs,Summer\n", to: "register/gdp-deflators.csv")
    #expect(try workdir.run("--date", "2024-07-10").exitCode == 0)
    let second = try rows(workdir.published("real-terms.csv"), in: workdir)
    #expect(second.count == 3 && second.allSatisfy { $0["deflator_vintage"] == "Summer" })
    let before = (try workdir.publications(), try workdir.checksums())
    // Three, the link to the latest, and where it leads.
    #expect(before.0.count == 5)
    let archived = try FileManager.default.subpathsOfDirectory(
      atPath: workdir.path("workspace/archive/settings"))
    #expect(archived.count { $0.hasSuffix("reference/gdp-deflators.csv") } == 2)
    try FileManager.default.removeItem(at: workdir.url("workspace/techshare.sqlite"))
    let rebuilt = try workdir.command("rebuild", "--date", "2024-07-10")
    #expect(rebuilt.exitCode == 0, "\(rebuilt.output)\(rebuilt.errors)")
    #expect(try workdir.publications() == before.0 && workdir.checksums() == before.1)
  }
}
