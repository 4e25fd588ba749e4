import Run
import Testing

@Suite("The schedule's block in a crontab")
struct ScheduleBlockTests {
  private let pipeline = "/srv/it's 100% a night/nightly.yaml"

  /// What a user's crontab may hold, as bytes.
  static let crontabs: [String: [UInt8]] = [
    "empty": [],
    "a job": Array("0 5 * * * tar -zcf /var/backups/home.tgz /home/\n".utf8),
    "variables, comments and an empty line": Array(
      "# mine\nMAILTO=finance@example.org\nPATH=/opt/bin:/usr/bin:/bin\n\n@reboot echo up\n\n".utf8),
    "a last line without an end": Array("SHELL=/bin/bash\n0 5 * * * true".utf8),
    "only a line without an end": Array("# nothing".utf8),
    "Windows line ends": Array("# mine\r\n0 5 * * * true\r\n".utf8),
    "bytes that are not UTF-8": Array("# caf".utf8) + [0xE9, 0xFF] + Array("\n0 5 * * * true\n".utf8),
  ]

  @Test("goes in and out again without a trace, and twice is once", arguments: crontabs.keys.sorted())
  func inAndOut(_ name: String) throws {
    let before = try #require(Self.crontabs[name])
    let once = try crontab(before, with: "0 2 * * * run", for: pipeline)
    #expect(try crontab(once, with: "0 2 * * * run", for: pipeline) == once)
    #expect(once.starts(with: before), "what stood there comes first, as it was")
    #expect(try crontab(once, without: pipeline) == before)
    let moved = try crontab(once, with: "30 3 * * * run", for: pipeline)
    #expect(try scheduleBlocks(in: moved).map(\.jobs) == [["30 3 * * * run"]])
    #expect(try crontab(moved, without: pipeline) == before)

    let two = try crontab(once, with: "0 4 * * * run", for: "/other.yaml")
    #expect(try scheduleBlocks(in: two).map(\.pipeline) == [pipeline, "/other.yaml"])
    let other = try #require(try crontab(two, without: "/other.yaml"))
    #expect(other == once)
  }

  @Test("reads as it is meant to")
  func text() throws {
    let text = try crontab(Array("# mine\n".utf8), with: "0 2 * * * run", for: "/p.yaml")
    #expect(
      String(decoding: text, as: UTF8.self) == """
        # mine
        # BEGIN techshare /p.yaml
        0 2 * * * run
        # END techshare /p.yaml

        """)
    #expect(try crontab(text, without: "/q.yaml") == nil)
  }

  @Test("keeps the end of the line above where somebody has added lines below")
  func linesBelow() throws {
    var text = try crontab(Array("a".utf8), with: "run", for: "/p.yaml")
    text += Array("b\n".utf8)
    #expect(try crontab(text, without: "/p.yaml") == Array("a\nb\n".utf8))
  }

  @Test("is changed in its place, between lines of others")
  func inItsPlace() throws {
    let text = "a\n# BEGIN techshare /p.yaml\nold\n# END techshare /p.yaml\nb\n"
    let changed = try crontab(Array(text.utf8), with: "new", for: "/p.yaml")
    #expect(String(decoding: changed, as: UTF8.self) == text.replacing("old", with: "new"))
  }

  @Test(
    "is not guessed where a mark is missing or doubled",
    arguments: [
      "# BEGIN techshare /p.yaml\nrun\n", "run\n# END techshare /p.yaml\n",
      "# BEGIN techshare /p.yaml\n# BEGIN techshare /q.yaml\n# END techshare /q.yaml\n# END techshare /p.yaml\n",
      "# BEGIN techshare /p.yaml\n# END techshare /q.yaml\n",
      "# BEGIN techshare /p.yaml\n# END techshare /p.yaml\n# BEGIN techshare /p.yaml\n# END techshare /p.yaml\n",
    ])
  func broken(_ text: String) {
    let error = #expect(throws: ScheduleError.self) {
      try crontab(Array(text.utf8), with: "new", for: "/p.yaml")
    }
    #expect(error?.description.contains("crontab -e") == true)
  }
}
