/// The plain-English text of a finding code, from `Pipelines/rules.yaml`.
package struct RuleText: Sendable, Hashable {
  package let code: FindingCode
  package let title: String
  package let cause: String
  package let remedy: String

  package init(code: FindingCode, title: String, cause: String, remedy: String) {
    self.code = code
    self.title = title
    self.cause = cause
    self.remedy = remedy
  }
}
