import Foundation
import Returns

extension PipelineDefinition {
  /// Reads `maturity:`, the score from which each instrument's trusts count as rating high.
  static func highScores(_ settings: inout SettingsMapping) throws(SettingsError) -> [String: Score] {
    guard var entry = try settings.mapping("maturity") else { return [:] }
    var scores: [String: Score] = [:]
    for instrument in entry.keys {
      scores[instrument] = try entry.value(instrument, "a score like 4 or 70") { Score($0) }
    }
    try entry.refuseUnknownKeys()
    return scores
  }

  /// Instruments are known only once the contracts are read, so the pipeline file is looked at again for the line.
  func checkHighScores(of sections: [InstrumentSection]) throws(SettingsError) {
    var settings = try SettingsMapping(url: file)
    let instruments = Set(sections.map(\.instrument))
    guard let entry = try settings.mapping("maturity") else {
      if instruments.isEmpty { return }
      throw settings.error("maturity", "is missing; give the score from which each instrument rates high")
    }
    for instrument in entry.keys {
      guard instruments.contains(instrument) else {
        throw entry.error(instrument, "is no instrument that a contract of this pipeline knows")
      }
      let own = sections.filter { $0.instrument == instrument }
      guard let high = highScores[instrument] else { throw entry.error(instrument, "is empty") }
      guard own.allSatisfy({ $0.minimum <= high && high <= $0.maximum }) else {
        throw entry.error(instrument, "is '\(high)', which lies outside the instrument's scores")
      }
    }
    for instrument in instruments.sorted() where highScores[instrument] == nil {
      throw entry.error(instrument, "is missing; give the score from which it rates high")
    }
  }
}
