import Returns
import Testing

@Suite("A file is recognised by its header")
struct RecognitionTests {
  @Test(
    "and taken for the layout that the header says",
    arguments: [
      ("organisation_code,financial_year,line_code,amount", "it-expenditure-return"),
      ("ORG CODE,Year,Line,Amount (£000)", "it-expenditure-return"),
      ("ODS Code,Financial Year,Code,£k", "it-expenditure-return"),
      ("Trust Code,FINANCIAL_YEAR,Line Code,Amount (£)", "it-expenditure-return"),
      (
        "Provider Code,Organisation Name,Financial Year,Line Code,Line Description,amount_gbp",
        "it-expenditure-return"
      ),
      ("amount_thousands,line_code,financial_year,organisation_code,comment", "it-expenditure-return"),
      ("organisation_code,financial_year,T110,T120,T210", "it-expenditure-return-wide"),
      (
        "Org Code,Year,Software licences and subscriptions,Cloud hosting,E100 (£000)",
        "it-expenditure-return-wide"
      ),
      ("organisation_code,financial_year,account_code,account_description,amount", "trial-balance"),
      ("OrganisationName,WorkSheetName,TableID,MainCode,RowNumber,SubCode,Total", "tac"),
      (" Organisation Name ,WorkSheetName ,TableID,MainCode,RowNumber,SubCode, Value number ", "tac"),
      (
        "Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount",
        "spend-over-25k"
      ),
      ("Entuty,Date Paid,Expsene Type,Supplier_,TransNo, Amount in Sterling £", "spend-over-25k"),
      ("Posted Date,Supplier Name,Voucher Number, Payment Value ", "spend-over-25k"),
    ])
  func layouts(header: String, contract: String) throws {
    #expect(try Reading(header + "\n").file.contract == contract)
  }

  @Test("whatever separates its cells", arguments: [";", "\t", ","])
  func delimiters(delimiter: String) throws {
    let reading = try Reading(ReturnText().long.replacing(",", with: delimiter))
    #expect(try reading.submission().pence == ReturnText.totals)
    #expect(reading.findings(.delimiterAdapted).count == (delimiter == "," ? 0 : 1))
    reading.expectBalanced()
  }

  @Test("whatever its encoding", arguments: ["utf8", "mark", "cp1252", "utf16le", "utf16be"])
  func encodings(encoding: String) throws {
    var text = ReturnText()
    text.header = "organisation_code,financial_year,line_code,Amount (£)"
    let bytes: [UInt8] =
      switch encoding {
      case "mark": [0xEF, 0xBB, 0xBF] + Array(text.long.utf8)
      case "cp1252": text.long.unicodeScalars.map { UInt8($0.value) }
      case "utf16le": [0xFF, 0xFE] + text.long.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "utf16be": [0xFE, 0xFF] + text.long.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      default: Array(text.long.utf8)
      }
    let reading = try Reading(bytes: bytes)
    #expect(try reading.submission().pence == ReturnText.totals)
    #expect(reading.findings(.encodingFallback).count == (["utf8", "mark"].contains(encoding) ? 0 : 1))
    #expect(reading.reconciliation.physicalLines == 27)
    reading.expectBalanced()
  }

  @Test(
    "and rejected whole, with the reason, where it fits none",
    arguments: [
      ("a,b,c\n1,2,3\n", .headerNotFound), ("", .sourceError), ("PK\u{3}\u{4}rest", .workbookNotCSV),
      ("<!DOCTYPE html><html></html>", .notTabular), ("\n <html>\n", .notTabular),
      ("%PDF-1.7\n", .notTabular),
      ("organisation_code,financial_year,line_code\nQA1,2023-24,T110\n", .missingLabel),
      ("organisation_code,line_code,amount\nQA1,T110,5\n", .missingLabel),
      ("OrganisationName,MainCode,SubCode\nAlder,A08CY01,EXP0390\n", .missingLabel),
      ("organisation_code,financial_year,line_code,amount,Amount (£)\n", .duplicateLabel),
      ("organisation_code,ODS Code,financial_year,line_code,amount\n", .duplicateLabel),
      ("organisation_code,financial_year,T110,T110,T210,T220\n", .duplicateLabel),
      ("QA1,2023-24,T110,500\norganisation_code,financial_year,line_code,amount\n", .headerNotFound),
    ] as [(String, FindingCode)])
  func rejections(text: String, code: FindingCode) throws {
    let reading = try Reading(text)
    #expect(reading.codes == [code])
    #expect(reading.findings.first?.severity == .fatal)
    #expect(reading.file.contract == nil)
    #expect(reading.submissions.isEmpty)
    #expect(reading.reconciliation.rejectedLines == reading.reconciliation.physicalLines)
    reading.expectBalanced()
  }

  @Test(
    "so that a column it cannot do without is named, and the file not taken for another layout",
    arguments: [
      ("organisation_code,financial_year,reference,amount\nQA1,2023-24,T110,5\n", "line_code"),
      (
        "organisation_code,organisation_name,financial_year,description,amount\nQA1,Alder,2023-24,IT,5\n",
        "line_code"
      ),
    ])
  func missingAccount(text: String, field: String) throws {
    let reading = try Reading(text)
    #expect(reading.codes.contains(.missingLabel), "\(reading.file.contract ?? "none"): \(reading.codes)")
    #expect(reading.submissions.isEmpty)
  }

  @Test("and a column that it ignores or does not know is not used")
  func otherColumns() throws {
    let header = "organisation_code,guidance,financial_year,line_code,,amount,colour\n"
    let reading = try Reading(header + "QA1,write pounds,2023-24,T110,x,100,red\n")
    #expect(try reading.submission().pence["technology-pay"] == 10_000)
    reading.expectFinding(.extraLabel, line: 1, field: "colour")
    reading.expectFinding(.blankLabel, line: 1, field: "", value: "1")
    reading.expectBalanced()
  }
}
