import Testing

@testable import Returns

@Suite("A score")
struct ScoreTests {
  @Test(
    "is read exactly, in hundredths",
    arguments: [
      ("3", 300), ("3.5", 350), ("72.25", 7225), ("100", 10000), ("0", 0), ("3.500", 350), ("0.07", 7),
      ("-1.5", -150),
    ] as [(String, Int64)])
  func exact(text: String, hundredths: Int64) {
    #expect(Score(text)?.hundredths == hundredths)
  }

  @Test(
    "is nothing else than a number of at most two decimals",
    arguments: [
      "", ".", "3.", ".5", "3,5", "3.333", "1e2", "+3", "four", "3 ", "--1", "1.2.3", "٣", "12345678901",
    ])
  func refused(text: String) { #expect(Score(text) == nil) }

  @Test(
    "is written with two decimals",
    arguments: [(350, "3.50"), (7, "0.07"), (-150, "-1.50")] as [(Int64, String)])
  func written(hundredths: Int64, text: String) {
    #expect(Score(hundredths: hundredths).description == text)
  }
}
