import Returns
import Testing

@Suite("Payments over £25,000")
struct PaymentTests {
  private static let header = "Entity,Date,Expense Type,Supplier,Transaction Number,Amount\n"

  @Test("are kept record by record, each in its financial year, typed or not")
  func records() throws {
    let reading = try Reading(
      Self.header + "Alder NHS Trust,31/03/2024,Software,Maker,1,\"£30,000.00\"\n"
        + "Alder NHS Trust,01/04/2024,Rent,Landlord,2,\"(1,000.00)\"\nAlderside,02/04/2024,,Landlord,3,5\n")
    #expect(reading.submissions.map(\.key.period.year.startYear) == [2023, 2024])
    #expect(reading.submissions.map(\.key.organisation?.text) == ["QA1", "QA1"])
    #expect(reading.submissions.map { $0.pence } == [["technology-software": 3_000_000], [:]])
    #expect(reading.lines.map(\.pence) == [3_000_000, -100_000, 500])
    #expect(reading.submissions.allSatisfy { $0.faults.isEmpty && $0.key.source == "spend-over-25k" })
    reading.expectBalanced()
  }

  @Test(
    "are technology by their type, in any case, and by no mere likeness",
    arguments: [
      ("SOFTWARE", "technology-software"), ("  Computer  Maintenance ", "technology-support"),
      ("ICT", "technology-other"),
      ("(83610) IT Costs", "technology-other"), ("It Shared Service", "technology-services"),
      ("Drugs - MHRA License", nil), ("Annual License (IP)", nil), ("Soft", nil),
    ] as [(String, String?)])
  func types(type: String, category: String?) throws {
    let reading = try Reading(Self.header + "Alder NHS Trust,31/03/2024,\(type),Maker,1,30000\n")
    #expect(try reading.submission().pence == (category.map { [$0: 3_000_000] } ?? [:]))
    #expect(reading.reconciliation.recordsAccepted == 1)
  }

  @Test("are kept where their organisation is not known, with one warning a file")
  func unknownOrganisation() throws {
    let reading = try Reading(
      Self.header
        + "Aldr NHS Trust,31/03/2024,Rent,A,1,1\nNobody,30/03/2024,Rent,B,2,2\nAlder NHS Trust,30/03/2024,Rent,C,3,3\n"
    )
    reading.expectFinding(.organisationUnknown, line: 2, field: "organisation_name", value: "Aldr NHS Trust")
    #expect(reading.findings(.organisationUnknown).first?.severity == .warning)
    #expect(reading.reconciliation.recordsAccepted == 3)
    #expect(reading.submissions.map(\.key.organisation?.text) == [nil, "QA1"])
    reading.expectBalanced()
  }

  @Test("are the folder's owner's where the file names nobody")
  func folderOwner() throws {
    let text = "Date,Supplier,Amount\n31/03/2024,Maker,30000\n"
    #expect(try Reading(text, named: "FOLDER/2024/march.csv").submission().key.organisation == code("QC3"))
    let unowned = try Reading(text, named: "ELSEWHERE/march.csv")
    #expect(try unowned.submission().key.organisation == nil)
    #expect(unowned.findings(.organisationUnknown).count == 1)
  }

  @Test(
    "that stand twice are both kept, and told",
    arguments: [header, "Entity,Date,Supplier,Reference,Note,Amount\n"])
  func repeated(header: String) throws {
    let row = "Alder NHS Trust,31/03/2024,Rent,Landlord,2,1000\n"
    let typed = header == Self.header
    let rows = typed ? row : "Alder NHS Trust,31/03/2024,Landlord,2,x,1000\n"
    let reading = try Reading(header + rows + rows + rows.replacing("1000", with: "1001"))
    #expect(try reading.submission().lineCount == 3)
    #expect(reading.findings(.duplicateRow).map { $0.place?.line } == [3])
    #expect(reading.reconciliation.acceptedPence == 300_100)
    reading.expectBalanced()
  }

  @Test(
    "have the order of day and month of their whole file",
    arguments: [
      (["03/04/2023", "12/25/2023"], [2022, 2023]), (["03/04/2023", "25/12/2023"], [2023, 2023]),
      (["03/04/2023", "05/06/2023"], [2023, 2023]), (["03/04/2023", "01/12/2023"], [2023, 2023]),
      (["12/25/2023", "03/12/2023"], [2023, 2022]),
    ])
  func dateOrder(dates: [String], years: [Int]) throws {
    let rows = dates.enumerated().map { "Alder NHS Trust,\($1),Rent,A,\($0),1\n" }.joined()
    let reading = try Reading(Self.header + rows)
    let found = reading.lines.map { reading.submissions[Int($0.submission)].key.period.year.startYear }
    #expect(found == years)
  }

  @Test("have their order also where a torn record lacks the cell of the date")
  func tornDate() throws {
    let reading = try Reading(
      "Entity,Expense Type,Supplier,Transaction Number,Amount,Date\n"
        + "Alder NHS Trust,Rent,A,1,1,03/04/2023\nAlder NHS Trust,Rent,A,2,1\nAlder NHS Trust,Rent,A,3,1,12/25/2023\n"
    )
    #expect(reading.findings(.missingCell).map { $0.place?.line } == [3])
    // 4 March 2023 and 25 December 2023.
    #expect(reading.submissions.map(\.key.period.year.startYear) == [2022, 2023])
    reading.expectBalanced()
  }

  @Test("whose dates contradict one another are read day first, the others told")
  func contradiction() throws {
    let reading = try Reading(
      Self.header + "Alder NHS Trust,25/12/2023,Rent,A,1,1\nAlder NHS Trust,12/25/2023,Rent,A,2,1\n")
    reading.expectFinding(.dateAmbiguous, line: 3, field: "date", value: "12/25/2023")
    #expect(reading.reconciliation.recordsRejected == 1)
    reading.expectBalanced()
  }

  @Test("tell that their dates are written with the month first, or as day numbers")
  func dateStyles() throws {
    let american = try Reading(
      Self.header + "Alder NHS Trust,12/25/2023,Rent,A,1,1\nAlder NHS Trust,02/03/2024,Rent,A,2,1\n")
    #expect(american.findings(.dateAdapted).map(\.value) == ["month/day/year"])
    // 45350 is 28 February 2024: day 45292 is 1 January.
    let numbers = try Reading(
      Self.header + "Alder NHS Trust,45350,Rent,A,1,1\nAlder NHS Trust,45351,Rent,A,2,1\n")
    #expect(numbers.findings(.dateAdapted).map(\.value) == ["2"])
    let british = try Reading(Self.header + "Alder NHS Trust,03/02/2024,Rent,A,1,1\n")
    #expect(british.findings(.dateAdapted).isEmpty)
  }

  @Test("name nobody whom a torn record moved into the cell of the organisation")
  func tornOrganisation() throws {
    let header = "Date,Supplier,Entity,Expense Type,Amount\n"
    let torn = try Reading(
      header + "31/03/2024,Bloggs, Jo,Alder NHS Trust,Rent,100\n31/03/2024,A,Elsewhere,Rent,100\n")
    #expect(torn.findings(.organisationUnknown).map(\.value) == ["Elsewhere"])
    for finding in torn.findings { #expect(!"\(finding)".contains("Jo")) }
    torn.expectBalanced()
  }

  @Test(
    "may say that there were none",
    arguments: [
      "Nil Return,,,,,\n", ",,,NIL,,\n", ",,,,,Nil Return\n", "Alder NHS Trust,31/03/2024,,Nil return,,\n",
    ])
  func nilReturn(row: String) throws {
    let reading = try Reading(Self.header + row)
    #expect(reading.codes.contains(.nilReturn), "\(reading.codes)")
    #expect(reading.reconciliation.recordsRejected == 0)
    #expect(reading.lines.isEmpty)
    reading.expectBalanced()
  }

  @Test("do not show in findings what may name a person")
  func personal() throws {
    let reading = try Reading(Self.header + "Alder NHS Trust,8//14/2013,Rent,Jo Bloggs,SECRET,abc,more\n")
    #expect(Set(reading.codes) == [.typeError, .extraCell])
    #expect(reading.findings(.typeError).map(\.field) == ["date", "Amount"])
    for finding in reading.findings {
      #expect(!finding.value.contains("Bloggs") && !finding.message.contains("Bloggs"))
      #expect(!finding.value.contains("SECRET") && !finding.message.contains("SECRET"))
    }
    reading.expectBalanced()
  }

  @Test(
    "do not show it where a cell is missing, so that a name stands in the column before its own",
    arguments: [
      "8/14/2013,Rent,Jo Bloggs,SECRET,1.00\n", "Alder NHS Trust,Rent,Jo Bloggs,SECRET,1.00\n",
      "Alder NHS Trust,8/14/2013,Jo Bloggs,SECRET,1.00\n",
    ])
  func missingCell(_ row: String) throws {
    let reading = try Reading(Self.header + row)
    #expect(reading.codes.contains(.missingCell))
    for finding in reading.findings {
      let told = "\(finding.value) \(finding.message) \(finding.account) \(finding.expected)".lowercased()
      #expect(!told.contains("bloggs") && !told.contains("secret"), "\(finding)")
    }
    reading.expectBalanced()
  }
}
