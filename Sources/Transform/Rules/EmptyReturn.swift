import PipelineFiles
import Returns

extension FileTransform {
  /// A return whose technology lines are all there and all zero says that a trust has no technology at all.
  mutating func checkEmptyReturn(_ position: Int) {
    guard contract.taken == .whole, !contract.required.isEmpty, contract.absentCategory == .missing,
      submissions[position].faults.isEmpty
    else { return }
    let technology = definitions.categories.indices.filter { definitions.categories[$0].kind == .technology }
    let builder = submissions[position]
    let lineCount = technology.reduce(0) { $0 + builder.counts[$1] }
    guard lineCount > 0, isTrustsOwn, technology.allSatisfy({ builder.sums[$0] == 0 }) else { return }
    tell(
      .returnEmpty, of: position, value: "0.00",
      "\(name(of: position)): every technology line is zero. Send the amounts, or say why there are none.")
  }

  /// Whether this is the trust's own return, from which technology is taken first.
  var isTrustsOwn: Bool { contract.source == definitions.pipeline.technologyPrecedence.first }
}
