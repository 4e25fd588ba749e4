import Foundation
import Testing

/// The folder of real published files; tests that need it are skipped, and say so, where it is not set.
let realData: URL? = ProcessInfo.processInfo.environment["TECHSHARE_REAL_DATA"].map {
  URL(filePath: $0, relativeTo: Workdir.project).standardizedFileURL
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where the real files are there.
  static var needsRealData: Self {
    .enabled(if: realData != nil, "TECHSHARE_REAL_DATA is not set, so the real published files are not there")
  }
}
