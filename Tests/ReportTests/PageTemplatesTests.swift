import Foundation
import Testing

@testable import Report

@Suite("Page templates")
struct PageTemplatesTests {
  private struct Context {
    let name: String
    let rows: [String]
  }

  @Test(
    "escape everything, also where a sign joins a combining one",
    arguments: [
      ("<b>", "&lt;b&gt;"), ("\"x\"", "&quot;x&quot;"), ("O'Brien & Co", "O&#39;Brien &amp; Co"),
      ("\u{600}<script\u{600}>", "\u{600}&lt;script\u{600}&gt;"), ("\"\u{301} x", "&quot;\u{301} x"),
      ("<\u{200D}b", "&lt;\u{200D}b"), ("a\u{0}b", "a\u{FFFD}b"), ("{{name}}", "{{name}}"),
    ])
  func escaping(name: String, written: String) throws {
    let folder = try TestFolder()
    try folder.write("<p>{{name}}</p>{{#rows}}<i>{{.}}</i>{{/rows}}{{>part}}", to: "page.mustache")
    try folder.write("<q>{{name}}</q>", to: "part.mustache")
    let page = try PageTemplates(folder: folder.url).render(Context(name: name, rows: [name]), with: "page")
    let expected = "<p>\(written)</p><i>\(written)</i><q>\(written)</q>"
    #expect(Array(page.utf8) == Array(expected.utf8))
  }

  @Test("name the template that is missing or wrong")
  func errors() throws {
    let folder = try TestFolder()
    #expect(throws: ReportError.templateUnreadable(file: "page.mustache", reason: "it is not there")) {
      _ = try PageTemplates(folder: folder.url).render(Context(name: "", rows: []), with: "page")
    }
    try folder.write("{{#rows}}", to: "page.mustache")
    let error = #expect(throws: ReportError.self) { try PageTemplates(folder: folder.url) }
    #expect(error?.description.contains("page.mustache is not valid mustache") == true)
  }
}
