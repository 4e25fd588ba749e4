import Crypto
import Extract
import Foundation
import PipelineFiles
import Returns
import Transform

/// The version of the program; a part of every edition.
package let programVersion = "0.1.0"

/// A hash of all settings that bear on what is published, and of the program: where it changes, everything is
/// read again from the archive.
///
/// Where the files stand does not matter, only what is in them.
func settingsDigest(of definitions: Definitions) throws -> String {
  var hash = SHA256()
  hash.update(data: Data(programVersion.utf8))
  for file in definitions.settingsFiles {
    // The pipeline file is known by what it says; its own name and place do not bear on figures.
    let name = file == definitions.pipeline.file ? "pipeline" : file.lastPathComponent
    hash.update(data: Data("\u{1F}\(name)\u{1F}".utf8))
    let data = try Data(contentsOf: file)
    hash.update(data: file == definitions.pipeline.file ? withoutPaths(data) : data)
  }
  return hexadecimal(hash.finalize())
}

/// A pipeline file less the lines that only say where things stand.
private func withoutPaths(_ pipeline: Data) -> Data {
  let keys = ["inbox:", "workspace:", "reference:", "definitions:"]
  let lines = pipeline.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let kept = lines.filter { line in !keys.contains { line.starts(with: Data($0.utf8)) } }
  return Data(kept.joined(separator: [UInt8(ascii: "\n")]))
}

/// Twelve hex digits over everything that the published bytes depend on: files, settings, program and figures.
func edition(
  settings: String, date: CalendarDate, files: [(file: String, sha256: String)], copies: Set<String>,
  measured: Measured
) -> String {
  var hash = SHA256()
  func add(_ parts: [String]) { hash.update(data: Data((parts.joined(separator: "\u{1F}") + "\n").utf8)) }
  // The pages say of which day the figures are.
  add([settings, "\(date)"])
  for file in files.sorted(by: { ($0.file, $0.sha256) < ($1.file, $1.sha256) }) {
    add([file.file, file.sha256])
  }
  add(copies.sorted())
  // The figures carry the history with them: of two versions of a return, which one is in force.
  for share in measured.shares {
    add([
      share.organisation.text, "\(share.year)", share.basis, share.status.rawValue, "\(share.period)",
      share.technology?.description ?? "", share.total?.description ?? "", share.notes,
      share.submissionVersion.map { "\($0)" } ?? "",
    ])
  }
  for year in measured.years { add([year.organisation.code.text, "\(year.year)", "\(year.isExpected)"]) }
  return String(hexadecimal(hash.finalize()).prefix(12))
}
