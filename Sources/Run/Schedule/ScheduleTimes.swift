package import Foundation

/// When cron starts a job: five fields, and the minutes, hours and days that they hit.
package struct ScheduleTimes: Sendable, Equatable {
  /// The fields as a crontab has them, with one blank between them.
  package let text: String
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let daysOfMonth: Set<Int>
  private let months: Set<Int>
  /// From 0, Sunday.
  private let weekdays: Set<Int>
  /// Where both kinds of day are given, cron takes a day that is either; else one that is both.
  private let eitherDay: Bool

  /// Reads the five fields of a crontab: numbers, lists, ranges, steps, `*`, and the name of one month or weekday.
  ///
  /// - Throws: `ScheduleError.usage` with the field that cannot be read.
  package init(fields text: String) throws(ScheduleError) {
    let fields = text.split { $0 == " " || $0 == "\t" }
    guard fields.count == 5 else {
      throw .usage(
        "'\(visible(text))' is no time for cron: give minute, hour, day of the month, month and weekday, such as"
          + " '0 2 * * *'.")
    }
    func hits(
      _ index: Int, _ what: String, _ range: ClosedRange<Int>, names: String = ""
    ) throws(ScheduleError) -> Set<Int> {
      if let hits = numbers(fields[index], in: range, names: names.split(separator: " ")) { return hits }
      throw .usage(
        "'\(visible(fields[index]))' in '\(visible(text))' is no \(what) for cron: give numbers from"
          + " \(range.lowerBound) to \(range.upperBound), such as 5, 1,15, 9-17, 0-30/10 or *.")
    }
    minutes = try hits(0, "minute", 0...59)
    hours = try hits(1, "hour", 0...23)
    daysOfMonth = try hits(2, "day of the month", 1...31)
    months = try hits(3, "month", 1...12, names: "jan feb mar apr may jun jul aug sep oct nov dec")
    weekdays = Set(try hits(4, "weekday", 0...7, names: "sun mon tue wed thu fri sat").map { $0 % 7 })
    eitherDay = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
    self.text = fields.joined(separator: " ")
  }

  /// Every day at a time like `02:30`.
  ///
  /// - Throws: `ScheduleError.usage` where it is none, or one that comes twice or never when the clocks change.
  package init(daily text: String) throws(ScheduleError) {
    guard let time = text.wholeMatch(of: /([01]?[0-9]|2[0-3]):([0-5][0-9])/),
      let hour = Int(time.output.1), let minute = Int(time.output.2)
    else { throw .usage("'\(visible(text))' is no time of day: write hours and minutes, such as 02:30.") }
    try self.init(fields: "\(minute) \(hour) * * *")
    guard !fallsIntoClockChange else { throw .usage(clockChangeMessage("\(text)")) }
  }

  /// Whether it may start from 01:00 to 01:59.
  ///
  /// In the United Kingdom that hour is left out on the last Sunday in March
  /// and comes twice on the last Sunday in October.
  package var fallsIntoClockChange: Bool { hours.contains(1) }

  /// The first start after `instant` by the clocks of `zone`; `nil` for a day that never comes, such as 30 February.
  package func next(after instant: Date, in zone: TimeZone) -> Date? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let today = calendar.startOfDay(for: instant)
    // Eight years may pass between two 29 Februaries.
    for offset in 0...(8 * 366) {
      guard let day = calendar.date(byAdding: .day, value: offset, to: today) else { continue }
      var time = calendar.dateComponents([.year, .month, .day, .weekday], from: day)
      guard starts(on: time) else { continue }
      time.weekday = nil
      for hour in hours.sorted() {
        for minute in minutes.sorted() {
          time.hour = hour
          time.minute = minute
          // A time that the clocks leave out would come back as another one.
          if let start = calendar.date(from: time), start > instant,
            calendar.component(.hour, from: start) == hour
          {
            return start
          }
        }
      }
    }
    return nil
  }

  private func starts(on day: DateComponents) -> Bool {
    guard let month = day.month, let number = day.day, let weekday = day.weekday, months.contains(month)
    else { return false }
    let (fitsMonth, fitsWeek) = (daysOfMonth.contains(number), weekdays.contains(weekday - 1))
    return eitherDay ? fitsMonth || fitsWeek : fitsMonth && fitsWeek
  }
}

/// Why a time of night is refused, and what to do.
func clockChangeMessage(_ time: String) -> String {
  "\(visible(time)) falls between 01:00 and 01:59, which come twice or not at all on the nights when the clocks change."
    + " Choose another hour, such as 02:30; --cron with --allow-clock-change takes it all the same."
}

/// The numbers that one field hits; `nil` where it cannot be read.
private func numbers(_ field: Substring, in range: ClosedRange<Int>, names: [Substring]) -> Set<Int>? {
  if let name = names.firstIndex(of: Substring(field.lowercased())) { return [range.lowerBound + name] }
  var hits: Set<Int> = []
  for part in field.split(separator: ",", omittingEmptySubsequences: false) {
    let form = /(?:\*|([0-9]{1,2})(?:-([0-9]{1,2}))?)(?:\/([0-9]{1,2}))?/
    guard let (_, first, last, step) = part.wholeMatch(of: form)?.output else { return nil }
    // A step stands only behind a range.
    if first != nil, last == nil, step != nil { return nil }
    let from = first.flatMap { Int($0) } ?? range.lowerBound
    let to = last.flatMap { Int($0) } ?? (first == nil ? range.upperBound : from)
    let width = step.flatMap { Int($0) } ?? 1
    guard range.contains(from), range.contains(to), from <= to, width > 0 else { return nil }
    hits.formUnion(stride(from: from, through: to, by: width))
  }
  return hits
}
