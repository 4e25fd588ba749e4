import Foundation
import Testing

/// What receipts say became of each version of a return or a plan, by what stands on it.
@Suite("Outcomes in receipts")
struct ReceiptOutcomesTests {
  /// A return with more columns, the same on every line.
  private func sent(
    _ organisation: String, _ year: String, _ amounts: [String: String], without missing: String? = nil,
    _ more: [(name: String, value: String)] = [("kind", "plan")]
  ) -> String {
    var sent = LongReturn(organisation, amounts)
    sent.year = year
    if let missing { sent.remove(missing) }
    let lines = sent.text.split(separator: "\n")
    let names = more.map { ",\($0.name)" }.joined()
    let values = more.map { ",\($0.value)" }.joined()
    return "\(lines[0])\(names)\n" + lines.dropFirst().map { "\($0)\(values)\n" }.joined()
  }

  /// What became of each file's return, by its name.
  private func outcomes(_ code: String, in workdir: Workdir) throws -> [String: String] {
    try rows(workdir.url("workspace/outbox/\(code)/receipt.csv"), in: workdir)
      .filter { $0["row"] == "return" }
      .reduce(into: [:]) { $0[$1["file"] ?? ""] = $1["outcome"] }
  }

  private func page(_ path: String, in workdir: Workdir) throws -> String {
    try String(contentsOf: workdir.url("workspace/\(path)"), encoding: .utf8)
  }

  /// The files that the receipt says wait for its trust.
  private func waiting(_ code: String, in workdir: Workdir) throws -> [String] {
    let text = try page("outbox/\(code)/receipt.html", in: workdir)
    guard let start = text.firstRange(of: "What is left for you to do") else { return [] }
    return text[start.upperBound...].split(separator: "</ul>")[0]
      .matches(of: /<a href="[^"]*">([^<]*)</).map { String($0.output.1) }
  }

  private func accept(_ code: String, of file: String, in workdir: Workdir) throws {
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    let finding = try #require(findings.first { $0["code"] == code && $0["file"] == file }?["finding_id"])
    let outcome = try workdir.command("accept", finding, "--reason", "It is right", "--role", "analyst")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test("say of plans that they are in force, for which measures, held or superseded")
  func plans() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    // Mended: a line is missing in the first version.
    let small = ["T110": "2,000,000", "E100": "110,000,000"]
    try workdir.write(sent("RJ1", "2024-25", small, without: "T220"), to: "inbox/mended_V1.csv")
    try workdir.write(sent("RJ1", "2024-25", small), to: "inbox/mended_V2.csv")
    try workdir.write(
      sent("RJ1", "2025-26", ["T110": "2,000", "E100": "110,000"]), to: "inbox/thousands.csv")
    // Only `cost` takes depreciation.
    try workdir.write(
      sent("RJ1", "2026-27", ["T110": "2,000,000", "T410": "many", "E100": "110,000,000"]),
      to: "inbox/unreadable.csv")
    // Against £60 million in 2023-24.
    try workdir.write(
      sent("RJZ", "2024-25", ["T110": "3,000,000", "E100": "61,000,000"]), to: "inbox/swing_V1.csv")
    try workdir.write(
      sent("RJZ", "2024-25", ["T110": "8,000,000", "E100": "400,000,000"]), to: "inbox/swing_V2.csv")
    for (number, (first, last)) in [("2025-04-01", "2025-09-30"), ("2025-10-01", "2026-03-31")].enumerated() {
      try workdir.write(
        sent(
          "RJZ", "2025-26", ["T110": "1,500,000", "E100": "30,000,000"],
          [("kind", "plan"), ("period_start", first), ("period_end", last)]),
        to: "inbox/half_V\(number + 1).csv")
    }
    let night = try workdir.run("--date", "2024-07-10", "--max-reject-rate", "50%")
    #expect(night.exitCode == 3, "\(night.errors)")
    let inForce = "In force as a plan; plans are in no share."
    #expect(
      try outcomes("RJ1", in: workdir) == [
        "guys.csv": "In force.", "mended_V1.csv": "Kept; version 2 of the plan is in force.",
        "mended_V2.csv": inForce, "thousands.csv": "Held: amounts may be in the wrong unit.",
        "unreadable.csv":
          "In force as a plan for some ways of measuring; Cost held: value of the wrong kind; plans are in no share.",
      ])
    #expect(
      try outcomes("RJZ", in: workdir) == [
        "kings.csv": "In force.", "swing_V1.csv": inForce,
        "swing_V2.csv": "Held: total far from what is known; version 1 of the plan is in force.",
        "half_V1.csv": inForce, "half_V2.csv": inForce,
      ])
    #expect(try waiting("RJ1", in: workdir).sorted() == ["thousands.csv", "unreadable.csv"])
    // What it is held for stands in its section, though it was found beside last year's return.
    let held = try rows(workdir.url("workspace/outbox/RJZ/receipt.csv"), in: workdir)
      .filter { $0["row"] == "finding" && $0["severity"] == "held" }
    #expect(held.map { [$0["file"], $0["code"]] } == [["swing_V2.csv", "total-swing"]])

    try accept("unit-suspect", of: "thousands.csv", in: workdir)
    try accept("total-swing", of: "swing_V2.csv", in: workdir)
    _ = try workdir.run("--date", "2024-07-11", "--max-reject-rate", "50%")
    #expect(try outcomes("RJ1", in: workdir)["thousands.csv"] == inForce)
    #expect(try page("publish/latest/organisations/RJ1.html", in: workdir).contains("110,000.00"))
    #expect(try waiting("RJ1", in: workdir) == ["unreadable.csv"])
    let swings = try outcomes("RJZ", in: workdir)
    #expect(swings["swing_V2.csv"] == inForce)
    #expect(swings["swing_V1.csv"] == "Kept; version 2 of the plan is in force.")
  }

  @Test("say of payments and estates that they stand beside the shares, or what holds them")
  func comparisons() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    for file in [CleanFile.long, CleanFile.payments, CleanFile.estates] {
      try workdir.write(file.data, to: "inbox/\(file.name)")
    }
    // Nobody is paid for keeping buildings up.
    try workdir.write(
      CleanFile.estates.with("$10,000,000$20,000,000$30,000,000", "$-10,000,000$40,000,000$30,000,000").data,
      to: "inbox/ERIC-202324-V2.csv")
    #expect([0, 3].contains(try workdir.run("--date", "2024-07-10", "--max-reject-rate", "50%").exitCode))
    let beside = "Kept for comparison; it is in no share."
    let outcomes = try outcomes("RJ1", in: workdir)
    #expect(outcomes[CleanFile.payments.name] == beside)
    #expect(outcomes[CleanFile.estates.name] == beside)
    #expect(
      outcomes["ERIC-202324-V2.csv"]
        == "Kept for comparison, with faults: value not allowed; it is in no share.")
    #expect(outcomes[CleanFile.long.name] == "In force.")
    #expect(try waiting("RJ1", in: workdir) == ["ERIC-202324-V2.csv"])
    try workdir.write(CleanFile.estates.text + "\n", to: "inbox/ERIC-202324-V3.csv")
    #expect([0, 3].contains(try workdir.run("--date", "2024-07-11", "--max-reject-rate", "50%").exitCode))
    #expect(try waiting("RJ1", in: workdir) == [])
  }

  @Test("say of returns that were let pass what became of them since, and what a later version lacks")
  func returns() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "100pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    var kings = LongReturn("RJZ", ["T110": "3,000", "E100": "60,000"])
    try workdir.write(kings.text, to: "inbox/kings_V1.csv")
    _ = try workdir.run("--date", "2024-07-10")
    try accept("unit-suspect", of: "kings_V1.csv", in: workdir)
    _ = try workdir.run("--date", "2024-07-11")
    #expect(try outcomes("RJZ", in: workdir) == ["kings_V1.csv": "In force."])

    kings = HandWrittenReturnsTests.kings
    try workdir.write(kings.text, to: "inbox/kings_V2.csv")
    _ = try workdir.run("--date", "2024-07-12")
    let superseded = "Kept; the figures stand on another file."
    #expect(
      try outcomes("RJZ", in: workdir) == ["kings_V1.csv": superseded, "kings_V2.csv": "In force."])

    // Only `cost` takes T410, and goes on standing on version 2; an older version comes after it.
    kings.set("T410", to: "many")
    try workdir.write(kings.text, to: "inbox/kings_V3.csv")
    kings.set("T410", to: "0")
    kings.set("T110", to: "3,000,001")
    try workdir.write(kings.text, to: "inbox/late_V1.csv")
    _ = try workdir.run("--date", "2024-07-13", "--max-reject-rate", "50%")
    #expect(
      try outcomes("RJZ", in: workdir) == [
        "kings_V1.csv": superseded,
        "kings_V2.csv": "In force for some ways of measuring; Spend and Quick stand on another file.",
        "kings_V3.csv":
          "In force for some ways of measuring; Cost held: value of the wrong kind, and stands on another file.",
        "late_V1.csv": "Held: older version after a newer one; the figures stand on another file.",
      ])
  }
}
