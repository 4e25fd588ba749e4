import Returns

// Whose and which return it is: what must be the same in every row.

extension TemplateChecks {
  var identity: [Row] {
    [
      same("Trust code", .organisation, template.organisation.text, "code"), name,
      same("Financial year", .year, "\(template.form.year)", "year"),
      same("Outturn or plan", .kind, template.form.kind.rawValue, "kind"), statusAndVersion, otherLines,
      comments,
    ]
  }

  private func same(_ check: String, _ column: TemplateColumn, _ wanted: String, _ word: String) -> Row {
    let others = Formulas.rowsWhere("\(Formulas.cells(column))<>\(quoted(wanted))")
    return Row(
      check: check,
      formula: "=IF(\(others)=0,\"OK\",\"Look: \"&\(others)&\" rows have another \(word) than \(wanted)\")",
      longest: "Look: 35 rows have another \(word) than \(wanted)",
      remedy:
        "Write \(wanted) in every row of the column \(column.rawValue). A return for another trust or year has its own workbook."
    )
  }

  /// A name may be left out; within a formula a text has at most 255 characters.
  private var name: Row {
    let names = Formulas.cells(.name)
    let isLong = template.name.utf16.count > 200
    let wanted = quoted(isLong ? String(template.name.prefix(100)) : template.name)
    let others = Formulas.rowsWhere("\(names)<>\"\"", "\(isLong ? "LEFT(\(names),100)" : names)<>\(wanted)")
    return Row(
      check: "Trust name",
      formula: "=IF(\(others)=0,\"OK\",\"Look: \"&\(others)&\" rows have another name\")",
      longest: "Look: 35 rows have another name",
      remedy: "Write \(template.name) in every row of the column organisation_name.")
  }

  private var statusAndVersion: Row {
    let (status, version) = (Formulas.cells(.status), Formulas.cells(.version))
    let rows = Formulas.rowsWhere("1=1")
    let final = Formulas.rowsWhere("\(status)=\"final\"")
    let others = Formulas.rowsWhere(
      "\(status)<>\"\"", "\(status)<>\"final\"", "\(status)<>\"provisional\"")
    return Row(
      check: "Status and version",
      formula:
        "=IF(\(others)>0,\"Look: status can only be provisional or final\","
        + "IF(AND(\(final)>0,\(final)<\(rows)),\"Look: status is not the same in every row\","
        + "IF(OR(MAX(\(version))<>MIN(\(version)),AND(COUNT(\(version))>0,COUNT(\(version))<\(rows))),\"Look: version is not the same in every row\","
        + "\"OK: \"&IF(\(final)>0,\"final\",\"provisional\")&\", version \"&MAX(1,MAX(\(version))))))",
      longest: "Look: version is not the same in every row",
      remedy:
        "Fill in the first row and copy it down. Final once \(template.form.isPlan ? "the plan is agreed" : "the accounts are audited"); a higher version when it is sent again."
    )
  }

  private var otherLines: Row {
    let others =
      "(\(Formulas.rowsWhere("1=1"))-\(Formulas.rows(of: template.lines.map(\.code))))"
    return Row(
      check: "Lines that the return does not have",
      formula:
        "=IF(\(others)=0,\"OK\",\"Look: \"&\(others)&\" rows have a line code that the return does not have\")",
      longest: "Look: 35 rows have a line code that the return does not have",
      remedy: "Correct the line code, or delete the row.")
  }

  private var comments: Row {
    let long = "SUMPRODUCT(--(LEN(\(Formulas.cells(.comment)))>500))"
    return Row(
      check: "Length of comments",
      formula: "=IF(\(long)=0,\"OK\",\"Look: \"&\(long)&\" comments have more than 500 characters\")",
      longest: "Look: 35 comments have more than 500 characters", remedy: "Shorten the comment.")
  }
}
