import Foundation
import Testing

@testable import Sample

@Suite("The truth of a sample")
struct TruthTests {
  @Test("is what Python adds up from the files", arguments: SampleContract.allCases, [false, true])
  func recounted(contract: SampleContract, isDirty: Bool) throws {
    let workspace = try Workspace()
    let written = try workspace.write(years: 4, lines: 120, contract: contract, isDirty: isDirty)
    let recount = try Recount("made-up", in: workspace)
    let truth = try Recount.truth("made-up", in: workspace)
    #expect(truth.count == 24 * 4 * 3)
    #expect(recount.rows.sorted() == truth.sorted())
    #expect(recount.records == written.records)
  }

  @Test(
    "does not depend on how many accounts a ledger has",
    arguments: [10, 11, 12, 25, 39, 40, 41, 42, 59, 3000])
  func lineCounts(lines: Int) throws {
    let workspace = try Workspace()
    try workspace.write("usual", trusts: 6, years: 1)
    try workspace.write(trusts: 6, years: 1, lines: lines)
    #expect(try Recount.truth("made-up", in: workspace) == Recount.truth("usual", in: workspace))
    let recount = try Recount("made-up", in: workspace)
    #expect(try recount.rows.sorted() == Recount.truth("usual", in: workspace).sorted())
    #expect(recount.records == 6 * lines)
  }

  @Test("is the same for every contract, clean or dirty", arguments: SampleContract.allCases, [false, true])
  func contracts(contract: SampleContract, isDirty: Bool) throws {
    let workspace = try Workspace()
    try workspace.write("usual")
    try workspace.write(contract: contract, isDirty: isDirty)
    #expect(try Recount.truth("made-up", in: workspace) == Recount.truth("usual", in: workspace))
  }

  @Test("has England between 1.7% and 2.0% on the basis quick in every year", arguments: [1, 2, 24, 230])
  func england(trusts: Int) throws {
    let workspace = try Workspace()
    try workspace.write(trusts: trusts, years: 10, contract: .wideReturn)
    let quick = try Recount.truth("made-up", in: workspace).filter { $0.basis == "quick" }
    for (year, rows) in Dictionary(grouping: quick, by: \.year) {
      let technology = rows.reduce(0) { $0 + $1.technology }
      let total = rows.reduce(0) { $0 + $1.total }
      #expect(technology * 1000 > total * 17 && technology * 1000 < total * 20, "\(year)")
    }
  }

  @Test("has trusts of real sizes, spread wide, of which a few recharge")
  func magnitudes() throws {
    let workspace = try Workspace()
    try workspace.write(trusts: 230, years: 10, contract: .wideReturn)
    let truth = try Recount.truth("made-up", in: workspace)
    for row in truth where row.basis == "quick" {
      #expect((5_000_000_000...150_000_000_000).contains(row.total), "\(row)")
      #expect(row.technology * 1000 > row.total * 5 && row.technology * 1000 < row.total * 70, "\(row)")
    }
    #expect(truth.contains { $0.basis == "spend" && $0.technology * 100 >= $0.total * 5 })
    let england = SampleEngland(
      try SampleSettings(folder: workspace.folder.appending(path: "none"), contract: .longReturn))
    #expect(england.trusts.count { $0.recharges } == 3)
    for trust in england.trusts {
      for year in england.years {
        let figures = england.figures(trust, year)
        #expect((figures[.t512] < 0) == trust.recharges)
        #expect(figures[.e310] <= figures[.e300])
      }
    }
  }
}
