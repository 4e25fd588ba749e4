import Crypto
import Extract
import Foundation
import Load
import Returns

/// How far England's headline share moved in one night.
struct EnglandMove {
  /// What `accept` is given to let the moves of the last run pass.
  static let name = "gate:england-moved"

  let before: EnglandFigure
  let after: EnglandFigure

  /// Names this very move, so that letting it pass lets no other pass.
  var id: String {
    let figures = [before.technology, before.total, after.technology, after.total].map(\.description)
    let text = "\(after.year) \(figures.joined(separator: " "))"
    return "\(Self.name):\(hexadecimal(SHA256.hash(data: Data(text.utf8))).prefix(12))"
  }

  /// Whether the share moved by more than `limit`, in integers.
  func isMore(than limit: BasisPoints) -> Bool {
    let new = Int128(after.technology.pence) * Int128(before.total.pence)
    let old = Int128(before.technology.pence) * Int128(after.total.pence)
    let whole = (Int128(before.total.pence) * Int128(after.total.pence)).magnitude
    // Divided by 10,000 on one side, so that the products of two Englands stay within 128 bits.
    return (new - old).magnitude > whole / 10_000 * UInt128(limit.value)
  }

  var description: String {
    "England \(after.year) would move from £\(before.technology) of £\(before.total) to £\(after.technology) of £\(after.total)"
  }
}

/// The years in which England has a figure before and after a load, and moved by more than `limit` between.
func englandMoves(
  from before: [EnglandFigure], to after: [EnglandFigure], limit: BasisPoints
) -> [EnglandMove] {
  let earlier = Dictionary(uniqueKeysWithValues: before.map { ($0.year, $0) })
  return after.compactMap { figure in
    guard let old = earlier[figure.year] else { return nil }
    let move = EnglandMove(before: old, after: figure)
    return move.isMore(than: limit) ? move : nil
  }
}

extension Workspace {
  /// The moves of England that stopped the last run; none where it was not they that did.
  var pendingEnglandMoves: [String] {
    guard let last = runIDs.last,
      let data = try? Data(contentsOf: run(last).appending(path: "run.json")),
      let document = try? JSONDecoder().decode(EnglandMovesOfRun.self, from: data)
    else { return [] }
    return document.englandMoves ?? []
  }
}

/// What of `run.json` letting a move pass needs.
private struct EnglandMovesOfRun: Decodable {
  let englandMoves: [String]?

  enum CodingKeys: String, CodingKey { case englandMoves = "england_moves" }
}
