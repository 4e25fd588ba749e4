import Foundation
import Run
import Testing

@Suite("The time of the schedule")
struct ScheduleTimesTests {
  private func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  /// Worked out by hand with a calendar.
  @Test(
    "next comes at the right instant, also on the nights when the clocks change",
    arguments: [
      ("0 2 * * *", "2026-11-28T01:59:59Z", "2026-11-28T02:00:00Z"),
      ("0 2 * * *", "2026-11-28T02:00:00Z", "2026-11-29T02:00:00Z"),
      // 01:00 becomes 02:00 on Sunday 29 March 2026, and 02:00 becomes 01:00 on Sunday 25 October.
      ("0 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
      ("0 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T02:00:00Z"),
      ("30 1 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00Z"),
      ("*/15 9-17/4 * * mon", "2026-11-28T00:00:00Z", "2026-11-30T09:00:00Z"),
      ("50,10 3 * * 7", "2026-11-29T03:10:00Z", "2026-11-29T03:50:00Z"),
      // The first of December is a Tuesday: where both kinds of day are given, either will do.
      ("0 4 1 * 5", "2026-11-28T00:00:00Z", "2026-12-01T04:00:00Z"),
      ("0 4 1 * 5", "2026-12-01T04:00:00Z", "2026-12-04T04:00:00Z"),
      ("0 4 */2 * 5", "2026-11-28T00:00:00Z", "2026-12-11T04:00:00Z"),
      ("0 4 29 FEB *", "2096-03-01T00:00:00Z", "2104-02-29T04:00:00Z"),
    ])
  func next(_ fields: String, _ now: String, _ expected: String) throws {
    let london = try #require(TimeZone(identifier: "Europe/London"))
    let times = try ScheduleTimes(fields: fields)
    #expect(times.next(after: try instant(now), in: london) == (try instant(expected)))
  }

  @Test("a day that never comes has no next")
  func never() throws {
    let never = try ScheduleTimes(fields: "0 4 30 2 *")
    #expect(never.next(after: try instant("2026-11-28T00:00:00Z"), in: .gmt) == nil)
  }

  @Test(
    "fields that cron would not take are refused",
    arguments: [
      "", "0 2 * *", "0 2 * * * *", "60 2 * * *", "0 24 * * *", "0 2 0 * *", "0 2 * 13 *", "0 2 * * 8",
      "@daily",
      "5/2 2 * * *", "*/0 2 * * *", "9-3 2 * * *", ", 2 * * *", "1,, 2 * * *", "-1 2 * * *", "+1 2 * * *",
      "0 2 * * monday", "0 2 * * *\n* * * * * reboot", "0 ２ * * *", "*/100 2 * * *",
    ])
  func refused(_ fields: String) {
    #expect(throws: ScheduleError.self) { try ScheduleTimes(fields: fields) }
  }

  @Test(
    "the hour from 01:00 is seen in every form",
    arguments: [
      ("0 * * * *", true), ("* 1 * * *", true), ("0 0-3 * * *", true), ("0 23,1 * * *", true),
      ("0 1-9/2 * * *", true),
      ("0 */2 * * *", false), ("0 2 * * *", false), ("0 0 1 1 1", false), ("1 0-23/2 * * *", false),
    ])
  func clockChange(_ fields: String, _ falls: Bool) throws {
    #expect(try ScheduleTimes(fields: fields).fallsIntoClockChange == falls)
  }

  @Test("a time of day is a daily schedule, and none from 01:00 to 01:59")
  func daily() throws {
    #expect(try ScheduleTimes(daily: "02:30").text == "30 2 * * *")
    #expect(try ScheduleTimes(daily: "2:05").text == "5 2 * * *")
    #expect(try ScheduleTimes(daily: "00:59").text == "59 0 * * *")
    for wrong in ["01:00", "1:59", "01:30", "24:00", "2", "02:60", "02:30:00", "2.30", " 02:30", ""] {
      #expect(throws: ScheduleError.self) { try ScheduleTimes(daily: wrong) }
    }
    let refused = #expect(throws: ScheduleError.self) { try ScheduleTimes(daily: "01:30") }
    #expect(refused?.description.contains("such as 02:30") == true)
  }
}
