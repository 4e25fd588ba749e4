import Foundation

extension Workdir {
  /// Runs techshare as a user who owns nothing but what is given to them; where the tests do not run as root, as who runs
  /// them.
  func unprivileged(_ line: [String]) throws -> Outcome {
    guard getuid() == 0 else { return try runProgram(EndToEndTests.techshare, line, in: Self.project) }
    // The program itself must be in a place that everybody may look into.
    let program = FileManager.default.temporaryDirectory.appending(path: "techshare-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: EndToEndTests.techshare, to: program)
    defer { try? FileManager.default.removeItem(at: program) }
    return try runProgram(
      URL(filePath: "/usr/bin/setpriv"),
      [
        "--reuid", "65534", "--regid", "65534", "--clear-groups",
        // Where coverage is counted, this user may not write where the others do.
        "env", "LLVM_PROFILE_FILE=/dev/null", program.path(percentEncoded: false),
      ] + line,
      in: Self.project)
  }

  /// Gives a folder, made where it is not there, and all in it to the user of `unprivileged`.
  func giveAway(_ name: String) throws {
    try FileManager.default.createDirectory(at: url(name), withIntermediateDirectories: true)
    guard getuid() == 0 else { return }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: path(name)).map { "\(path(name))/\($0)" }
    for path in [path(name)] + paths { _ = unsafe lchown(path, 65534, 65534) }
  }

  /// Sets the mode of something, and of all in it where it is a folder.
  func setMode(_ name: String, files: Int, folders: Int) throws {
    let manager = FileManager.default
    let inside = (try? manager.subpathsOfDirectory(atPath: path(name))) ?? []
    for path in inside.map({ "\(path(name))/\($0)" }) + [path(name)] {
      var isFolder: ObjCBool = false
      _ = unsafe manager.fileExists(atPath: path, isDirectory: &isFolder)
      try manager.setAttributes([.posixPermissions: isFolder.boolValue ? folders : files], ofItemAtPath: path)
    }
  }
}
