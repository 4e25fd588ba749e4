import Foundation

extension Workdir {
  /// Puts a program `crontab` into this folder that keeps one user's crontab in the file `stored`.
  func writeFakeCrontab(refusing message: String? = nil) throws {
    let refusal = message.map { "echo '\($0)' >&2; exit 1" } ?? ":"
    let program = try write(
      """
      #!/bin/sh
      # A crontab program for tests.
      \(refusal)
      stored='\(path("stored"))'
      case "$1" in
      -l) [ -e "$stored" ] || { echo 'no crontab for tester' >&2; exit 1; }; cat "$stored" ;;
      -r) rm "$stored" ;;
      *) cp "$1" "$stored" ;;
      esac

      """, to: "bin/crontab")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
  }

  /// Gives `techshare schedule` with that crontab on the PATH, in this folder.
  func schedule(_ arguments: String...) throws -> Outcome { try schedule(arguments) }

  func schedule(_ arguments: [String], programs: String? = nil) throws -> Outcome {
    let program = EndToEndTests.techshare.path(percentEncoded: false)
    return try runProgram(
      URL(filePath: "/usr/bin/env"),
      ["PATH=\(programs ?? "\(path("bin")):/usr/bin:/bin")", program, "schedule"] + arguments, in: folder)
  }

  func storedCrontab() -> Data? { try? Data(contentsOf: url("stored")) }

  /// The command of the one job in the stored crontab, as cron hands it to the shell: up to a percent sign without a backslash.
  func scheduledCommand() throws -> String {
    try python(
      """
      import re, sys
      job, = [line for line in open(sys.argv[1]) if ' run --quiet ' in line]
      command = re.split(r'(?<!\\\\)%', job.rstrip('\\n').split(None, 5)[5])[0]
      print(command.replace('\\\\%', '%'), end='')
      """, path("stored"))
  }

  /// Runs a command as cron does: by /bin/sh, from the user's home, with the few variables that cron sets.
  func runAsCron(_ command: String) throws -> Outcome {
    try runProgram(
      URL(filePath: "/usr/bin/env"),
      ["-i", "HOME=/", "LOGNAME=tester", "SHELL=/bin/sh", "PATH=/usr/bin:/bin", "/bin/sh", "-c", command],
      in: URL(filePath: "/"))
  }
}

extension Workdir {
  /// A folder that somebody else makes and removes.
  init(folder: URL) { self.folder = folder }
}
