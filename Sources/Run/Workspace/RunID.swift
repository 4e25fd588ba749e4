package import Foundation

/// An id for a run that starts now, `2026-11-22T02-00-00Z-3f9c`: ids of a workspace sort in the order of their start.
///
/// `last` is the greatest id there is. Where the clock stands still or has stepped back, the new id follows it by one.
package func newRunID(at date: Date, after last: String?) -> String {
  let stamp = date.formatted(.iso8601).replacing(":", with: "-")
  let id = runID(stamp, UInt16.random(in: 0...UInt16.max))
  guard let last, id <= last else { return id }
  let lastStamp = String(last.dropLast(5))
  if let tail = UInt16(last.suffix(4), radix: 16), tail < .max { return runID(lastStamp, tail + 1) }
  let colons = lastStamp.prefix(11) + lastStamp.dropFirst(11).replacing("-", with: ":")
  let next = ((try? Date(String(colons), strategy: .iso8601)) ?? date).addingTimeInterval(1)
  return runID(next.formatted(.iso8601).replacing(":", with: "-"), 0)
}

/// Whether a text has the form of a run's id.
func isRunID(_ text: String) -> Bool {
  text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4}/) != nil
}

private func runID(_ stamp: String, _ tail: UInt16) -> String {
  let digits = String(tail, radix: 16)
  return "\(stamp)-\(String(repeating: "0", count: 4 - digits.count))\(digits)"
}
