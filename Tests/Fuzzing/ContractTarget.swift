import Foundation
import PipelineFiles
import Returns

/// Reads an input as the contract `fuzzed` of a small pipeline: it gives a contract or a mistake with its place, and never
/// stops the program.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzContract(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Data(UnsafeBufferPointer(start: start, count: count))
  guard (try? input.write(to: definitions.appending(path: "contracts/fuzzed.yaml"))) != nil else {
    fatalError("the disk is full")
  }
  do throws(SettingsError) {
    check(try Contract(named: "fuzzed", in: definitions, categories: categories))
  } catch {
    expect(!error.message.isEmpty && !error.file.isEmpty, "a mistake without words: \(error)")
    let breaks: [Unicode.Scalar] = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
    let lines = String(decoding: input, as: UTF8.self).unicodeScalars.count { breaks.contains($0) } + 1
    if let line = error.line { expect((1...lines + 1).contains(line), "line \(line) of \(lines): \(error)") }
  }
  return 0
}

private func check(_ contract: Contract) {
  expect(contract.name == "fuzzed" && !contract.title.isEmpty && !contract.version.isEmpty, "nameless")
  expect(!contract.fields.isEmpty && !contract.recognise.isEmpty, "no fields, or none to tell it by")
  expect(contract.recognise.allSatisfy { contract.field($0) != nil }, "told by a field that is not there")
  let names = contract.fields.map(\.name)
  expect(Set(names).count == names.count, "a field twice")
  expect(contract.fieldByLabel.values.allSatisfy(contract.fields.indices.contains), "a label of no field")
  expect(contract.accounts.areColumns == contract.accounts.fields.isEmpty, "accounts are columns or fields")
  let accounts = contract.accounts.mapping.rows.map(\.account)
  for pattern in contract.required { expect(accounts.contains { pattern.matches($0) }, pattern.text) }
  for check in contract.checks { expect(!check.parts.isEmpty && !check.total.isEmpty, "half a check") }
  expect(
    contract.delimiters.allSatisfy { $0 < 0x80 && ![0, 0x0A, 0x0D, 0x20, 0x22].contains($0) },
    "a delimiter that the reader refuses")
}

private let categories = [
  Category(name: "technology-pay", title: "Pay", kind: .technology, partOf: nil, description: ""),
  Category(name: "operating-expenditure", title: "Total", kind: .total, partOf: nil, description: ""),
]

/// What is known beside the contract, in a folder of this process's own that goes with TMPDIR.
private let definitions: URL = {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "fuzzed-\(ProcessInfo.processInfo.processIdentifier)")
  let mapping = """
    account,organisation_code,match,category,sign,first_year,last_year,description
    T110,,code,technology-pay,1,,,IT staff
    T251,,code,technology-pay,1,,,Hosted
    T511,,code,technology-pay,1,,,Recharged
    E100,,code,operating-expenditure,1,,,All

    """
  do {
    for name in ["contracts", "mappings"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try Data(mapping.utf8).write(to: folder.appending(path: "mappings/lines.csv"))
  } catch {
    fatalError("no folder can be made: \(error)")
  }
  return folder
}()
