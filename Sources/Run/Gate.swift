import Load
import PipelineFiles
import Returns

/// Why nothing is published: the last good publication stands.
struct GateFailure: Error, Equatable, CustomStringConvertible {
  let reasons: [String]

  var description: String {
    "Nothing was published: \(reasons.joined(separator: " ")) The last good publication stands."
  }
}

/// Holds what was loaded against the pipeline's limits: it reconciles to the line and to the penny, and few enough
/// records were rejected.
///
/// - Throws: `GateFailure` with every limit that was passed.
func checkGate(_ transaction: LoadTransaction, limit: BasisPoints?) throws {
  var reasons: [String] = []
  let unbalanced = try transaction.unbalancedFiles() + transaction.linesDisagreeing()
  if !unbalanced.isEmpty {
    let names = Set(unbalanced).sorted().prefix(5).joined(separator: ", ")
    reasons.append(
      "\(unbalanced.count) file(s) do not reconcile (\(names)); see reconciliation.csv of the run.")
  }
  let (rejected, all) = try transaction.recordCounts()
  if let limit, all > 0, rejected * 10_000 > all * limit.value {
    reasons.append(
      "\(rejected) of \(all) records were rejected, more than \(limit)% allow. Mend the files or raise --max-reject-rate."
    )
  }
  if !reasons.isEmpty { throw GateFailure(reasons: reasons) }
}
