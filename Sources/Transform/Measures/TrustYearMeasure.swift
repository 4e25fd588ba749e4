import PipelineFiles
import Returns

/// Measures one trust-year on one basis.
struct TrustYearMeasure {
  private let definitions: Definitions
  /// What each basis takes from its sources, by its name.
  private let needed: [String: NeededCategories]

  init(definitions: Definitions) {
    self.definitions = definitions
    let kinds = Dictionary(uniqueKeysWithValues: definitions.categories.map { ($0.name, $0.kind) })
    needed = Dictionary(
      uniqueKeysWithValues: definitions.pipeline.bases.map { ($0.name, NeededCategories($0, kinds: kinds)) })
  }

  /// The share, or why there is none: both sides whole, or no figure.
  ///
  /// Technology categories come from one source and total categories from one source, each the first in its precedence
  /// that has all of them; a recharge, which is on both sides, is the same amount on both.
  ///
  /// `totalsFrom` stands in for the pipeline's precedence of totals.
  func share(
    of trustYear: TrustYear, on basis: Basis, sources: [String: [ReturnedSubmission]],
    totalsFrom: [String]? = nil
  ) throws(MoneyOverflow) -> TrustYearShare {
    let pipeline = definitions.pipeline
    var share = TrustYearShare(
      organisation: trustYear.organisation, year: trustYear.year, basis: basis.name,
      period: openPeriod(trustYear), status: .missing)
    share.isPartYear = !share.period.isWholeYear

    let technologyCategories = needed[basis.name]?.technology ?? []
    let totalCategories = needed[basis.name]?.total ?? []
    let returns = pipeline.technologyPrecedence.first.flatMap { sources[$0] } ?? []
    var technology: (amounts: SourceAmounts, source: String)
    do {
      technology = try firstComplete(technologyCategories, pipeline.technologyPrecedence, sources)
    } catch {
      share.reason = returns.isEmpty ? .missingSubmission : (error.code ?? .numeratorIncomplete)
      share.status = returns.isEmpty ? .missing : .held
      return share
    }
    // Accounts cover all days on which the trust was open; a return for fewer is never held against them.
    let precedence =
      covers(technology.amounts.used, share.period)
      ? totalsFrom ?? pipeline.totalPrecedence : [technology.source]
    let total: (amounts: SourceAmounts, source: String)
    do {
      total = try firstComplete(
        totalCategories, precedence, sources, with: technologyCategories, from: technology.source)
    } catch {
      share.reason = error.code ?? .denominatorMissing
      share.status = .held
      return share
    }
    // Where both sides come from the return, they come from one version of it.
    if total.source == technology.source { technology = total }
    describe(technology.amounts, in: &share)
    share.totalSource =
      total.source == pipeline.technologyPrecedence.first ? .submittedReturn : .auditedAccounts
    let known = technology.amounts.amounts.merging(total.amounts.amounts) { own, _ in own }
    share.submissions = [
      .technology: technology.amounts.used.map(\.id), .total: total.amounts.used.map(\.id),
    ]
    share.terms = terms(basis.technology, .technology, known) + terms(basis.total, .total, known)
    share.technology = try sum(share.terms, .technology)
    share.total = try sum(share.terms, .total)
    if let measured = share.share {
      // A total of pence against technology of millions is a slip of unit, beyond what a share can be.
      if (try? measured.trillionths()) == nil || (try? measured.short(of: pipeline.benchmark)) == nil {
        (share.technology, share.total, share.terms, share.submissions) = (nil, nil, [], [:])
        (share.status, share.reason) = (.held, .shareImpossible)
      }
    } else {
      share.reason = .denominatorZero
    }
    return share
  }

  /// Whether returns cover every day of a period.
  private func covers(_ used: [ReturnedSubmission], _ period: Period) -> Bool {
    guard let first = used.first?.submission.key.period, let last = used.last?.submission.key.period else {
      return false
    }
    let days = used.reduce(0) { $0 + $1.submission.key.period.dayCount }
    return first.first <= period.first && period.last <= last.last
      && days == last.last.daysSinceEpoch - first.first.daysSinceEpoch + 1
  }

  /// Status, version, period and words of a share, from the returns that it stands on.
  private func describe(_ amounts: SourceAmounts, in share: inout TrustYearShare) {
    let used = amounts.used
    share.isLaterVersionHeld = amounts.isLaterVersionHeld
    share.status = used.allSatisfy { $0.submission.status == .final } ? .final : .provisional
    share.submissionVersion = used.map(\.submission.version).max()
    share.hostsForOthers = hosts(used)
    guard let first = used.first, let last = used.last,
      let period = Period(first: first.submission.key.period.first, last: last.submission.key.period.last)
    else { return }
    let days = used.reduce(0) { $0 + $1.submission.key.period.dayCount }
    share.isPartYear = share.isPartYear || days < share.year.dayCount
    if !period.isWholeYear { share.period = period }
  }

  /// The first source of a precedence that has all categories; of the source `other`, a version that has `more` as well.
  private func firstComplete(
    _ categories: [String], _ precedence: [String], _ sources: [String: [ReturnedSubmission]],
    with more: [String] = [], from other: String? = nil
  ) throws(Unusable) -> (amounts: SourceAmounts, source: String) {
    var code: FindingCode?
    for source in precedence {
      do {
        let wanted = source == other ? categories + more : categories
        return (try amounts(of: wanted, from: sources[source] ?? []), source)
      } catch {
        // The return's own fault is what its trust can mend, so it is told before that of the accounts.
        if case .unusable(let why) = error,
          source == definitions.pipeline.technologyPrecedence.first || code == nil
        {
          code = why ?? code
        }
      }
    }
    throw Unusable(code: code)
  }

  private func terms(
    _ terms: [Basis.Term], _ side: ShareTerm.Side, _ amounts: [String: Money]
  ) -> [ShareTerm] {
    terms.map {
      ShareTerm(side: side, category: $0.category, sign: $0.sign, amount: amounts[$0.category] ?? .zero)
    }
  }

  private func sum(_ terms: [ShareTerm], _ side: ShareTerm.Side) throws(MoneyOverflow) -> Money {
    var sum = Money.zero
    for term in terms where term.side == side {
      sum = try sum.adding(term.amount, sign: term.sign)
    }
    return sum
  }

  /// Whether the return recharges services to others.
  private func hosts(_ used: [ReturnedSubmission]) -> Bool {
    used.contains { returned in
      returned.submission.totals.contains { $0.category == "technology-recharge" && $0.amount.pence != 0 }
    }
  }

  /// The days of the year on which the register has the trust open.
  private func openPeriod(_ trustYear: TrustYear) -> Period {
    let year = trustYear.year
    guard let organisation = definitions.register.organisation(trustYear.organisation, on: year.lastDay)
    else {
      return Period(year)
    }
    let first = max(organisation.openedOn ?? year.firstDay, year.firstDay)
    let last = min(organisation.closedOn ?? year.lastDay, year.lastDay)
    return Period(first: first, last: last) ?? Period(year)
  }
}

/// The categories of both sides of a basis, each once.
private struct NeededCategories {
  let technology: [String]
  let total: [String]

  init(_ basis: Basis, kinds: [String: Returns.Category.Kind]) {
    func categories(_ kind: Returns.Category.Kind) -> [String] {
      var names: [String] = []
      for term in basis.technology + basis.total
      where kinds[term.category] == kind && !names.contains(term.category) {
        names.append(term.category)
      }
      return names
    }
    technology = categories(.technology)
    total = categories(.total)
  }
}

extension Period {
  fileprivate var dayCount: Int { last.daysSinceEpoch - first.daysSinceEpoch + 1 }
}

extension FinancialYear {
  fileprivate var dayCount: Int { Period(self).dayCount }
}
