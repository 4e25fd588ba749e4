import Foundation
import Load
import Returns
import Testing

@Suite("Finding ids")
struct FindingIDTests {
  private static let findings = [
    Finding(
      .unitSuspect, file: "a.csv", organisation: OrganisationCode("RJ1"),
      year: FinancialYear(startingIn: 2023),
      account: "E100", field: "amount", value: "£2,000,000,000.00", message: "too large"),
    Finding(.typeError, field: "amount", value: "######", message: "not an amount"),
    Finding(.missingSubmission, organisation: OrganisationCode("G6V2S"), message: "none came"),
  ]

  @Test("are what Python's hashlib makes of the same parts", arguments: findings)
  func equalPython(finding: Finding) throws {
    let script = """
      import hashlib, json, sys
      parts = json.load(sys.stdin)
      print(hashlib.sha256("\\u001f".join(parts).encode()).hexdigest()[:12], end="")
      """
    let parts = [
      finding.code.rawValue, finding.organisation?.text ?? "", finding.year?.description ?? "",
      finding.account.isEmpty ? finding.field : finding.account, finding.value,
    ]
    let output = try python(script, input: JSONEncoder().encode(parts))
    #expect(FindingID.of(finding) == String(decoding: output, as: UTF8.self))
  }

  @Test("change with the value and not with the file or the words")
  func stability() {
    var finding = Self.findings[0]
    let id = FindingID.of(finding)
    #expect(id.utf8.count == 12)
    finding.file = "b.csv"
    finding.message = "other words"
    finding.place = .init(line: 1, record: 1, byteOffset: 0)
    #expect(FindingID.of(finding) == id)
    finding.value = "£3"
    #expect(FindingID.of(finding) != id)
    // What is planned is not what was spent.
    finding.isOfPlan = true
    let plan = FindingID.of(finding)
    finding.isOfPlan = false
    #expect(FindingID.of(finding) != plan)
  }
}
