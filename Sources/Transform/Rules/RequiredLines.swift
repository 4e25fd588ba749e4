import PipelineFiles
import Returns

extension FileTransform {
  /// Every required line must be there: missing is not zero.
  ///
  /// What is missing holds the bases that use it.
  mutating func checkRequiredLines(_ position: Int) {
    guard !contract.required.isEmpty else { return }
    let key = submissions[position].key
    var told: Set<String> = []
    let organisation = key.organisation
    for row in contract.accounts.mapping.rows
    where (row.organisation == nil || row.organisation == organisation) && row.holds(in: key.period.year)
      && contract.required.contains(where: { $0.matches(row.account) })
    {
      let entry = accounts.entry(row.account, organisation)
      guard submissions[position].seen[entry.number] == nil, told.insert(row.account).inserted else {
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
      addFault(.returnIncomplete, category: definitions.categories[Int(entry.category)].name, of: position)
    }
  }
}
