import Foundation
import Testing

/// Technology beside estates, from the files to the published database.
@Suite("Estates")
struct EstatesTests {
  private func beside(_ workdir: Workdir) throws -> String {
    try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
      for row in database.execute("SELECT organisation_code, technology_pence, estates_pence,"
          " technology_per_hundred_pence, class_median_per_hundred_pence FROM technology_beside_estates"
          " WHERE (financial_year, basis) = ('2023-24', 'spend') ORDER BY 1"):
        print(*row)
      """, workdir.published("techshare.sqlite").resolvingSymlinksInPath().path(percentEncoded: false))
  }

  @Test("come and are replaced from night to night, and change no share")
  func nights() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(CleanFile.long.data, to: "inbox/guys.csv")
    try workdir.write(CleanFile.long.of("RJZ"), to: "inbox/kings.csv")
    #expect([0, 3].contains(try workdir.run("--date", "2024-07-10").exitCode))
    let shares = try Data(contentsOf: workdir.published("technology-share.csv"))
    #expect(try beside(workdir) == "RJ1 None None None None\nRJZ None None None None\n")

    // £2,400,000 of £30,000,000 is £8.00 of £100.
    try workdir.write(CleanFile.estates.data, to: "inbox/ERIC-202324.csv")
    #expect(try workdir.run("--date", "2024-07-10").exitCode == 0)
    #expect(
      try beside(workdir) == "RJ1 240000000 3000000000 800 800\nRJZ None None None 800\n")

    // £2,400,000 of £35,000,000 is £6.857… of £100, and of £36,000,000 £6.666…; half of 1,353 is 676.5.
    let kings =
      "RJZ$King's College Hospital NHS Foundation Trust$3$300,000$16,000,000$20,000,000$36,000,000\n"
    let later = CleanFile.estates.with(
      "$10,000,000$20,000,000$30,000,000", "$10,000,000$25,000,000$35,000,000")
    try workdir.write(later.text + kings, to: "inbox/ERIC-202324-V2.csv")
    #expect(try workdir.run("--date", "2024-07-10").exitCode == 0)
    #expect(
      try beside(workdir) == "RJ1 240000000 3500000000 686 677\nRJZ 240000000 3600000000 667 677\n")
    #expect(try Data(contentsOf: workdir.published("technology-share.csv")) == shares)
  }
}
