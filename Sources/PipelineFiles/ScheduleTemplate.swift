package import Foundation

/// The one job of `Pipelines/crontab`: when the nightly run starts, and the command for it with places to fill in.
package struct ScheduleTemplate: Sendable {
  /// What stands in for the places; every text is quoted already.
  package struct Values: Sendable {
    package let techshare: String
    package let options: String
    package let log: String

    package init(techshare: String, options: String, log: String) {
      self.techshare = techshare
      self.options = options
      self.log = log
    }
  }

  /// The five fields that say when.
  package let times: String
  private let command: Substring
  private let file: String
  private let line: Int

  /// Reads `crontab` in the folder of a pipeline's definitions.
  ///
  /// - Throws: `SettingsError` where it is not one job with the places `{{techshare}}`, `{{options}}` and `{{log}}`.
  package init(in definitions: URL) throws(SettingsError) {
    let url = definitions.appending(path: "crontab")
    file = displayName(of: url)
    let text: String
    do {
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw SettingsError(file: file, message: "cannot be read as UTF-8 text (\(error.localizedDescription))")
    }
    let jobs = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.hasPrefix("#") && !$0.element.allSatisfy(\.isWhitespace) }
    guard let job = jobs.first, jobs.count == 1 else {
      throw SettingsError(
        file: file, line: jobs.dropFirst().first.map { $0.offset + 1 },
        message: "must hold one job, which is the nightly run; it holds \(jobs.count)")
    }
    line = job.offset + 1
    let fields = job.element.split(maxSplits: 5) { $0 == " " || $0 == "\t" }
    guard fields.count == 6 else {
      throw SettingsError(file: file, line: line, message: "must give five fields of time, and the command")
    }
    times = fields.prefix(5).joined(separator: " ")
    command = fields[5]
    let places = Set(command.matches(of: Self.place).map { String($0.output.1) })
    let known: Set = ["techshare", "options", "log"]
    if let other = places.subtracting(known).min() {
      throw error("{{\(other)}} is not known here; write {{techshare}}, {{options}} or {{log}}")
    }
    if let missing = known.subtracting(places).min() {
      throw error("{{\(missing)}} is missing; without it the night runs nothing, or tells nobody")
    }
  }

  /// A mistake in the job's line.
  package func error(_ message: String) -> SettingsError {
    SettingsError(file: file, line: line, message: message)
  }

  /// The command as it stands in a crontab.
  package func command(_ values: Values) -> String {
    // In one pass, so that a path with a place's name in it stays as it is.
    command.replacing(Self.place) { match in
      switch match.output.1 {
      case "techshare": values.techshare
      case "options": values.options
      default: values.log
      }
    }.description
  }

  private static var place: Regex<(Substring, Substring)> { /\{\{([^{}]*)\}\}/ }
}
