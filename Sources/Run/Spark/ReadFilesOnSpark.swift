import Foundation
import MapStep
import PipelineFiles
import Returns
import Transform

/// Has a cluster extract and transform archived files, and hands what they give to the writer, in the place of `readFiles`.
///
/// Nothing is handed over before the whole job has succeeded.
///
/// - Throws: `SparkError`, `MapStepError`, `RunError`, and what `write` throws.
func readFilesOnSpark(
  _ files: [SourceFile], fresh: Set<String>, _ run: RunContext, tools: SparkTools,
  accounts: AccountRegister, write: (FileMessage) throws -> Void
) throws {
  // Spark's reader passes over files that hold nothing; there is nothing to hand out of them.
  let filled = files.indices.filter { files[$0].byteCount > 0 }
  let empty = files.indices.filter { files[$0].byteCount == 0 }
  try readFiles(
    empty.map { files[$0] }, fresh: fresh, archive: run.workspace.archive, definitions: run.definitions,
    accounts: accounts, tasks: 1
  ) { try write($0.renumbered { empty[$0] }) }
  guard !filled.isEmpty else { return }
  let folder = run.workspace.run(run.id)
  let job = SparkJob(
    tools: tools, settings: run.definitions.pipeline.spark, name: "techshare \(run.id)",
    scratch: folder.appending(path: "spark"), log: folder.appending(path: "spark.log"))
  let listed = filled.map { ListedFile(source: files[$0], isFresh: fresh.contains(files[$0].sha256)) }
  func show(_ done: Int, _ all: Int) {
    var progress = RunProgress(.mapping)
    (progress.tasks, progress.tasksInAll) = (done, all)
    run.configuration.showProgress?(progress)
  }
  try job.run(
    listed, archive: run.workspace.archive, definitions: run.definitions,
    isInterrupted: run.configuration.isInterrupted, progress: show
  ) { rows in
    var numbers = Dictionary(uniqueKeysWithValues: filled.map { (files[$0].sha256, $0) })
    try rows.forEachFile { sha256, rows in
      guard let number = numbers.removeValue(forKey: sha256) else {
        throw MapStepError.strangeFile(sha256)
      }
      let file = try reduced(rows, of: files[number], run.definitions, accounts)
      if !file.lines.isEmpty { try write(.lines(file: number, file.lines)) }
      if !file.totals.isEmpty { try write(.totals(file: number, file.totals)) }
      try write(.finished(file: number, file.result))
    }
    if let missing = numbers.values.min() {
      throw MapStepError.incomplete(file: files[missing].file, what: "none of its rows came back")
    }
  }
}

private func reduced(
  _ rows: [MapRow], of source: SourceFile, _ definitions: Definitions, _ accounts: AccountRegister
) throws -> ReducedFile {
  do {
    return try ReducedFile(rows, of: source, definitions: definitions, register: accounts)
  } catch is MoneyOverflow {
    throw RunError.reading(
      "\(source.file): the lines of one account add up to more than can be kept in pence. Take the file out of the inbox"
        + " and withdraw it, or correct its amounts.")
  }
}
