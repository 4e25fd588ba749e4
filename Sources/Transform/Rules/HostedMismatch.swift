package import PipelineFiles
package import Returns

/// Regions whose trusts say that they bought more, or less, from hosting trusts than those say that they charged: told.
///
/// Only where the return of every trust of the region has these lines, since one that is still to come, or a ledger, explains any
/// difference.
package func hostedMismatches(_ regions: [HostedAmounts], _ pipeline: PipelineDefinition) -> [Finding] {
  let limit = pipeline.rules.hostedMismatch
  return regions.compactMap { region in
    let (bought, sold) = (Int128(region.bought.pence), Int128(region.sold.pence))
    let larger = max(bought.magnitude, sold.magnitude)
    guard region.trustsCounted == region.trustsExpected,
      (bought - sold).magnitude * 10_000 > larger * UInt128(limit.value)
    else { return nil }
    return Finding(
      .hostedMismatch, severity: pipeline.rules.severity(of: .hostedMismatch), year: region.year,
      account: region.regionCode, field: "hosting", value: "\(region.bought) bought, \(region.sold) charged",
      expected: "at most \(limit)% apart",
      message:
        "\(region.regionName) \(region.year): trusts bought IT services for £\(region.bought) from trusts that host"
        + " them, and trusts charged £\(region.sold) for such services, more than \(limit)% apart. A service that is bought"
        + " in one region and charged in another explains it; a line that one side left out does too.")
  }
}
