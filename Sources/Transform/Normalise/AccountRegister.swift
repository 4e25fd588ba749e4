package import PipelineFiles
package import Returns
import Synchronization

/// The accounts of all files, numbered once: shared by the tasks that read files at the same time.
package final class AccountRegister: Sendable {
  private struct Key: Hashable {
    let contract: String
    let organisation: OrganisationCode?
    let code: String
  }

  private struct State {
    var numbers: [Key: Int32] = [:]
    var next: Int32 = 1
    var added: [Account] = []
  }

  private let state: Mutex<State>

  /// Begins with the accounts that the database knows.
  package init(known: [Account]) {
    var state = State()
    for account in known {
      let key = Key(contract: account.contract, organisation: account.organisation, code: account.code)
      state.numbers[key] = account.number
      state.next = max(state.next, account.number + 1)
    }
    self.state = Mutex(state)
  }

  /// The number of an account, which it gets when first met.
  func number(contract: String, code: String, row: AccountMapping.Row?) -> Int32 {
    let key = Key(contract: contract, organisation: row?.organisation, code: code)
    return state.withLock { state in
      if let number = state.numbers[key] { return number }
      let number = state.next
      state.next += 1
      state.numbers[key] = number
      state.added.append(
        Account(
          number: number, contract: contract, organisation: row?.organisation, code: code,
          description: row?.description ?? "", category: row?.category, sign: row?.sign ?? 1))
      return number
    }
  }

  /// The number of an account that another machine met: its code, and the organisation of the mapping's row for it.
  package func number(of code: String, organisation: OrganisationCode?, contract: Contract) -> Int32 {
    let key = Key(contract: contract.name, organisation: organisation, code: code)
    if let number = state.withLock({ $0.numbers[key] }) { return number }
    return number(
      contract: contract.name, code: code, row: contract.accounts.mapping.row(for: code, of: organisation))
  }

  /// The accounts met since the last call, for the writer.
  package func takeAdded() -> [Account] {
    state.withLock { state in
      defer { state.added = [] }
      return state.added
    }
  }
}
