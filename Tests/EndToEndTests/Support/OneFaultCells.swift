/// Faults of a cell or a record in a return: they hold the bases that need what was rejected.
enum FaultyCells {
  /// T220 is in technology on every basis, T410 only on `cost`, E210 only in the total of `spend`.
  static let long: [OneFault] = [
    amount("that a spreadsheet had no room to show", "######", "type-error"),
    amount("that is a spreadsheet's error", "#REF!", "type-error"),
    amount("in dollars", "$300000.00", "type-error"),
    amount("in words", "many", "type-error"),
    amount("too large to be one", "10000000000000.01", "type-error"),
    amount("that is 300 or 300,000", "300.000", "amount-ambiguous"),
    amount("in the continental manner", "\"300.000,00\"", "amount-ambiguous"),
    amount("with commas in the wrong places", "\"3,00,000\"", "amount-ambiguous"),
    amount("left empty", "", "constraint-error", unreadable: 0),
    amount("that is not available", "n/a", "constraint-error", unreadable: 0),
    OneFault(
      "a year for an amount", CleanFile.long.with("T410,200000.00", "T410,2024-25"),
      tells: ["error type-error, line 18, amount"],
      reconciles: .long(accepted: 30, rejected: 1, unreadable: 1),
      shares: CleanFile.shares.without(cost: "held, type-error")),
    OneFault(
      "a recharge that was entered without its minus",
      CleanFile.long.with("T512,-100000.00", "T512,100000.00"),
      tells: ["error constraint-error, line 21, amount"],
      reconciles: .long(accepted: 30, rejected: 1, rejectedPounds: "100000.00"),
      shares: CleanFile.shares.without(spend: "held, constraint-error", cost: "held, constraint-error")),
    OneFault(
      "an unreadable amount that one total alone needs", CleanFile.long.with("E210,500000.00", "E210,#N/A"),
      tells: ["error type-error, line 24, amount"],
      reconciles: .long(accepted: 30, rejected: 1, unreadable: 1),
      shares: CleanFile.shares.without(spend: "held, type-error")),
    OneFault(
      "an unreadable amount that no share needs", CleanFile.long.with("L110,200000.00", "L110,unknown"),
      tells: ["error type-error, line 32, amount"],
      reconciles: .long(accepted: 30, rejected: 1, unreadable: 1), shares: CleanFile.shares),
    OneFault(
      "an unreadable control total", CleanFile.long.with("C900,2700000.00", "C900,#VALUE!"),
      tells: ["error type-error, line 28, amount"],
      reconciles: .long(accepted: 30, rejected: 1, setAside: "0.00", unreadable: 1),
      shares: CleanFile.shares),
    OneFault(
      "a thousands separator outside quotes", CleanFile.long.with("T220,300000.00", "T220,300,000.00"),
      tells: ["error extra-cell, line 5, column 5"],
      reconciles: .long(accepted: 30, rejected: 1, rejectedPounds: "300.00"),
      shares: .none("held, extra-cell")),
    OneFault(
      "a record that ends before its amount", CleanFile.long.with("T220,300000.00", "T220"),
      tells: ["error missing-cell, line 5, amount"], reconciles: .long(accepted: 30, rejected: 1),
      shares: .none("held, missing-cell")),
    OneFault(
      "a line twice with different amounts",
      CleanFile.long.with("T220,300000.00\n", "T220,300000.00\nRJ1,2023-24,T220,300000.01\n"),
      tells: ["error primary-key, line 6, line_code"],
      reconciles: .long(rejected: 1, rejectedPounds: "300000.01"), shares: .none("held, primary-key")),
    OneFault(
      "a line twice with the same amount",
      CleanFile.long.with("T220,300000.00\n", "T220,300000.00\nRJ1,2023-24,T220,300000.00\n"),
      tells: ["warning duplicate-row, line 6, line_code"],
      reconciles: .long(accepted: 32, setAside: "3000000.00"), shares: CleanFile.shares),
    OneFault(
      "a line that no return has",
      CleanFile.long.with("RJ1,2023-24,T220", "RJ1,2023-24,T215,7.00\nRJ1,2023-24,T220"),
      tells: ["error foreign-key, line 5, line_code"],
      reconciles: .long(rejected: 1, rejectedPounds: "7.00"), shares: CleanFile.shares),
    OneFault(
      "a fault below cells with line breaks",
      SentFile(
        "return.csv",
        CleanFile.long.with("line_code,amount", "line_code,amount,comment")
          .with("T110,1000000.00", "T110,1000000.00,\"two\r\nlines\"")
          .with("T120,100000.00", "T120,100000.00,\"one\n\nthree\"")
          .with("T220,300000.00", "T220,######,\"and\rmore\"").text),
      tells: ["error type-error, line 8, amount"],
      reconciles: .long(accepted: 30, rejected: 1, unreadable: 1, acceptedLines: 33, rejectedLines: 2),
      shares: .none("held, type-error")),
    OneFault(
      "a line that is not there", CleanFile.long.with("RJ1,2023-24,E210,500000.00\n", ""),
      tells: ["error return-incomplete, line 2, line_code"], reconciles: .long(accepted: 30),
      shares: CleanFile.shares.without(spend: "held, return-incomplete")),
  ]

  /// Where a record cannot be placed, its line is missing from the return as well, which is told at the return's first.
  static let unplaced: [OneFault] = [
    unplaced(
      "without a line", "RJ1,2023-24,,300000.00", "error constraint-error, line 5, line_code", "300000.00"),
    unplaced(
      "of a line that was mistyped", "RJ1,2023-24,T22O,300000.00", "error foreign-key, line 5, line_code",
      "300000.00"),
    unplaced(
      "without a year", "RJ1,,T220,300000.00", "error constraint-error, line 5, financial_year", "300000.00"),
    unplaced(
      "of no year", "RJ1,20x3,T220,300000.00", "error year-unknown, line 5, financial_year", "300000.00"),
    unplaced(
      "of one year or the one before", "RJ1,2023,T220,300000.00",
      "error year-unknown, line 5, financial_year", "300000.00"),
    unplaced(
      "of a trust that nobody knows", "QX9,2023-24,T220,300000.00",
      "error organisation-unknown, line 5, organisation_code", "300000.00"),
    unplaced(
      "of no trust", ",2023-24,T220,300000.00", "error organisation-unknown, line 5, organisation_code",
      "300000.00"),
    unplaced("with a NUL", "RJ1,2023-24,T220,\u{0}300000.00", "error nul-byte, line 5"),
    unplaced("with an open quote", "RJ1,2023-24,\"T220,300000.00", "error unclosed-quote, line 5"),
    unplaced("with text after a quote", "RJ1,2023-24,\"T220\"x,300000.00", "error unclosed-quote, line 5"),
  ]

  /// In the wide layout a cell is a line: it falls alone, and its record stands; a fault of the record costs all lines.
  static let wide: [OneFault] = [
    cell(
      "that cannot be read", ",######,", "error type-error, line 2, T220", "held, type-error", unreadable: 1),
    cell(
      "with two meanings", ",300.000,", "error amount-ambiguous, line 2, T220", "held, amount-ambiguous",
      unreadable: 1),
    cell("left empty", ",,", "error constraint-error, line 2, T220", "held, constraint-error"),
    OneFault(
      "in a wide return, a column that is not there",
      CleanFile.wide.with("T210,T220,", "T210,").with("50000,300000,", "50000,"),
      tells: ["error return-incomplete, line 2, T220"],
      reconciles: Reconciled(accepted: 1, setAside: "2700000.00"), shares: .none("held, return-incomplete")),
    OneFault(
      "in a wide return, a control total a penny out", CleanFile.wide.with(",2700000,", ",2700000.01,"),
      tells: ["held control-total-mismatch, line 2, C900"],
      reconciles: Reconciled(accepted: 1, setAside: "2700000.01"),
      shares: .none("held, control-total-mismatch")),
    record(
      "a kind that nobody knows", CleanFile.wide.with("outturn", "budget"),
      "error constraint-error, line 2, kind"),
    record(
      "a status that nobody knows", CleanFile.wide.with("final", "signed"),
      "error constraint-error, line 2, status"),
    record(
      "no version number", CleanFile.wide.with("final,1,", "final,latest,"),
      "error type-error, line 2, version"),
    record("no date", CleanFile.wide.with("2024-03-31", "31 March"), "error type-error, line 2, period_end"),
    record(
      "days of another year", CleanFile.wide.with("2023-04-01", "2022-04-01"),
      "error year-mismatch, line 2, period_start"),
    record(
      "a cell more than the header", CleanFile.wide.with(",300000,200000\n", ",300000,200000,5\n"),
      "error extra-cell, line 2, column 40", shares: .none("held, extra-cell")),
  ]

  private static func cell(
    _ what: String, _ text: String, _ told: String, _ why: String, unreadable: Int = 0
  ) -> OneFault {
    OneFault(
      "in a wide return, an amount \(what)", CleanFile.wide.with("50000,300000,150000", "50000\(text)150000"),
      tells: [told], reconciles: Reconciled(accepted: 1, setAside: "2700000.00", unreadable: unreadable),
      shares: .none(why))
  }

  private static func record(
    _ what: String, _ file: SentFile, _ told: String, shares: Shares = .missing
  ) -> OneFault {
    OneFault(
      "in a wide return, \(what)", file, tells: [told],
      reconciles: Reconciled(accepted: 0, rejected: 1, rejectedPounds: "73700000.00"), shares: shares)
  }

  private static func amount(
    _ what: String, _ text: String, _ code: String, unreadable: Int = 1
  ) -> OneFault {
    OneFault(
      "an amount \(what)", CleanFile.long.with("T220,300000.00", "T220,\(text)"),
      tells: ["error \(code), line 5, amount"],
      reconciles: .long(accepted: 30, rejected: 1, unreadable: unreadable), shares: .none("held, \(code)"))
  }

  private static func unplaced(
    _ what: String, _ record: String, _ told: String, _ pounds: String = "0.00"
  ) -> OneFault {
    OneFault(
      "a record \(what)", CleanFile.long.with("RJ1,2023-24,T220,300000.00", record),
      tells: ["error return-incomplete, line 2, line_code", told],
      reconciles: .long(accepted: 30, rejected: 1, rejectedPounds: pounds),
      shares: .none("held, return-incomplete"))
  }
}
