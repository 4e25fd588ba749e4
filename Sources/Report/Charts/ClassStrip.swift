import Returns

/// The trusts of one class as dots along an axis of shares, with the middle half as a bar and the median as a tick.
///
/// Dots that would hide each other stand in lanes, one above the other. All are one path, so that a class is drawn once
/// for all pages that show it.
struct ClassStrip {
  struct Trust {
    let code: String
    let share: Percentage
  }

  struct Dot {
    /// In percent of the chart's width.
    let x: ChartLength
    /// In pixels from the strip's upper edge.
    let y: Int64
  }

  let name: String
  let counted: Int
  let axis: ShareAxis
  /// In pixels.
  let height: Int64
  let middle: Int64
  /// Where the median's tick ends, which goes beyond the dots.
  let tickEnd: Int64
  /// A line of no length for every trust, which round caps make a dot.
  let dots: String
  /// By the trusts' codes.
  let places: [String: Dot]
  let half: ChartBar?
  let halfInWords: String?
  let median: ChartLength?
  let medianInWords: String?

  /// How far apart two dots of one lane stand: their width and a little, at the width that a chart has on a screen.
  private static let spacing = ChartLength(thousandths: 1300)
  private static let dotHeight: Int64 = 8
  private static let mostLanes = 5

  /// Takes the trusts in any order; `middleHalf` is `nil` where a class has none, `median` where it has no figure.
  init(
    _ name: String, trusts: [Trust], middleHalf: (lower: Percentage, upper: Percentage)?,
    median: Percentage?, axis: ShareAxis, benchmark: BasisPoints
  ) {
    self.name = name
    self.axis = axis
    counted = trusts.count
    let sorted = trusts.sorted { ($0.share, $0.code) < ($1.share, $1.code) }
    let places = sorted.map { axis.place($0.share) }
    let lanes = Self.lanes(places)
    height = max(24, Self.dotHeight * (Int64(lanes.max() ?? 0) + 2))
    let middle = height / 2
    self.middle = middle
    tickEnd = height + 4
    let dots = zip(places, lanes).map { Dot(x: $0, y: middle + Self.offset(lane: $1)) }
    self.dots = dots.map { "M\($0.x) \($0.y)h0" }.joined()
    self.places = Dictionary(
      zip(sorted.map(\.code), dots), uniquingKeysWith: { first, _ in first })
    half = middleHalf.map {
      let (start, end) = (axis.place($0.lower), axis.place($0.upper))
      return ChartBar(start: "\(start)", width: "\(end - start)")
    }
    halfInWords = middleHalf.map { Wording.between($0.lower, $0.upper, benchmark: benchmark) }
    self.median = median.map(axis.place)
    medianInWords = median.map { Wording.label($0, benchmark: benchmark) }
  }

  /// The lane of each place, of places in ascending order: the first in which it is clear of the one before, else that
  /// in which it is least hidden.
  private static func lanes(_ places: [ChartLength]) -> [Int] {
    var ends: [ChartLength] = []
    return places.map { place in
      let lane: Int
      if let free = ends.firstIndex(where: { place - $0 >= spacing }) {
        lane = free
      } else if ends.count < mostLanes {
        lane = ends.count
        ends.append(place)
      } else {
        lane = ends.indices.min { ends[$0] < ends[$1] } ?? 0
      }
      ends[lane] = place
      return lane
    }
  }

  /// Lanes go out from the middle by turns.
  private static func offset(lane: Int) -> Int64 {
    let steps = Int64((lane + 1) / 2) * dotHeight
    return lane.isMultiple(of: 2) ? steps : -steps
  }
}
