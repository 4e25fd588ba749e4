import Returns
import Testing

@Suite("A return as a whole")
struct WholeReturnTests {
  private let text = ReturnText()

  @Test("is held where every technology line is zero, and not where one of them is not")
  func empty() throws {
    var zero = text
    zero.lines = text.lines.map { $0.code.hasPrefix("T") ? ($0.code, "0") : $0 }
    #expect(try Reading(zero.long).codes == [.returnEmpty])
    #expect(try Reading(zero.with("T110", "1").long).codes == [])
  }

  @Test("is held where its share, 1.0577…%, is below or above what trusts spend")
  func share() throws {
    func codes(_ below: String, _ above: String) throws -> [FindingCode] {
      let definitions = try FictionalPipeline.definitions(changing: [
        "share-impossible: {below: 0.2%, above: 20%}": "share-impossible: {below: \(below), above: \(above)}"
      ])
      return try Reading(text.long, definitions: definitions).codes
    }
    #expect(try codes("0.2%", "20%") == [])
    #expect(try codes("0.2%", "1.05%") == [.shareImpossible])
    #expect(try codes("1.06%", "20%") == [.shareImpossible])
    #expect(try codes("1.05%", "1.06%") == [])
  }
}
