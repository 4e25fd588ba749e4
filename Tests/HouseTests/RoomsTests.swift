import Foundation
import Testing

/// docs/ARCHITECTURE.md says which room may import which; here that is held against the source and the package.
@Suite("Rooms")
struct RoomsTests {
  /// Each room of the table, and the rooms that it may import.
  private static func rooms() throws -> [String: Set<String>] {
    let rows = try House.table(
      in: "docs/ARCHITECTURE.md", after: "## The rooms, and who may import whom")
    var rooms: [String: Set<String>] = [:]
    for row in rows {
      let allowed = Set(row[2].components(separatedBy: ", ").filter { !$0.isEmpty })
      for name in row[0].components(separatedBy: ", ") {
        rooms[name.trimmingCharacters(in: ["`"])] = allowed
      }
    }
    return rooms
  }

  @Test("are the folders under Sources, each in the table")
  func all() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: House.root.appending(path: "Sources").path(percentEncoded: false))
    #expect(try Set(Self.rooms().keys) == Set(folders))
  }

  @Test("sort their files into the folders of the second table")
  func folders() throws {
    let rows = try House.table(in: "docs/ARCHITECTURE.md", after: "### The folders of the large rooms")
    let told = rows.flatMap { $0[0].matches(of: /`([^`]+)`/).map { String($0.1) } }
    let files = try House.swiftFiles(in: "Sources").map { $0.split(separator: "/") }
    let found = Set(files.filter { $0.count > 3 }.map { $0[1...2].joined(separator: "/") })
    #expect(Set(told) == found && told.count == found.count)
  }

  @Test("import no room that the table does not let them")
  func imports() throws {
    let rooms = try Self.rooms()
    var used: [String: Set<String>] = [:]
    for file in try House.swiftFiles(in: "Sources") {
      let room = file.components(separatedBy: "/")[1]
      for line in try House.text(file).components(separatedBy: "\n") {
        guard
          let module = line.wholeMatch(
            of: /(?:@testable )?(?:package |internal |public )?import (?:struct )?(\w+).*/)
        else { continue }
        let name = String(module.1)
        guard rooms[name] != nil else { continue }
        used[room, default: []].insert(name)
        #expect(rooms[room]?.contains(name) == true, "\(file) imports \(name)")
      }
    }
    // Nor does the table let them more than they need.
    for (room, allowed) in rooms { #expect(used[room] ?? [] == allowed, "\(room)") }
  }

  @Test("depend in Package.swift on what the table lets them import, and no more")
  func package() throws {
    let rooms = try Self.rooms()
    let text = try House.text("Package.swift")
    for target in text.matches(
      of: /\.(?:executableTarget|target)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/)
    {
      let dependencies = (target.2.map(String.init) ?? "").matches(of: /(?:^|[\s,])"(\w+)"/).map {
        String($0.1)
      }
      #expect(Set(dependencies).intersection(rooms.keys) == rooms[String(target.1)], "\(target.1)")
    }
  }
}
