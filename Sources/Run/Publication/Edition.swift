import Crypto
import Extract
import Foundation
import PipelineFiles
import Returns

/// The version of the program; a part of every edition.
package let programVersion = "0.1.0"

/// A hash of all settings that bear on what is published, and of the program: where it changes, everything is
/// read again from the archive.
///
/// Where files stand, what the gate lets pass and how many files there may be do not bear on figures.
func settingsDigest(of definitions: Definitions) throws -> String {
  let pipeline = definitions.pipeline
  var hash = SHA256()
  func add(_ text: String) { hash.update(data: Data("\u{1F}\(text)".utf8)) }
  add(programVersion)
  for text in [
    pipeline.name, pipeline.notice ?? "", "\(pipeline.contracts)", "\(pipeline.collectedFrom)",
    pipeline.collectedUntil?.description ?? "", "\(pipeline.backfillFrom)", "\(pipeline.benchmark)",
    pipeline.headlineBasis, "\(pipeline.totalPrecedence)", "\(pipeline.technologyPrecedence)",
    "\(pipeline.coverageFloor)", "\(pipeline.limits.record)", "\(pipeline.limits.maximumFindings)",
    pipeline.rules.digest,
    pipeline.contact ?? "",
  ] { add(text) }
  for (instrument, score) in pipeline.highScores.sorted(by: { $0.key < $1.key }) {
    add("\(instrument) \(score)")
  }
  for folder in pipeline.folders { add("\(folder.pattern) \(folder.code)") }
  for basis in pipeline.bases {
    add("\(basis.name) \(basis.title)")
    for term in basis.technology + [Basis.Term(category: "of", sign: 1)] + basis.total {
      add("\(term.sign) \(term.category)")
    }
  }
  for file in definitions.settingsFiles where file != pipeline.file {
    add(file.lastPathComponent)
    hash.update(data: try Data(contentsOf: file))
  }
  return hexadecimal(hash.finalize())
}

/// A hash of the settings by which returns are read, checked and classified: contracts, mappings, and the limits of rules.
func mappingDigest(of definitions: Definitions) throws -> String {
  var hash = SHA256()
  hash.update(data: Data(definitions.pipeline.rules.digest.utf8))
  for file in definitions.settingsFiles
  where ["contracts", "mappings"].contains(file.deletingLastPathComponent().lastPathComponent)
    || ["categories.csv", "instruments.csv"].contains(file.lastPathComponent)
  {
    hash.update(data: Data("\u{1F}\(file.lastPathComponent)".utf8))
    hash.update(data: try Data(contentsOf: file))
  }
  return hexadecimal(hash.finalize())
}

/// Twelve hex digits over everything that the published bytes depend on: program and settings, the date of the figures,
/// which the pages print, the snapshot, which holds every row that pages and tables are made from, and the edition with which
/// it is compared.
///
/// `snapshot` is the SHA-256 of its file before what changed was written into it.
func edition(settings: String, date: String, snapshot: String, predecessor: String?) -> String {
  var hash = SHA256()
  hash.update(data: Data("\(settings) \(date) \(snapshot) \(predecessor ?? "")".utf8))
  return String(hexadecimal(hash.finalize()).prefix(12))
}
