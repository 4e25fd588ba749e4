import Foundation
import Testing

/// Files checked before they are sent, as people and programs are shown it.
@Suite("validate")
struct ValidateTests {
  static let header = "organisation_code,organisation_name,financial_year,line_code,amount\n"

  /// A return with a title row, an amount that is none, a line that is missing and one that does not exist.
  static var faulty: String {
    var guys = HandWrittenReturnsTests.guys
    guys.set("T220", to: "$5")
    guys.remove("E210")
    return "IT expenditure return\n" + guys.text.replacing("T230,\"0\"", with: "T999,7")
  }

  @Test("shows each finding with its record, a caret, what is wrong and the remedy")
  func text() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "clean.csv")
    try workdir.write(Self.faulty, to: "faulty.csv")
    let outcome = try workdir.validate("clean.csv", "faulty.csv")
    #expect(outcome.exitCode == 4)
    #expect(
      outcome.output == """
        clean.csv: 0 errors in 26 records (IT expenditure return, one line a row)

        faulty.csv: 4 errors in 25 records (IT expenditure return, one line a row)
          info preamble-skipped: 1 title row(s) above the header in line 2 were passed over.

        error return-incomplete at faulty.csv:3, where the return begins
          The return of RJ1 for 2023-24 has no line T230 (Cloud hosting). Send it with every line; write 0
            where there is nothing.
          expected: T230
          remedy: Add the line, with 0 where there is nothing, and send the whole return again.

        error return-incomplete at faulty.csv:3, where the return begins
          The return of RJ1 for 2023-24 has no line E210 (Operating expenditure: of which amortisation).
            Send it with every line; write 0 where there is nothing.
          expected: E210
          remedy: Add the line, with 0 where there is nothing, and send the whole return again.

        error type-error at faulty.csv:6, amount
          6 | RJ1,2023-24,T220,"$5"
            |                  ^^^^
          '$5' is in dollars; amounts are in pounds.
          expected: an amount like 1234.50
          remedy: Write the value in the form given under "expected". An amount is written in pounds, such
            as 1234567.89; where there is nothing, write 0.

        error foreign-key at faulty.csv:7, line_code
          7 | RJ1,2023-24,T999,7
            |             ^^^^
          'T999' is no line of 'IT expenditure return, one line a row'.
          expected: a line of the return
          remedy: Correct the code to one that the layout of the return has. If the code is right and new,
            ask the analyst to add it to the list.

        4 errors, 0 warnings in 51 records of 2 files.

        """)
    let quiet = try workdir.validate("--quiet", "clean.csv", "faulty.csv").output
    #expect(quiet.split(separator: "\n").count == 4)
    #expect(
      quiet.contains("\nfaulty.csv:6: error type-error: amount: '$5' is in dollars; amounts are in pounds.\n")
    )
    #expect(try workdir.validate("--quiet", "clean.csv").output.isEmpty)
  }

  /// The caret's columns are worked out by Python's tables of character widths, apart from the program's.
  @Test("sets the caret under the cell, however wide the characters before it are")
  func caret() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let long = String(repeating: "病院 ", count: 40)
    let cells = [
      ("Guy’s é café", "£12a"), ("東京 病院 ｱ", "\"£1 2,x\""), ("e\u{301}e\u{301} Łódź", "x£"),
      ("\"two\nlines\t\"", "many"), ("🏥 hospital", "5x"), ("\"\(long)\"", "cut"), ("", "\"a\"\"b\""),
      ("blanks", "  1 2 x  "),
    ]
    var text = Self.header.replacing("organisation_name", with: "line_description")
    for (name, amount) in cells { text += "RJ1,\(name),2023-24,T110,\(amount)\n" }
    try workdir.write(text, to: "odd.csv")
    let outcome = try workdir.validate("odd.csv")
    let under = try workdir.python(
      """
      import sys, unicodedata
      def width(c): return 0 if unicodedata.category(c) in ('Mn', 'Me') else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
      lines = sys.argv[1].split('\\n')
      for above, below in zip(lines, lines[1:]):
          if not below.strip().startswith('|'): continue
          assert sum(map(width, above)) <= 100, above
          column, found = 0, ''
          for c in above:
              if below[column:column + 1] == '^' or (width(c) == 0 and found): found += c
              column += width(c)
          assert below.count('^') == sum(map(width, found)), (above, below)
          print(found)
      """, outcome.output)
    #expect(under.split(separator: "\n").map(String.init) == cells.map { trimmed($0.1) })
  }

  private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }

  @Test("shows at most 20 findings of a kind, and says how many more there are; counts are not capped")
  func capped() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    var text = Self.header
    for number in 1...500 { text += "RJ1,,2023-24,T110,many\(number)\n" }
    try workdir.write(text, to: "many.csv")
    let output = try workdir.validate("many.csv").output
    #expect(output.components(separatedBy: "\nerror type-error at ").count == 21)
    #expect(output.contains("\nerror type-error: and 480 more of this kind\n"))
    // 500 amounts, and the 26 lines of the return but T110, which is there.
    #expect(output.hasSuffix("\n525 errors, 0 warnings in 500 records of 1 file.\n"))
    let page = try workdir.validate("--output", "html", "many.csv").output
    #expect(page.contains("The first 200 of 525 findings"))
  }

  @Test("never shows what may name a person, even where a comma has moved it into another cell")
  func personal() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.write(
      """
      Entity,Date,Supplier,Expense Type,Payee,Transaction Number,Amount
      Guys,03/04/2023,Jane Secret,IT,Secret,SecretTX1,many
      Guys,,"Secret, Jane",IT,Jane,SecretTX2,5
      Guys,03/04/2023,Jane, Secret,IT,Secret,SecretTX3,5
      Guys,03/04/2023,"Jane Secret,IT,Secret,SecretTX4,5
      Guys,03/04/2023,Jane Secret,IT,Secret,SecretTX5,5

      """, to: "payments.csv")
    for format in ["text", "json", "html"] {
      let output = try workdir.validate("--output", format, "payments.csv").output
      #expect(!output.contains("Secret") && !output.contains("Jane"), "\(output)")
      #expect(output.contains("extra-cell") && output.contains("unclosed-quote"))
    }
    let output = try workdir.validate("payments.csv").output
    // The shifted record has two findings still: what stands under Amount is a transaction number.
    #expect(output.components(separatedBy: "payments.csv:4, ").count == 3)
    #expect(
      output.contains(
        """
          2 | Guys,03/04/2023,[personal],IT,[not used],[personal],many
            |                                                     ^^^^
        """), "\(output)")
  }

  @Test("hides no control characters, and sends none to the terminal")
  func controls() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.write(
      Self.header + "RJ1,\u{1B}[2J\u{202E}x\u{7},2023-24,T110,\u{1B}]0;title\u{7}\u{9B}many\n", to: "odd.csv")
    let outcome = try workdir.validate("odd.csv")
    #expect(outcome.output.contains("RJ1,␛[2J\\u{202e}x␇,2023-24,T110,␛]0;title␇\\u{9b}many"))
    let isClean = outcome.output.unicodeScalars.allSatisfy {
      $0 == "\n" || $0.properties.generalCategory != .control
    }
    #expect(isClean)
  }

  @Test(
    "ends with 0 clean, 3 with warnings only, 4 with errors or a file not opened, 2 where none was",
    arguments: [
      (["clean.csv"], 0), (["warned.csv", "clean.csv"], 3), (["clean.csv", "faulty.csv"], 4),
      (["page.csv"], 4), (["clean.csv", "none.csv"], 4), (["none.csv", "."], 2),
    ] as [([String], Int32)])
  func exitCodes(_ files: [String], _ code: Int32) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let guys = HandWrittenReturnsTests.guys.text
    try workdir.write(guys, to: "clean.csv")
    try workdir.write(guys + "RJ1,2023-24,T220,\"500,000.25\"\n", to: "warned.csv")
    try workdir.write(Self.faulty, to: "faulty.csv")
    try workdir.write("<html><body>Not found</body></html>", to: "page.csv")
    for format in ["text", "json", "html"] {
      let outcome = try workdir.validate(["--output", format] + files)
      #expect(outcome.exitCode == code, "\(format) \(outcome.output)\(outcome.errors)")
      #expect(outcome.errors.contains("none.csv") == files.contains("none.csv"))
      #expect(outcome.errors.contains(". is not a regular file") == files.contains("."))
    }
  }
}

extension Workdir {
  /// Validates files of this folder by the production pipeline, from within the folder.
  func validate(_ arguments: String...) throws -> Outcome { try validate(arguments) }

  func validate(_ arguments: [String]) throws -> Outcome {
    let pipeline = Self.project.appending(path: "Pipelines/nightly.yaml").path(percentEncoded: false)
    return try runProgram(
      EndToEndTests.techshare, ["validate", "--pipeline", pipeline] + arguments, in: folder)
  }
}
