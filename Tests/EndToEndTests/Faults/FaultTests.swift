import Foundation
import Testing

/// What a run says and leaves where something under it is at fault, and that nothing is lost by it.
@Suite("A fault of the machine")
struct FaultTests {
  @Test(
    "in the database: every command says to make it again, a rebuild does, and the publication stands",
    arguments: ["random.randbytes(size // 2)", "b'no database' * (size // 12)"])
  func damagedDatabase(_ bytes: String) throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    _ = try workdir.python(
      """
      import os, random, sys
      size = os.path.getsize('workspace/techshare.sqlite')
      random.seed(20260105)
      garbage = \(bytes)
      with open('workspace/techshare.sqlite', 'r+b') as file:
        file.seek((size - len(garbage)) // 2)
        file.write(garbage)
      """)
    let says = "\(workdir.path("workspace/techshare.sqlite")) is damaged"
    for command in ["run", "reprocess"] {
      let outcome = try workdir.command(command, DisturbedNight.second + ["--quiet"])
      try night.expectFailure(outcome, says: says, "techshare rebuild")
    }
    for command in ["plan", "status", "runs"] {
      try night.expectFailure(try workdir.command(command), says: says, "techshare rebuild")
    }
    let rebuilt = try workdir.command("rebuild", DisturbedNight.first)
    #expect(rebuilt.exitCode == 0, "\(rebuilt.errors)")
    try night.expectMended()
  }

  @Test("in the database, while nothing is published: a rebuild asks it nothing that it cannot say")
  func damagedWithoutPublication() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    try workdir.write(Data(repeating: UInt8(ascii: "x"), count: 8192), to: "workspace/techshare.sqlite")
    try FileManager.default.removeItem(at: workdir.url("workspace/publish/latest"))
    let rebuilt = try workdir.command("rebuild", DisturbedNight.first)
    #expect(rebuilt.exitCode == 0, "\(rebuilt.errors)")
    let next = try night.run()
    #expect(next.exitCode == 0 && next.errors == "", "\(next.errors)")
    #expect(try workdir.checksums() == night.undisturbed)
  }

  @Test("in an archived file: reading it again names it, as rebuild does, until it is restored")
  func truncatedArchive() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    let hash = try workdir.python(
      "import hashlib; print(hashlib.sha256(open('inbox/guys.csv', 'rb').read()).hexdigest(), end='')")
    let kept = "workspace/archive/\(hash.prefix(2))/\(hash).csv"
    try workdir.setMode(kept, files: 0o640, folders: 0o755)
    let bytes = try Data(contentsOf: workdir.url(kept))
    try workdir.write(bytes.prefix(bytes.count / 2), to: kept)
    for command in ["reprocess", "rebuild"] {
      let outcome = try workdir.command(command, DisturbedNight.first + ["--quiet"])
      try night.expectFailure(outcome, says: workdir.path(kept), "guys.csv", "from a backup")
    }
    // A night that does not need it goes on.
    try night.expectMended()
    try workdir.write(bytes, to: kept)
    for command in ["reprocess", "rebuild"] {
      #expect(try workdir.command(command, DisturbedNight.second).exitCode == 0)
    }
    #expect(try workdir.checksums() == night.undisturbed)
  }

  @Test(
    "in what a publication says of itself, after a run that was cut off: nothing is taken away until it can be read"
  )
  func unreadablePublication() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    // Cut off after the rename of `latest`, before the run was recorded.
    _ = try workdir.python(
      "import sqlite3; d = sqlite3.connect('workspace/techshare.sqlite'); d.execute(\"UPDATE runs SET state = 'loaded'\"); d.commit()"
    )
    let path = "workspace/publish/latest/publication.json"
    let told = try Data(contentsOf: workdir.url(path))
    try workdir.setMode(path, files: 0o640, folders: 0o755)
    try workdir.write(Data("{".utf8), to: path)
    let outcome = try night.run()
    try night.expectFailure(
      outcome, says: "publish/latest/publication.json cannot be read", "the link `latest`")
    // Nor does a rebuild say of it that it never was.
    let history = try Data(contentsOf: workdir.url("workspace/archive/publications.ndjson"))
    let rebuilt = try workdir.command("rebuild", DisturbedNight.first + ["--quiet"])
    try night.expectFailure(rebuilt, says: "publish/latest/publication.json cannot be read")
    #expect(try Data(contentsOf: workdir.url("workspace/archive/publications.ndjson")) == history)
    try workdir.write(told, to: path)
    try night.expectMended()
  }

  /// Another program that holds the database until it is told to go.
  private func holding(_ workdir: Workdir, _ sql: String, _ body: () throws -> Void) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1], isolation_level=None)
      for statement in sys.argv[2].split(';'): database.execute(statement).fetchall()
      before = database.execute('SELECT count(*) FROM source_files').fetchall()
      print('held', flush=True)
      sys.stdin.read()
      assert database.execute('SELECT count(*) FROM source_files').fetchall() == before
      """, workdir.path("workspace/techshare.sqlite"), sql,
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    #expect(try output.fileHandleForReading.read(upToCount: 4) == Data("held".utf8))
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "the other program saw something else, or was cut off")
    }
    try body()
  }

  @Test("in nobody's way: a program that goes on reading the database sees what it saw, and the run is done")
  func reader() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    let log = workdir.path("workspace/techshare.sqlite-wal")
    try holding(workdir, "BEGIN;SELECT count(*) FROM runs") {
      try night.expectMended()
      // The log cannot be folded in while it is read; whoever looks meanwhile reads it too.
      #expect(FileManager.default.fileExists(atPath: log))
      #expect(try workdir.command("runs").output.split(separator: "\n").count == 3)
    }
    let next = try night.run()
    #expect(next.exitCode == 0 && next.errors == "")
    #expect(!FileManager.default.fileExists(atPath: log))
  }

  @Test("of another's making: while a program writes to the database, a run ends with 1 and says so")
  func writer() throws {
    let night = try DisturbedNight()
    defer { night.workdir.remove() }
    try holding(night.workdir, "BEGIN IMMEDIATE") {
      try night.expectFailure(
        try night.run(), says: night.workdir.path("workspace/techshare.sqlite"), "held by another program")
    }
    try night.expectMended()
  }

  @Test(
    "in the rights: a folder that may not be written, or a file that may not be read, is named, and its return is not passed over"
  )
  func rights() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    for folder in ["workspace", "inbox"] { try workdir.giveAway(folder) }
    let line = workdir.commandLine("run", DisturbedNight.second + ["--quiet"])
    let manager = FileManager.default
    // In the order in which a night comes to them: each goes further than the one before.
    for (name, mode) in [
      ("inbox/kings.csv", 0), ("workspace/runs", 0o555), ("workspace/archive", 0o555),
      ("workspace/publish", 0o555),
    ] {
      let path = workdir.path(name)
      let before = try #require(try manager.attributesOfItem(atPath: path)[.posixPermissions])
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      try night.expectFailure(try workdir.unprivileged(line), says: path, "Permission denied")
      try manager.setAttributes([.posixPermissions: before], ofItemAtPath: path)
    }
    let outcome = try workdir.unprivileged(line)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(try workdir.checksums() == night.undisturbed)
  }

  @Test("in the clock: runs keep their order and their bytes where it steps back", .needsFaketime)
  func clock() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    func run(at clock: String) throws -> Outcome {
      try runProgram(
        URL(filePath: "/usr/bin/faketime"),
        [clock, techshare.path(percentEncoded: false)]
          + workdir.commandLine("run", DisturbedNight.second + ["--quiet"]), in: Workdir.project)
    }
    #expect(try run(at: "2020-02-03 02:00:00").exitCode == 0)
    #expect(try workdir.checksums() == night.undisturbed)
    let first = try FileManager.default.contentsOfDirectory(atPath: workdir.path("workspace/runs")).sorted()
    let latest = try FileManager.default.destinationOfSymbolicLink(
      atPath: workdir.path("workspace/publish/latest"))
    #expect(first.count == 2 && first.last == latest, "the later run sorts last: \(first), \(latest)")
    #expect(try run(at: "2019-01-01 02:00:00").exitCode == 0)
    let last = try #require(
      try FileManager.default.contentsOfDirectory(atPath: workdir.path("workspace/runs")).max())
    #expect(last > latest)
    #expect(try workdir.command("runs").output.split(separator: "\n")[1].hasPrefix(last))
    #expect(try night.run().exitCode == 0)
  }
}
