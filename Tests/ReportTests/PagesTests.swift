import Foundation
import Testing

/// What all pages have in common, and the pages beside the first.
@Suite("Pages")
struct PagesTests {
  static let pages = ["index.html", "methodology.html", "data-quality.html"]
  /// Exactly 5% and a name of markup, below it, without a total, held and missing.
  static let trusts = ["RA1", "RA2", "RA4", "RA5", "RA6"].map { "organisations/\($0).html" }

  @Test(
    "have one h1, landmarks, captions and scopes, ids of their own, and fetch nothing",
    arguments: pages + ["questions.html"] + trusts)
  func structure(file: String) throws {
    let page = try smallReports.get().text(file)
    func count(_ sign: String) -> Int { page.components(separatedBy: sign).count - 1 }
    for sign in ["<h1", "<main", "<header", "<footer", "class=\"skip\"", "<html lang=\"en-GB\">"] {
      #expect(count(sign) == 1, "\(sign)")
    }
    #expect(count("<table") == count("<caption") && count("<table") > (Self.pages.contains(file) ? 2 : -1))
    #expect(count("<th ") == count("<th scope=") && count("<th>") == 0)
    let ids = page.matches(of: /\ id="([^"]*)"/).map(\.1)
    #expect(Set(ids).count == ids.count)
    // The first page alone has a script, its own, that sorts and filters.
    #expect(count("<script") == (file == "index.html" ? 1 : 0))
    for sign in ["<img", "http:", "https:", "url(", "@import", "{{"] {
      #expect(!page.contains(sign), "the page holds \(sign)")
    }
    // Whatever a page refers to is there.
    for link in page.matches(of: /\ href="([^"#]+)/).map({ String($0.1) }) {
      let target = try smallReports.get().url.appending(path: file).deletingLastPathComponent().appending(
        path: link)
      #expect(FileManager.default.fileExists(atPath: target.path(percentEncoded: false)), "\(link)")
    }
  }

  @Test("use none of the words that judge", arguments: pages + ["questions.html"] + trusts)
  func words(file: String) throws {
    let text = try pageText(file).lowercased()
    for word in [
      "best", "worst", "meets", "fails", "target", "compliant", "rank", "league", "failing",
    ] + (file.contains("RA1") ? [] : ["5.0%"]) {
      #expect(text.range(of: "\\b\(word)", options: .regularExpression) == nil, "\(word)")
    }
    // The one trust that is exactly there.
    if file.contains("RA1") { #expect(text.contains("5.0% of its spending")) }
  }

  @Test("say what came, where every line and pound went, and what was found")
  func dataQuality() throws {
    let text = try pageText("data-quality.html")
    #expect(text.contains("2023-24 2 2 1 1"))
    #expect(text.contains("Some files do not reconcile"))
    #expect(text.contains("it-expenditure-return 1 6 2 0 −123.45 0.00 0.00 0"))
    #expect(text.contains("No layout fits: rejected 1 1 0 0 1.00 0.00 0.00 1"))
    #expect(text.contains("Amounts may be in the wrong unit Held 1 Check the unit, and send it again."))
    #expect(text.contains("Elder NHS Trust RA5 2023-24 Held Amounts may be in the wrong unit"))
    #expect(text.contains("Fir NHS Trust RA6 2023-24 Missing Return not received Send the return."))
  }

  @Test("say by which measures, at which benchmark and by which rules figures were made")
  func methodology() throws {
    let text = try pageText("methodology.html")
    #expect(text.contains("Spend, the headline: revenue and capital, before depreciation"))
    #expect(text.contains("Quick: gross & simple") && text.contains("less than 80% of all trusts"))
    #expect(text.contains("The notice does not say on what basis"))
    #expect(text.contains("Total is zero denominator-zero"))
  }
}

/// A page's text without its tags and style, with single blanks.
func pageText(_ file: String) throws -> String {
  let html = Data(try smallReports.get().text(file).utf8)
  let script = """
    import html, json, re, sys
    page = re.sub(r"<style>.*?</style>", "", sys.stdin.read(), flags=re.S)
    page = re.sub(r"<(/?)(strong|span)[^>]*>", "", page)
    print(json.dumps(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())))
    """
  return try python(script, input: html)
}
