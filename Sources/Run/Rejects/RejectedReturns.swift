import Load
import PipelineFiles
import Returns
import Transform

/// Which of these trust-years' returns did come and were rejected, and why: a record that names trust and year was, or a
/// whole file whose path does.
///
/// A path only ever explains what is missing: what a file is and whose, its contents alone decide.
func rejectedReturns(
  _ wanted: Set<TrustYear>, in data: some StoredData, _ definitions: Definitions, source: String
) throws -> [TrustYear: Rejection] {
  if wanted.isEmpty { return [:] }
  let contracts = definitions.contracts.filter { $0.source == source }.map(\.name)
  var rejections = try data.rejectedRecords(of: contracts).filter { wanted.contains($0.key) }
  for file in try data.rejectedFiles() {
    guard let year = year(inFileName: file.file) else { continue }
    for organisation in organisations(inPath: file.file, definitions) {
      let trustYear = TrustYear(organisation, year)
      if wanted.contains(trustYear), rejections[trustYear] == nil { rejections[trustYear] = file }
    }
  }
  return rejections
}

/// The trusts whose code stands in a path, apart from other letters and digits, and the owner of its folder.
private func organisations(inPath path: String, _ definitions: Definitions) -> Set<OrganisationCode> {
  let words = path.split { !$0.isLetter && !$0.isNumber }
  let named = words.compactMap { OrganisationCode($0.uppercased()) }.filter(definitions.register.contains)
  let owner = definitions.pipeline.owner(ofPath: path)
  return Set(named + [owner].compactMap { $0 })
}
