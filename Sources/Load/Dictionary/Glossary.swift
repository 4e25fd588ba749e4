/// The words of `docs/glossary.md` that the data dictionary shares.
///
/// Each constant is one row there, word for word less its backticks; a test holds the two together.
package enum Glossary {
  package struct Term: Sendable, Hashable {
    /// The row's first cell.
    package let word: String
    /// The row's second cell.
    package let meaning: String

    init(_ word: String, _ meaning: String) {
      self.word = word
      self.meaning = meaning
    }

    /// The meaning with a capital, for the beginning of a sentence.
    var capitalised: String { meaning.prefix(1).uppercased() + meaning.dropFirst() }

    /// The meaning as a whole sentence.
    var sentence: String { "\(capitalised)." }

    /// The meaning less whose it is: `with both sides` for `of a trust: with both sides`.
    var withoutWhose: String {
      guard let colon = meaning.firstRange(of: ": ") else { return meaning }
      return String(meaning[colon.upperBound...])
    }

    /// The one that is spoken of: `The layout of file` for `a layout of file: its columns and more`.
    var particular: String {
      "The\(meaning.dropFirst(1).prefix(upTo: meaning.firstIndex(of: ":") ?? meaning.endIndex))"
    }
  }

  static let organisationCode = Term(
    "organisation code", "the trust's code in the Organisation Data Service, three or five characters")
  static let financialYear = Term("financial year", "1 April to 31 March, written 2023-24")
  static let submission = Term("submission", "what one file says of one trust and period")
  static let status = Term(
    "status",
    "provisional or final; held where a return waits or is not whole; missing where none has come")
  static let category = Term("category", "what money was spent on")
  static let contract = Term(
    "contract", "a layout of file: its columns, their meaning, and how it is taken")
  static let source = Term(
    "source", "what a submission is, be it in this layout or that: it-expenditure-return, tac and others")
  static let basis = Term("basis", "a way of measuring: which categories make technology, which the total")
  static let headline = Term("headline", "the basis that is shown first")
  static let technologyShare = Term("technology share", "technology ÷ total")
  static let threeYearShare = Term(
    "three-year share", "Σ technology ÷ Σ total of a year and the two before, as far as known")
  static let benchmark = Term("benchmark", "the recommended share that figures are held against")
  static let short = Term(
    "short of a level", "level × total − technology, within present spending; negative above the level")
  static let shortEverywhere = Term(
    "short everywhere", "Σ max(0, short): what it takes for every trust counted to reach the level")
  static let newMoney = Term(
    "new money", "spending on top of what there is, which makes the total larger too")
  static let peerClass = Term("peer class", "the like trusts that a trust is compared with")
  static let quarter = Term("quarter", "a trust's place within its peer class, 1 (lowest) to 4, ties low")
  static let counted = Term(
    "counted", "of a trust: with both sides on the basis, and so in the sums of England and of its groups")
  static let coverage = Term("coverage", "the counted trusts' part of all trusts' operating expenditure")
  static let finding = Term("finding", "one observation on one file, record, cell or trust")
  static let severity = Term("severity", "how much a finding weighs: fatal, error, held, warning or info")
  static let setAside = Term(
    "set aside",
    "of an amount: in control totals, repeated lines, left-out columns and accounts that no mapping covers")
  static let edition = Term(
    "edition", "twelve digits that name everything the published bytes depend on")
  static let vintage = Term("vintage", "which issue of the series of deflators it is")
  static let realTerms = Term("real terms", "at the prices of one year, by the GDP deflator")
  static let likeForLike = Term(
    "like for like", "the figures of all trusts for which one organisation now stands, added up")

  /// Short of the benchmark, of one trust.
  static let shortOfBenchmark = "\(short.capitalised), which is the benchmark; rounded once."

  /// All of them, in the glossary's order.
  package static let terms = [
    organisationCode, financialYear, submission, status, category, contract, source, basis, headline,
    technologyShare, threeYearShare, benchmark, short, shortEverywhere, newMoney, peerClass, quarter,
    counted, coverage, finding, severity, setAside, edition, vintage, realTerms, likeForLike,
  ]
}
