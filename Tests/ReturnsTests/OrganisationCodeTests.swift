import Returns
import Testing

@Suite("Organisation codes")
struct OrganisationCodeTests {
  @Test(
    "have three or five letters and digits, and are kept as text",
    arguments: ["RJ1", "R0A", "1E5", "G6V2S", "TAD", "000"])
  func codes(text: String) {
    #expect(OrganisationCode(text)?.text == text)
  }

  @Test("are written in capitals")
  func capitals() {
    #expect(OrganisationCode("g6v2s")?.description == "G6V2S")
    #expect(OrganisationCode("rj1") == OrganisationCode("RJ1"))
  }

  @Test(
    "are refused in any other form",
    arguments: [
      "", "RJ", "RJ12", "G6V2S1", "R J", "RJ1 ", " RJ1", "R-1", "Ré", "R\u{661}", "RJ1\u{A0}", "ＲＪ１",
    ])
  func refused(text: String) {
    #expect(OrganisationCode(text) == nil)
  }

  @Test("are put in order by their text")
  func order() {
    let codes = ["RYR", "G6V2S", "1E5", "R0A"].compactMap { OrganisationCode($0) }
    #expect(codes.sorted().map(\.text) == ["1E5", "G6V2S", "R0A", "RYR"])
  }
}

@Suite("Normal forms")
struct NormalFormTests {
  @Test(
    "of names pass over case, ampersand, apostrophes, dots, blanks and a leading The",
    arguments: [
      ("Guy's & St Thomas' NHS Foundation Trust", "Guy\u{2019}s and St. Thomas\u{2019} NHS Foundation Trust"),
      ("The Royal Marsden NHS Foundation Trust", "ROYAL MARSDEN NHS FOUNDATION TRUST"),
      ("King's College Hospital", "Kings  College\u{A0}Hospital "), ("Derby&Burton", "Derby and Burton"),
      ("North-East Care (London) Trust", "north east care, london trust"),
    ])
  func sameName(left: String, right: String) {
    #expect(normalForm(ofName: left) == normalForm(ofName: right))
  }

  @Test(
    "of names keep different names apart",
    arguments: [
      ("Barts Health NHS Trust", "Barts NHS Trust"),
      ("Kingston Hospital NHS Trust", "Kingston Hospital NHS Foundation Trust"),
      ("The", ""), ("Trust 1", "Trust 2"), ("Theale Trust", "ale Trust"),
    ])
  func differentNames(left: String, right: String) {
    #expect(normalForm(ofName: left) != normalForm(ofName: right))
  }

  @Test(
    "of labels pass over case, underscores and padding",
    arguments: [
      ("organisation_code", "Organisation Code"), (" Amount ", "AMOUNT"), ("Supplier_", "supplier"),
      ("Amount\u{A0}(£000)", " amount (£000)"), ("Amount (œ)", "Amount (£)"), ("Date\nPaid", "date paid"),
    ])
  func sameLabel(left: String, right: String) {
    #expect(normalForm(ofLabel: left) == normalForm(ofLabel: right))
  }

  @Test(
    "of labels keep units apart",
    arguments: [
      ("Amount", "Amount (£000)"), ("Amount (£)", "Amount (£m)"), ("£k", "£m"), ("Amount ($)", "Amount (£)"),
    ])
  func differentLabels(left: String, right: String) {
    #expect(normalForm(ofLabel: left) != normalForm(ofLabel: right))
  }
}
