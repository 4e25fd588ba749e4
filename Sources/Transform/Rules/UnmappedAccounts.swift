import PipelineFiles
import Returns

extension FileTransform {
  /// A ledger's accounts that no row of the mapping covers hold the return: one finding an account, with its sum.
  mutating func checkUnmappedAccounts() {
    for position in submissions.indices {
      let key = submissions[position].key
      let unmapped = submissions[position].unmapped.sorted {
        accounts.entries[$0.key].code < accounts.entries[$1.key].code
      }
      for (account, sum) in unmapped {
        let code = accounts.entries[account].code
        add(
          Finding(
            .accountUnmapped, place: sum.place, organisation: key.organisation, year: key.period.year,
            account: code,
            field: contract.accounts.fields.joined(separator: "/"), value: "\(Money(pence: sum.pence))",
            expected: "a row of the mapping",
            message: "No row of the mapping covers account \(code), which sums to \(Money(pence: sum.pence))."
          ))
        if definitions.pipeline.rules.severity(of: .accountUnmapped) == .held {
          submissions[position].addFault(.accountUnmapped, category: nil)
        }
      }
    }
  }
}
