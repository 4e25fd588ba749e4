import Foundation
import Testing

/// `make install`, with the program that these tests run and without its manual, which need no build.
@Suite("The installed program")
struct InstallTests {
  private func make(_ target: String, _ workdir: Workdir) throws -> Outcome {
    try workdir.write("manual\n", to: "techshare.1")
    return try runProgram(
      URL(filePath: "/usr/bin/env"),
      [
        "make", "--old-file=build", "--old-file=manual", target, "PREFIX=\(workdir.path("usr"))",
        "TECHSHARE=\(techshare.path(percentEncoded: false))", "MANUAL=\(workdir.path("techshare.1"))",
        "INBOX=\(workdir.path("inbox"))", "WORKSPACE=\(workdir.path("workspace"))",
      ], in: Workdir.project)
  }

  private func files(_ workdir: Workdir) throws -> Set<String> {
    Set(
      try FileManager.default.subpathsOfDirectory(atPath: workdir.path("usr")).filter {
        (try? workdir.url("usr/\($0)").resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
      })
  }

  @Test("finds its pipelines from anywhere, and is scheduled with whole paths")
  func installed() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let made = try make("install", workdir)
    #expect(made.exitCode == 0, "\(made.errors)")
    let program = workdir.url("usr/bin/techshare")
    let pipeline = workdir.path("usr/share/techshare/Pipelines/nightly.yaml")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.writeFakeCrontab()
    let scheduled = try runProgram(
      URL(filePath: "/usr/bin/env"),
      [
        "PATH=\(workdir.path("bin")):/usr/bin:/bin", program.path(percentEncoded: false), "schedule",
        "install",
        "--pipeline", pipeline,
      ], in: URL(filePath: "/"))
    #expect(scheduled.exitCode == 0, "\(scheduled.errors)")
    let command = try workdir.scheduledCommand()
    #expect(command.contains("$(\(program.path(percentEncoded: false)) run "))
    // A file that is younger than what settle says is left for the next night.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: workdir.path("inbox/guys.csv"))
    let night = try workdir.runAsCron(command)
    #expect(night.exitCode == 5, "\(night.output) \(night.errors)")
    #expect(FileManager.default.fileExists(atPath: workdir.path("workspace/publish/latest/index.html")))

    let plain = try String(
      contentsOf: Workdir.project.appending(path: "Pipelines/nightly.yaml"), encoding: .utf8)
    let text = try String(contentsOfFile: pipeline, encoding: .utf8)
    #expect(text.contains("\nsettle: 2m") == plain.contains("\nsettle:"))
    let unit = try String(
      contentsOf: workdir.url("usr/lib/systemd/system/techshare.service"), encoding: .utf8)
    #expect(unit.contains("ExecStart=\(program.path(percentEncoded: false)) run ") && unit.contains(pipeline))
    #expect(unit.contains("\nReadWritePaths=-\(workdir.path("workspace"))\n"))
    #expect(!unit.contains("/usr/local"))
    for (shell, file) in [
      ("bash", "share/bash-completion/completions/techshare"), ("zsh", "share/zsh/site-functions/_techshare"),
      ("fish", "share/fish/vendor_completions.d/techshare.fish"),
    ] {
      let script = try String(contentsOf: workdir.url("usr/\(file)"), encoding: .utf8)
      #expect(script.contains("schedule") && script.contains("reprocess"), "\(shell)")
    }
    let bash = try runProgram(
      URL(filePath: "/usr/bin/env"),
      ["bash", "-n", workdir.path("usr/share/bash-completion/completions/techshare")], in: workdir.folder)
    #expect(bash.exitCode == 0, "\(bash.errors)")
  }

  @Test("is installed over itself and taken away again without losing what is the operator's")
  func again() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    #expect(try make("install", workdir).exitCode == 0)
    let installed = try files(workdir)
    #expect(installed.contains("share/man/man1/techshare.1"))
    #expect(installed.contains("share/techshare/Pipelines/contracts/tac.yaml"))
    #expect(!installed.contains("share/techshare/Pipelines/sample.yaml"), "its returns are not installed")
    let own: Set = [
      "share/techshare/Pipelines/nightly.yaml", "share/techshare/Pipelines/own.yaml",
      "share/techshare/Pipelines/reference/organisations.csv",
    ]
    for file in own { try workdir.write("mine\n", to: "usr/\(file)") }
    // A view of an older version would still be read.
    try workdir.write("SELECT", to: "usr/share/techshare/Pipelines/views/99-old.sql")
    #expect(try make("install", workdir).exitCode == 0)
    #expect(try files(workdir) == installed.union(own))
    for file in own {
      #expect(try String(contentsOf: workdir.url("usr/\(file)"), encoding: .utf8) == "mine\n")
    }

    #expect(try make("uninstall", workdir).exitCode == 0)
    let left = try files(workdir)
    #expect(left.isSuperset(of: own))
    #expect(
      left.allSatisfy { own.contains($0) || $0.hasPrefix("share/techshare/Pipelines/reference/") }, "\(left)")
  }
}
