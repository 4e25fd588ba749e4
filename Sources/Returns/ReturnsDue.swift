extension FinancialYear {
  /// The day by which a year's returns are due: 31 July after its end.
  package var returnsDueOn: CalendarDate { CalendarDate(year: lastDay.year, month: 7, day: 31) ?? lastDay }

  /// The last year whose returns were due before `date`: those of later years are not overdue on that day.
  package static func lastDue(before date: CalendarDate) -> Self {
    let year = Self(of: date).previous
    return year.returnsDueOn < date ? year : year.previous
  }
}
