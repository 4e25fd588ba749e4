import Foundation
import Testing

@Suite("A disk that fails")
struct FaultyDiskTests {
  private struct Told: Decodable {
    let nights: [Night?]
    let readOnly: Night
    /// What `plan`, `status` and `runs` end with.
    let readers: [Int32]
  }

  /// What was seen of a night that failed.
  private struct Night: Decodable {
    /// How many KiB there were.
    let room: Int
    let code: Int32
    let message: String
    let lines: Int
    /// Whether the last good publication stood as it was.
    let stands: Bool
    /// Whether the next night gave the bytes of an undisturbed one.
    let mended: Bool
  }

  @Test(
    "full at any step or read-only gives 1 and a line that names a path, harms nothing, and the next night makes good",
    .needsMounts)
  func fullAndReadOnly() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let returns = Workdir.project.appending(path: "SampleData/inbox/2022-23")
    let names = try FileManager.default.contentsOfDirectory(atPath: returns.path(percentEncoded: false))
      .sorted()
    func send(_ names: ArraySlice<String>) throws {
      for name in names {
        try workdir.write(Data(contentsOf: returns.appending(path: name)), to: "inbox/\(name)")
      }
    }
    let arguments = [
      "run", "--pipeline",
      Workdir.project.appending(path: "Pipelines/sample.yaml").path(percentEncoded: false),
      "--inbox", workdir.path("inbox"), "--date", "2025-08-14",
    ]
    func run(_ workspace: String) throws -> Int32 {
      try runProgram(techshare, arguments + ["--workspace", workdir.path(workspace)], in: Workdir.project)
        .exitCode
    }
    try send(names[0..<3])
    #expect(try run("prepared") == 5)
    try FileManager.default.copyItem(at: workdir.url("prepared"), to: workdir.url("undisturbed"))
    try send(names[3..<6])
    let code = try run("undisturbed")
    #expect([0, 3].contains(code))
    try FileManager.default.createDirectory(at: workdir.url("disk"), withIntermediateDirectories: true)
    let outcome = try runProgram(
      URL(filePath: "/usr/bin/unshare"),
      [
        "--mount", "python3", TestTools.file("faulty_disk.py").path(percentEncoded: false),
        techshare.path(percentEncoded: false), Workdir.project.path(percentEncoded: false),
        workdir.path("prepared"),
        workdir.path("disk"), workdir.path("undisturbed/publish/latest/SHA256SUMS"), "\(code)",
      ] + arguments, in: workdir.folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let told = try snakeCaseDecoder.decode(Told.self, from: Data(outcome.output.utf8))

    let nights = told.nights.compactMap { $0 }
    #expect(nights.count == told.nights.count, "the first sizes are too small for a night")
    for night in nights + [told.readOnly] {
      let summary = "\(night.room) KiB: \(night.message)"
      #expect(night.code == 1 && night.lines == 1, "\(summary)")
      #expect(
        night.message.hasPrefix("techshare: ") && night.message.contains(workdir.path("disk")), "\(summary)")
      #expect(["room", "written", "workspace"].contains { night.message.contains($0) }, "\(summary)")
      for raw in ["Domain=", "SQLite error", "couldn’t", "could not be completed"] {
        #expect(!night.message.contains(raw), "\(summary)")
      }
      #expect(night.stands && night.mended, "\(summary)")
    }
    for place in ["/archive", "/techshare.sqlite", "/publish/", "/outbox/"] {
      #expect(
        nights.contains { $0.message.contains(workdir.path("disk") + place) }, "no night failed at \(place)")
    }
    #expect(told.readOnly.message.contains("/run.lock cannot be opened (Read-only file system)"))
    #expect(told.readers == [0, 0, 0])
  }
}

extension Trait where Self == ConditionTrait {
  static var needsMounts: Self {
    let outcome = try? runProgram(
      URL(filePath: "/usr/bin/unshare"),
      ["--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], in: URL(filePath: "/"))
    return .enabled(if: outcome?.exitCode == 0, "needs the right to mount a file system, as root has it")
  }
}
