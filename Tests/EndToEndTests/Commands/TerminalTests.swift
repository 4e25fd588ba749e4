import Foundation
import Testing

/// What a run shows on a terminal; the files that every other test reads hold nothing of it.
@Suite("A run on a terminal")
struct TerminalTests {
  private struct Shown: Decodable {
    let code: Int
    /// What was written to standard output, and to standard error.
    let output: String
    let errors: String
  }

  /// Runs with standard error, and standard output where that is asked for, on a terminal of 100 columns.
  private func show(
    _ workdir: Workdir, outputIsTerminal: Bool, term: String = "xterm", _ options: String...
  ) throws -> Shown {
    let text = try workdir.python(
      """
      import fcntl, json, os, pty, struct, subprocess, sys, termios, threading
      def terminal():
        ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack('HHHH', 25, 100, 0, 0))
        return ours, its
      def read(ours, parts):
        while True:
          try: part = os.read(ours, 65536)
          except OSError: return
          if not part: return
          parts.append(part)
      errors, output = terminal(), terminal() if sys.argv[1] == 'true' else os.pipe()
      run = subprocess.Popen(sys.argv[3:], stdin=subprocess.DEVNULL, stdout=output[1], stderr=errors[1], cwd='/', env=dict(os.environ, TERM=sys.argv[2]))
      os.close(errors[1]), os.close(output[1])
      parts = {errors[0]: [], output[0]: []}
      readers = [threading.Thread(target=read, args=item) for item in parts.items()]
      for reader in readers: reader.start()
      for reader in readers: reader.join()
      code = run.wait()
      print(json.dumps({'code': code, 'output': b''.join(parts[output[0]]).decode(), 'errors': b''.join(parts[errors[0]]).decode()}))
      """,
      ["\(outputIsTerminal)", term, techshare.path(percentEncoded: false)]
        + workdir.commandLine("run", ["--date", "2024-07-01"] + options))
    return try JSONDecoder().decode(Shown.self, from: Data(text.utf8))
  }

  private func workdir() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    // Enough that the line is drawn: £1 in each record.
    let payments =
      "Entity,Date,Supplier,Amount\n"
      + String(
        repeating: "King's College Hospital NHS Foundation Trust,01/05/2023,A,1.00\n", count: 12_000)
    try workdir.write(payments, to: "inbox/many.csv")
    return workdir
  }

  @Test("draws one line in place and takes it away again; a table follows what is printed otherwise")
  func progress() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    let shown = try show(workdir, outputIsTerminal: true)
    #expect(shown.code == 3, "the payments are all alike, which is told")
    let end = "\u{1B}[K"
    #expect(shown.errors.hasPrefix("\r") && shown.errors.hasSuffix("\r\(end)"), "\(shown.errors)")
    let drawn = shown.errors.components(separatedBy: "\r").dropFirst()
    #expect(drawn.allSatisfy { $0.hasSuffix(end) && $0.count < 100 + end.count && !$0.contains("\n") })
    #expect(
      drawn.contains { $0.hasPrefix("techshare: loading, ") && $0.contains(" of 2 files, ") }, "\(drawn)")
    #expect(!shown.errors.replacing(end, with: "").contains("\u{1B}"), "it is coloured")
    let lines = shown.output.components(separatedBy: "\r\n")
    #expect(lines[0].hasPrefix("Published 2 new file(s) of 2: edition "))
    let table = lines.drop { !$0.isEmpty }.dropFirst().map { $0 }
    // Guy's amounts, revenue less recharges, and 12,000 payments of a pound: added up in reconciliation.csv by SQL.
    #expect(table.first?.split(separator: " ") == ["files", "records", "pounds"])
    #expect(
      table.contains { $0.split(separator: " ").starts(with: ["accepted", "2", "12,026"]) }, "\(table)")
    #expect(table.contains { $0.split(separator: " ") == ["rejected", "0", "0", "0"] }, "\(table)")
    let read = try workdir.python(
      """
      import csv, decimal
      rows = list(csv.DictReader(open('workspace/publish/latest/reconciliation.csv')))
      print('%s' % format(sum(decimal.Decimal(row['read_gbp']) for row in rows).quantize(1, decimal.ROUND_HALF_UP), ','), end='')
      """)
    #expect(table.contains { $0.split(separator: " ") == ["read", "2", "12,026", read[...]] }, "\(table)")
    // A head and 26 lines, a head and 12,000.
    #expect(table.contains { $0.hasPrefix("12,028 lines in 0:") }, "\(table)")
  }

  @Test(
    "shows no line where standard error is asked to be silent or can only print, and no table where output is no terminal",
    arguments: [("xterm", "--quiet"), ("xterm", "--verbose"), ("dumb", "--no-color")])
  func noProgress(_ term: String, _ option: String) throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    let shown = try show(workdir, outputIsTerminal: false, term: term, option)
    #expect(shown.code == 3, "the payments are all alike, which is told")
    #expect(!shown.errors.contains("loading,") && !shown.errors.contains("\u{1B}"), "\(shown.errors)")
    #expect(!shown.output.contains("pounds") && shown.output.isEmpty == (option == "--quiet"))
  }
}
