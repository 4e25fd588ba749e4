import GRDB
import Load
import Testing

@Suite("Data dictionary")
struct DataDictionaryTests {
  @Test("describes every table, view and column, and nothing that is not there")
  func isComplete() throws {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    try database.load { try $0.prepare() }
    try database.reading { db in
      let names = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
      )
      var columns: Set<[String]> = []
      for name in names {
        columns.insert([name, ""])
        for column in try Row.fetchAll(db, sql: "PRAGMA table_info(\"\(name)\")") {
          columns.insert([name, column["name"]])
        }
      }
      let described = try Row.fetchAll(db, sql: "SELECT * FROM data_dictionary")
      let keys = Set(described.map { [$0["table_name"], $0["column_name"]] as [String] })
      #expect(columns.subtracting(keys).isEmpty, "not described")
      #expect(keys.subtracting(columns).isEmpty, "described, but not there")
      for row in described {
        let (description, column, unit): (String, String, String) = (
          row["description"], row["column_name"], row["unit"]
        )
        #expect(description.hasSuffix("."))
        #expect(column.isEmpty == unit.isEmpty)
      }
    }
  }

  @Test("describes columns in the order in which they stand")
  func isInOrder() throws {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    try database.load { try $0.prepare() }
    try database.reading { db in
      for relation in DataDictionary.relations {
        let columns = try Row.fetchAll(db, sql: "PRAGMA table_info(\"\(relation.name)\")").map {
          $0["name"] as String
        }
        #expect(relation.columns.map(\.name) == columns, "\(relation.name)")
      }
    }
  }
}
