import Returns

/// A trust that does not exist.
struct SampleTrust {
  /// From 0; the code is `S0001` for the first.
  let index: Int
  let code: String
  let name: String
  let type: String
  let peerClass: String
  let icb: SampleArea
  /// Operating expenditure in the last year, in pence, before the noise of the year.
  let size: Int64
  /// Technology's share of operating expenditure in millionths, before England is brought to its level.
  let share: Int64
  /// Whether it charges IT services on to others.
  let recharges: Bool

  init(_ index: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed, .trust, index)
    let pounds: ClosedRange<Int64>
    // Of twenty trusts, twelve are acute.
    switch index % 20 {
    case 3, 8, 13, 18: (type, pounds) = ("Mental Health", 150_000_000...550_000_000)
    case 6, 16: (type, pounds) = ("Community", 85_000_000...260_000_000)
    case 11: (type, pounds) = ("Specialist", 110_000_000...480_000_000)
    case 15: (type, pounds) = ("Ambulance", 180_000_000...450_000_000)
    default: (type, pounds) = ("Acute", 210_000_000...1_450_000_000)
    }
    self.index = index
    let number = String(index + 1)
    code = "S" + String(repeating: "0", count: 4 - number.count) + number
    name = SampleNames.name(index, type: type)
    size = random.draw(pounds) * 100
    share = Self.share(&random)
    recharges = index % 8 == 4
    icb = SampleArea.icbs[index % SampleArea.icbs.count]
    peerClass =
      switch (type, size) {
      case ("Acute", 80_000_000_000...): "Acute, large"
      case ("Acute", 45_000_000_000...): "Acute, medium"
      case ("Acute", _): "Acute, small"
      default: type
      }
  }

  /// Most trusts spend between one and two and a half per cent, a few far more.
  private static func share(_ random: inout SplitMix64) -> Int64 {
    switch random.draw(1...20) {
    case 1: random.draw(42_000...56_000)
    case 2, 3: random.draw(25_000...38_000)
    case 4, 5: random.draw(7_000...10_000)
    default: random.draw(10_500...23_000)
    }
  }
}

/// A region or integrated care board that does not exist.
struct SampleArea {
  let code: String
  let name: String
  let regionCode: String

  static let regions = [
    SampleArea(code: "SR1", name: "Sample North", regionCode: "SR1"),
    SampleArea(code: "SR2", name: "Sample Middle", regionCode: "SR2"),
    SampleArea(code: "SR3", name: "Sample East", regionCode: "SR3"),
    SampleArea(code: "SR4", name: "Sample South", regionCode: "SR4"),
  ]

  static let icbs = [
    SampleArea(code: "SI1", name: "Sample Fells and Coast", regionCode: "SR1"),
    SampleArea(code: "SI2", name: "Sample Northern Dales", regionCode: "SR1"),
    SampleArea(code: "SI3", name: "Sample Middle Rivers", regionCode: "SR2"),
    SampleArea(code: "SI4", name: "Sample Orchards and Vales", regionCode: "SR2"),
    SampleArea(code: "SI5", name: "Sample Eastern Levels", regionCode: "SR3"),
    SampleArea(code: "SI6", name: "Sample Broads and Heaths", regionCode: "SR3"),
    SampleArea(code: "SI7", name: "Sample Southern Downs", regionCode: "SR4"),
    SampleArea(code: "SI8", name: "Sample Chalk and Forest", regionCode: "SR4"),
  ]
}
