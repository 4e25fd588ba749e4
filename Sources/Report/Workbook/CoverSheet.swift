extension WorkbookContext {
  /// The cover's paragraphs under their headings.
  func cover(_ national: [GroupSummary]) -> [(heading: String, text: String)] {
    let date = Wording.day(settings.dateOfFigures)
    var paragraphs: [(heading: String, text: String)] = []
    if let release = settings.release {
      paragraphs.append(
        ("Status", "Release \(release.name), approved by \(release.approvedBy). Figures of \(date)."))
    } else {
      paragraphs.append(("Status", "Working copy of \(date). Not for onward release."))
    }
    if let notice = settings.notice { paragraphs.append(("Please note", notice)) }
    paragraphs += [
      ("Date of the figures", date),
      (
        "Who is covered",
        "NHS trusts and NHS foundation trusts in England; integrated care boards, GPs, NHS England and central services are in no figure."
      ),
      ("Coverage", coverage(national)),
      (
        "Headline way of measuring",
        bases.first.map { "\(Wording.capitalised($0.basis)): \($0.title)." } ?? Mark.notAvailable
      ),
      (
        "How sure the figures are",
        "Spending on technology is as trusts return it and is not audited. The total comes from audited accounts where they have come, else from the return."
      ),
      (
        "Revisions",
        "Figures that differ from the last release are marked [r]; the sheet Changes lists each of them with its cause."
      ),
      ("Contact", settings.contact ?? "The team that runs this pipeline."),
      (
        "Licence",
        settings.release == nil
          ? "A working copy is not for onward release, and has none. Releases are published under the Open Government Licence v3.0."
          : "The figures are published under the Open Government Licence v3.0: www.nationalarchives.gov.uk/doc/open-government-licence/version/3"
      ),
      ("Edition", settings.edition),
    ]
    return paragraphs
  }

  private func coverage(_ national: [GroupSummary]) -> String {
    guard let newest = national.last(where: { $0.basis == settings.headlineBasis }) else {
      return "No return is expected yet, and none has come."
    }
    let counted =
      "In \(newest.financialYear), \(newest.organisationsCounted) of \(newest.organisationsExpected) trusts sent usable returns. "
      + "They hold \(Wording.coverage(newest.coverage, floor: settings.coverageFloor)) of all trusts’ operating expenditure."
    return newest.hasFigure ? counted : counted + " It is too early to give a figure for England."
  }
}

extension XLSXFile {
  /// Writes the cover, the one sheet without a table.
  func writeCover(_ title: String, _ paragraphs: [(heading: String, text: String)]) throws(ReportError) {
    let width = 100.0
    try addSheet("Cover", isWide: false, pagesAcross: 1)
    try setWidths([width])
    try write(
      paragraphs: [(title, .title)] + paragraphs.flatMap { [($0.heading, .strong), ($0.text, .body)] },
      width: width)
  }
}
