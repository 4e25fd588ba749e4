import Foundation
import Run
import Synchronization

/// How far a run has come: one line of standard error, drawn again four times a second while the run is at work.
///
/// The run only leaves its latest counts here; drawing is a thread of its own, so that a slow terminal holds nothing up. The
/// line has no colour, so that there is nothing for `--no-color` to take away.
final class ProgressLine: Sendable {
  private struct State {
    var progress: RunProgress?
    var phaseBegan = ContinuousClock.now
    var isDrawn = false
    var isOver = false
  }

  private let state = Mutex(State())

  /// `nil` where nobody would see it: standard error is no terminal, or can only print; or something else is shown there.
  init?(_ output: OutputOptions) {
    let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
    guard isatty(STDERR_FILENO) == 1, !isDumb, !output.quiet, !output.verbose else { return nil }
    Thread.detachNewThread { [self] in
      repeat { usleep(250_000) } while draw()
    }
  }

  func show(_ progress: RunProgress) {
    state.withLock { state in
      if state.progress?.phase != progress.phase { state.phaseBegan = .now }
      // Files are archived on several threads, whose counts may overtake each other.
      if let shown = state.progress, shown.phase == progress.phase, shown.files > progress.files { return }
      state.progress = progress
    }
  }

  /// Takes the line away for good, so that results can be printed.
  func clear() {
    state.withLock { state in
      if state.isDrawn { write("\r\u{1B}[K") }
      state.isDrawn = false
      state.isOver = true
    }
  }

  /// Draws the line in the place of the last; says whether there is more to come.
  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isOver, let progress = state.progress else { return !state.isOver }
      let seconds = (ContinuousClock.now - state.phaseBegan) / .seconds(1)
      let width = (terminalWidth(of: STDERR_FILENO) ?? 80) - 1
      write("\r\(progress.text(after: seconds, width: width))\u{1B}[K")
      state.isDrawn = true
      return true
    }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
