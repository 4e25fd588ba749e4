package import Foundation
import Returns

/// The layouts in which made-up returns can be written; named as in `Pipelines/contracts`.
package enum SampleContract: String, Sendable, Hashable, CaseIterable {
  case trialBalance = "trial-balance"
  case longReturn = "it-expenditure-return"
  case wideReturn = "it-expenditure-return-wide"
}

/// What is to be made up, and where it goes.
package struct SampleSettings: Sendable {
  /// The folder of the returns; the other files stand beside it under its name and a suffix.
  package let folder: URL
  package let trusts: Int
  /// How many financial years, the last of which is 2023-24.
  package let years: Int
  /// Accounts in a trial balance; the IT expenditure return has lines of its own.
  package let lines: Int
  package let seed: UInt64
  package let contract: SampleContract
  /// Whether a share of the files is written in other encodings, delimiters and units.
  package let isDirty: Bool
  /// The folder with contracts, mappings and views for the pipeline file; `nil` to leave the key out.
  package let definitions: URL?

  /// Takes settings that can be made.
  ///
  /// - Throws: `SampleError` where a number is out of range or `definitions` holds no contracts.
  package init(
    folder: URL, trusts: Int = 24, years: Int = 6, lines: Int = 200, seed: UInt64 = 1,
    contract: SampleContract = .trialBalance, isDirty: Bool = false, definitions: URL? = nil
  ) throws(SampleError) {
    try Self.check("--trusts", trusts, 1...9999)
    try Self.check("--years", years, 1...30)
    // Below the first, money of different kinds would share an account; above the last, six digits run out.
    try Self.check("--lines", lines, LedgerPlan.fewestLines...LedgerPlan.mostLines)
    if let definitions, !Self.holdsContracts(definitions) {
      throw .definitionsNotFound(definitions.path(percentEncoded: false))
    }
    // A trailing slash would put the files beside the folder into it.
    var path = folder.standardizedFileURL.path(percentEncoded: false)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.folder = URL(filePath: path, directoryHint: .notDirectory)
    self.trusts = trusts
    self.years = years
    self.lines = lines
    self.seed = seed
    self.contract = contract
    self.isDirty = isDirty
    self.definitions = definitions?.standardizedFileURL
  }

  /// Whether `folder` is one that a pipeline can take its contracts from.
  package static func holdsContracts(_ folder: URL) -> Bool {
    let contracts = folder.appending(path: "contracts").path(percentEncoded: false)
    return FileManager.default.fileExists(atPath: contracts)
  }

  private static func check(
    _ option: String, _ value: Int, _ range: ClosedRange<Int>
  ) throws(SampleError) {
    guard !range.contains(value) else { return }
    throw .outOfRange(option: option, value: value, smallest: range.lowerBound, largest: range.upperBound)
  }

  /// The years, earliest first.
  var financialYears: [FinancialYear] {
    let last = 2023
    return (0..<years).map { FinancialYear(startingIn: last - (years - 1) + $0) }
  }

  /// A file or folder beside the returns: `DIR.truth.csv`.
  package func beside(_ suffix: String) -> URL {
    folder.deletingLastPathComponent().appending(path: folder.lastPathComponent + suffix)
  }
}
