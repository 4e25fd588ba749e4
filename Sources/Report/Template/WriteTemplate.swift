package import Foundation
import Returns

/// Writes the workbook that a trust fills in into `folder`, under the template's own name; a file that is there is replaced.
///
/// The same template gives the same bytes: the day that it says it was made on is the year's last.
///
/// - Throws: `ReportError`.
package func writeTemplate(_ template: ReturnTemplate, to folder: URL) throws(ReportError) {
  let file = try XLSXFile(
    template.file, in: folder,
    title: "IT expenditure return \(template.form.period), \(template.organisation)", language: "en-GB",
    day: template.form.year.lastDay.daysSinceEpoch)
  try file.writeReturn(template)
  try file.write(TemplateChecks(template).sheet)
  try file.write(template.guidance)
  try file.close()
}
