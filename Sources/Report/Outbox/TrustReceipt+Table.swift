import Returns

extension TrustReceipt {
  /// `receipt.csv`: a row for each return and measure, and one for each finding.
  var table: [UInt8] {
    var writer = CSVWriter()
    func add(_ cells: [String]) {
      for (cell, column) in zip(cells, Self.columns) {
        if column.isPlain { writer.add(plain: cell) } else { writer.add(text: cell) }
      }
      writer.endRecord()
    }
    add(Self.columns.map(\.name))
    let (noReturn, noFigure, noFinding) = (blanks(7), blanks(4), blanks(9))
    for section in sections {
      let file = [section.file, section.sha256, section.receivedOn, section.contract]
      for own in section.returns {
        let cells =
          file + [
            own.year, own.kind, own.version, own.status, own.approvedByRole ?? "", own.lineCount, own.outcome,
          ]
        add(["return"] + cells + noFigure + noFinding)
        for figure in own.figures { add(["figure"] + cells + figure.plain + noFinding) }
      }
      for finding in allFindings[section.anchor] ?? [] {
        add(["finding"] + file + noReturn + noFigure + finding.cells)
      }
      // A file of which there is nothing to say was received all the same.
      if section.returns.isEmpty, !section.hasFindings {
        add(["file"] + file + noReturn + noFigure + noFinding)
      }
    }
    for finding in general { add(["finding"] + blanks(4) + noReturn + noFigure + finding.cells) }
    return writer.bytes
  }

  /// Of the row and its file; of a return; of a figure; of a finding: what the program itself makes is plain.
  private static let columns: [(name: String, isPlain: Bool)] =
    [("row", true), ("file", false), ("sha256", true), ("received_on", true), ("contract", false)]
    + [
      ("financial_year", true), ("kind", true), ("version", true), ("status", true),
      ("approved_by_role", false),
      ("lines", true), ("outcome", false),
    ]
    + [("basis", false), ("technology_gbp", true), ("total_gbp", true), ("technology_share_percent", true)]
    + [
      ("severity", true), ("code", true), ("accepted", true), ("line", true), ("field", false),
      ("value", false),
      ("expected", false), ("message", false), ("remedy", false),
    ]
}

private func blanks(_ count: Int) -> [String] { Array(repeating: "", count: count) }

extension TrustReceipt.Finding {
  fileprivate var cells: [String] {
    [severity.lowercased(), code, isAccepted ? "yes" : "no", line, field, value, expected, message, remedy]
  }
}
