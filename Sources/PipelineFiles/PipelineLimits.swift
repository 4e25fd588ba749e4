package import CSVReading

/// How much one inbox, file or record may hold; whatever is sent, time and memory stay within bounds.
package struct PipelineLimits: Sendable {
  package let maximumFiles: Int
  /// A larger file is not even archived.
  package let maximumFileBytes: Int
  package let record: RecordLimits
  /// A file with more findings is rejected whole.
  package let maximumFindings: Int

  /// Reads `limits`; what is not said is as `nightly.yaml` has it.
  ///
  /// - Throws: `SettingsError`.
  init(_ settings: inout SettingsMapping) throws(SettingsError) {
    var entry = try settings.mapping("limits")
    func limit(_ key: String, _ usual: Int) throws(SettingsError) -> Int {
      try entry?.value(key, "a number above 0") { Int($0).flatMap { $0 > 0 ? $0 : nil } } ?? usual
    }
    maximumFiles = try limit("max_files", 25_000)
    maximumFileBytes = try limit("max_file_bytes", 256 << 20)
    record = RecordLimits(
      bytes: try limit("max_record_bytes", 16 << 20), cells: try limit("max_columns", 16_384))
    maximumFindings = try limit("max_findings", 100_000)
    try entry?.refuseUnknownKeys()
  }
}
