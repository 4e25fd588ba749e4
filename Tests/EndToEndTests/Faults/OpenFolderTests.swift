import Foundation
import Testing

@Suite("A workspace that everybody may write to")
struct OpenFolderTests {
  @Test("is refused with 2, whichever of its folders it is, and with the command that closes it")
  func refused() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    for folder in ["", "/publish", "/archive", "/runs", "/outbox"] {
      let name = "workspace\(folder)"
      try setMode(0o777, of: name, workdir)
      try night.expectFailure(
        try night.run(), code: 2, says: "Everybody on this machine may write",
        "`chmod o-w '\(workdir.path(name))'`")
      // A group may write.
      try setMode(0o775, of: name, workdir)
    }
    try night.expectMended()
  }

  @Test("takes no release")
  func release() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    try FileManager.default.createDirectory(
      at: workdir.url("workspace/releases"), withIntermediateDirectories: true)
    try setMode(0o777, of: "workspace/releases", workdir)
    let run = try FileManager.default.destinationOfSymbolicLink(
      atPath: workdir.path("workspace/publish/latest"))
    let arguments = ["release", run, "--name", "2023-24-1", "--approved-by", "Head of analysis"]
    let line = arguments + ["--pipeline", workdir.path("pipeline.yaml")]
    let outcome = try runProgram(techshare, line, in: Workdir.project)
    #expect(outcome.exitCode == 2 && outcome.errors.contains("chmod o-w"), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: workdir.path("workspace/releases")).isEmpty)
  }

  @Test("is let pass where nobody can take away what is another's, and all that stands there is ours")
  func sticky() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    try setMode(0o1777, of: "workspace", workdir)
    if getuid() == 0 {
      let path = workdir.path("workspace/publish")
      #expect(unsafe chown(path, 65534, 65534) == 0)
      try night.expectFailure(try night.run(), code: 2, says: "\(path) belongs to another user")
      #expect(unsafe chown(path, 0, 0) == 0)
    }
    try night.expectMended()
  }

  @Test("is never made, whatever mask the program is started with")
  func mask() throws {
    let night = try DisturbedNight()
    let workdir = night.workdir
    defer { workdir.remove() }
    try FileManager.default.removeItem(at: workdir.url("workspace"))
    let outcome = try runProgram(
      URL(filePath: "/bin/sh"),
      ["-c", "umask 0; exec \"$@\"", "sh", techshare.path(percentEncoded: false)]
        + workdir.commandLine("run", DisturbedNight.second), in: Workdir.project)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let open = try runProgram(
      URL(filePath: "/usr/bin/find"), ["workspace", "!", "-type", "l", "-perm", "-o=w"], in: workdir.folder)
    #expect(open.exitCode == 0 && open.output == "", "\(open.output)")
  }

  private func setMode(_ mode: Int, of name: String, _ workdir: Workdir) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: workdir.path(name))
  }
}
