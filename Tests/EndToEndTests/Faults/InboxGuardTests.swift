import Foundation
import Testing

/// What a run reads of its inbox, and what it leaves alone.
@Suite("What stands in the inbox")
struct InboxGuardTests {
  /// A folder with one return in its inbox, on a day on which nothing is overdue.
  private func workdir(settle: String = "0s") throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(pipeline + "settle: \(settle)\n", to: "pipeline.yaml")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    return workdir
  }

  private static let day = ["--date", "2024-06-01"]

  @Test("needs no right to write to be read, nor the rights of root to be run")
  func readOnly() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/folder/kings.csv")
    try workdir.giveAway("inbox")
    try workdir.setMode("inbox", files: 0o444, folders: 0o555)
    defer { try? workdir.setMode("inbox", files: 0o644, folders: 0o755) }
    try workdir.giveAway("workspace")
    let before = try workdir.inboxHash()
    let outcome = try workdir.unprivileged(workdir.commandLine("run", Self.day))
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try workdir.share("RJZ", "2023-24", "quick")?["technology_gbp"] == "3000000.00")
    #expect(try workdir.inboxHash() == before)
    #expect(
      try workdir.python(
        """
        import glob, os, stat
        print({oct(stat.S_IMODE(os.stat(name).st_mode)) for name in glob.glob('workspace/archive/??/*.csv')})
        """) == "{'0o440'}\n")
  }

  @Test(
    "leads nobody out of it: a link to a file outside is told once and never read, and a pipe holds nobody up"
  )
  func links() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try workdir.write("organisation_code,secret\nRJ1,PLANTED\n", to: "outside/secret.csv")
    let link = workdir.path("inbox/folder/out.csv")
    try FileManager.default.createDirectory(
      at: workdir.url("inbox/folder"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: workdir.path("outside/secret.csv"))
    #expect(unsafe mkfifo(workdir.path("inbox/pipe.csv"), 0o644) == 0)
    let planned = try workdir.command("plan", Self.day)
    #expect(planned.exitCode == 0 && planned.output.contains("1 link(s) lead out of the inbox"))

    let first = try workdir.command("run", Self.day + ["--output", "json"])
    #expect(first.exitCode == 3, "\(first.errors)")
    let run = try workdir.json(first.output)
    #expect(run["refused_links"] == "['folder/out.csv']")
    #expect(run["files"] == "{'new': 1, 'rejected': 0, 'seen': 1, 'unchanged': 0}")
    let log = try String(
      contentsOf: workdir.url("workspace/runs/\(run["run_id"] ?? "")/log.ndjson"), encoding: .utf8)
    #expect(log.contains(#""event":"link-refused","file":"folder/out.csv""#), "\(log)")
    let again = try workdir.command("run", Self.day)
    #expect(again.exitCode == 0, "told once")
    #expect(
      again.output.contains("1 link(s) lead out of the inbox, and were not read: folder/out.csv. Put the"))
    // A rebuild does not look into the inbox, and forgets nothing that was told.
    #expect(try workdir.command("rebuild", Self.day).exitCode == 0)
    #expect(try workdir.command("run", Self.day).exitCode == 0)
    let bytes = try workdir.python(
      """
      import os
      names = [os.path.join(at, name) for at, _, names in os.walk('workspace') for name in names]
      print(sum(b'PLANTED' in open(name, 'rb').read() for name in names), len(names) > 20)
      """)
    #expect(bytes == "0 True\n")

    // The file itself in its place is a file like others; a link that comes back is news again.
    try FileManager.default.removeItem(atPath: link)
    let quiet = try workdir.command("run", Self.day)
    #expect(quiet.exitCode == 0 && !quiet.output.contains("link"), "\(quiet.output)")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: workdir.path("outside/secret.csv"))
    #expect(try workdir.command("run", Self.day).exitCode == 3)
  }

  @Test("is left until it has settled: a file that came a moment ago waits for the next run", .needsFaketime)
  func settles() throws {
    let workdir = try workdir(settle: "2m")
    defer { workdir.remove() }
    let early = try workdir.command("run", Self.day + ["--output", "json"])
    #expect(early.exitCode == 0, "\(early.errors)")
    let run = try workdir.json(early.output)
    #expect(run["waiting"] == "['guys.csv']" && run["files"]?.contains("'seen': 0") == true, "\(run)")
    let log = try String(
      contentsOf: workdir.url("workspace/runs/\(run["run_id"] ?? "")/log.ndjson"), encoding: .utf8)
    #expect(log.contains(#""event":"file-waits","file":"guys.csv""#), "\(log)")
    #expect(!FileManager.default.fileExists(atPath: workdir.path("workspace/archive/receipts.ndjson")))
    let told = "1 file(s) may still be written to, and wait for the next run: guys.csv."
    #expect(try workdir.command("run", Self.day).output.contains(told))
    #expect(try workdir.command("plan", Self.day).output.contains(told))

    let later = try workdir.later("run", Self.day + ["--output", "json"])
    #expect(later.exitCode == 0, "\(later.errors)")
    #expect(try workdir.json(later.output)["waiting"] == nil)
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
    // A file that is known as it is does not wait, however young it is.
    #expect(
      try workdir.command("run", Self.day).output
        == "Nothing new: 1 file(s) in the inbox, all of them known. Nothing was published.\n")

    // While a file waits, what came under its name before counts as there: the same bytes elsewhere are a copy.
    try FileManager.default.copyItem(
      atPath: workdir.path("inbox/guys.csv"), toPath: workdir.path("inbox/a.csv"))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 300)], ofItemAtPath: workdir.path("inbox/guys.csv"))
    let copied = try workdir.later("run", Self.day)
    #expect(copied.output.contains("wait for the next run: guys.csv."), "\(copied.output) \(copied.errors)")
    let receipts = try String(contentsOf: workdir.url("workspace/archive/receipts.ndjson"), encoding: .utf8)
      .split(separator: "\n")
    #expect(receipts.count == 2 && receipts[1].contains(#""event":"copied""#), "\(receipts)")
  }

  @Test(
    "is taken whole or not at all: a file that is being written to while it is read waits for the next run")
  func growing() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    // As the file of payments goes on growing while it is read, the run leaves it, and takes the return.
    let told = try workdir.python(
      """
      import json, os, subprocess, sys, threading, time
      # Records so long that a busy machine, too, lets the writer in while they are read.
      record = b'Guy\\'s and St Thomas\\' NHS Foundation Trust,01/05/2023,' + b'A' * 2000 + b',30000.00\\n'
      growing = open('inbox/payments.csv', 'ab')
      growing.write(b'Entity,Date,Supplier,Amount\\n' + record * 20_000)
      growing.flush()
      ended = threading.Event()
      def grow():
        while not ended.is_set():
          growing.write(record)
          growing.flush()
          time.sleep(0.0002)
      writer = threading.Thread(target=grow)
      writer.start()
      run = subprocess.run(sys.argv[1:], capture_output=True, text=True, cwd='/')
      ended.set()
      writer.join()
      growing.close()
      summary = json.loads(run.stdout)
      archived = [name for at, _, names in os.walk('workspace/archive') for name in names if name.endswith('.csv') and len(name) == 68]
      print(run.returncode, summary['waiting'], summary['files']['new'], len(archived), os.listdir('workspace/archive').count('incoming'))
      """,
      [techshare.path(percentEncoded: false)]
        + workdir.commandLine("run", Self.day + ["--output", "json"]))
    #expect(told == "0 ['payments.csv'] 1 1 0\n")
    let next = try workdir.command("run", Self.day + ["--output", "json"])
    #expect(try workdir.json(next.output)["files"] == "{'new': 1, 'rejected': 0, 'seen': 2, 'unchanged': 1}")
    let reconciliation = try rows(workdir.published("reconciliation.csv"), in: workdir)
    let lines = try workdir.python("print(sum(1 for _ in open('inbox/payments.csv')), end='')")
    #expect(reconciliation.first { $0["file"] == "payments.csv" }?["physical_lines"] == lines)
  }
}

extension Workdir {
  /// Gives a command whose clock is five minutes ahead of that of the files.
  fileprivate func later(_ name: String, _ arguments: [String]) throws -> Outcome {
    try runProgram(
      URL(filePath: "/usr/bin/env"),
      ["NO_FAKE_STAT=1", "faketime", "-f", "+5m", EndToEndTests.techshare.path(percentEncoded: false)]
        + commandLine(name, arguments), in: Self.project)
  }

  /// A hash over names, modes, times and bytes of the inbox.
  fileprivate func inboxHash() throws -> String {
    try python(
      """
      import hashlib, os
      total = hashlib.sha256()
      for folder, folders, files in os.walk('inbox'):
        folders.sort()
        for name in sorted(folders + files):
          path = os.path.join(folder, name)
          status = os.lstat(path)
          total.update(repr((path, status.st_mode, status.st_mtime_ns, status.st_ctime_ns)).encode())
          if os.path.isfile(path): total.update(open(path, 'rb').read())
      print(total.hexdigest())
      """)
  }
}
