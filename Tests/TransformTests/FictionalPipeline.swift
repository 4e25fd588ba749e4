import Foundation
import PipelineFiles
import Returns

/// The delivered contracts, mappings and bases over a register of fictional trusts.
enum FictionalPipeline {
  /// The `Pipelines` folder of the repository.
  private static let pipelines = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Pipelines").standardizedFileURL

  private static let usual = Result { try definitions(changing: [:]) }

  static func definitions() throws -> Definitions { try usual.get() }

  /// The same pipeline with no year that is due, so that only what was submitted has figures.
  static func nothingDue() throws -> Definitions { try undue.get() }

  private static let undue = Result {
    try definitions(changing: [
      "collected_from: 2022-23": "collected_from: 2040-41",
      "backfill_from: 2018-19": "backfill_from: 2010-11",
    ])
  }

  /// The same with a line or more put at the end of some files of `Pipelines`, by their path within it.
  static func definitions(adding texts: [String: String]) throws -> Definitions {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "transform-tests-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: pipelines, to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in texts {
      let url = folder.appending(path: path)
      try Data(try String(contentsOf: url, encoding: .utf8).appending(text).utf8).write(to: url)
    }
    return try definitions(changing: [:], in: folder)
  }

  /// Reads the production pipeline with some of its text replaced.
  static func definitions(
    changing changes: [String: String], in pipelines: URL = pipelines
  ) throws -> Definitions {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "transform-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in register {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    var text = try String(contentsOf: pipelines.appending(path: "nightly.yaml"), encoding: .utf8)
    // Amounts here are small enough to add up in the head, so that no trust's limits fit them.
    let own = [
      "unit-suspect: {below: 10m, above: 5bn}": "unit-suspect: {below: 0, above: 90000bn}",
      "share-impossible: {below: 0.2%, above: 20%}": "share-impossible: {below: 0%, above: 90000%}",
      "share-out-of-range: {below: 0.5%, above: 10%}": "share-out-of-range: {below: 0%, above: 90000%}",
      "total-swing: {times: 3}": "total-swing: {times: 1000000}",
      "year-on-year-swing: {warn_if: 50%}": "year-on-year-swing: {warn_if: 99999%}",
      "source-disagreement: {warn_if: 1%, hold_if: 10%}":
        "source-disagreement: {warn_if: 99999%, hold_if: 99999%}",
      "reference: reference": "reference: .\ndefinitions: \(pipelines.path(percentEncoded: false))",
      "folders: {}": "folders: {\"FOLDER/**\": QC3}",
    ]
    for (old, new) in own.merging(changes, uniquingKeysWith: { $1 }) {
      guard text.contains(old) else { throw NotInPipeline(text: old) }
      text = text.replacing(old, with: new)
    }
    let url = folder.appending(path: "pipeline.yaml")
    try Data(text.utf8).write(to: url)
    return try Definitions(pipeline: try PipelineDefinition(url: url))
  }

  struct NotInPipeline: Error {
    var text: String
  }

  /// Three trusts of one class that were always open, one that closed in September 2022 and its successor, one that is
  /// exempt in 2022-23 and one that opened in April 2024.
  private static let register = [
    "organisations.csv": """
    organisation_code,name,organisation_type,peer_class,region_code,icb_code,opened_on,closed_on,valid_from,valid_to
    QA1,Alder NHS Trust,Acute,"Acute, large",Y56,QMF,2001-04-01,,2001-04-01,2021-03-31
    QA1,Alder NHS Foundation Trust,Acute,"Acute, large",Y56,QMF,2001-04-01,,2021-04-01,
    QB2,The Birch & Bay NHS Foundation Trust,Acute,"Acute, large",Y56,QMF,2001-04-01,,2001-04-01,
    QC3,St. Cedar's NHS Trust,Acute,"Acute, large",Y58,QUY,2001-04-01,,2001-04-01,
    QD4,Dogwood Ambulance NHS Trust,Ambulance,Ambulance,Y58,QUY,2001-04-01,2022-09-30,2001-04-01,2022-09-30
    Q5E5E,Elder Ambulance NHS Trust,Ambulance,Ambulance,Y58,QUY,2022-10-01,,2022-10-01,
    QF6,Fir NHS Trust,Community,Community,Y56,QMF,2001-04-01,,2001-04-01,
    QG7,Gorse NHS Trust,Community,Community,Y56,QMF,2024-04-01,,2024-04-01,
    """,
    "organisation-names.csv": """
    name,organisation_code,kind,valid_from,valid_to,source
    Alderside,QA1,other,,,made up
    """,
    "successions.csv": """
    predecessor_code,successor_code,legal_date,reason,source
    QD4,Q5E5E,2022-10-01,merger,made up
    """,
    "regions.csv": "region_code,region_name\nY56,London\nY58,South West\n",
    "icbs.csv": "icb_code,icb_name,region_code,valid_from,valid_to\nQMF,One ICB,Y56,,\nQUY,Two ICB,Y58,,\n",
    "exemptions.csv": """
    organisation_code,first_year,last_year,reason,source
    QF6,2022-23,2022-23,made up,made up
    """,
  ]
}

func code(_ text: String) -> OrganisationCode? { OrganisationCode(text) }

func year(_ start: Int) -> FinancialYear { FinancialYear(startingIn: start) }
