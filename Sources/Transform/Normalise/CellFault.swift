import Returns

/// Something wrong with one cell of a record, or with what it stands for.
struct CellFault {
  let code: FindingCode
  let field: String
  var value = ""
  var expected = ""
  let message: String
  /// The column, from 1, where `field` does not name it.
  var fieldNumber: Int?
  /// Whose and which year's record it is, as far as the record says so though it cannot be placed.
  var organisation: OrganisationCode?
  var year: FinancialYear?

  /// Whether the record has a cell too many or too few, so that no cell is sure to stand in its column.
  var tearsRecord: Bool { code == .missingCell || code == .extraCell }
}
