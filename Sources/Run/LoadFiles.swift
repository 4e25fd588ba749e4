import Foundation
import Load
import PipelineFiles
import Returns
import Transform

/// What the run measured.
struct Figures {
  let edition: String
}

func loadReference(_ definitions: Definitions, into transaction: inout LoadTransaction) throws {
  let pipeline = definitions.pipeline
  try transaction.replaceReference(
    definitions.register, categories: definitions.categories, bases: pipeline.bases,
    headlineBasis: pipeline.headlineBasis, rules: definitions.rules, benchmark: pipeline.benchmark,
    coverageFloor: pipeline.coverageFloor)
  try transaction.replaceViews(definitions.views)
}

/// Reads the outstanding files and stores what they give; returns what each came to, in their order.
func loadFiles(
  _ outstanding: [Outstanding], _ definitions: Definitions, _ workspace: Workspace,
  _ configuration: RunConfiguration, into transaction: inout LoadTransaction
) throws -> [TransformedFile] {
  let accounts = AccountRegister(known: try transaction.accounts())
  var results: [Int: TransformedFile] = [:]
  try readFiles(
    outstanding.map(\.source), archive: workspace.archive, definitions: definitions, accounts: accounts,
    tasks: configuration.tasks
  ) { message in
    try transaction.add(accounts: accounts.takeAdded())
    switch message {
    case .lines(let file, let lines): try transaction.addLines(lines, of: file)
    case .finished(let file, let result):
      try transaction.finish(result, number: file, run: outstanding[file].run)
      results[file] = result
    case .failed: break
    }
  }
  return results.sorted { $0.key < $1.key }.map(\.value)
}

/// Measures every trust-year from all that is stored, and stores the shares.
func measure(
  _ definitions: Definitions, date: CalendarDate, settings: String, in transaction: inout LoadTransaction
) throws -> Figures {
  let submissions = try transaction.submissions().map {
    ReturnedSubmission(submission: $0.submission, file: $0.file, sha256: $0.sha256, run: $0.runID)
  }
  let measured = try measureShares(submissions, definitions: definitions, date: date)
  try transaction.replaceShares(
    measured.shares, years: measured.years, register: definitions.register,
    benchmark: definitions.pipeline.benchmark)
  try transaction.replaceGlobalFindings(measured.findings)
  let files = try transaction.loadedFiles().map { ($0.file, $0.sha256) }
  return Figures(
    edition: edition(
      settings: settings, date: date, files: files, copies: try transaction.toldCopies(), measured: measured))
}

/// The last year that has ended by a date: it decides what is expected and taken, and nothing else hangs on the date.
func lastEndedYear(on date: CalendarDate) -> FinancialYear { FinancialYear(of: date).previous }
