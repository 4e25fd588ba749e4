import PipelineFiles
import Returns

extension FileTransform {
  /// A ledger's accounts that no row of the mapping covers hold the return: one finding an account, with its sum.
  mutating func checkUnmappedAccounts(_ position: Int) {
    let key = submissions[position].key
    for (code, unmapped) in submissions[position].unmapped.sorted(by: { $0.key < $1.key }) {
      add(
        Finding(
          .accountUnmapped, place: unmapped.place, organisation: key.organisation, year: key.period.year,
          account: code,
          field: contract.accounts.fields.joined(separator: "/"), value: "\(Money(pence: unmapped.pence))",
          expected: "a row of the mapping",
          message:
            "No row of the mapping covers account \(code), which sums to \(Money(pence: unmapped.pence))."
        ))
      if definitions.pipeline.rules.severity(of: .accountUnmapped) == .held {
        submissions[position].addFault(.accountUnmapped, category: nil)
      }
    }
  }
}
