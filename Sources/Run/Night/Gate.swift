import Load
import PipelineFiles
import Returns

/// Why nothing is published: the last good publication stands.
struct GateFailure: Error, Equatable, CustomStringConvertible {
  let reasons: [String]
  /// The moves of England among them, by which `accept` lets them pass.
  var englandMoves: [String] = []
  /// Whether all that was loaded reconciles, so that what was made of it can be told.
  var doesReconcile = true
  /// The latest publication's date of figures; `nil` where there is none.
  var standing: String?

  var description: String {
    let last =
      standing.map { "The last good publication, of figures of \($0), stands." }
      ?? "There is no publication yet."
    return "Nothing was published: \(reasons.joined(separator: " ")) \(last)"
  }
}

/// Holds what was loaded against the pipeline's limits: it reconciles to the line and to the penny, few enough records
/// were rejected and findings made, and England stays about where it was.
///
/// `loaded` are the hashes of the files that this transaction loaded, whose lines are added up anew; `nil` where all are.
///
/// - Throws: `GateFailure` with every limit that was passed.
func checkGate(
  _ transaction: LoadTransaction, _ pipeline: PipelineDefinition, loaded: [String]?,
  maximumRejectRate: BasisPoints?, englandBefore: [EnglandFigure], standing: String?
) throws {
  var reasons: [String] = []
  let unbalanced = try transaction.unbalancedFiles() + transaction.linesDisagreeing(ofFiles: loaded)
  if !unbalanced.isEmpty {
    let names = Set(unbalanced).sorted().prefix(5).joined(separator: ", ")
    reasons.append(
      "\(unbalanced.count) file(s) do not reconcile (\(names)); see reconciliation.csv of the run.")
  }
  let (rejected, all) = try transaction.recordCounts()
  if let limit = maximumRejectRate, all > 0, rejected * 10_000 > all * limit.value {
    reasons.append(
      "\(rejected) of \(all) records were rejected, more than \(limit)% allow. Mend the files or raise --max-reject-rate."
    )
  }
  let counts = try transaction.findingCounts()
  for (code, limit) in pipeline.rules.failAbove.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
    let count = counts[code] ?? 0
    if limit.isPassed(by: count, of: all) {
      reasons.append("There are \(count) findings of \(code.rawValue), more than `fail_if` allows.")
    }
  }
  var moves: [String] = []
  if let limit = pipeline.gate.maximumEnglandMove {
    let accepted = Set(try transaction.acceptances().map(\.findingID))
    for move in englandMoves(from: englandBefore, to: try transaction.englandFigures(), limit: limit)
    where !accepted.contains(move.id) {
      moves.append(move.id)
      reasons.append(
        "\(move.description), more than \(limit)pp. Look for the return that does it; if it is right, let it pass with"
          + " `techshare accept \(EnglandMove.name)`.")
    }
  }
  if !reasons.isEmpty {
    throw GateFailure(
      reasons: reasons, englandMoves: moves, doesReconcile: unbalanced.isEmpty, standing: standing)
  }
}
