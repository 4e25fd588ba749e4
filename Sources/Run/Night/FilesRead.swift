import Returns

/// What the files that one run read came to together, new ones and those it read again.
struct FilesRead: Sendable {
  /// Every file that was to be read.
  var sources: [SourceFile] = []
  var files = 0
  var rejectedFiles = 0
  /// Physical lines.
  var lines = 0
  var recordsAccepted = 0
  var recordsRejected = 0
  var acceptedPence: Int128 = 0
  var rejectedPence: Int128 = 0
  var setAsidePence: Int128 = 0

  mutating func add(_ file: TransformedFile) {
    let counts = file.reconciliation
    files += 1
    if file.contract == nil { rejectedFiles += 1 }
    lines += counts.physicalLines
    recordsAccepted += counts.recordsAccepted
    recordsRejected += counts.recordsRejected
    acceptedPence += Int128(counts.acceptedPence)
    rejectedPence += Int128(counts.rejectedPence)
    setAsidePence += Int128(counts.setAsidePence)
  }
}

extension RunSummary {
  /// What the files that were read came to, as a short table for a terminal; empty where none was read.
  package var table: String {
    let read = filesRead
    guard read.files > 0 else { return "" }
    let rows = [
      ["", "files", "records", "pounds"],
      [
        "accepted", grouped(read.files - read.rejectedFiles), grouped(read.recordsAccepted),
        grouped(wholePounds: read.acceptedPence),
      ],
      [
        "rejected", grouped(read.rejectedFiles), grouped(read.recordsRejected),
        grouped(wholePounds: read.rejectedPence),
      ],
      ["set aside", "", "", grouped(wholePounds: read.setAsidePence)],
      [
        "read", grouped(read.files), grouped(read.recordsAccepted + read.recordsRejected),
        grouped(wholePounds: read.acceptedPence + read.rejectedPence + read.setAsidePence),
      ],
    ]
    let columns = (0..<4).map { column in
      let cells = rows.map { $0[column] }
      return column == 0 ? cells : rightAligned(cells)
    }
    let lines = Run.table(rows.indices.map { row in columns.map { $0[row] } })
    let rate = seconds >= 1 ? ", \(grouped(Int(Double(read.lines) / seconds))) a second" : ""
    return (lines + ["\(grouped(read.lines)) lines in \(clock(Int(seconds.rounded(.up))))\(rate)"])
      .joined(separator: "\n")
  }
}
