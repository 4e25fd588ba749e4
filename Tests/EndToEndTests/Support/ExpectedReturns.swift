import Foundation

/// An expected return that is missing or held, as `run` and `status` print it.
struct Open: Decodable, Equatable {
  let organisationCode: String
  let financialYear: String
  let icbCode: String
  let due: String
  let daysOverdue: Int
  let why: String
  let owedBy: [String]
}

/// What `run` prints of overdue returns.
struct Night: Decodable {
  let exitCode: Int
  let overdue: [Open]
  let published: String?
  let findings: [String: Int]
}

extension Night {
  init(_ outcome: Outcome) throws {
    self = try snakeCaseDecoder.decode(Self.self, from: Data(outcome.output.utf8))
  }
}

/// What `status` prints of the returns that are expected.
struct Expectations: Decodable {
  struct Year: Decodable, Equatable {
    let financialYear: String
    let expected: Int
    let received: Int
    let held: Int
    let missing: Int
    let overdue: Int
    let lastReceived: String?
  }
  let missing: [Open]
  let held: [Open]
  let years: [Year]
}

extension Workdir {
  /// Runs on a day, and gives what `--output json` prints.
  func night(_ date: String, _ more: String...) throws -> Night {
    let outcome = try command("run", ["--date", date, "--output", "json"] + more)
    let night = try Night(outcome)
    guard night.exitCode == Int(outcome.exitCode) else { throw PythonFailed(message: outcome.output) }
    return night
  }

  /// What `status --missing` says on a day, and how it ends.
  func expectations(_ date: String) throws -> (code: Int32, status: Expectations) {
    let outcome = try command("status", "--missing", "--date", date, "--output", "json")
    return (
      outcome.exitCode, try snakeCaseDecoder.decode(Expectations.self, from: Data(outcome.output.utf8))
    )
  }

  /// The trusts of the published missing-submission findings.
  func toldAsMissing() throws -> [String] {
    try rows(published("findings.csv"), in: self).filter { $0["code"] == "missing-submission" }
      .compactMap { $0["message"]?.split(separator: " ").first.map(String.init) }
  }

  /// The codes of the real register from which a return is expected for the year that begins in `start`.
  func expectedCodes(_ start: Int) throws -> [String] {
    try python(
      """
      import csv, sys
      folder, first, last = sys.argv[1], sys.argv[2] + '-04-01', str(int(sys.argv[2]) + 1) + '-03-31'
      read = lambda name: list(csv.DictReader(open(folder + '/' + name, encoding='utf-8')))
      exempt = {row['organisation_code'] for row in read('exemptions.csv')
                if row['first_year'][:4] <= sys.argv[2] <= row['last_year'][:4]}
      open_ = {row['organisation_code'] for row in read('organisations.csv')
               if (row['opened_on'] or first) <= last and (row['closed_on'] or last) >= first}
      print(*sorted(open_ - exempt))
      """, Self.project.appending(path: "Pipelines/reference").path(percentEncoded: false), "\(start)"
    ).split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// How many days lie between two dates.
  func days(from due: String, to date: String) throws -> Int? {
    let days = try python(
      """
      import sys
      from datetime import date
      print((date.fromisoformat(sys.argv[2]) - date.fromisoformat(sys.argv[1])).days, end='')
      """, due, date)
    return Int(days)
  }
}

extension LongReturn {
  /// A whole return of 2% that no rule holds.
  static func plain(_ organisation: String, _ year: String) -> String {
    var text = LongReturn(organisation, ["T110": "1,600,000", "E100": "80,000,000"])
    text.year = year
    return text.text
  }
}
