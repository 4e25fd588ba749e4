import Foundation
import Testing

/// A small file with exactly one fault in it, and all that comes of it.
struct OneFault: Sendable {
  let name: String
  let file: SentFile
  /// Files without a fault that the fault needs beside it: the year before, the audited accounts.
  let beside: [SentFile]
  /// All findings there are, as `error type-error, line 5, amount`; one that stands at no line or field says none.
  let tells: [String]
  let reconciles: Reconciled
  let shares: Shares
  /// The last day of the trust that sends it; empty where it is open.
  let closedOn: String
  /// Who took over from it, as `RJZ,2024-04-01,merger`.
  let successors: [String]

  init(
    _ name: String, _ file: SentFile, beside: [SentFile] = [], tells: [String], reconciles: Reconciled,
    shares: Shares, closedOn: String = "", successors: [String] = []
  ) {
    self.closedOn = closedOn
    self.successors = successors
    self.name = name
    self.file = file
    self.beside = beside
    self.tells = tells
    self.reconciles = reconciles
    self.shares = shares
  }

  /// The codes and the severities of its findings.
  var codes: Set<String> { Set(tells.map { String($0.split(separator: " ")[1].prefix { $0 != "," }) }) }
  var severities: Set<String> { Set(tells.map { String($0.prefix { $0 != " " }) }) }

  /// The worst of its severities; `none` where it has no fault.
  var worst: String {
    ["fatal", "error", "held", "warning", "info"].first { severities.contains($0) } ?? "none"
  }
}

/// A file of the inbox.
struct SentFile: Sendable {
  let name: String
  let data: Data

  init(_ name: String, _ text: String) {
    self.init(name, Data(text.utf8))
  }

  init(_ name: String, _ data: Data) {
    self.name = name
    self.data = data
  }

  var text: String { String(decoding: data, as: UTF8.self) }

  /// The file as another trust would send it, in its encoding; byte for byte but for the trust's code and name.
  func of(_ trust: String) -> Data {
    let encoding: String.Encoding =
      [[0xFE, 0xFF], [0xFF, 0xFE]].contains(Array(data.prefix(2))) ? .utf16 : .isoLatin1
    return String(data: data, encoding: encoding)?.replacing("RJ1", with: trust)
      .replacing("Guy's and St Thomas' NHS Foundation Trust", with: "Trust \(trust)").data(using: encoding)
      ?? data
  }

  /// The same file with one thing in it changed, which must stand there exactly once.
  func with(_ old: String, _ new: String) -> SentFile {
    if text.ranges(of: old).count != 1 { Issue.record("'\(old)' does not stand once in \(name)") }
    return SentFile(name, text.replacing(old, with: new))
  }

  /// The same text under another name.
  func named(_ other: String) -> SentFile { SentFile(other, data) }

  /// The same lines, each made into another.
  func eachLine(_ change: (String) -> String) -> SentFile {
    SentFile(name, text.split(separator: "\n").map { change(String($0)) + "\n" }.joined())
  }
}

/// The row of `reconciliation.csv` of the faulty file; it must balance.
struct Reconciled: Decodable, Equatable, Sendable {
  let preambleLines: Int
  let headerLines: Int
  let blankLines: Int
  let footerLines: Int
  let acceptedLines: Int
  let rejectedLines: Int
  let recordsAccepted: Int
  let recordsRejected: Int
  let rejectedPounds: String
  let setAsidePounds: String
  let unreadableAmounts: Int

  /// Each record takes one line, where no more are given.
  init(
    accepted: Int, rejected: Int = 0, rejectedPounds: String = "0.00", setAside: String = "0.00",
    unreadable: Int = 0, preamble: Int = 0, header: Int = 1, blank: Int = 0, footer: Int = 0,
    acceptedLines: Int? = nil, rejectedLines: Int? = nil
  ) {
    preambleLines = preamble
    headerLines = header
    blankLines = blank
    footerLines = footer
    self.acceptedLines = acceptedLines ?? accepted
    self.rejectedLines = rejectedLines ?? rejected
    recordsAccepted = accepted
    recordsRejected = rejected
    self.rejectedPounds = rejectedPounds
    setAsidePounds = setAside
    unreadableAmounts = unreadable
  }

  /// A long return with its control total of £2,700,000.00, which is set aside.
  static func long(
    accepted: Int = 31, rejected: Int = 0, rejectedPounds: String = "0.00",
    setAside: String = "2700000.00", unreadable: Int = 0, preamble: Int = 0, blank: Int = 0, footer: Int = 0,
    acceptedLines: Int? = nil, rejectedLines: Int? = nil
  ) -> Self {
    Reconciled(
      accepted: accepted, rejected: rejected, rejectedPounds: rejectedPounds, setAside: setAside,
      unreadable: unreadable, preamble: preamble, blank: blank, footer: footer, acceptedLines: acceptedLines,
      rejectedLines: rejectedLines)
  }

  /// A file that was rejected whole: its lines count as rejected records.
  static func nothing(of lines: Int) -> Self { Reconciled(accepted: 0, rejected: lines, header: 0) }
}

/// What `technology-share.csv` says of RJ1 in 2023-24: `provisional, 2400000.00 of 60000000.00, 4.0000%`, or
/// `held, type-error` where there is no figure.
struct Shares: Decodable, Equatable, Sendable {
  let spend: String
  let cost: String
  let quick: String

  /// The same on every basis: no figure, and why.
  static func none(_ why: String) -> Self { Shares(spend: why, cost: why, quick: why) }

  static let missing = none("missing, missing-submission")

  /// These figures, without those bases that a fault holds.
  func without(spend: String? = nil, cost: String? = nil, quick: String? = nil) -> Self {
    Shares(spend: spend ?? self.spend, cost: cost ?? self.cost, quick: quick ?? self.quick)
  }
}
