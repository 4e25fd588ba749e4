import Returns
import Testing

@testable import Transform

@Suite("Operating expenditure beside last year's")
struct TotalSwingTests {
  @Test(
    "holds a return above three times or below a third of it, and not at either, nor after a year of nothing",
    arguments: [
      (now: 300, last: 100, isHeld: false), (301, 100, true), (100, 300, false), (99, 300, true),
      (301, 0, false), (301, -100, false), (0, 1, true),
    ])
  func limits(now: Int64, last: Int64, isHeld: Bool) throws {
    let definitions = try FictionalPipeline.definitions(changing: [
      "total-swing: {times: 3}": "total-swing: {times: 3}"
    ])
    let finding = totalSwing(
      try Submitted().returned(), expenditure: Money(pence: now), lastYear: Money(pence: last),
      definitions: definitions)
    #expect((finding != nil) == isHeld)
    #expect(finding == nil || finding?.severity == .held)
  }

  @Test("says nothing where last year is not known")
  func unknown() throws {
    let definitions = try FictionalPipeline.definitions()
    let finding = totalSwing(
      try Submitted().returned(), expenditure: Money(pence: 1), lastYear: nil, definitions: definitions)
    #expect(finding == nil)
  }
}
