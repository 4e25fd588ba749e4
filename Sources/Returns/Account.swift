/// An account or line code of one contract, and the category it is mapped to.
package struct Account: Sendable, Hashable {
  package let number: Int32
  package let contract: String
  /// `nil` where the mapping holds for every organisation.
  package let organisation: OrganisationCode?
  package let code: String
  package let description: String
  /// `nil` for an account that no row of the mapping covers.
  package let category: String?
  /// How the amount as sent is added into the category: 1 or -1.
  package let sign: Int64

  package init(
    number: Int32, contract: String, organisation: OrganisationCode?, code: String, description: String,
    category: String?, sign: Int64
  ) {
    self.number = number
    self.contract = contract
    self.organisation = organisation
    self.code = code
    self.description = description
    self.category = category
    self.sign = sign
  }
}
