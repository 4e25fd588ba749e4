import Foundation

/// Faults that cost a whole file, and what is adapted so that a file can be read.
enum FaultyFiles {
  static let rejected: [OneFault] = [
    OneFault(
      "an empty file", SentFile("return.csv", ""),
      tells: ["fatal source-error"], reconciles: .nothing(of: 0), shares: .missing),
    OneFault(
      "a web page", SentFile("return.csv", "<html>\n<body>Please log in</body>\n</html>\n"),
      tells: ["fatal not-tabular"], reconciles: .nothing(of: 3), shares: .missing),
    OneFault(
      "a workbook", SentFile("return.csv", Data([0x50, 0x4B, 0x03, 0x04]) + Data("rest\n".utf8)),
      tells: ["fatal workbook-not-csv"], reconciles: .nothing(of: 1), shares: .missing),
    OneFault(
      "no header", CleanFile.long.with("organisation_code,financial_year,line_code,amount\n", ""),
      tells: ["fatal header-not-found"], reconciles: .nothing(of: 31), shares: .missing),
    OneFault(
      "a record above the header",
      CleanFile.long.with("organisation_code", "RJ1,2023-24,T110,1000000.00\norganisation_code"),
      tells: ["fatal header-not-found, line 1"], reconciles: .nothing(of: 33), shares: .missing),
    OneFault(
      "21 rows of titles",
      CleanFile.long.with(
        "organisation_code", String(repeating: "A title\n", count: 21) + "organisation_code"),
      tells: ["fatal header-not-found, line 22"], reconciles: .nothing(of: 53), shares: .missing),
    OneFault(
      "no column of amounts", CleanFile.long.with("line_code,amount", "line_code,spent"),
      tells: ["fatal missing-label, line 1, amount"], reconciles: .nothing(of: 32), shares: .missing),
    OneFault(
      "two columns of amounts", CleanFile.long.with("line_code,amount", "line_code,amount,Amount (£)"),
      tells: ["fatal duplicate-label, line 1, Amount (£)"], reconciles: .nothing(of: 32), shares: .missing),
    OneFault(
      "a line twice among the columns of the wide layout", CleanFile.wide.with("T110,T120,", "T110,T110,"),
      tells: ["fatal duplicate-label, line 1, T110"], reconciles: .nothing(of: 2), shares: .missing),
  ]

  static let adapted: [OneFault] = [
    adapted(
      "a title above the header",
      CleanFile.long.with("organisation_code", "Return of RJ1\norganisation_code"),
      tells: ["info preamble-skipped"], reconciles: .long(preamble: 1)),
    adapted(
      "Windows-1252",
      SentFile(
        "return.csv", CleanFile.long.with("T220,3", "T220,£3").text.data(using: .windowsCP1252) ?? Data()),
      tells: ["info encoding-fallback"], reconciles: .long()),
    adapted(
      "UTF-16", SentFile("return.csv", CleanFile.long.text.data(using: .utf16) ?? Data()),
      tells: ["info encoding-fallback"], reconciles: .long()),
    adapted(
      "semicolons", CleanFile.long.eachLine { $0.replacing(",", with: ";") },
      tells: ["info delimiter-adapted, line 1"], reconciles: .long()),
    adapted(
      "thousands",
      CleanFile.long.eachLine { $0.replacing("amount", with: "Amount (£000)").replacing("000.00", with: "") },
      tells: ["info unit-adapted, line 1, Amount (£000)"], reconciles: .long()),
    adapted(
      "an amount finer than a penny",
      CleanFile.long.with("300000.00\nRJ1,2023-24,T230", "299999.995\nRJ1,2023-24,T230"),
      tells: ["info unit-adapted, line 5, amount"], reconciles: .long()),
    adapted(
      "a row of empty cells", CleanFile.long.with("RJ1,2023-24,T220", ",,,\nRJ1,2023-24,T220"),
      tells: ["info blank-row, line 5"], reconciles: .long(blank: 1)),
    adapted(
      "a column without a label", CleanFile.long.with("line_code,amount", "line_code,amount,"),
      tells: ["info blank-label, line 1"], reconciles: .long()),
    adapted(
      "a column that nobody knows", CleanFile.long.with("line_code,amount", "line_code,amount,Checked by"),
      tells: ["info extra-label, line 1, Checked by"], reconciles: .long()),
    adapted(
      "headings by other names",
      CleanFile.long.with("organisation_code", "ODS Code").with("line_code", "Line"),
      tells: ["info label-adapted, line 1"], reconciles: .long()),
    adapted(
      "a total row", CleanFile.long.with("L110,200000.00\n", "L110,200000.00\n,,Total,73700000.00\n"),
      tells: ["info footer-skipped, line 33"], reconciles: .long(footer: 1)),
    adapted(
      "the same file twice", CleanFile.long, beside: [CleanFile.long.named("sent again.csv")],
      tells: ["info duplicate-file, sent again.csv"], reconciles: .long()),
    OneFault(
      "a total row that does not add up",
      CleanFile.long.with("L110,200000.00\n", "L110,200000.00\n,,Total,73700000.01\n"),
      tells: ["info footer-skipped, line 33", "warning footer-mismatch, line 33"],
      reconciles: .long(footer: 1), shares: CleanFile.shares),
  ]

  /// What is adapted costs nothing and is no news.
  private static func adapted(
    _ name: String, _ file: SentFile, beside: [SentFile] = [], tells: [String], reconciles: Reconciled
  ) -> OneFault {
    OneFault(
      name, file, beside: beside, tells: tells, reconciles: reconciles, shares: CleanFile.shares)
  }
}
