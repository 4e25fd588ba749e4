import Foundation
import Testing

@testable import Sample

@Suite("The files of a sample")
struct SampleFilesTests {
  @Test("are the same bytes from the same seed, and others from another", arguments: SampleContract.allCases)
  func seeds(contract: SampleContract) throws {
    let workspace = try Workspace()
    try workspace.write("first", trusts: 8, seed: 7, contract: contract, isDirty: true)
    let first = try workspace.contents(of: "first")
    let elsewhere = try Workspace()
    try elsewhere.write("first", trusts: 8, seed: 7, contract: contract, isDirty: true)
    #expect(try elsewhere.contents(of: "first") == first)
    // 16 returns, 7 files of the register, the truth and the pipeline.
    #expect(first.count == 16 + 7 + 2)
    try workspace.write("other", trusts: 8, seed: 8, contract: contract, isDirty: true)
    let other = try workspace.contents(of: "other")
    #expect(other.keys.sorted() == first.keys.sorted())
    for path in first.keys where path.hasPrefix("/") { #expect(first[path] != other[path], "\(path)") }
    #expect(first[".truth.csv"] != other[".truth.csv"])
  }

  @Test("do not change with the number of years that stand beside them")
  func yearsApart() throws {
    let workspace = try Workspace()
    try workspace.write("long", trusts: 5, years: 4)
    try workspace.write("short", trusts: 5, years: 1)
    let path = "S0003_2023-24.csv"
    #expect(try workspace.contents(of: "long")["/" + path] == workspace.contents(of: "short")["/" + path])
  }

  @Test("are clean trial balances by default")
  func cleanLedger() throws {
    let workspace = try Workspace()
    let written = try workspace.write(trusts: 5, years: 1, lines: 200)
    #expect(written.returns == 5)
    #expect(written.records == 1000)
    for number in 1...5 {
      let lines = try workspace.lines(of: "made-up/S000\(number)_2023-24.csv")
      #expect(lines.count == 201)
      #expect(
        lines.first
          == "organisation_code,organisation_name,financial_year,account_code,account_description,amount")
      let record = try Regex(
        #"S000\d,("[^"]*"|[^",]*),2023-24,\d{6},("[^"]*"|[^",]*),("?\(?\d{1,3}(,\d{3})*\.\d{2}\)?"?)"#)
      for line in lines.dropFirst() { #expect(line.wholeMatch(of: record) != nil, "\(line)") }
      let accounts = lines.dropFirst().map { $0.split(separator: "2023-24,")[1].prefix(6) }
      #expect(accounts.sorted() == accounts && Set(accounts).count == 200)
    }
    let text = try workspace.lines(of: "made-up/S0002_2023-24.csv").joined()
    #expect(text.contains(#"S0002,"Sample "#))
    #expect(text.contains(#","("#) && text.contains(#","1,"#))
  }

  @Test("take every dirty shape in a dirty sample, and leave some files clean")
  func dirt() throws {
    let workspace = try Workspace()
    try workspace.write(trusts: 40, years: 5, contract: .longReturn, isDirty: true)
    let recount = try Recount("made-up", in: workspace)
    for (name, count) in recount.encodings { #expect(count > 10, "\(name)") }
    for delimiter in [",", ";", "\\t"] { #expect(recount.delimiters[delimiter] ?? 0 > 10, "\(delimiter)") }
    for count in [recount.filesWithTitles, recount.filesInThousands, recount.filesWithTotalRow] {
      #expect((10...150).contains(count))
    }
    #expect(recount.encodings.values.reduce(0, +) == 200)
    #expect(recount.encodings["utf-8"] ?? 0 > 60)
  }

  @Test("come with a register of trusts whose names are all different and plainly made up")
  func register() throws {
    let workspace = try Workspace()
    try workspace.write(trusts: 2000, years: 1, contract: .wideReturn)
    let lines = try workspace.lines(of: "made-up.register/organisations.csv")
    #expect(
      lines.first
        == "organisation_code,name,organisation_type,peer_class,region_code,icb_code,opened_on,closed_on,"
        + "valid_from,valid_to"
    )
    #expect(lines.count == 2001)
    let names = lines.dropFirst().map { $0.dropFirst(6).replacing("\"", with: "") }
    #expect(names.allSatisfy { $0.hasPrefix("Sample ") })
    let england = SampleEngland(
      try SampleSettings(folder: workspace.folder.appending(path: "none"), trusts: 9999))
    #expect(Set(england.trusts.map(\.name)).count == 9999)
    #expect(england.trusts.allSatisfy { $0.code.utf8.count == 5 })
    #expect(england.trusts.last?.code == "S9999")
  }

  @Test("come with a pipeline that measures as Pipelines/sample.yaml does")
  func pipelineFile() throws {
    let workspace = try Workspace()
    try workspace.write(years: 3)
    let pipeline = try workspace.lines(of: "made-up.yaml")
    let usual = try String(
      contentsOf: Workspace.root.appending(path: "Pipelines/sample.yaml"), encoding: .utf8
    )
    .split(separator: "\n").map(String.init)
    func measures(_ lines: [String]) -> [String] { Array(lines.drop { $0 != "bases:" }) }
    func keys(_ lines: [String]) -> Set<Substring> {
      Set(lines.filter { $0.first?.isLetter ?? false }.map { $0.prefix { $0 != ":" } })
    }
    #expect(measures(pipeline) == measures(usual))
    #expect(keys(pipeline) == keys(usual).union(["definitions"]))
    #expect(pipeline.contains("inbox: \"made-up\""))
    #expect(pipeline.contains("workspace: \"made-up.workspace\""))
    #expect(pipeline.contains("reference: \"made-up.register\""))
    #expect(pipeline.contains("collected_from: 2021-22"))
    #expect(pipeline.contains("collected_until: 2023-24"))
    #expect(pipeline.contains { $0.hasPrefix("definitions: \"/") && $0.hasSuffix("/Pipelines\"") })
  }
}
