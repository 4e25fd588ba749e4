/// What techshare put into a crontab for one pipeline file: the lines between two marks.
package struct ScheduleBlock: Sendable, Equatable {
  package let pipeline: String
  /// The lines between the marks, less our own remarks.
  package let jobs: [String]
  /// Its bytes in the crontab, marks and line ends included.
  let range: Range<Int>
  /// Whether the line above had no end, which the block had to give it.
  let endedLineAbove: Bool

  /// Whose block it is: file names are told apart by their bytes.
  func isOf(_ pipeline: String) -> Bool { self.pipeline.utf8.elementsEqual(pipeline.utf8) }
}

private let beginMark = "# BEGIN techshare "
private let endMark = "# END techshare "
private let remark = "# The line above had no end; it gets none again when this block is removed."

/// The blocks of a crontab, which is taken as bytes since a user's own lines may be in any encoding.
///
/// - Throws: `ScheduleError.usage` where somebody took a mark away or doubled a block.
package func scheduleBlocks(in crontab: [UInt8]) throws(ScheduleError) -> [ScheduleBlock] {
  var blocks: [ScheduleBlock] = []
  var open: (pipeline: String, start: Int, lines: [String])?
  var start = 0
  func broken(_ pipeline: String, _ what: String) -> ScheduleError {
    .usage(
      "The crontab has \(what) of the block for \(visible(pipeline)). Take what is left of the block away with"
        + " `crontab -e`, from its BEGIN to its END, then install it again. Nothing was changed.")
  }
  while start < crontab.count {
    let end = crontab[start...].firstIndex(of: UInt8(ascii: "\n")) ?? crontab.count
    let line = String(decoding: crontab[start..<end], as: UTF8.self)
    let next = min(end + 1, crontab.count)
    if line.hasPrefix(beginMark) {
      if let open { throw broken(open.pipeline, "no END") }
      open = (String(line.dropFirst(beginMark.count)), start, [])
    } else if line.hasPrefix(endMark) {
      let pipeline = String(line.dropFirst(endMark.count))
      guard let (begun, from, lines) = open, begun.utf8.elementsEqual(pipeline.utf8) else {
        throw broken(pipeline, "an END without the BEGIN")
      }
      guard !blocks.contains(where: { $0.isOf(pipeline) }) else { throw broken(pipeline, "two") }
      blocks.append(
        ScheduleBlock(
          pipeline: pipeline, jobs: lines.filter { $0 != remark }, range: from..<next,
          endedLineAbove: lines.contains(remark)))
      open = nil
    } else {
      open?.lines.append(line)
    }
    start = next
  }
  if let open { throw broken(open.pipeline, "no END") }
  return blocks
}

/// A crontab with `job` as the block for `pipeline`: in the place of the one that is there, else at the end.
///
/// - Throws: `ScheduleError.usage` for a crontab whose blocks cannot be told.
package func crontab(
  _ crontab: [UInt8], with job: String, for pipeline: String
) throws(ScheduleError) -> [UInt8] {
  func block(remarking: Bool) -> [UInt8] {
    Array("\(beginMark)\(pipeline)\n\(remarking ? "\(remark)\n" : "")\(job)\n\(endMark)\(pipeline)\n".utf8)
  }
  var changed = crontab
  if let old = try scheduleBlocks(in: crontab).first(where: { $0.isOf(pipeline) }) {
    changed.replaceSubrange(old.range, with: block(remarking: old.endedLineAbove))
  } else {
    let isUnended = crontab.last.map { $0 != UInt8(ascii: "\n") } ?? false
    if isUnended { changed.append(UInt8(ascii: "\n")) }
    changed += block(remarking: isUnended)
  }
  return changed
}

/// A crontab without the block for `pipeline`, as it was before; `nil` where it has none.
///
/// - Throws: `ScheduleError.usage` for a crontab whose blocks cannot be told.
package func crontab(
  _ crontab: [UInt8], without pipeline: String
) throws(ScheduleError) -> [UInt8]? {
  guard let block = try scheduleBlocks(in: crontab).first(where: { $0.isOf(pipeline) }) else { return nil }
  var changed = crontab
  changed.removeSubrange(block.range)
  // Where somebody has added lines below since then, the line keeps its end.
  if block.endedLineAbove, block.range.lowerBound == changed.count { _ = changed.popLast() }
  return changed
}
