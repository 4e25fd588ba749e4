import Returns

/// The sheet *Checks*: what is still to do and what needs a look, worked out while the return is filled in.
///
/// A result begins with `OK`, `To do` or `Look`; a share is a number. Each line of the return has a row of its own, and the
/// rows above count theirs.
struct TemplateChecks {
  typealias Formulas = TemplateFormulas

  struct Row {
    let check: String
    let formula: String
    /// As long as the result can be.
    var longest = ""
    var isShare = false
    let remedy: String
  }

  let template: ReturnTemplate
  private let remarks = [
    "The results follow the sheet Return while it is filled in. OK: nothing to do. To do: something is still to fill in. Look: something is likely to be wrong; correct it, or explain it in the comment.",
    "Where results are empty, choose Enable Editing above the sheet.",
  ]

  init(_ template: ReturnTemplate) { self.template = template }

  var sheet: Sheet {
    Sheet(
      name: "Checks", contents: "",
      title: "Checks: \(template.organisation), \(template.name), \(template.form.period)",
      remarks: remarks,
      columns: [
        Sheet.Column(heading: "Check", width: 52), Sheet.Column(heading: "Result", width: 52),
        Sheet.Column(heading: "What to do", width: 80),
      ],
      rows: rows.map { row in
        [
          .text(row.check),
          row.isShare ? .share(formula: row.formula) : .formula(row.formula, longest: row.longest),
          .text(row.remedy),
        ]
      }, hasFilter: false)
  }

  private var rows: [Row] {
    let first = remarks.count + 3
    // The rows above the lines point at the lines' rows, and so must know how many they are themselves.
    let count = summary(first: first, lines: first).count
    return summary(first: first, lines: first + count) + template.lines.map(row)
  }

  // MARK: Lines

  private enum Said {
    static let toDo = "To do: fill in the amount; write 0 where there is nothing"
    static let missing = "Look: the line is missing"
    static let twice = "Look: the line is there twice"
    static let text = "Look: this is text, not a number"
    static let sign = "Look: wrong sign"
    static let unit = "Look: unit"
  }

  private func row(_ line: ReturnTemplate.Line) -> Row {
    let amount = Formulas.cell(.amount, of: line.code)
    let before = Formulas.cell(.lastYear, of: line.code)
    let number = Formulas.rows(of: [line.code])
    let missing = line.isRequired ? Said.missing : "OK: left out; this line may be"
    var formula = "\"OK\""
    formula =
      "IF(ISNUMBER(\(before)),IF(OR(\(amount)=0,\(before)=0),\(formula),"
      + "IF(ABS(\(amount))>=500*ABS(\(before)),\"\(Said.unit); hundreds of times last year’s amount\","
      + "IF(500*ABS(\(amount))<=ABS(\(before)),\"\(Said.unit); a small part of last year’s amount\",\(formula)))),\(formula))"
    if let least = line.least {
      formula = "IF(\(amount)<\(least),\"\(Said.sign); the amount must be at least \(least)\",\(formula))"
    }
    if let most = line.most {
      formula = "IF(\(amount)>\(most),\"\(Said.sign); the amount must be at most \(most)\",\(formula))"
    }
    formula = "IF(NOT(ISNUMBER(\(amount))),\"\(Said.text)\",\(formula))"
    formula = "IF(\(amount)=\"\",\"\(Said.toDo)\",\(formula))"
    formula = "IF(\(number)=0,\"\(missing)\",IF(\(number)>1,\"\(Said.twice)\",\(formula)))"
    return Row(
      check: "\(line.code): \(line.description)",
      formula: "=IFERROR(\(formula),\"Look: the cell holds an error\")", longest: Said.toDo,
      remedy: line.guidance)
  }

  // MARK: The return as a whole

  private func summary(first: Int, lines: Int) -> [Row] {
    let last = lines + template.lines.count - 1
    let results = "$B$\(lines):$B$\(last)"
    let all = "$B$\(first + 1):$B$\(last)"
    func count(_ beginning: String, in cells: String) -> String {
      "SUMPRODUCT(--(LEFT(\(cells),\(beginning.count))=\(quoted(beginning))))"
    }
    /// How many lines say this, and which is the first of them.
    func ofLines(_ check: String, _ said: String, _ kind: String, _ words: String, _ remedy: String) -> Row {
      let name = "INDEX($A$\(lines):$A$\(last),MATCH(\(quoted(said + "*")),\(results),0))"
      let number = count(said, in: results)
      return Row(
        check: check,
        formula:
          "=IF(\(number)=0,\"OK\",\"\(kind): \"&\(number)&\" \(words); the first is \"&LEFT(\(name),FIND(\":\",\(name))-1))",
        longest: "\(kind): 35 \(words); the first is T110", remedy: remedy)
    }
    let toDo = count("To do", in: all)
    let look = count("Look", in: all)
    var rows = [
      Row(
        check: "Ready to send",
        formula:
          "=IF(\(toDo)+\(look)=0,\"OK: save the sheet Return as CSV and send it\",\"To do: \"&\(toDo)&\" results say To do, \"&\(look)&\" say Look\")",
        longest: "OK: save the sheet Return as CSV and send it",
        remedy:
          "Go through the results below that do not begin with OK. How to save and send is on the sheet Guidance."
      ),
      ofLines(
        "Lines still to fill", "To do", "To do", "lines to fill",
        "Fill in every amount. Where there is nothing, write 0: an empty amount is not zero."),
      ofLines(
        "Lines deleted", Said.missing, "Look", "lines are missing",
        "Put the row back with its line code. Lines whose code begins with T or E must all be there."),
      ofLines(
        "Lines there twice", Said.twice, "Look", "lines are there twice", "Keep one row of each line."),
      ofLines(
        "Text in an amount", Said.text, "Look", "amounts are text",
        "Type the amount as a number in pounds and pence, without words."),
      ofLines(
        "Signs", Said.sign, "Look", "amounts have the wrong sign",
        "Recharges (T511 and T512) are entered negative. Impairments (E220) may be either. All other amounts are zero or above."
      ),
      unit(
        named: "INDEX($A$\(lines):$A$\(last),MATCH(\(quoted(Said.unit + "*")),\(results),0))",
        count: count(Said.unit, in: results)),
    ]
    if let control = template.form.control { rows.append(self.control(control.code, control.sum)) }
    rows += identity
    rows += template.form.checks.map(parts)
    let shares = template.form.measures.map(share)
    rows += shares
    rows.append(range(ofShareIn: "$B$\(first + rows.count - shares.count)"))
    return rows
  }

  private func unit(named name: String, count: String) -> Row {
    let expenditure = template.form.expenditure
    let sum = Formulas.sum(expenditure.sum)
    let (least, most) = (expenditure.least, expenditure.most)
    return Row(
      check: "Unit: pounds, not thousands",
      formula:
        "=IF(\(Formulas.open(expenditure.sum.codes))>0,\"To do: fill in \(expenditure.sum.words) first\","
        + "IF(OR(\(sum)<\(least),\(sum)>\(most)),\"Look: \(expenditure.sum.words) is £\"&\(Formulas.money(sum))&\"; no trust spends so little or so much\","
        + "IF(\(count)>0,\"Look: \"&\(count)&\" amounts are hundreds of times last year’s, or a small part; the first is \"&LEFT(\(name),FIND(\":\",\(name))-1),\"OK\")))",
      longest: "Look: 35 amounts are hundreds of times last year’s, or a small part; the first is T110",
      remedy:
        "Amounts are in pounds and pence, never in thousands. If a large change is right, say why in the comment."
    )
  }

  private func control(_ code: String, _ sum: ReturnTemplate.Sum) -> Row {
    let stated = Formulas.cell(.amount, of: code)
    let total = Formulas.sum(sum)
    return Row(
      check: "Control total: \(code) is the sum of \(sum.words)",
      formula:
        "=IF(\(Formulas.rows(of: [code]))=0,\"OK: left out; this line may be\",IF(\(Formulas.open([code] + sum.codes))>0,\"To do: fill in \(code) and \(sum.words) first\","
        + "IF(ROUND(\(stated),2)=\(total),\"OK\",\"Look: \(code) is \"&\(Formulas.money(stated))&\", \(sum.words) come to \"&\(Formulas.money(total)))))",
      longest: "Look: \(code) is 1,000,000,000.00, \(sum.words) come to 1,000,000,000.00",
      remedy: "Correct the line that is wrong, or the control total.")
  }

  private func parts(_ check: ReturnTemplate.Check) -> Row {
    let codes = check.parts.codes + check.total.codes
    let (parts, total) = (Formulas.sum(check.parts), Formulas.sum(check.total))
    let words = check.mustBeEqual ? "add up to" : "within"
    return Row(
      check: "\(check.parts.words) \(words) \(check.total.words)",
      formula:
        "=IF(\(Formulas.rows(of: codes))<\(codes.count),\"OK: not checked, as a line is left out\",IF(\(Formulas.open(codes))>0,\"To do: fill in these lines first\","
        + "IF(\(parts)\(check.mustBeEqual ? "=" : "<=")\(total),\"OK\",\"Look: \"&\(Formulas.money(parts))&\(check.mustBeEqual ? "\" against \"" : "\" is more than \"")&\(Formulas.money(total)))))",
      longest: "Look: 1,000,000,000.00 is more than 1,000,000,000.00",
      remedy: check.mustBeEqual
        ? "Correct the line that is wrong."
        : "A part cannot be more than its whole. Correct the line that is wrong.")
  }

  private func share(_ measure: ReturnTemplate.Measure) -> Row {
    let codes =
      measure.technology.codes + measure.total.codes.filter { !measure.technology.codes.contains($0) }
    let (technology, total) = (Formulas.sum(measure.technology), Formulas.sum(measure.total))
    return Row(
      check: "Technology share, \(measure.name)\(measure.isHeadline ? " (the headline)" : "")",
      formula:
        "=IF(\(Formulas.open(codes))>0,\"To do: \"&\(Formulas.open(codes))&\" of its lines to fill\",IF(\(total)<=0,\"Look: the total is not above zero\",ROUND(\(technology)/\(total),6)))",
      isShare: true,
      remedy:
        template.form.isPlan
        ? "\(measure.title). As it is planned."
        : "\(measure.title). As it will come out; once the audited accounts have come, the total is taken from them."
    )
  }

  private func range(ofShareIn cell: String) -> Row {
    let (least, most) = template.form.shares
    return Row(
      check: "The headline share is one that a trust can have",
      formula:
        "=IF(NOT(ISNUMBER(\(cell))),\"To do: fill in its lines first\",IF(OR(\(cell)*10000<\(least.value),\(cell)*10000>\(most.value)),\"Look: no trust spends less than \(least)% or more than \(most)%\",\"OK\"))",
      longest: "Look: no trust spends less than 0.2% or more than 20%",
      remedy: "Look for an amount with a slip, or in another unit than the others.")
  }
}
