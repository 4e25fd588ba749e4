import Returns
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test(
    "are read as year, month and day", arguments: ["2024-03-31", "2024-02-29", "2000-02-29", "1900-01-01"])
  func iso(text: String) {
    #expect(CalendarDate(iso: text)?.description == text)
  }

  @Test(
    "exist, or are refused",
    arguments: [
      "2023-02-29", "1900-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00",
      "2024-1-1",
      "24-01-01", "2024/01/01", "2024-01-01 ", "1899-12-31", "2200-01-01", "", "2024-01", "2024-+3-01",
    ])
  func refused(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test(
    "are counted from 1 January 1970",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2024-02-29", 19_782),
      ("1900-01-01", -25_567),
      ("2199-12-31", 84_005),
    ])
  func epoch(text: String, days: Int) {
    #expect(CalendarDate(iso: text)?.daysSinceEpoch == days)
    #expect(CalendarDate(daysSinceEpoch: days).description == text)
  }

  @Test("come back from their number, every day from 1900 to 2199, each after the one before")
  func roundTrip() throws {
    var day = try #require(CalendarDate(iso: "1900-01-01"))
    let last = try #require(CalendarDate(iso: "2199-12-31"))
    var mistakes = 0
    while day < last {
      let next = day.next
      if CalendarDate(year: next.year, month: next.month, day: next.day) != next || !(day < next) {
        mistakes += 1
      }
      if CalendarDate(daysSinceEpoch: day.daysSinceEpoch) != day { mistakes += 1 }
      day = next
    }
    #expect(mistakes == 0)
    #expect(day == last)
  }

  @Test(
    "are read from a spreadsheet's number of days",
    arguments: [(61, "1900-03-01"), (44_197, "2021-01-01"), (45_382, "2024-03-31"), (36_526, "2000-01-01")])
  func serials(serial: Int, day: String) {
    #expect(CalendarDate(spreadsheetSerial: serial)?.description == day)
  }

  @Test(
    "are not read from the numbers before March 1900, which spreadsheets count wrongly",
    arguments: [-1, 0, 1, 60])
  func earlySerials(serial: Int) {
    #expect(CalendarDate(spreadsheetSerial: serial) == nil)
  }
}
