import Returns
import Testing

@Suite("The register of organisations")
struct OrganisationRegisterTests {
  /// `AAA` changed its name in April 2020, `BBB` took over the old one in 2021, `CCC` was open for a year and a half.
  private let register: OrganisationRegister

  init() throws {
    func day(_ text: String) -> CalendarDate? { CalendarDate(iso: text) }
    func row(
      _ code: String, _ name: String, opened: String = "", closed: String = "", from: String = "",
      to: String = ""
    ) throws -> Organisation {
      Organisation(
        code: try #require(OrganisationCode(code)), name: name, type: "Acute", peerClass: "Acute",
        regionCode: "Y56",
        icbCode: "QMF", openedOn: day(opened), closedOn: day(closed), validFrom: day(from),
        validTo: day(to))
    }
    let code = try #require(OrganisationCode("AAA"))
    let year = FinancialYear(startingIn: 2019)
    register = OrganisationRegister(
      organisations: [
        try row("AAA", "Old Mill NHS Trust", opened: "2001-04-01", from: "2001-04-01", to: "2020-03-31"),
        try row("AAA", "New Mill NHS Trust", opened: "2001-04-01", from: "2020-04-01"),
        try row("BBB", "Old Mill NHS Trust", opened: "2021-04-01", from: "2021-04-01"),
        try row(
          "CCC", "The Pier NHS Trust", opened: "2018-10-01", closed: "2020-03-26", from: "2018-10-01",
          to: "2020-03-26"),
      ],
      otherNames: [
        OrganisationName(
          name: "Millside", code: code, kind: "other", validFrom: nil, validTo: nil, source: "test")
      ],
      successions: [], regions: [], icbs: [],
      exemptions: [Exemption(code: code, firstYear: year, lastYear: year, reason: "test")])
  }

  private func whole(_ start: Int) -> Period { Period(FinancialYear(startingIn: start)) }

  @Test(
    "finds a trust by the name it bore in the period",
    arguments: [
      ("Old Mill NHS Trust", 2019, "AAA"), ("OLD MILL NHS TRUST", 2022, "BBB"),
      ("New Mill NHS Trust", 2022, "AAA"),
      ("New Mill NHS Trust", 2018, "AAA"), ("pier nhs trust", 2019, "CCC"), ("Millside", 2023, "AAA"),
    ])
  func names(name: String, year: Int, code: String) {
    #expect(register.code(named: name, in: whole(year))?.text == code)
  }

  @Test(
    "never resolves by likeness, nor where no bearer of a shared name fits the period",
    arguments: [("Mill NHS Trust", 2019), ("Old Mill", 2019), ("", 2019), ("Old Mill NHS Trust", 2020)])
  func unresolved(name: String, year: Int) {
    #expect(register.code(named: name, in: whole(year)) == nil)
  }

  @Test(
    "gives the row in force on a day, else the nearest before it, else the first",
    arguments: [
      ("AAA", "2020-03-31", "Old Mill NHS Trust"), ("AAA", "2020-04-01", "New Mill NHS Trust"),
      ("AAA", "1990-01-01", "Old Mill NHS Trust"), ("CCC", "2024-03-31", "The Pier NHS Trust"),
    ])
  func rows(code: String, day: String, name: String) throws {
    let date = try #require(CalendarDate(iso: day))
    let code = try #require(OrganisationCode(code))
    #expect(register.organisation(code, on: date)?.name == name)
  }

  @Test(
    "knows in which years a trust was open, for a day or more",
    arguments: [
      ("CCC", 2017, false), ("CCC", 2018, true), ("CCC", 2019, true), ("CCC", 2020, false),
      ("AAA", 2019, true),
      ("BBB", 2020, false), ("BBB", 2021, true),
    ])
  func open(code: String, year: Int, isOpen: Bool) throws {
    let year = FinancialYear(startingIn: year)
    let code = try #require(OrganisationCode(code))
    let organisation = try #require(register.organisation(code, on: year.lastDay))
    #expect(organisation.isOpen(in: year) == isOpen)
  }

  @Test("exempts a trust in the years given and in no other")
  func exemptions() throws {
    let code = try #require(OrganisationCode("AAA"))
    #expect(
      [2018, 2019, 2020].map { register.isExempt(code, in: FinancialYear(startingIn: $0)) } == [
        false, true, false,
      ])
  }

  @Test("offers the nearest names, best first, and nothing where no word is shared")
  func nearest() {
    #expect(register.nearestNames(to: "New Mills NHS Trust").first == "New Mill NHS Trust (AAA)")
    #expect(register.nearestNames(to: "Old Mills NHS Trust").contains("Old Mill NHS Trust (BBB)"))
    #expect(register.nearestNames(to: "Pier Trust").first == "The Pier NHS Trust (CCC)")
    #expect(register.nearestNames(to: "Xyzzy").isEmpty)
  }

  @Test("knows whether a code was ever known under a name")
  func bearers() throws {
    let code = try #require(OrganisationCode("AAA"))
    #expect(register.bears(code, name: "the old mill nhs trust"))
    #expect(register.bears(code, name: "Millside"))
    #expect(!register.bears(code, name: "Pier NHS Trust"))
  }
}
