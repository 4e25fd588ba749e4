import Crypto
import Foundation
import GRDB
import Load
import Returns

/// Writes what the published files mean, from the data dictionary, once the files stand in `folder`.
///
/// A working copy has the snapshot beside it, and `metadata.yaml` for that.
func writeMetadata(of database: ReadDatabase, settings: ReportSettings, to folder: URL) throws(ReportError) {
  var resources: [DataPackage.Resource] = []
  for table in PublishedTable.tables(of: settings) {
    let described = try DescribedTable(table)
    try write(json(TableMetadata(described)), to: table.file + "-metadata.json", in: folder)
    resources.append(try resource(described, in: folder))
  }
  try write(json(DataPackage(resources, settings: settings)), to: DataPackage.file, in: folder)
  guard settings.release == nil else { return }
  let text: String
  do {
    text = try database.read { try DatasetteMetadata.text($0, settings: settings) }
  } catch {
    let message = (error as? DatabaseError)?.message
    throw .databaseUnreadable(file: DatasetteMetadata.file, reason: message ?? "\(error)")
  }
  try write(Data(text.utf8), to: DatasetteMetadata.file, in: folder)
}

private func resource(_ table: DescribedTable, in folder: URL) throws(ReportError) -> DataPackage.Resource {
  do {
    let bytes = try Data(contentsOf: folder.appending(path: table.file), options: .alwaysMapped)
    return DataPackage.Resource(table, bytes: bytes.count, sha256: hexadecimal(SHA256.hash(data: bytes)))
  } catch {
    throw .notWritten(file: DataPackage.file, reason: systemReason(error))
  }
}

/// JSON with keys in order, so that the same values give the same bytes.
private func json(_ value: some Encodable) throws(ReportError) -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return try encoder.encode(value) + Data("\n".utf8)
  } catch {
    throw .notWritten(file: DataPackage.file, reason: "\(error)")
  }
}

private func write(_ bytes: Data, to file: String, in folder: URL) throws(ReportError) {
  do {
    try writeFile(bytes, to: folder.appending(path: file))
  } catch {
    throw .notWritten(file: file, reason: systemReason(error))
  }
}
