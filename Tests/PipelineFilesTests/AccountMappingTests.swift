import Foundation
import PipelineFiles
import Returns
import Testing

@Suite("A mapping of accounts")
struct AccountMappingTests {
  private let mapping: AccountMapping

  init() throws {
    let folder = try SettingsFolder()
    try folder.write(
      """
      account,organisation_code,match,category,sign,first_year,last_year,description
      52,,prefix,technology-hardware,1,,,IT
      5220,,prefix,technology-software,1,,,Software
      52209,,code,technology-cloud,1,,,Cloud
      52,RJ1,prefix,technology-services,1,,,Its own IT
      5599,,code,technology-recharge,-1,2020-21,2022-23,Income
      """, to: "mappings/own.csv")
    mapping = try AccountMapping(
      url: folder.url.appending(path: "mappings/own.csv"),
      categories: [
        "technology-hardware", "technology-software", "technology-cloud", "technology-services",
        "technology-recharge",
      ].map { Category(name: $0, title: $0, kind: .technology, description: "") })
  }

  @Test(
    "prefers the exact code to a prefix, the longer prefix to the shorter and the trust's own to everybody's",
    arguments: [
      ("52209", nil, "technology-cloud"), ("522091", nil, "technology-software"),
      ("5220", nil, "technology-software"),
      ("521", nil, "technology-hardware"), ("52", nil, "technology-hardware"), ("5", nil, nil),
      ("53", nil, nil),
      ("52209", "RJ1", "technology-services"), ("5599", "RJ1", "technology-recharge"),
      ("52209", "RAX", "technology-cloud"),
    ] as [(String, String?, String?)])
  func rows(account: String, organisation: String?, category: String?) {
    let code = organisation.flatMap { OrganisationCode($0) }
    #expect(mapping.row(for: account, of: code)?.category == category)
  }

  @Test("holds in the years given, the first and last included")
  func years() throws {
    let row = try #require(mapping.row(for: "5599", of: nil))
    #expect(row.sign == -1)
    #expect(
      (2019...2023).map { row.holds(in: FinancialYear(startingIn: $0)) } == [false, true, true, true, false])
  }

  @Test(
    "takes a pattern with a star for a beginning and one without for the whole",
    arguments: [
      ("T*", "T110", true), ("T*", "E100", false), ("T110", "T110", true), ("T110", "T1101", false),
      ("*", "X", true),
    ])
  func patterns(pattern: String, account: String, isMatch: Bool) throws {
    let folder = try SettingsFolder()
    _ = try folder.replace(
      "required: [\"T*\", \"E*\"]", with: "required: [\"\(pattern)\"]",
      in: "contracts/it-expenditure-return.yaml")
    let categories = try Definitions(
      pipeline: try PipelineDefinition(url: pipelines.appending(path: "nightly.yaml"))
    ).categories
    let contract = try Contract(named: "it-expenditure-return", in: folder.url, categories: categories)
    #expect(try #require(contract.required.first).matches(account) == isMatch)
  }
}
