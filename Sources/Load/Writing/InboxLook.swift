internal import GRDB

/// A file of the inbox as it looked when it was last read: where nothing of this changed, its bytes did not either.
package struct InboxLook: Sendable, Hashable {
  /// The path within the inbox.
  package let file: String
  package let byteCount: Int64
  package let inode: Int64
  /// Nanoseconds since 1970, as is `changedAt`.
  package let modifiedAt: Int64
  package let changedAt: Int64
  package let sha256: String

  package init(
    file: String, byteCount: Int64, inode: Int64, modifiedAt: Int64, changedAt: Int64, sha256: String
  ) {
    self.file = file
    self.byteCount = byteCount
    self.inode = inode
    self.modifiedAt = modifiedAt
    self.changedAt = changedAt
    self.sha256 = sha256
  }
}

extension StoredData {
  /// How the inbox last looked, by path.
  package func inboxLooks() throws -> [String: InboxLook] {
    try reading { database in
      var looks: [String: InboxLook] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT * FROM inbox_files") {
        looks[row["file"]] = InboxLook(
          file: row["file"], byteCount: row["byte_count"], inode: row["inode"],
          modifiedAt: row["modified_at"], changedAt: row["changed_at"], sha256: row["sha256"])
      }
      return looks
    }
  }
}

extension LoadTransaction {
  /// Replaces what is known of the looks of the inbox.
  package func replaceInboxLooks(_ looks: [InboxLook]) throws {
    try run("DELETE FROM inbox_files")
    var rows = try RowsBelowGRDB(
      database, into: "inbox_files",
      columns: ["file", "byte_count", "inode", "modified_at", "changed_at", "sha256"])
    for look in looks {
      try rows.add([look.file, look.byteCount, look.inode, look.modifiedAt, look.changedAt, look.sha256])
    }
    try rows.finish()
  }
}
