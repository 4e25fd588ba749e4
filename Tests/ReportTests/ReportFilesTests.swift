import Foundation
import Load
import Returns
import Testing

@testable import Report

@Suite("Report files")
struct ReportFilesTests {
  @Test(
    "the CSV files are those worked out by hand, and Python reads them",
    arguments: PublishedTable.all.map(\.file))
  func golden(file: String) throws {
    let folder = try smallReports.get()
    try expectGolden(folder.text(file), file)
    let records: [[String]] = try python(readAsJSON, input: Data(folder.text(file).utf8))
    let width = try #require(PublishedTable.all.first { $0.file == file }).columns.count
    #expect(records.allSatisfy { $0.count == width })
  }

  @Test("the same database gives the same bytes")
  func sameBytes() throws {
    let first = try smallReports.get()
    let second = try written()
    let files = try first.files()
    // The workbook, the pages, those of six trusts, and what describes the tables as a whole for Frictionless and for
    // Datasette.
    #expect(files.count == 2 * PublishedTable.all.count + PagesTests.pages.count + 1 + 6 + 3)
    for file in files { #expect(try first.text(file) == second.text(file), "\(file) differs") }
  }

  @Test("a database in which nothing has come gives headers and a page that says so")
  func empty() throws {
    let folder = try written(isFilled: false)
    for table in PublishedTable.all {
      let header = table.columns.map(\.name).joined(separator: ",") + "\r\n"
      #expect(try folder.text(table.file) == header)
    }
    let page = try folder.text("index.html")
    #expect(page.contains("No return is expected yet, and none has come.") && !page.contains("<figure"))
  }

  @Test("an unknown headline basis is refused by name")
  func basisUnknown() throws {
    #expect(throws: ReportError.basisUnknown("cash")) { _ = try written(headlineBasis: "cash") }
  }

  @Test("a folder that is not there is named")
  func folderMissing() throws {
    let folder = try TestFolder()
    let path = try SmallDatabase.make(in: folder)
    let error = #expect(throws: ReportError.self) {
      _ = try writeReports(
        from: ReadDatabase(path: path), settings: settings(), templates: pipelines.appending(path: "reports"),
        to: folder.url.appending(path: "none"))
    }
    #expect(error?.description.contains("technology-share.csv cannot be written") == true)
  }
}

/// The reports of the small database, written once for all tests that only read them.
let smallReports = Result { try written() }

/// The reports of the small database, in a folder of their own.
func written(
  isFilled: Bool = true, headlineBasis: String = "spend", release: ReportSettings.Release? = nil
) throws -> TestFolder {
  let folder = try TestFolder()
  let path = try SmallDatabase.make(in: folder, isFilled: isFilled)
  _ = try writeReports(
    from: ReadDatabase(path: path), settings: settings(headlineBasis: headlineBasis, release: release),
    templates: pipelines.appending(path: "reports"), to: folder.url)
  return folder
}

func settings(
  headlineBasis: String = "spend", notice: String? = nil, release: ReportSettings.Release? = nil
) throws -> ReportSettings {
  ReportSettings(
    pipelineName: "small", dateOfFigures: try #require(CalendarDate(iso: "2026-11-22")),
    edition: "0123456789ab", headlineBasis: headlineBasis, benchmark: BasisPoints(500),
    sourcesOfShares: ["it-expenditure-return", "tac"], coverageFloor: BasisPoints(8000), notice: notice,
    release: release)
}
