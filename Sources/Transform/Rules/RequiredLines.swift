import PipelineFiles
import Returns

extension FileTransform {
  /// Every required line must be there: missing is not zero.
  ///
  /// What is missing holds the bases that use it.
  mutating func checkRequiredLines() {
    guard !contract.required.isEmpty else { return }
    for position in submissions.indices {
      let key = submissions[position].key
      var present: Set<String> = []
      let organisation = key.organisation
      for row in contract.accounts.mapping.rows
      where row.holds(in: key.period.year) && contract.required.contains(where: { $0.matches(row.account) }) {
        let entry = accounts.entry(row.account, organisation)
        guard submissions[position].seen[entry.number] == nil, present.insert(row.account).inserted else {
          continue
        }
        add(
          Finding(
            .returnIncomplete, place: submissions[position].place, organisation: organisation,
            year: key.period.year, account: row.account,
            field: field(of: row.account), expected: row.account,
            message: "The return of \(organisation.map(\.text) ?? "") for \(key.period.year) has no line"
              + " \(row.account) (\(row.description)). Send it with every line; write 0 where there is nothing."
          ))
        submissions[position].addFault(.returnIncomplete, category: row.category)
      }
    }
  }
}
