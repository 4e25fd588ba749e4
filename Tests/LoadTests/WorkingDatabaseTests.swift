import Foundation
import GRDB
import Load
import Returns
import Testing

@Suite("Working database")
struct WorkingDatabaseTests {
  @Test("is made from nothing, and opening it again changes not a byte")
  func opensTwice() throws {
    let folder = try TestFolder()
    let path = folder.path("techshare.sqlite")
    try WorkingDatabase(path: path).close()
    let first = try Data(contentsOf: URL(filePath: path))
    let database = try WorkingDatabase(path: path)
    let mode = try database.reading { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
    #expect(try database.rowCounts().values.allSatisfy { $0 == 0 })
    #expect(try database.lastRun() == nil)
    try database.close()
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
  }

  @Test("of a newer program is refused, with what to do about it")
  func refusesNewer() throws {
    let folder = try TestFolder()
    let path = folder.path("techshare.sqlite")
    try WorkingDatabase(path: path).close()
    let raw = try DatabaseQueue(path: path)
    try raw.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    try raw.close()
    #expect(throws: LoadError.databaseIsNewer(path: path)) { try WorkingDatabase(path: path) }
    #expect(LoadError.databaseIsNewer(path: "a.sqlite").description.contains("Install that version"))
  }

  @Test("holds nothing of a run that threw")
  func rollsBack() throws {
    struct Stop: Error {}
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    let before = try database.rowCounts()
    #expect(throws: Stop.self) {
      try database.load { transaction in
        try transaction.begin(run: .example())
        try transaction.prepare()
        try transaction.addLines(lines(count: 120, submissions: 1), of: 0)
        try transaction.finish(file("a.csv", submissions: 1), number: 0, run: RunRecord.example().id)
        throw Stop()
      }
    }
    #expect(try database.rowCounts() == before)
    let views = try database.reading {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'view'")
    }
    #expect(views == 0)
  }

  @Test("numbers categories and bases from 1 in the order in which they are given")
  func positions() throws {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    try database.load { try $0.prepare() }
    let (categories, bases) = try database.reading { database in
      (
        try Row.fetchAll(database, sql: "SELECT position, category FROM categories ORDER BY position"),
        try Row.fetchAll(database, sql: "SELECT position, basis FROM bases ORDER BY position")
      )
    }
    #expect(categories.map { $0["position"] as Int } == [1, 2, 3, 4])
    #expect(
      categories.map { $0["category"] as String } == [
        "technology-pay", "technology-software", "operating-expenditure", "depreciation",
      ])
    #expect(bases.map { "\($0["position"] as Int) \($0["basis"] as String)" } == ["1 spend", "2 quick"])
  }

  @Test("refuses a row whose parent is not there")
  func enforcesForeignKeys() throws {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    let error = #expect(throws: DatabaseError.self) {
      try database.load { transaction in
        try transaction.begin(run: .example())
        try transaction.finish(file("a.csv", submissions: 0), number: 0, run: "no such run")
      }
    }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
  }

  @Test("undoes a run that left a file unfinished")
  func refusesUnfinishedFile() throws {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    #expect(throws: LoadError.fileNotFinished(number: 3)) {
      try database.load { try $0.addLines(lines(count: 1, submissions: 1), of: 3) }
    }
    #expect(try database.rowCounts()["lines"] == 0)
  }

  @Test("remembers runs as they were last told")
  func recordsRuns() throws {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    var run = RunRecord.example()
    try database.load { try $0.begin(run: run) }
    #expect(try database.lastRun() == run)
    run.state = .published
    run.exitCode = 3
    run.edition = "abcdef012345"
    try database.load { try $0.update(run: run) }
    #expect(try database.lastRun() == run)
    try database.load { try $0.begin(run: .example("2026-11-21T02-00-00Z-ffff")) }
    #expect(try database.lastRun() == run)
  }

  @Test("is read while it is open, and closed leaves nothing beside it when read as immutable")
  func readsBeside() throws {
    let folder = try TestFolder()
    let path = folder.path("tech share#1.sqlite")
    let database = try WorkingDatabase(path: path)
    try database.load { try $0.begin(run: .example()) }
    let sql = "SELECT count(*) FROM runs"
    #expect(try ReadDatabase(path: path).read { try Int.fetchOne($0, sql: sql) } == 1)
    try database.close()
    let reader = try ReadDatabase(path: path, immutable: true)
    #expect(try reader.read { try Int.fetchOne($0, sql: sql) } == 1)
    #expect(throws: DatabaseError.self) { try reader.read { try $0.execute(sql: "DELETE FROM runs") } }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["tech share#1.sqlite"])
    try reader.close()
  }
}
