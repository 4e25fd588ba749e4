import Foundation

/// Rows of a CSV file as Python's csv module reads them, by column name.
func rows(_ url: URL, in workdir: Workdir) throws -> [[String: String]] {
  let json = try workdir.python(
    "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))))",
    url.path(percentEncoded: false))
  return try JSONDecoder().decode([[String: String]].self, from: Data(json.utf8))
}

/// Reads JSON whose keys are written with underscores.
var snakeCaseDecoder: JSONDecoder {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return decoder
}

extension Workdir {
  /// Runs the pipeline file in this folder over its inbox.
  func run(_ arguments: String...) throws -> Outcome { try command("run", arguments) }

  /// Gives a command over the pipeline file in this folder.
  func command(_ name: String, _ arguments: String...) throws -> Outcome { try command(name, arguments) }

  func command(_ name: String, _ arguments: [String]) throws -> Outcome {
    try runProgram(EndToEndTests.techshare, commandLine(name, arguments), in: Self.project)
  }

  func commandLine(_ name: String, _ arguments: [String]) -> [String] {
    name.split(separator: " ").map(String.init)
      + ["--pipeline", url("pipeline.yaml").path(percentEncoded: false)] + arguments
  }

  /// `SHA256SUMS` of the latest publication.
  func checksums(_ workspace: String = "workspace") throws -> String {
    try String(contentsOf: url("\(workspace)/publish/latest/SHA256SUMS"), encoding: .utf8)
  }

  /// A published file of this folder's workspace.
  func published(_ name: String) -> URL { url("workspace/publish/latest/\(name)") }

  /// The published share of one trust, year and basis.
  func share(_ organisation: String, _ year: String, _ basis: String) throws -> [String: String]? {
    try rows(published("technology-share.csv"), in: self).first {
      $0["organisation_code"] == organisation && $0["financial_year"] == year && $0["basis"] == basis
    }
  }

  /// The published figures of England for one year and basis.
  func england(_ year: String, _ basis: String) throws -> [String: String]? {
    try rows(published("national-summary.csv"), in: self).first {
      $0["financial_year"] == year && $0["basis"] == basis
    }
  }

  /// Writes `pipeline.yaml`: the sample pipeline with this folder's own inbox, workspace and settings.
  ///
  /// `reference` is a register of few trusts by default; `years` are the first and last that are collected; `folders` are the
  /// owners of folders, in YAML.
  func writePipeline(
    reference: URL? = nil,
    years: (String, String) = ("2023-24", "2023-24"),
    folders: String = "{}"
  ) throws {
    let sample = try String(
      contentsOf: Self.project.appending(path: "Pipelines/sample.yaml"), encoding: .utf8)
    let reference = try reference ?? writeSmallRegister()
    let own: [String: String] = [
      "inbox": "inbox", "workspace": "workspace", "reference": reference.path(percentEncoded: false),
      "collected_from": years.0, "collected_until": years.1, "folders": folders, "notice": "\"Test\"",
    ]
    let lines = sample.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let key = line.split(separator: ":").first, let value = own[String(key)] else {
        return String(line)
      }
      return "\(key): \(value)"
    }
    let definitions = Self.project.appending(path: "Pipelines").path(percentEncoded: false)
    try write(lines.joined(separator: "\n") + "\ndefinitions: \(definitions)\n", to: "pipeline.yaml")
    try FileManager.default.createDirectory(at: url("inbox"), withIntermediateDirectories: true)
  }

  /// Lets England move by so much in one night; a few trusts written by hand move it far.
  func letEnglandMove(by limit: String) throws {
    let pipeline = try String(contentsOf: url("pipeline.yaml"), encoding: .utf8)
    try write(
      pipeline.replacing(/max_england_move: [0-9.]+pp/, with: "max_england_move: \(limit)"),
      to: "pipeline.yaml")
  }
}
