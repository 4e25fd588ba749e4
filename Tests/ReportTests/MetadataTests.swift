import Foundation
import Load
import Testing

@testable import Report

@Suite("Metadata of published files")
struct MetadataTests {
  @Test(
    "the data dictionary describes every published file and column", arguments: PublishedTable.all.map(\.file)
  )
  func described(file: String) throws {
    let table = try #require(PublishedTable.all.first { $0.file == file })
    let described = try DescribedTable(table)
    #expect(!described.title.isEmpty && described.description.hasSuffix("."))
    #expect(described.columns.map(\.name) == table.columns.map(\.name))
    for column in described.columns { #expect(column.description.hasSuffix("."), "\(column.name)") }
    for column in described.columns where table.key.contains(column.name) {
      #expect(column.isRequired, "\(column.name)")
    }
    #expect(Set(table.key).isSubset(of: table.columns.map(\.name)))
  }

  @Test("a file or column that the dictionary lacks is not published")
  func undescribed() throws {
    let column = PublishedTable(file: "make-up.csv", columns: [PublishedTable.Column("colour")], sql: "")
    let file = PublishedTable(file: "colours.csv", columns: [PublishedTable.Column("basis")], sql: "")
    let refused = #expect(throws: ReportError.notDescribed(file: "make-up.csv", column: "colour")) {
      _ = try DescribedTable(column)
    }
    #expect(refused?.description.contains("its column colour means. Describe it in Sources/Load") == true)
    #expect(throws: ReportError.notDescribed(file: "colours.csv", column: nil)) {
      _ = try DescribedTable(file)
    }
  }

  @Test("a column that always has a value refuses a row without one")
  func required() throws {
    let folder = try TestFolder()
    let path = try SmallDatabase.make(in: folder)
    let table = PublishedTable(
      file: "make-up.csv", columns: [PublishedTable.Column("basis", absent: .never)],
      sql: "SELECT NULL AS basis")
    #expect(throws: ReportError.unexpectedValue(file: "make-up.csv", column: "basis", value: "nothing")) {
      try ReadDatabase(path: path).read { try table.write(from: $0, to: folder.url) }
    }
  }

  @Test("the package has the bytes and hashes that Python finds, the edition as its version, and no time")
  func package() throws {
    let folder = try smallReports.get()
    let told: [String] = try python(
      """
      import hashlib, json, os, sys
      folder = sys.argv[1]
      package = json.load(sys.stdin)
      for resource in package["resources"]:
          data = open(os.path.join(folder, resource["path"]), "rb").read()
          assert resource["bytes"] == len(data) and resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
          header = [field["name"] for field in resource["schema"]["fields"]]
          assert data.decode().split("\\r\\n")[0] == ",".join(header)
          assert resource["profile"] == "tabular-data-resource" and resource["encoding"] == "utf-8"
          assert resource["schema"]["missingValues"] == ["", "[x]", "[z]", "[c]"]
          web = json.load(open(os.path.join(folder, resource["path"] + "-metadata.json")))
          assert web["url"] == resource["path"] and web["@context"][0] == "http://www.w3.org/ns/csvw"
          assert [column["titles"] for column in web["tableSchema"]["columns"]] == header
          assert [column["dc:description"] for column in web["tableSchema"]["columns"]] \\
              == [field["description"] for field in resource["schema"]["fields"]]
      print(json.dumps([package["version"], package["description"]] + sorted(package)))
      """, input: Data(folder.text("datapackage.json").utf8), arguments: [folder.url.path])
    #expect(
      told == [
        "0123456789ab", "Working copy. Not for onward release. Figures of 22 November 2026.",
        "description", "name", "profile", "resources", "title", "version",
      ])
  }

  @Test(
    "a release describes what goes out and says under which licence; it has nothing on its senders' files")
  func release() throws {
    let folder = try written(release: ReportSettings.Release(name: "2023-24-1", approvedBy: "director"))
    let files = try folder.files()
    let tables = [
      "cost-of-benchmark", "make-up", "national-summary", "peer-group-summary", "plan-outturn",
      "technology-share", "maturity", "maturity-2016-2017",
      "certainty", "real-terms", "funding",
    ]
    let expected =
      tables.flatMap { ["\($0).csv", "\($0).csv-metadata.json"] }
      + ["datapackage.json", "index.html", "methodology.html", "questions.html", "technology-share.xlsx"]
      + (1...6).map { "organisations/RA\($0).html" }
    #expect(files.sorted() == expected.sorted())
    let package = try folder.text("datapackage.json")
    #expect(package.contains("Release 2023-24-1, approved by director.") && package.contains("OGL-UK-3.0"))
    #expect(!package.contains("findings.csv") && !package.contains("reconciliation.csv"))
  }

  @Test("texts for YAML are quoted so that nothing in them is taken for its own signs")
  func quoting() throws {
    let hostile = "a: \"b\" # c\\ \n- d\u{0}\u{85}\u{2028}\u{FEFF} é \u{1F600} {{e}} 'f' &g *h"
    // A quoted text of JSON's escapes means the same in YAML and in JSON.
    let read: [String] = try python(
      "import json, sys; print(json.dumps([json.loads(sys.stdin.buffer.read())]))",
      input: Data(DatasetteMetadata.quoted(hostile).utf8))
    #expect(read == [hostile])
    #expect(!DatasetteMetadata.quoted(hostile).unicodeScalars.contains { $0.value < 32 || $0.value == 0x85 })
  }
}
