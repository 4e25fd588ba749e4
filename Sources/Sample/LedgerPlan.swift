/// Which groups of accounts a trial balance has, and how many accounts each: one plan for trusts that
/// recharge, one for the others.
struct LedgerPlan {
  struct Entry {
    let group: LedgerGroup
    let accounts: [Account]
    /// The groups that a short ledger has no room for, and that this one stands for.
    let standsFor: [LedgerGroup]
  }

  struct Account {
    let code: String
    let description: String
  }

  let entries: [Entry]

  /// One for each pot, and one for each group that is alone.
  static let fewestLines = 10
  /// So many accounts fit into the twenty groups with two digits, and the narrow ones come on top.
  static let mostLines = 200_000

  /// Shares out exactly `lines` accounts, a number between the fewest and the most.
  init(lines: Int, recharges: Bool) {
    let groups = LedgerGroup.all.filter { recharges || $0 != .recharge }
    let kept = Self.kept(groups, lines: lines)
    let wide = kept.filter { $0.capacity > 100 }
    let rest = lines - kept.count
    // A narrow group gets some accounts more as the ledger grows; the wide ones share what is left.
    let narrowExtra = wide.isEmpty ? 0 : min(99, rest * 3 / 200)
    let wideExtra = rest - narrowExtra * (kept.count - wide.count)
    var wideGroups = 0
    entries = kept.map { group in
      var count = 1 + narrowExtra
      if group.capacity > 100 {
        count = 1 + wideExtra * (wideGroups + 1) / wide.count - wideExtra * wideGroups / wide.count
        wideGroups += 1
      }
      let isLeader = group.pot != .alone && group == kept.first { $0.pot == group.pot }
      return Entry(
        group: group, accounts: Self.accounts(of: group, count: count),
        standsFor: isLeader ? groups.filter { $0.pot == group.pot && !kept.contains($0) } : [])
    }
  }

  /// First what no other group can stand for, then as many more as there is room for.
  private static func kept(_ groups: [LedgerGroup], lines: Int) -> [LedgerGroup] {
    func isNeeded(_ group: LedgerGroup) -> Bool {
      group.pot == .alone || group == groups.first { $0.pot == group.pot }
    }
    let ranked = groups.filter(isNeeded) + groups.filter { !isNeeded($0) }
    let chosen = Set(ranked.prefix(lines))
    return groups.filter(chosen.contains)
  }

  private static func accounts(of group: LedgerGroup, count: Int) -> [Account] {
    let step = group.capacity / count
    let digits = 6 - group.prefix.utf8.count
    return (0..<count).map { index in
      let number = String(index * step + step / 2)
      let round = index / group.names.count
      let name = group.names[index % group.names.count]
      return Account(
        code: group.prefix + String(repeating: "0", count: digits - number.utf8.count) + number,
        description: round == 0 ? name : "\(name), unit \(round + 1)")
    }
  }
}
