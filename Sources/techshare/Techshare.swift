import ArgumentParser
import Foundation
import Run

/// Turns trusts' financial returns into each trust's technology share of spending.
@main
struct Techshare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "techshare",
    abstract: "Each NHS trust's technology spending as a share of its total, held against the 5% benchmark.",
    discussion: """
      Returns are read from the pipeline's inbox, kept unchanged in its workspace's archive, checked, added up and \
      measured; reports are published under the workspace's publish/latest.

      Exit codes: 0 done, or nothing new; 1 unexpected failure; 2 bad usage, settings or contract; 3 done, with \
      something new to look at; 4 the gate failed and the last good publication stands; 5 done, and a return has \
      newly become overdue (status: any is); 75 another run holds the lock; 130 interrupted.
      """,
    version: programVersion,
    subcommands: [
      RunCommand.self, PlanCommand.self, Validate.self, Reprocess.self, Accept.self, Withdraw.self,
      Trace.self, ReportCommand.self, ReleaseCommand.self, Rejects.self, Status.self,
      Runs.self, Diff.self, Reference.self, TemplateCommand.self, Schedule.self, Rebuild.self,
      SampleCommand.self,
    ])

  static func main() {
    // Whatever mask the program is started with, nobody else may write to what it makes.
    umask(umask(0) | S_IWOTH)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// Prints what went wrong and ends with the code that README gives it; the parser's own 64 for bad usage is 2.
  private static func leave(with error: any Error) -> Never {
    switch error {
    case let code as ArgumentParser.ExitCode: Foundation.exit(code.rawValue)
    case _ where Run.exitCode(of: error) != .failed:
      printFault("techshare: \(error)")
      Foundation.exit(Run.exitCode(of: error).rawValue)
    default: break
    }
    let code = exitCode(for: error)
    if code == .success {
      print(fullMessage(for: error))
      Foundation.exit(0)
    }
    if code == .validationFailure {
      printFault(
        isQuiet
          ? "techshare: \(sentence(message(for: error))) See techshare --help."
          : fullMessage(for: error))
      Foundation.exit(Run.ExitCode.usage.rawValue)
    }
    printFault("techshare: \(explanation(of: error))")
    Foundation.exit(Run.ExitCode.failed.rawValue)
  }
}

/// Whether nothing but what needs somebody to act is printed; known also where the command line is not understood.
private let isQuiet = CommandLine.arguments.dropFirst().contains {
  $0 == "--quiet" || ($0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("q"))
}

/// A text with the full stop that the parser's own messages often lack.
private func sentence(_ text: String) -> String {
  text.last.map { ".?!".contains($0) } == true ? text : text + "."
}

/// Prints why a command did not do its work; with `--quiet` on one line, whatever stands in it.
func printFault(_ text: String) {
  let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
  printToStandardError(isQuiet ? lines.joined(separator: " ") : text)
}

func printToStandardError(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}
