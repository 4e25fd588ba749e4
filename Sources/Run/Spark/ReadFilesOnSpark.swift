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
    tools: tools, settings: run.definitions.pipeline.spark, settingsSHA256: run.settings,
    name: "techshare \(run.id)", scratch: folder.appending(path: "spark"),
    log: folder.appending(path: "spark.log"))
  let listed = filled.map { ListedFile(source: files[$0], isFresh: fresh.contains(files[$0].sha256)) }
  func show(_ done: Int, _ all: Int) {
    var progress = RunProgress(.reading)
    (progress.tasks, progress.tasksInAll) = (done, all)
    run.configuration.showProgress?(progress)
  }
  show(0, 0)
  try job.run(
    listed, archive: run.workspace.archive, definitions: run.definitions,
    isInterrupted: run.configuration.isInterrupted, progress: show
  ) { rows in
    var numbers = Dictionary(uniqueKeysWithValues: filled.map { (files[$0].sha256, $0) })
    let parts = try rows.parts.map { part in
      guard let number = numbers.removeValue(forKey: part.sha256) else {
        throw MapStepError.strangeFile(part.sha256)
      }
      return (part, number)
    }
    if let missing = numbers.values.min() {
      throw MapStepError.incomplete(file: files[missing].file, what: "none of its rows came back")
    }
    let definitions = run.definitions
    try makeMessages(count: parts.count, tasks: run.configuration.tasks, write: write) {
      { index, queue in
        let (part, number) = parts[index]
        do {
          let file = try ReducedFile(
            rows.rows(of: part), of: files[number], definitions: definitions, register: accounts)
          if !file.lines.isEmpty { queue.send(.lines(file: number, file.lines)) }
          if !file.totals.isEmpty { queue.send(.totals(file: number, file.totals)) }
          return .finished(file: number, file.result)
        } catch is MoneyOverflow {
          return .failed(
            "\(files[number].file): the lines of one account add up to more than can be kept in pence. Take the file out of"
              + " the inbox and withdraw it, or correct its amounts.")
        } catch {
          return .failed("\(error)")
        }
      }
    }
  }
}
