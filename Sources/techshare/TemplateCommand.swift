import ArgumentParser
import Foundation
import Returns
import Run

/// The workbooks that trusts fill in.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write the workbook that a trust fills in, one a trust.",
    usage: "techshare template --year 2024-25 --out DIR [--organisation RXX] ...",
    discussion: """
      DIR/RXX-2024-25.xlsx has three sheets. Return, saved as CSV UTF-8, is the return. Checks says while it is filled in \
      what is still to do, what needs a look, and what the shares will be. Guidance says what each line includes and \
      leaves out, and how to save and send. Where the workspace's database has them, operating expenditure and capital \
      come from the audited accounts, to confirm or correct, and last year's amounts stand beside the new ones.

      For a year that has not ended by --date the workbook is that of a plan (DIR/RXX-2027-28-plan.xlsx), for up to five \
      years ahead; a plan enters no share, and is shown beside what was spent later.

      The same arguments and data give the same bytes. Exit codes: 0; 2 where a code is not known, a trust was not open, \
      the year is not collected, or a file is there already: nothing is written then.
      """)

  @Option(help: ArgumentHelp("The financial year to be returned.", valueName: "2024-25"))
  var year: FinancialYear

  @Option(help: ArgumentHelp("The folder for the workbooks; made where it is not there.", valueName: "dir"))
  var out: String

  @Option(
    help: ArgumentHelp(
      "Only this trust (may be repeated; default: every trust from which a return is expected).",
      valueName: "code"))
  var organisation: [OrganisationCode] = []

  @OptionGroup var place: PlaceOptions

  func run() throws {
    let written = try writeTemplates(
      for: year, of: organisation, to: URL(filePath: out, directoryHint: .isDirectory),
      configuration: try place.configuration())
    print(written.text(in: out))
  }
}
