import Foundation
import Returns
import Testing

@testable import Report

@Suite("Index page")
struct IndexPageTests {
  @Test("says the headline in its pattern")
  func headline() throws {
    let text = try pageText("index.html")
    #expect(
      text.contains(
        "In 2023-24, the 3 of 6 NHS trusts in England that sent usable returns spent £15.6 million "
          + "on technology, 4.6% of their spending, against the 5% quoted by the National Audit Office in 2020. "
          + "They hold 85% of all trusts’ operating expenditure. "
          + "On the other way of measuring, there is no figure yet."))
    #expect(text.contains("Working copy of 22 November 2026. Not for onward release."))
    #expect(
      text.contains("final for 1 and provisional for 2. The total comes from audited accounts for 1 of them"))
  }

  @Test("looks at the newest year with a figure from every side")
  func sides() throws {
    let text = try pageText("index.html")
    // £15,590,200 of £340,000,000; 5% of it is £17,000,000.
    #expect(text.contains("Spend (the headline) 4.59 [x] [x] 0 1.4 1 3 of 6"))
    // Ash and cedar, £5,600,000 of £140,000,000; Birch alone; two and one of them have no middle half.
    #expect(text.contains("Large 2 of 4 4.00 [z] Not stated 1 of 2 4.99 [z]"))
    #expect(text.contains("North 3 of 6 4.59 [z]") && text.contains("Vale 3 of 6 4.59 [z]"))
    // Ash spends 5%, Birch £9,800 less than that, cedar 1.5% of £40,000,000.
    #expect(text.contains("3% 1 0.6 −5.4 4% 1 1.0 −2.0 5% 2 1.4 1.4"))
    // Of £400,000,000: £110, £240, £20 and £30 million.
    #expect(text.contains("Final 2 27.5 Provisional 2 60.0 Held 1 5.0 Missing 1 7.5"))
  }

  @Test("says in words what its charts show")
  func charts() throws {
    let text = try pageText("index.html")
    #expect(text.contains("Technology is 4.6% of spending in 2023-24, 0.4 points below 5%"))
    #expect(text.contains("England’s technology share in 2023-24 is 4.6% on Spend"))
    #expect(text.contains("Quick no figure"))
    // Three trusts have no middle half: Ash at 5%, Birch just under it, cedar at 1.5%.
    #expect(text.contains("The trusts counted spent between 1.5% and 5% on technology in 2023-24"))
    #expect(
      text.contains("Large: 2 of 4 trusts, median 3.3%. Not stated: 1 of 2 trusts, median just under 5%."))
    #expect(
      text.contains("At least 5% at every trust would take £1.4 million more than the £15.6 million spent"))
    // Of Ash alone is known what it is made of: £4,000,000 of £5,000,000.
    #expect(text.contains("The largest part of technology spending in 2023-24 is =IT staff, 80.0%"))
    #expect(try smallReports.get().text("index.html").components(separatedBy: "<figure").count == 6)
  }

  @Test("keeps each share on its side of 5%, and says why one is absent")
  func trusts() throws {
    let text = try pageText("index.html")
    #expect(text.contains("Birch NHS Trust RA2 Not stated 4.99 not available Provisional"))
    #expect(text.contains("cedar NHS Trust RA3 Large 1.50 not available Provisional, part year"))
    #expect(text.contains("Damson NHS Trust RA4 Large total is zero not available Final"))
    #expect(text.contains("Elder NHS Trust RA5 Large held: amounts may be in the wrong unit"))
    #expect(text.contains("Fir NHS Trust RA6 Missing Return not received All Send the return."))
  }

  @Test("is inert: hostile names are text, nothing is fetched, nothing runs")
  func inert() throws {
    let page = try smallReports.get().text("index.html")
    #expect(page.contains("+Ash &amp; &quot;Oak&quot; &lt;b&gt;NHS Trust&lt;/b&gt;"))
    for sign in ["<b>", "<script ", "<img", "http:", "https:", "url(", "@import", "{{"] {
      #expect(!page.contains(sign), "the page holds \(sign)")
    }
  }

  @Test("has one h1, a caption and scopes for every table, and landmarks")
  func structure() throws {
    let page = try smallReports.get().text("index.html")
    func count(_ sign: String) -> Int { page.components(separatedBy: sign).count - 1 }
    #expect(count("<h1") == 1)
    #expect(count("<main") == 1)
    #expect(count("<table") == 11)
    #expect(count("<caption") == 11)
    #expect(count("<th ") == count("<th scope="))
    #expect(count("<th>") == 0)
    #expect(page.contains("<html lang=\"en-GB\">"))
  }
}

@Suite("Index headline")
struct IndexHeadlineTests {
  private static let bases = ["spend", "cost", "quick"].map { BasisTitle(basis: $0, title: "") }

  private func figure(_ year: String, _ basis: String, pence: Int64?, coverage: Double) -> GroupSummary {
    GroupSummary(
      financialYear: year, basis: basis, organisationsExpected: 205, organisationsCounted: 41,
      coveragePercent: coverage, technologyPence: pence, totalPence: pence.map { _ in 10_000_000_000_000 },
      technologySharePercent: pence.map { (Double($0) / 100_000_000_000 * 10_000).rounded() / 10_000 },
      medianPercent: nil, lowerQuartilePercent: nil, upperQuartilePercent: nil, atOrAboveBenchmark: nil,
      shortOfBenchmarkPence: nil, shortEverywherePence: nil)
  }

  @Test("names the last full figure where the newest year is below the floor")
  func tooEarly() throws {
    let figures = [
      figure("2023-24", "cost", pence: 180_000_000_000, coverage: 97),
      figure("2023-24", "quick", pence: 499_510_000_000, coverage: 97),
      figure("2023-24", "spend", pence: 200_000_000_000, coverage: 97),
      figure("2024-25", "spend", pence: nil, coverage: 23.4),
    ]
    let headline = IndexHeadline(figures, bases: Self.bases, settings: try settings())
    let tooEarly = try #require(headline.tooEarly)
    #expect(tooEarly.year == "2024-25")
    #expect(tooEarly.coverage == "23%")
    #expect(tooEarly.lastShare == "2.0%")
    #expect(tooEarly.lastYear == "2023-24")
    let full = try #require(headline.full)
    #expect(full.technology == "£2.0 billion")
    #expect(full.otherWays == "On the other two ways of measuring, the figure is 1.8% and just under 5%.")
  }

  @Test("names the other measures where one of them has no figure")
  func otherWays() throws {
    let figures = [
      figure("2023-24", "cost", pence: nil, coverage: 70),
      figure("2023-24", "quick", pence: 220_000_000_000, coverage: 97),
      figure("2023-24", "spend", pence: 200_000_000_000, coverage: 97),
    ]
    let headline = IndexHeadline(figures, bases: Self.bases, settings: try settings())
    #expect(headline.tooEarly == nil)
    #expect(
      headline.full?.otherWays
        == "On the other two ways of measuring, the figure is 2.2% on Quick, and there is none yet on Cost.")
  }

  @Test("names no figure where there never was one")
  func noFigure() throws {
    let headline = IndexHeadline(
      [figure("2024-25", "spend", pence: nil, coverage: 79.99)], bases: Self.bases, settings: try settings())
    #expect(headline.full == nil)
    #expect(headline.tooEarly?.lastShare == nil)
    #expect(headline.tooEarly?.coverage == "79%")
  }
}
