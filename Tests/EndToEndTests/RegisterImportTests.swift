import Foundation
import Testing

@Suite("Importing ODS files into the register")
struct RegisterImportTests {
  private func workdir() throws -> Workdir {
    let workdir = try Workdir()
    let real = Workdir.project.appending(path: "Pipelines/reference")
    for name in ["regions", "icbs", "organisation-names", "successions", "exemptions"] {
      try workdir.write(try Data(contentsOf: real.appending(path: "\(name).csv")), to: "register/\(name).csv")
    }
    try workdir.write(
      "organisation_code,name,organisation_type,peer_class,region_code,icb_code,opened_on,closed_on,valid_from,valid_to\n",
      to: "register/organisations.csv")
    try workdir.writePipeline(reference: workdir.url("register"))
    return workdir
  }

  private func importFile(_ file: URL, on day: String, _ workdir: Workdir) throws -> Outcome {
    try workdir.techshare(
      "reference", "import", file.path(percentEncoded: false), "--date", day, "--pipeline",
      workdir.url("pipeline.yaml").path(percentEncoded: false))
  }

  @Test("a moved trust gets a second row, a Welsh body is left out by name, and codes stay text")
  func smallFile() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    let tail = String(repeating: ",", count: 15)
    let first = try workdir.write(
      """
      R0A,MANCHESTER UNIVERSITY NHS FOUNDATION TRUST,Y62,QOP,A,B,,C,,M1 1AA,20171001,\(tail)
      RQF,VELINDRE NHS TRUST,,,A,B,,C,,CF1 1AA,19940401,\(tail)
      G6V2S,NORTH LONDON NHS FOUNDATION TRUST,Y56,QMJ,A,B,,C,,N1 1AA,20241101,\(tail)

      """, to: "old.csv")
    let outcome = try importFile(first, on: "2024-12-01", workdir)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Added: 2 (R0A, G6V2S)"))
    #expect(outcome.output.contains("RQF Velindre NHS Trust: no English region"))
    let second = try workdir.write(
      """
      "R0A","MANCHESTER UNIVERSITY NHS FOUNDATION TRUST","Y62","QXX","A","B","","C","","M1 1AA","20171001","","","","","","","","","","","","","","","",""
      "G6V2S","NORTH LONDON NHS FOUNDATION TRUST","Y56","QMJ","A","B","","C","","N1 1AA","20241101","20260331","","","","","","","","","","","","","","",""

      """, to: "new.csv")
    _ = try importFile(second, on: "2026-04-01", workdir)
    let rows = try rows(workdir.url("register/organisations.csv"), in: workdir).map { row in
      ["organisation_code", "name", "icb_code", "closed_on", "valid_from", "valid_to"].map { row[$0] ?? "" }
        .joined(separator: "|")
    }
    #expect(
      rows == [
        "G6V2S|North London NHS Foundation Trust|QMJ|2026-03-31|2024-11-01|2026-03-31",
        "R0A|Manchester University NHS Foundation Trust|QOP||2017-10-01|2026-03-31",
        "R0A|Manchester University NHS Foundation Trust|QXX||2026-04-01|",
      ])
  }

  @Test("all three real copies are read, and 202 English trusts are open in December 2025", .needsRealData)
  func realFiles() throws {
    let ods = try #require(realData).appending(path: "ods")
    let workdir = try workdir()
    defer { workdir.remove() }
    for (name, day) in [
      ("etr_2020-10_ebmdatalab.csv", "2020-10-01"), ("etr_2022-03_nhsx.csv", "2022-03-01"),
      ("etr_2025-12_jhau.csv", "2025-12-01"),
    ] {
      let outcome = try importFile(ods.appending(path: name), on: day, workdir)
      #expect(outcome.exitCode == 0, "\(name): \(outcome.errors)")
      #expect(outcome.output.contains("RQF"), "\(name)")
    }
    let shown = try workdir.techshare(
      "reference", "show", "--date", "2025-12-31", "--pipeline",
      workdir.url("pipeline.yaml").path(percentEncoded: false))
    #expect(shown.output.hasSuffix("202 trusts open on 2025-12-31\n"))
    #expect(shown.output.contains("\nR0A\tManchester University NHS Foundation Trust\t"))
  }

  @Test(
    "the shipped register has 205 English trusts open in December 2025, care trusts included and no Welsh body"
  )
  func shippedRegister() throws {
    let shown = try Workdir().techshare("reference", "show", "--date", "2025-12-31")
    #expect(shown.output.hasSuffix("205 trusts open on 2025-12-31\n"))
    for code in ["TAD", "TAH", "TAJ", "G6V2S"] { #expect(shown.output.contains("\(code)\t"), "\(code)") }
    for code in ["RQF", "RT4", "RYT", "TAF", "R0C"] {
      #expect(!shown.output.contains("\(code)\t"), "\(code)")
    }
  }
}
