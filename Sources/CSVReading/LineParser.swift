import CLibCSV

/// What a line did to the record it was added to.
enum LineOutcome {
  /// There is no record: the line is empty or holds only blanks.
  case blank

  /// A quoted cell goes on in the next line.
  case open

  /// The record is complete.
  case ended

  /// A quoted cell is closed and goes on, or does not close.
  case broken
}

/// libcsv in strict mode, given one physical line at a time, with the cells of one record.
///
/// libcsv knows no positions and stops at the first fault; fed by lines, it is known where each record begins and
/// where to begin again.
struct LineParser: ~Copyable {
  private let state: UnsafeMutablePointer<ParserState>

  init(delimiter: UInt8, maximumCells: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: ParserState(maximumCells: maximumCells))
    // Fails only where it is given no parser.
    _ = csv_init(&state.pointee.parser, strict)
    csv_set_delim(&state.pointee.parser, delimiter)
  }

  deinit {
    // Not `csv_free`: the buffer that it would free is the state's.
    state.pointee.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var cellCount: Int { state.pointee.cellCount }
  var hasTooManyCells: Bool { state.pointee.hasTooManyCells }
  var bytes: UnsafePointer<UInt8> { UnsafePointer(state.pointee.bytes) }
  var cellEnds: UnsafePointer<Int> { UnsafePointer(state.pointee.cellEnds) }

  /// Forgets the last record and whatever of it libcsv still holds.
  mutating func beginRecord() {
    state.pointee.removeCells()
    // Not `csv_fini`, which leaves an unclosed quote as it is.
    state.pointee.parser.pstate = rowNotBegun
    state.pointee.parser.quoted = 0
    state.pointee.parser.spaces = 0
    state.pointee.parser.entry_pos = 0
  }

  /// Adds a line, with its line end, to the record.
  ///
  /// A quote inside an unquoted cell (`12" disc`) is taken as it stands if the record ends with this line. With a
  /// record that went on after such a quote, the reader could no longer say how often it reads a line.
  ///
  /// - Parameters:
  ///   - line: One line of UTF-8.
  ///   - isEnded: Whether the line has a line end; without one it is the file's last.
  /// - Returns: What has become of the record.
  mutating func add(_ line: UnsafeRawBufferPointer, isEnded: Bool) -> LineOutcome {
    state.pointee.reserve(line.count)
    var rest = line
    var hasLiteralQuote = false
    while case let taken = parse(rest), taken < rest.count {
      guard state.pointee.parser.status == CSV_EPARSE else {
        preconditionFailure("libcsv stopped for want of room that was made for it")
      }
      guard state.pointee.parser.pstate == cellBegun, state.pointee.parser.quoted == 0 else { return .broken }
      hasLiteralQuote = true
      state.pointee.parser.options = lenient
      _ = parse(UnsafeRawBufferPointer(rebasing: rest[taken...taken]))
      state.pointee.parser.options = strict
      rest = UnsafeRawBufferPointer(rebasing: rest[(taken + 1)...])
    }
    if !isEnded, csv_fini(&state.pointee.parser, endCell, endRecord, state) != 0 { return .broken }
    if state.pointee.isRecordEnded { return .ended }
    if state.pointee.parser.pstate == rowNotBegun { return .blank }
    return hasLiteralQuote ? .broken : .open
  }

  private mutating func parse(_ bytes: UnsafeRawBufferPointer) -> Int {
    csv_parse(&state.pointee.parser, bytes.baseAddress, bytes.count, endCell, endRecord, state)
  }
}

private let strict = UInt8(CSV_STRICT | CSV_STRICT_FINI)
private let lenient: UInt8 = 0

// The states of libcsv's parser as its source numbers them; the header does not name them.
private let rowNotBegun: CInt = 0
private let cellBegun: CInt = 2

/// Called by libcsv at the end of each cell, which stands in the state's own buffer; `context` is the `ParserState`.
private let endCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
  _, count, context in
  context.unsafelyUnwrapped.assumingMemoryBound(to: ParserState.self).pointee.endCell(count)
}

/// Called by libcsv at the end of each record; `context` is the `ParserState`.
private let endRecord: @convention(c) (CInt, UnsafeMutableRawPointer?) -> Void = { _, context in
  context.unsafelyUnwrapped.assumingMemoryBound(to: ParserState.self).pointee.isRecordEnded = true
}
