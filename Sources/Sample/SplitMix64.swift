/// SplitMix64: the same numbers from the same seed on every machine.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Begins a stream of its own for one purpose, so that a draw more in one place moves nothing elsewhere.
  init(seed: UInt64, _ stream: Stream, _ numbers: Int...) {
    var state = Self.mixed(seed ^ stream.rawValue)
    for number in numbers { state = Self.mixed(state &+ UInt64(truncatingIfNeeded: number) &+ Self.step) }
    self.state = state
  }

  /// What a stream of numbers is drawn for.
  enum Stream: UInt64 {
    case trust = 0x7472_7573_7400
    case share = 0x7368_6172_6500
    case figures = 0x6669_6775_7265
    case ledger = 0x6C65_6467_6572
    case dirt = 0x6469_7274_0000
  }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// A number of `range`, both ends included.
  mutating func draw(_ range: ClosedRange<Int64>) -> Int64 {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int64(next().multipliedFullWidth(by: width).high)
  }

  mutating func chance(percent: Int64) -> Bool { draw(1...100) <= percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(draw(0...Int64(elements.count - 1)))]
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
