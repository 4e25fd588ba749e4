import Returns
import Testing

@Suite("Successions of organisations")
struct SuccessionTests {
  private func register(_ successions: [(String, String, String, String)], closed: String = "") throws
    -> OrganisationRegister
  {
    let codes = Set(successions.flatMap { [$0.0, $0.1] }).sorted()
    return OrganisationRegister(
      organisations: try codes.map { text in
        Organisation(
          code: try code(text), name: "Trust \(text)", type: "Acute", peerClass: "Acute", regionCode: "Y56",
          icbCode: "QMF", openedOn: nil, closedOn: CalendarDate(iso: closed), validFrom: nil, validTo: nil)
      }, otherNames: [],
      successions: try successions.map { row in
        Succession(
          predecessor: try code(row.0), successor: try code(row.1),
          legalDate: try #require(CalendarDate(iso: row.2)), reason: row.3)
      }, regions: [], icbs: [], exemptions: [])
  }

  private func code(_ text: String) throws -> OrganisationCode { try #require(OrganisationCode(text)) }

  private func current(_ text: String, _ date: String, in register: OrganisationRegister) throws
    -> CurrentOrganisation
  {
    register.currentOrganisation(try code(text), on: try #require(CalendarDate(iso: date)))
  }

  private let chain = [
    ("AAA", "CCC", "2022-04-01", "merger"), ("BBB", "CCC", "2022-04-01", "merger"),
    ("CCC", "G6V2S", "2023-04-01", "not stated"),
  ]

  @Test(
    "are followed by their legal date, one after another, and not before it",
    arguments: [
      ("AAA", "2022-03-31", "AAA", "AAA"), ("AAA", "2022-04-01", "CCC", "AAA, CCC from 2022-04-01"),
      ("BBB", "2023-04-01", "G6V2S", "BBB, CCC from 2022-04-01, G6V2S from 2023-04-01"),
      ("G6V2S", "2030-01-01", "G6V2S", "G6V2S"), ("ZZZ", "2030-01-01", "ZZZ", "ZZZ"),
    ])
  func chains(from text: String, date: String, to current: String, words: String) throws {
    let found = try self.current(text, date, in: try register(chain))
    #expect(found.current.text == current)
    #expect(found.chain == words)
    #expect(found.splitInto.isEmpty)
  }

  @Test("that share a trust among several end there, also where the register lists one of them alone")
  func splits() throws {
    let register = try register([
      ("AAA", "BBB", "2020-04-01", "merger"), ("BBB", "CCC", "2021-04-01", "not stated"),
      ("BBB", "DDD", "2021-10-01", "not stated"), ("EEE", "FFF", "2021-04-01", "split"),
    ])
    let found = try current("AAA", "2022-01-01", in: register)
    #expect(found.current.text == "BBB")
    #expect(found.splitInto == "CCC from 2021-04-01, DDD from 2021-10-01")
    // By then, nobody knew of the second.
    #expect(try current("AAA", "2021-09-30", in: register).current.text == "CCC")
    let alone = try current("EEE", "2022-01-01", in: register)
    #expect(alone.current.text == "EEE" && alone.splitInto == "FFF from 2021-04-01")
    #expect(alone.succeededOn?.description == "2021-04-01")
  }

  @Test("that run in a ring leave every code to itself")
  func ring() throws {
    let register = try register([
      ("AAA", "BBB", "2020-04-01", "merger"), ("BBB", "CCC", "2021-04-01", "merger"),
      ("CCC", "AAA", "2022-04-01", "merger"),
    ])
    for text in ["AAA", "BBB", "CCC"] {
      #expect(try current(text, "2024-01-01", in: register).current.text == text)
    }
  }

  @Test(
    "close a trust on the day before, unless it had closed earlier; a split closes nothing",
    arguments: [
      ("", "merger", "2022-03-31"), ("2022-04-01", "merger", "2022-03-31"),
      ("2022-01-31", "merger", "2022-01-31"), ("", "split", "none"), ("2022-04-30", "split", "2022-04-30"),
    ])
  func closing(closed: String, reason: String, lastDay: String) throws {
    let register = try register([("AAA", "CCC", "2022-04-01", reason)], closed: closed)
    let row = register.organisations.first { $0.code.text == "AAA" }
    #expect(row?.closedOn?.description ?? "none" == lastDay)
    #expect(register.organisations.first { $0.code.text == "CCC" }?.closedOn == CalendarDate(iso: closed))
  }
}
