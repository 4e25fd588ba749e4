import Returns

/// The strip of one class with the dot of one of its trusts ringed; for that trust's page.
struct TrustStrip {
  let strip: ClassStrip
  let stripYear: String
  let trust: String
  /// The trust's own dot; `nil` where it has no figure.
  let own: Own?
  /// In pixels from the chart's upper edge.
  let stripTop: Int64
  let medianLabelY: Int64
  let medianIsRight: Bool
  let axisTop: Int64 = 24
  let axisY: Int64
  let tickLabelY: Int64
  let height: Int64

  struct Own {
    let x: String
    let y: Int64
    let ownShare: String
    let isRight: Bool
  }

  /// `ownShare` is the share in words, as the page's headline has it.
  init(_ strip: ClassStrip, year: String, code: String, trust: String, ownShare: String?) {
    self.strip = strip
    self.trust = trust
    stripYear = year
    stripTop = 54
    if let dot = strip.places[code], let ownShare {
      own = Own(x: "\(dot.x)", y: dot.y, ownShare: ownShare, isRight: dot.x > ChartLength(50))
    } else {
      own = nil
    }
    medianLabelY = strip.height + 19
    medianIsRight = strip.median.map { $0 > ChartLength(50) } ?? false
    axisY = stripTop + strip.height + (strip.median == nil ? 8 : 30)
    tickLabelY = axisY + 19
    height = axisY + 28
  }
}
