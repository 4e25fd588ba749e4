package import Foundation

/// What reads the files and adds them up; all that comes after is the same.
package enum Engine: String, Sendable, CaseIterable {
  /// This machine, line by line into its SQLite database.
  case sqlite
  /// A cluster of Apache Spark, which hands back totals.
  case spark
}

/// Where Spark is and what it is told; nothing of it bears on what is published.
package struct SparkSettings: Sendable {
  /// The cluster's master, such as `spark://host:7077`.
  package var master: String?
  /// Spark's own folder; `nil` for what `SPARK_HOME` names.
  package let home: URL?
  /// Under which address the cluster has the archive, such as `hdfs://host/archive`.
  ///
  /// Spark then reads the files and hands their bytes over; `nil` where every machine has it under this one's path.
  package let archive: String?
  /// Settings handed to Spark as they are, in the order of their names.
  package let configuration: [(name: String, value: String)]
}

extension SparkSettings {
  /// Reads `spark`, which may be missing.
  ///
  /// - Throws: `SettingsError`.
  init(_ settings: inout SettingsMapping, path: (String) -> URL) throws(SettingsError) {
    guard var entry = try settings.mapping("spark") else {
      (master, home, archive, configuration) = (nil, nil, nil, [])
      return
    }
    master = try entry.text("master")
    home = try entry.text("home").map(path)
    archive = try entry.value("archive", "an address with its scheme, such as hdfs://host/archive") { text in
      URL(string: text)?.scheme != nil && text.allSatisfy { !$0.isWhitespace } ? text : nil
    }
    var configuration: [(name: String, value: String)] = []
    if var table = try entry.mapping("conf") {
      for name in table.keys.sorted() {
        guard name.hasPrefix("spark.") else {
          throw table.error(name, "is no setting of Spark's; their names begin with 'spark.'")
        }
        configuration.append((name, try table.requiredText(name)))
      }
      try table.refuseUnknownKeys()
    }
    self.configuration = configuration
    try entry.refuseUnknownKeys()
  }
}
