import Foundation
import Testing

/// What is for one trust alone: its receipt, and its page before others see it.
@Suite("Outbox")
struct OutboxTests {
  private struct Told: Decodable {
    let faults: [String]
    let files: Int
    let receipts: Int
    let findings: Int
  }

  /// A receipt's rows of one kind.
  private func receipt(_ code: String, _ kind: String, in workdir: Workdir) throws -> [[String: String]] {
    try rows(workdir.url("workspace/outbox/\(code)/receipt.csv"), in: workdir).filter { $0["row"] == kind }
  }

  @Test(
    "has every file in one section of the receipt of each trust in it, and every finding in the receipts of those alone whom it is about"
  )
  func sections() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let told = try workdir.script(
      "check_outbox.py", Workdir.project.appending(path: "SampleData/inbox").path(percentEncoded: false),
      workdir.path("workspace"), as: Told.self)
    #expect(told.faults == [])
    #expect(told.files == 161 && told.receipts == 24 && told.findings > 100)
  }

  @Test("says of each return what became of it, what it gives and what to do")
  func outcomes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    var second = HandWrittenReturnsTests.guys
    second.set("T110", to: "1,000,000.20")
    var incomplete = HandWrittenReturnsTests.kings
    incomplete.remove("T220")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys_V1.csv")
    try workdir.write(incomplete.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2024-07-10")
    try workdir.write(second.text, to: "inbox/guys_V2.csv")
    try workdir.letEnglandMove(by: "50pp")
    _ = try workdir.run("--date", "2024-07-11")

    let returns = try receipt("RJ1", "return", in: workdir)
    #expect(
      returns.map { [$0["file"], $0["received_on"], $0["version"], $0["lines"], $0["outcome"]] } == [
        ["guys_V2.csv", "2024-07-11", "2", "26", "In force."],
        ["guys_V1.csv", "2024-07-10", "1", "26", "Kept; the figures stand on another file."],
      ])
    // A ten-pence more than in HandWrittenReturnsTests.
    let figures = try receipt("RJ1", "figure", in: workdir)
    #expect(
      figures.map {
        [$0["file"], $0["basis"], $0["technology_gbp"], $0["total_gbp"], $0["technology_share_percent"]]
      } == [
        ["guys_V2.csv", "spend", "1650000.10", "100599999.60", "1.6402"],
        ["guys_V2.csv", "cost", "1500000.05", "100099999.60", "1.4985"],
        ["guys_V2.csv", "quick", "1750000.50", "100000000.00", "1.7500"],
      ])
    let held = try #require(try receipt("RJZ", "return", in: workdir).first)
    #expect(held["outcome"] == "Held: line missing from the return.")
    let finding = try #require(
      try receipt("RJZ", "finding", in: workdir).first { $0["code"] == "return-incomplete" })
    #expect(
      finding["message"]?.contains("T220") == true && finding["remedy"]?.hasPrefix("Add the line") == true)
    let page = try String(contentsOf: workdir.url("workspace/outbox/RJZ/receipt.html"), encoding: .utf8)
    #expect(page.contains("What is left for you to do") && page.contains("Due on 31 July 2024."))
    #expect(page.contains("send it again as version 2: until 2023-24 is released"))
    let other = try String(contentsOf: workdir.url("workspace/outbox/RJ1/receipt.html"), encoding: .utf8)
    #expect(!other.contains("What is left for you to do"))
  }

  @Test("tells trusts what came of what they sent also where the gate stopped the night, and mends it later")
  func stopped() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2024-07-10")
    let published = try workdir.checksums()
    let page = workdir.url("workspace/outbox/RJZ/page.html")
    let pageBefore = try Data(contentsOf: page)
    // A million more of 160 million is more than England may move in a night.
    var second = HandWrittenReturnsTests.kings
    second.set("T110", to: "4,000,000.00")
    try workdir.write(second.text, to: "inbox/kings_V2.csv")
    let night = try workdir.run("--date", "2024-07-11")
    #expect(night.exitCode == 4, "\(night.errors)")
    #expect(try workdir.checksums() == published)
    #expect(try Data(contentsOf: page) == pageBefore)
    let told =
      "What came since the last publication is not published yet: the checks on all trusts together stopped the publication of 11 July"
    let receipt = workdir.url("workspace/outbox/RJZ/receipt.html")
    #expect(try String(contentsOf: receipt, encoding: .utf8).contains(told))
    let returns = try self.receipt("RJZ", "return", in: workdir)
    #expect(
      returns.map { [$0["file"], $0["received_on"], $0["outcome"]] } == [
        ["kings_V2.csv", "2024-07-11", "In force."],
        ["kings.csv", "2024-07-10", "Kept; the figures stand on another file."],
      ])
    #expect(try self.receipt("RJZ", "figure", in: workdir).first?["technology_gbp"] == "4000000.00")

    // Taken back, the publication stands as it was, and so does what trusts are told.
    try FileManager.default.removeItem(at: workdir.url("inbox/kings_V2.csv"))
    let sent = try workdir.python(
      "import hashlib, sys; print(hashlib.sha256(sys.argv[1].encode()).hexdigest())", second.text)
    let back = try workdir.command(
      "withdraw", sent.trimmingCharacters(in: .whitespacesAndNewlines), "--reason", "Sent in error")
    #expect(back.exitCode == 0, "\(back.errors)")
    _ = try workdir.run("--date", "2024-07-12")
    #expect(try !String(contentsOf: receipt, encoding: .utf8).contains("not published yet"))
    #expect(
      try self.receipt("RJZ", "figure", in: workdir).first?["technology_gbp"] == "3000000.00")
  }

  @Test(
    "holds no byte of another trust's data, whatever file it came in, whatever folder, and whatever came of the night"
  )
  func markers() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(
      pipeline.replacing("folders: {}", with: "folders: {\"guys/**\": RJ1, \"kings/**\": RJZ}"),
      to: "pipeline.yaml")
    // Amounts, comments, roles and faulty cells that stand nowhere else.
    let markers = [
      "RJ1": ["3141592.01", "GUYSREMARK", "GUYSROLE", "GUYSFAULT"],
      "RJZ": ["7654321.02", "KINGSREMARK", "KINGSROLE", "KINGSFAULT"],
    ]
    var shared = "organisation_code,financial_year,line_code,amount,approved_by_role,comment\n"
    for (code, texts) in markers.sorted(by: { $0.key < $1.key }) {
      for line in HandWrittenReturnsTests.guys.lines {
        let amount = line.code == "T110" ? texts[0] : line.code == "T220" ? texts[3] : line.amount
        shared += "\(code),2023-24,\(line.code),\"\(amount)\",\(texts[2]),\(texts[1])\n"
      }
    }
    shared += "ZZ9,2023-24,T110,STRAYFAULT,STRAYROLE,STRAYREMARK\n"
    try workdir.write(shared, to: "inbox/shared.csv")
    try workdir.write("no header here\n", to: "inbox/unreadable.csv")
    let payments = "Entity,Date,Expense Type,Supplier,Transaction Number,Amount\n"
    try workdir.write(
      payments
        + "King's College Hospital NHS Foundation Trust,03/02/2024,Software,KINGSSUPPLIER,77,KINGSAMOUNT\n",
      to: "inbox/payments.csv")
    // Whose payments these are, only their folders say.
    let unnamed =
      "Date,Expense Type,Supplier,Transaction Number,Amount\n03/02/2024,Software,ANYSUPPLIER,78,30000\n"
    try workdir.write(unnamed, to: "inbox/guys/GUYSNAME.csv")
    var plan = HandWrittenReturnsTests.guys
    plan.year = "2025-26"
    plan.set("T110", to: "2718281.03")
    plan.set("T220", to: "GUYSPLAN")
    let lines = plan.text.split(separator: "\n")
    try workdir.write(
      "\(lines[0]),kind\n" + lines.dropFirst().map { "\($0),plan\n" }.joined(), to: "inbox/GUYSPLAN.csv")
    let night = try workdir.run("--date", "2024-07-10", "--max-reject-rate", "50%")
    #expect([0, 3].contains(night.exitCode), "\(night.errors)")
    try workdir.write(unnamed, to: "inbox/kings/KINGSNAME.csv")
    let second = try workdir.run("--date", "2024-07-11", "--max-reject-rate", "50%")
    #expect([0, 3].contains(second.exitCode), "\(second.errors)")
    for sign in ["GUYSPLAN.csv", "GUYSNAME.csv"] { #expect(try bytes("RJ1", in: workdir).contains(sign)) }
    let copies = try rows(workdir.url("workspace/outbox/RJZ/receipt.csv"), in: workdir)
      .filter { $0["file"] == "kings/KINGSNAME.csv" }
    #expect(copies.map { [$0["code"], $0["received_on"]] } == [["duplicate-file", "2024-07-11"]])
    try checkMarkers(in: workdir)
    let told = try workdir.script(
      "check_outbox.py", workdir.path("inbox"), workdir.path("workspace"), "guys=RJ1", "kings=RJZ",
      as: Told.self)
    #expect(told.faults == [] && told.files == 6)

    // Too many records are rejected for this night to get through.
    try workdir.write(
      shared.replacing("7654321.02", with: "7654322.02").replacing("KINGSFAULT", with: "KINGSSECOND")
        .replacing("3141592.01", with: "3141593.01"), to: "inbox/shared_V2.csv")
    #expect(try workdir.run("--date", "2024-07-12", "--max-reject-rate", "0.1%").exitCode == 4)
    for code in ["RJ1", "RJZ"] {
      #expect(try bytes(code, in: workdir).contains("stopped the publication of 12 July 2024"))
    }
    #expect(try bytes("RJZ", in: workdir).contains("KINGSSECOND"))
    try checkMarkers(in: workdir)
  }

  /// All that stands in a folder of the outbox.
  private func bytes(_ folder: String, in workdir: Workdir) throws -> String {
    let url = workdir.url("workspace/outbox/\(folder)")
    return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
  }

  private func checkMarkers(in workdir: Workdir) throws {
    let (guys, kings) = (try bytes("RJ1", in: workdir), try bytes("RJZ", in: workdir))
    #expect(guys.contains("GUYSFAULT") && guys.contains("GUYSROLE"))
    #expect(kings.contains("KINGSROLE") && kings.contains("KINGSFAULT"))
    for sign in ["7654321", "7,654,321", "7654322", "7,654,322", "KINGS", "kings/", "STRAY", "Ethelburga"] {
      #expect(!guys.contains(sign), "\(sign)")
    }
    for sign in [
      "3141592", "3,141,592", "3141593", "3,141,593", "2718281", "2,718,281", "GUYS", "guys/", "STRAY",
    ] {
      #expect(!kings.contains(sign), "\(sign)")
    }
    let unknown = try bytes("unknown", in: workdir)
    #expect(unknown.contains("unreadable.csv") && unknown.contains("ZZ9"))
    for sign in ["GUYS", "KINGSREMARK", "KINGSROLE", "KINGSFAULT", "KINGSSECOND", "KINGSNAME"] {
      #expect(!unknown.contains(sign), "\(sign)")
    }
  }

  @Test(
    "shows a trust its page of the next release by itself, and both are written again only for another edition"
  )
  func page() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2024-07-10")
    let page = workdir.url("workspace/outbox/RJ1/page.html")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains("Your page of the next release, with the figures of 10 July 2024."))
    #expect(text.contains("1,650,000.00") && !text.contains("guys.csv") && !text.contains("href=\".."))
    // Cut off before the outbox was written, as it were: the next run makes up for it.
    try FileManager.default.removeItem(at: workdir.url("workspace/outbox"))
    _ = try workdir.run("--date", "2024-07-11")
    #expect(try String(contentsOf: page, encoding: .utf8) == text)
    let written =
      try FileManager.default.attributesOfItem(atPath: page.path(percentEncoded: false))[.modificationDate]
      as? Date
    _ = try workdir.run("--date", "2024-07-12")
    let after =
      try FileManager.default.attributesOfItem(atPath: page.path(percentEncoded: false))[.modificationDate]
      as? Date
    #expect(written != nil && written == after)
  }
}
