import PipelineFiles
import Returns

extension FileTransform {
  /// A name that the trust with the code beside it never bore: one of the two is another trust's.
  mutating func checkName(_ position: Int, strangeName: String, at place: Finding.Place) {
    guard let code = submissions[position].key.organisation,
      submissions[position].strangeNames.insert(strangeName).inserted
    else { return }
    let register = definitions.register
    let own = register.organisation(code, on: submissions[position].key.period.last)?.name ?? code.text
    let owner = register.code(named: strangeName, in: submissions[position].key.period)
    let other = owner.map { "It is the name of \($0)." } ?? keys.unknownName(strangeName)
    tell(
      .organisationNameMismatch, of: position, at: place, field: "organisation_name", value: strangeName,
      expected: own,
      "\(name(of: position)): the name beside the code is '\(strangeName)', but \(code) is \(own). \(other)"
        + " Correct the one that is wrong.")
  }
}
