import Returns
import Testing

@Suite("Of several versions of a return")
struct VersionChoiceTests {
  private func plain(_ technology: Int64, _ total: Int64 = 100_000) -> Submitted {
    .plain("QA1", 2023, technology: technology, total: total)
  }

  /// The technology on `quick`, with the versions in the order given and turned round.
  private func expect(
    _ technology: Int64, of versions: [Submitted], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for versions in [versions, versions.reversed()] {
      let share = try Measured(versions).share("QA1", 2023, "quick")
      #expect(share.technology?.pence == technology, sourceLocation: sourceLocation)
    }
  }

  @Test("the higher version wins, then the later run, then the later path")
  func order() throws {
    try expect(2, of: [plain(1).with { $0.run = "2025" }, plain(2).with { $0.version = 2 }])
    try expect(2, of: [plain(1).with { $0.version = 9 }, plain(2).with { $0.version = 10 }])
    try expect(2, of: [plain(1).with { $0.file = "z.csv" }, plain(2).with { $0.run = "2025" }])
    try expect(2, of: [plain(1).with { $0.file = "a.csv" }, plain(2).with { $0.file = "b.csv" }])
    try expect(2, of: [plain(1).with { $0.file = "Z.csv" }, plain(2).with { $0.file = "a.csv" }])
  }

  @Test("a final one beats a provisional one, whatever its version")
  func final() throws {
    let versions = [plain(1).with { $0.version = 5 }, plain(2).with { $0.status = .final }]
    try expect(2, of: versions)
    #expect(try Measured(versions).share("QA1", 2023, "quick").status == .final)
  }

  @Test("the last whole one stays in force where a later one is not whole")
  func lastWhole() throws {
    let faulty = plain(2).with {
      $0.version = 2
      $0.faults = [SubmissionFault(code: .typeError, category: "technology-software")]
    }
    try expect(1, of: [plain(1), faulty])
    #expect(try Measured([plain(1), faulty]).share("QA1", 2023, "quick").submissionVersion == 1)
  }

  @Test("both sides come from the same one, since a return is taken or held as a whole")
  func oneVersion() throws {
    let faultyTechnology = plain(2, 200_000).with {
      $0.version = 2
      $0.faults = [SubmissionFault(code: .typeError, category: "technology-software")]
    }
    let first = try Measured([plain(1), faultyTechnology]).share("QA1", 2023, "quick")
    #expect(first.technology?.pence == 1)
    #expect(first.total?.pence == 100_000)

    let faultyTotal = plain(2, 200_000).with {
      $0.version = 2
      $0.faults = [SubmissionFault(code: .returnIncomplete, category: "operating-expenditure")]
    }
    let second = try Measured([plain(1), faultyTotal]).share("QA1", 2023, "quick")
    #expect(second.technology?.pence == 1)
    #expect(second.total?.pence == 100_000)
    #expect(second.submissionVersion == 1)
  }

  @Test("the newest one's first fault is told where none is whole")
  func reason() throws {
    func faulty(_ version: Int, _ code: FindingCode) -> Submitted {
      plain(2).with {
        $0.version = version
        $0.faults = [SubmissionFault(code: code, category: "technology-pay")]
      }
    }
    let share = try Measured([faulty(1, .returnIncomplete), faulty(2, .primaryKey)]).share(
      "QA1", 2023, "quick")
    #expect(share.reason == .primaryKey)
    #expect(share.status == .held)
  }
}

@Suite("A part of a year")
struct PartYearTests {
  private func part(_ first: String, _ last: String, _ technology: Int64, _ total: Int64) -> Submitted {
    .plain("QA1", 2023, technology: technology, total: total).with { $0.period = (first, last) }
  }

  @Test("has a figure, marked, and neither change nor three-year share")
  func marked() throws {
    let measured = try Measured([
      .plain("QA1", 2022, technology: 1, total: 100), part("2023-04-01", "2023-09-30", 3, 100),
    ])
    let share = try measured.share("QA1", 2023, "quick")
    #expect(share.isPartYear)
    #expect(share.technology?.pence == 3)
    #expect(share.period.description == "2023-04-01 to 2023-09-30")
    #expect(share.threeYear == nil)
    #expect(share.changeMillionths == nil)
    #expect(share.changeNotApplicable)
    #expect(share.notes == "[p]; part year")
  }

  @Test("adds up with the other part to a whole year")
  func parts() throws {
    let measured = try Measured([
      part("2023-04-01", "2023-09-30", 3, 100), part("2023-10-01", "2024-03-31", 5, 300),
    ])
    let share = try measured.share("QA1", 2023, "quick")
    #expect(!share.isPartYear)
    #expect(share.technology?.pence == 8)
    #expect(share.total?.pence == 400)
    #expect(share.period.isWholeYear)
    #expect(share.threeYearYears == 1)
  }

  @Test("gives no figure where the parts share a day")
  func overlap() throws {
    let measured = try Measured([
      part("2023-04-01", "2023-09-30", 3, 100), part("2023-09-30", "2024-03-31", 5, 300),
    ])
    let share = try measured.share("QA1", 2023, "quick")
    #expect(share.share == nil)
    #expect(share.reason == .periodOverlap)
    #expect(share.status == .held)
  }

  @Test("leaves the year a part where a day between is in neither")
  func gap() throws {
    let measured = try Measured([
      part("2023-04-01", "2023-09-29", 3, 100), part("2023-10-01", "2024-03-31", 5, 300),
    ])
    #expect(try measured.share("QA1", 2023, "quick").isPartYear)
  }

  @Test("is all there is of a trust that closed or opened within the year, whatever its return says")
  func openDays() throws {
    let measured = try Measured([
      .plain("QD4", 2022, technology: 1, total: 100), .plain("Q5E5E", 2022, technology: 1, total: 100),
    ])
    let closing = try measured.share("QD4", 2022, "quick")
    #expect(closing.isPartYear)
    #expect(closing.period.description == "2022-04-01 to 2022-09-30")
    let opening = try measured.share("Q5E5E", 2022, "quick")
    #expect(opening.isPartYear)
    #expect(opening.period.description == "2022-10-01 to 2023-03-31")
  }
}
