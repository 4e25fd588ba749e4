import Returns

extension ReturnTemplate {
  /// The sheet *Guidance*: how to fill in, save and send, how shares are worked out, and each line.
  var guidance: Sheet {
    let rows = filling + saving + sharing + linesInWords
    return Sheet(
      name: "Guidance", contents: "",
      title: "Guidance on the IT expenditure return, \(form.period)",
      remarks: [form.notice ?? "", "Return of \(name) (\(organisation)) for \(form.period)."].filter {
        !$0.isEmpty
      },
      columns: [
        Sheet.Column(heading: "Subject", width: 52), Sheet.Column(heading: "What to know", width: 110),
      ],
      rows: rows.map { [.text($0.0), .text($0.1)] }, hasFilter: false)
  }

  private var filling: [(String, String)] {
    [
      (
        "What this is for",
        form.isPlan
          ? "The plan says what the trust means to spend on technology and in all, from 1 April \(form.year.startYear) to 31 March \(form.year.startYear + 1). It enters no share, and is shown beside what was spent once that is known."
          : "The return says what the trust spent on technology and in all, from 1 April \(form.year.startYear) to 31 March \(form.year.startYear + 1). From it the trust’s technology share of spending is worked out."
      ),
      (
        "How to fill in the return",
        "On the sheet Return, fill in the column amount in every row. Leave headings, codes, name and year as they are. Watch the sheet Checks while you fill in: when its first result says OK, the return can be sent."
      ),
      (
        "Amounts",
        "In pounds and pence, such as 1234567.89, never in thousands; without recovered VAT and with VAT that is not recovered, as in the accounts. Write 0 where there is nothing: an empty amount is not zero, and no share is worked out from part of a return."
      ),
      (
        "Negative amounts",
        "Recharges (T511 and T512) are entered negative. Impairments (E220) may be either. All other amounts are zero or above."
      ),
      (
        "Lines that may be left out",
        "Every line whose code begins with T or E is needed. Any other whose amount is not known may be left out by deleting its row."
      ),
      (
        "Amounts that are there already",
        "Where the audited accounts have come, E lines are filled in from them, in whole thousands of pounds: confirm or correct them. The column last_year shows the last return’s amounts; it and the column guidance are not read when the return comes in."
      ),
      (
        "Status and version",
        "provisional or final, and 1 for the first time, 2 when the return is sent again; the same in every row. A final return goes before a provisional one, and a higher version before a lower."
      ),
      (
        "Approved by",
        "The role of whoever approves the return, such as Director of Finance, in one row or in all; no name."
      ),
      (
        "Comment",
        "What readers should know, at most 500 characters, in the row that it is about. It may be published as it stands: write nothing about a person."
      ),
    ]
  }

  private var saving: [(String, String)] {
    [
      ("Keep a copy", "Save this workbook first: a CSV file holds the sheet Return alone, without checks."),
      (
        "How to save in Excel",
        "Choose the sheet Return, then File, Save As, and the file type CSV UTF-8 (Comma delimited) (*.csv). Excel says that only this sheet is saved: that is right."
      ),
      (
        "How to save in LibreOffice",
        "Choose the sheet Return, then File, Save As, and the file type Text CSV (.csv); keep the format, and choose Unicode (UTF-8) and a comma between fields."
      ),
      (
        "Where to send it",
        "Send the CSV file, not this workbook, "
          + (form.contact.map { "as agreed with \($0)" } ?? "back the way this workbook came")
          + (form.isPlan ? "." : ", by \(form.year.returnsDueOn.inWords).")
      ),
    ]
  }

  private var sharing: [(String, String)] {
    let lead = (
      "How the technology share is worked out",
      "A trust’s technology share is what it spends on technology in a financial year, divided by all that it spends. There is more than one fair way to measure, so every share is given in each. What national programmes pay a trust counts where the trust spends it. Totals come from the audited accounts where they have come, else from the return; technology comes from the return."
    )
    let measures = form.measures.map { measure in
      (
        "Measure: \(Wording.capitalised(measure.name))\(measure.isHeadline ? ", the headline" : "")",
        "\(measure.title). Technology: \(measure.technology.words). Total: \(measure.total.words)."
      )
    }
    return [lead] + measures + [
      (
        "What is in no line",
        "Charitable funds, transfers by absorption, additions donated in kind or leased at a peppercorn, and finance costs such as interest on private finance schemes and dividends on public capital. Medical devices, and the software built into them, are not technology."
      )
    ]
  }

  private var linesInWords: [(String, String)] {
    lines.map { line in
      (
        "\(line.code): \(line.description)",
        "Include: \(line.include)." + (line.leaveOut.isEmpty ? "" : " Leave out: \(line.leaveOut).")
          + (line.isRequired ? "" : " This line may be left out.")
      )
    }
  }
}

extension CalendarDate {
  /// `31 July 2025`.
  fileprivate var inWords: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return "\(day) \(months[month - 1]) \(year)"
  }
}
