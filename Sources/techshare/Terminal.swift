import Foundation
import Run

/// How text goes to standard output: in colour only on a terminal, and only where nobody asked for none.
func standardOutputStyle(noColor: Bool) -> TextStyle {
  guard isatty(STDOUT_FILENO) == 1 else { return TextStyle(isColoured: false, width: 100) }
  let environment = ProcessInfo.processInfo.environment
  let isPlain = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
  return TextStyle(isColoured: !isPlain, width: min(max(terminalWidth() ?? 100, 60), 120))
}

/// The columns of the terminal behind a descriptor; `nil` where that is none, or does not say.
func terminalWidth(of descriptor: Int32 = STDOUT_FILENO) -> Int? {
  var size = winsize()
  guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}
