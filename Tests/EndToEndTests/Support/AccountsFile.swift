/// A seven-column file as a user saves the sheet "All data" of NHS England's accounts data.
struct AccountsFile {
  static let header = "OrganisationName,WorkSheetName,TableID,MainCode,RowNumber,SubCode,Total\n"
  /// The headers of 2021-22, padded as they were published.
  static let header2021 =
    "Organisation Name ,WorkSheetName,TableID, MainCode,RowNumber,SubCode, Value number \n"

  private(set) var text: String

  init(header: String = header) { text = header }

  mutating func add(
    _ organisation: String, _ mainCode: String, _ subCode: String, _ total: String, row: Int = 1
  ) {
    text += "\"\(organisation)\",TAC,1,\(mainCode),\(row),\(subCode),\(total)\n"
  }

  /// A whole form: what a trust's share needs, in £000, every other required row 0.
  mutating func addForm(_ organisation: String, _ amounts: [String: String], hasLeases: Bool = true) {
    var rows = ["EXP0390", "EXP0240", "EXP0250", "EXP0260", "OPX0010", "OPX0020"].map { "A08CY01/\($0)" }
    for column in ["A14CY01", "A14CY08", "A14CY10"] {
      rows += ["PPE0060", "PPE0070", "PPE0080", "PPE0090", "PPE0250"].map { "\(column)/\($0)" }
    }
    for column in ["A13CY01", "A13CY02", "A13CY05", "A13CY08", "A13CY11"] {
      rows += ["INT0060", "INT0070", "INT0080", "INT0090", "INT0250"].map { "\(column)/\($0)" }
    }
    if hasLeases {
      for column in ["A14ACY01", "A14ACY05", "A14ACY07", "A14ACY08"] {
        rows += ["ROU0070", "ROU0071", "ROU0072", "ROU0073", "ROU0080", "ROU0250", "ROU0251"].map {
          "\(column)/\($0)"
        }
      }
    }
    for row in rows {
      let parts = row.split(separator: "/")
      add(organisation, String(parts[0]), String(parts[1]), amounts[row] ?? "0")
      // The prior year stands beside it and must never be read for this one.
      add(organisation, String(parts[0]).replacing("CY", with: "PY"), String(parts[1]), "999")
    }
  }
}
