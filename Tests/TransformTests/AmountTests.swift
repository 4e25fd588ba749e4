import PipelineFiles
import Returns
import Testing

@testable import Transform

@Suite("Amounts")
struct AmountTests {
  private func parse(_ text: String, _ unit: MoneyUnit = .pounds) -> ParsedAmount {
    let bytes = Array(text.utf8)
    return parseAmount(bytes.span, unit: unit)
  }

  @Test(
    "are read exactly in every spelling that says one amount",
    arguments: [
      ("1234.50", 123_450), ("1234.5", 123_450), ("1234", 123_400), ("0", 0), ("0.00", 0), ("007", 700),
      (".5", 50),
      ("5.", 500), ("1,234.50", 123_450), ("64,463,765.82", 6_446_376_582), ("12,345", 1_234_500),
      (" £38,148.43 ", 3_814_843), ("£ 5", 500), ("œ5.00", 500), ("\u{A0}12.00\u{A0}", 1_200), ("\t7 ", 700),
      ("Â£12.50", 1_250), ("+5", 500), ("1.00", 100), ("0.500", 50), ("10.5000", 1_050),
    ] as [(String, Int64)])
  func amounts(text: String, pence: Int64) {
    #expect(parse(text) == .amount(pence: pence, isRounded: false))
  }

  @Test(
    "are negative by brackets or by a minus before or after",
    arguments: [
      ("(31,433.82)", -3_143_382), ("-£18,651.53", -1_865_153), ("£-18,651.53", -1_865_153),
      ("1,234-", -123_400),
      ("- 5", -500), ("-5", -500), ("( 5 )", -500), ("(£5.00)", -500), ("£5.00-", -500), ("\u{2212}5", -500),
      ("\u{2013}5", -500), ("1,234 -", -123_400), ("-0", 0),
    ] as [(String, Int64)])
  func negative(text: String, pence: Int64) {
    #expect(parse(text) == .amount(pence: pence, isRounded: false))
  }

  @Test(
    "are zero where an accountant writes a dash",
    arguments: [" -   ", "-", "£-", "£ -", "- £", "\u{2013}", "\u{A0}-"])
  func dash(text: String) {
    #expect(parse(text) == .amount(pence: 0, isRounded: false))
  }

  @Test(
    "are multiplied up exactly from thousands and millions",
    arguments: [
      ("2047312", .thousands, 204_731_200_000), ("1.5", .thousands, 150_000), ("0.00001", .thousands, 1),
      ("-1,234.567", .thousands, -123_456_700), ("1.5", .millions, 150_000_000), ("0.00000001", .millions, 1),
      ("(2)", .millions, -200_000_000), ("1234.56789", .thousands, 123_456_789),
    ] as [(String, MoneyUnit, Int64)])
  func units(text: String, unit: MoneyUnit, pence: Int64) {
    #expect(parse(text, unit) == .amount(pence: pence, isRounded: false))
  }

  @Test(
    "finer than a penny are rounded half away from zero, and say so",
    arguments: [
      ("1234.005", .pounds, 123_401), ("0.004", .pounds, 0), ("-1234.005", .pounds, -123_401),
      ("(0.005)", .pounds, -1),
      ("0.0049999", .pounds, 0), ("0.995", .pounds, 100), ("1.0050", .pounds, 101),
      ("1.00500001", .pounds, 101),
      ("0.000005", .thousands, 1), ("0.000004", .thousands, 0), ("0.000000005", .millions, 1),
      ("-0.000000005", .millions, -1),
    ] as [(String, MoneyUnit, Int64)])
  func rounding(text: String, unit: MoneyUnit, pence: Int64) {
    #expect(parse(text, unit) == .amount(pence: pence, isRounded: true))
  }

  @Test(
    "that could be two are not guessed at",
    arguments: [
      "1.234,56", "1234,56", "1,23", "12,34,567", "1,2345", "1.234.567", "1,,234", ",234", "1,234,56",
      "12 345",
      "1.5,000", "1,234,",
    ])
  func ambiguous(text: String) {
    #expect(parse(text) == .ambiguous)
  }

  @Test(
    "in dollars are refused", arguments: ["$5", "($1,883.46)", "-$5", "5$", "$ 1,234.00", "($5)"])
  func dollars(text: String) {
    #expect(parse(text) == .notAnAmount(.dollars))
  }

  @Test("that a spreadsheet could not show are refused", arguments: ["######", "#REF!", "#N/A", " #VALUE! "])
  func errors(text: String) {
    #expect(parse(text) == .notAnAmount(.spreadsheetError))
  }

  @Test(
    "are refused in words, and where the sign is there twice",
    arguments: [
      "abc", "Nil Return", "n/a", "1e6", "12a", "--5", "-5-", "(-5)", "(5", "5)", "()", "£", ".", ",", "+",
      "+-5", "%5",
      "5%", "\u{661}\u{662}", "0x10", "1/2", "££5", "TBC",
    ])
  func words(text: String) {
    #expect(parse(text) == .notAnAmount(.text))
  }

  @Test("are blank where nothing but blanks stands", arguments: ["", " ", "\u{A0}", "\t \u{A0} "])
  func blank(text: String) {
    #expect(parse(text) == .blank)
  }

  @Test(
    "past ten trillion pounds are refused, never wrapped",
    arguments: [
      ("10000000000000", .pounds, true), ("10000000000000.01", .pounds, false),
      ("9999999999999999999999", .pounds, false),
      ("-99999999999999999999999999999999", .pounds, false), ("10000000000", .thousands, true),
      ("10000000001", .thousands, false), ("10000000", .millions, true),
      ("92233720368547758.08", .millions, false),
    ] as [(String, MoneyUnit, Bool)])
  func largest(text: String, unit: MoneyUnit, isAmount: Bool) {
    let amount = parse(text, unit)
    #expect(
      amount == (isAmount ? .amount(pence: 1_000_000_000_000_000, isRounded: false) : .notAnAmount(.tooLarge))
    )
  }

  @Test("are the same read in one pass as read with care")
  func plain() {
    // Every text of up to seven of these characters around a point and two digits, one after the other.
    let alphabet = Array("0129,.-() £".unicodeScalars)
    var state: UInt64 = 7
    var read = 0
    for _ in 0..<200_000 {
      var text = ""
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var draw = state >> 16
      for _ in 0..<(draw % 8) {
        draw /= 8
        text.unicodeScalars.append(alphabet[Int(draw % UInt64(alphabet.count))])
      }
      text += [".00", ".19", ".1", "", ",000.00)", ".00)"][Int(state >> 60) % 6]
      let bytes = Array(text.utf8)
      guard let pence = plainPence(bytes.span) else { continue }
      read += 1
      #expect(parseAnyAmount(bytes.span, unit: .pounds) == .amount(pence: pence, isRounded: false), "\(text)")
    }
    #expect(read > 1_000)
  }
}
