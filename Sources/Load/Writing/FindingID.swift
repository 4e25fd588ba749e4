internal import Crypto
package import Returns

/// The stable name of a finding: the same fault in the same amount keeps its id from run to run, and a
/// changed amount gets a new one, so that what an analyst let pass comes back.
package enum FindingID {
  /// 12 hex digits of the SHA-256 over code, organisation, year, account (else field) and value, and of a finding on a plan
  /// the word `plan`, joined by U+001F.
  package static func of(_ finding: Finding) -> String {
    let parts =
      [
        finding.code.rawValue, finding.organisation?.text ?? "", finding.year?.description ?? "",
        finding.account.isEmpty ? finding.field : finding.account, finding.value,
      ] + (finding.isOfPlan ? ["plan"] : [])
    let digest = SHA256.hash(data: Array(parts.joined(separator: "\u{1f}").utf8))
    return hexadecimal(digest.prefix(6))
  }
}
