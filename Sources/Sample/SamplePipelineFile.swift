import Foundation
import Returns

/// Writes the pipeline that reads the made-up returns: that of `Pipelines/sample.yaml` with folders and
/// years of its own.
func writePipelineFile(_ settings: SampleSettings) throws(SampleError) {
  let url = settings.beside(".yaml")
  let name = settings.folder.lastPathComponent
  let years = settings.financialYears
  let definitions = settings.definitions.map { "definitions: \(quoted($0.path(percentEncoded: false)))\n" }
  let text = """
    # Made-up returns of \(settings.trusts) trusts. What they must give stands in the file .truth.csv beside.
    name: technology-share-made-up
    notice: "Made-up data. None of these trusts exists; no figure here says anything about a real one."
    contact: "nobody, since the data are made up"
    inbox: \(quoted(name))
    workspace: \(quoted(name + ".workspace"))
    reference: \(quoted(name + ".register"))
    \(definitions ?? "")folders: {}
    contracts: [it-expenditure-return, it-expenditure-return-wide, trial-balance, tac, spend-over-25k, digital-maturity-assessment, estates-return]
    collected_from: \(years.first?.description ?? "")
    collected_until: \(years.last?.description ?? "")
    benchmark: 5%
    headline_basis: spend
    \(measures)

    """
  do {
    try Data(text.utf8).write(to: url)
  } catch {
    throw .notWritten(file: url.path(percentEncoded: false), reason: error.localizedDescription)
  }
}

/// A YAML text in double quotes, in which any character of a path may stand.
private func quoted(_ text: String) -> String {
  "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
}

/// The part that the truth depends on; a test holds it against `Pipelines/sample.yaml`.
private let measures = """
  bases:
    spend:
      title: "Revenue and capital, before depreciation"
      technology:
        - technology-pay
        - technology-hardware
        - technology-software
        - technology-cloud
        - technology-support
        - technology-services
        - technology-network
        - technology-consultancy
        - technology-other
        - technology-capital-equipment
        - technology-capital-software
        - technology-capital-leased
        - technology-capital-construction
        - technology-recharge
      total:
        - operating-expenditure
        - technology-recharge
        - -depreciation
        - -amortisation
        - -impairments
        - capital-additions
    cost:
      title: "Revenue, with depreciation"
      technology:
        - technology-pay
        - technology-hardware
        - technology-software
        - technology-cloud
        - technology-support
        - technology-services
        - technology-network
        - technology-consultancy
        - technology-other
        - technology-depreciation
        - technology-amortisation
        - technology-recharge
      total: [operating-expenditure, technology-recharge, -impairments]
    quick:
      title: "Gross and simple: counts a hosted service at the host and at its customers"
      technology:
        - technology-pay
        - technology-hardware
        - technology-software
        - technology-cloud
        - technology-support
        - technology-services
        - technology-network
        - technology-consultancy
        - technology-other
        - technology-capital-equipment
        - technology-capital-software
        - technology-capital-leased
        - technology-capital-construction
      total: [operating-expenditure]
  precedence:
    total: [tac, it-expenditure-return]
    technology: [it-expenditure-return, tac]
  coverage_floor: 80%
  # How much the rules weigh and where their limits lie. A return that is held waits for `techshare accept`.
  rules:
    unit-suspect: {below: 10m, above: 5bn}
    share-impossible: {below: 0.2%, above: 20%}
    share-out-of-range: {below: 0.5%, above: 10%}
    total-swing: {times: 3}
    year-on-year-swing: {warn_if: 50%}
    source-disagreement: {warn_if: 1%, hold_if: 10%}
    hosted-mismatch: {warn_if: 10%}
  # The score from which a trust counts as rating its digital maturity high, by the instrument that it assessed itself
  # with.
  maturity: {digital-maturity-index: 70, what-good-looks-like: 4}
  gate: {max_reject_rate: 2%, max_england_move: 0.2pp, must_reconcile: true}
  limits:
    max_files: 25000
    max_file_bytes: 268435456
    max_record_bytes: 16777216
    max_columns: 16384
    max_findings: 100000
  """
