// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "techshare",
  products: [
    .executable(name: "techshare", targets: ["techshare"]),
    // The map step of a Spark job: no database and no workbook in it.
    .executable(name: "techshare-extract", targets: ["techshare-extract"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CSVReading", dependencies: ["CLibCSV"]),
    .target(name: "Returns"),
    .target(
      name: "PipelineFiles",
      dependencies: ["CSVReading", "Returns", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "Extract",
      dependencies: [
        "CSVReading", "PipelineFiles", "Returns", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "Transform", dependencies: ["CSVReading", "Extract", "PipelineFiles", "Returns"]),
    .target(name: "MapStep", dependencies: ["Extract", "PipelineFiles", "Returns", "Transform"]),
    .target(
      name: "Load",
      dependencies: [
        "Returns", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "Report",
      dependencies: [
        "Returns", "Load", "CXLSXWriter", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(name: "Sample", dependencies: ["Returns"]),
    .target(
      name: "Run",
      dependencies: [
        "CSVReading", "Extract", "Load", "MapStep", "PipelineFiles", "Report", "Returns", "Transform",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "techshare",
      dependencies: [
        "PipelineFiles", "Returns", "Run", "Sample",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "techshare-extract",
      dependencies: ["MapStep", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .testTarget(name: "CSVReadingTests", dependencies: ["CSVReading"]),
    .testTarget(name: "ReturnsTests", dependencies: ["Returns"]),
    .testTarget(name: "PipelineFilesTests", dependencies: ["PipelineFiles", "Returns"]),
    .testTarget(name: "ExtractTests", dependencies: ["Extract", "Returns"]),
    .testTarget(
      name: "MapStepTests", dependencies: ["MapStep", "PipelineFiles", "Returns", "Transform"]),
    .testTarget(name: "RunTests", dependencies: ["CSVReading", "PipelineFiles", "Run"]),
    .testTarget(
      name: "TransformTests",
      dependencies: ["CSVReading", "Extract", "PipelineFiles", "Returns", "Transform"]),
    .testTarget(
      name: "LoadTests", dependencies: ["Load", "Returns", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "ReportTests",
      dependencies: ["Load", "Report", "Returns", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Golden"]),
    .testTarget(name: "SampleTests", dependencies: ["Returns", "Sample"]),
    .testTarget(name: "HouseTests"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["techshare", "techshare-extract"],
      exclude: ["Scripts"]),
  ],
  swiftLanguageModes: [.v6]
)

// One set of strict settings for every room; only CSVReading handles raw memory without saying `unsafe`.
for target in package.targets where target.type != .system {
  var settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  if target.name == "CSVReading" {
    settings.append(.enableExperimentalFeature("Lifetimes"))
  } else {
    settings.append(.strictMemorySafety())
  }
  target.swiftSettings = settings
}
