import Returns
import Testing

@Suite("Who owes a trust's return")
struct SuccessorTests {
  /// A merged into C in 2022, C into D in 2023; E was split between F and G; H closed and nobody took over; J gave a part
  /// to K and goes on; L still looks open, though M took its place.
  private let register: OrganisationRegister

  init() throws {
    func code(_ letter: String) throws -> OrganisationCode {
      try #require(OrganisationCode(letter + letter + letter))
    }
    func trust(_ letter: String, closed: String = "") throws -> Organisation {
      Organisation(
        code: try code(letter), name: letter, type: "Acute", peerClass: "Acute", regionCode: "Y56",
        icbCode: "QMF", openedOn: nil, closedOn: CalendarDate(iso: closed), validFrom: nil, validTo: nil)
    }
    func succession(_ from: String, _ to: String, _ day: String, _ reason: String) throws -> Succession {
      Succession(
        predecessor: try code(from), successor: try code(to), legalDate: try #require(CalendarDate(iso: day)),
        reason: reason)
    }
    register = OrganisationRegister(
      organisations: [
        try trust("A", closed: "2022-03-31"), try trust("C", closed: "2023-03-31"), try trust("D"),
        try trust("E", closed: "2022-09-30"), try trust("F"), try trust("G"),
        try trust("H", closed: "2022-09-30"),
        try trust("J"), try trust("K"), try trust("L"), try trust("M"),
      ], otherNames: [],
      successions: [
        try succession("A", "C", "2022-04-01", "merger"), try succession("C", "D", "2023-04-01", "merger"),
        try succession("E", "G", "2022-10-01", "split"), try succession("E", "F", "2022-10-01", "split"),
        try succession("J", "K", "2022-10-01", "split"), try succession("L", "M", "2022-10-01", "merger"),
        try succession("D", "A", "2030-04-01", "merger"), try succession("A", "D", "2030-04-01", "merger"),
      ], regions: [], icbs: [], exemptions: [])
  }

  @Test(
    "is itself while it is open, then its successors by legal date, to the end of the chain",
    arguments: [
      ("AAA", "2022-03-31", "AAA"), ("AAA", "2022-04-01", "CCC"), ("AAA", "2023-03-31", "CCC"),
      ("AAA", "2023-04-01", "DDD"), ("EEE", "2022-09-30", "EEE"), ("EEE", "2022-10-01", "FFF GGG"),
      ("HHH", "2022-10-01", ""), ("JJJ", "2024-01-01", "JJJ"), ("LLL", "2022-09-30", "LLL"),
      ("LLL", "2022-10-01", "MMM"),
    ])
  func responsible(_ code: String, _ date: String, _ owing: String) throws {
    let found = register.responsible(
      for: try #require(OrganisationCode(code)), on: try #require(CalendarDate(iso: date)))
    #expect(found.map(\.text).joined(separator: " ") == owing)
  }

  @Test("ends where successions go in a circle")
  func circle() throws {
    let found = register.responsible(
      for: try #require(OrganisationCode("AAA")), on: try #require(CalendarDate(iso: "2031-01-01")))
    #expect(found.isEmpty)
  }

  @Test(
    "is known by 31 July after the year's end",
    arguments: [
      ("2024-07-31", "2022-23"), ("2024-08-01", "2023-24"), ("2025-03-31", "2023-24"),
      ("2025-04-01", "2023-24"), ("2025-07-31", "2023-24"), ("2025-08-01", "2024-25"),
    ])
  func due(_ date: String, _ year: String) throws {
    let last = FinancialYear.lastDue(before: try #require(CalendarDate(iso: date)))
    #expect(last.description == year)
    #expect("\(FinancialYear(startingIn: 2023).returnsDueOn)" == "2024-07-31")
  }
}
