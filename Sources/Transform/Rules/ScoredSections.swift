import PipelineFiles
import Returns

extension FileTransform {
  /// Every section that was asked about must have its score: an assessment with a gap is held, since its mean would be of
  /// other sections than everybody's.
  mutating func checkScoredSections() {
    for position in submissions.indices {
      let key = submissions[position].key
      let year = key.period.year.assessmentYear
      for section in contract.scores
      where section.instrument == key.source && section.isAsked(in: year)
        && submissions[position].scores[section.section] == nil
      {
        add(
          Finding(
            .returnIncomplete, place: submissions[position].place, organisation: key.organisation,
            year: key.period.year, account: section.section, field: "section", expected: section.section,
            message:
              "The assessment of \(key.organisation?.text ?? "") in \(year) by \(key.source) has no score of"
              + " \(section.section) (\(section.title)). Send it with every section."))
        submissions[position].addFault(.returnIncomplete, category: nil)
      }
    }
  }
}
