import CSVReading
import Testing

@Suite("Random files")
struct CSVSeamTests {
  @Test("what was written comes back, with its lines and offsets", arguments: FileForm.all)
  func roundTrip(form: FileForm) throws {
    for seed: UInt64 in 1...12 {
      let file = GeneratedFile(form, seed: seed)
      let reading = try Reading(bytes: file.bytes, delimiter: form.delimiter)
      try #require(reading.scan.encoding == form.encoding, "seed \(seed)")
      let difference = zip(reading.records, file.records).first { $0 != $1 }
      try #require(difference == nil, "seed \(seed)")
      try #require(reading.records.count == file.records.count, "seed \(seed)")
      #expect(reading.blankLines == file.blankLines)
      #expect(reading.linesRead == file.lines)
      #expect(reading.scan.physicalLines == file.lines)
      #expect(reading.recount == file.lines)
    }
  }

  @Test("however a file is damaged, every line is in one record or blank", arguments: FileForm.all)
  func damaged(form: FileForm) throws {
    for seed: UInt64 in 1...12 {
      var bytes = GeneratedFile(form, seed: seed).bytes
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let position = Int.random(in: 8..<bytes.count, using: &generator)
        bytes[position] = generator.pick([0x22, 0x22, 0x0A, 0x0D, 0x00, 0x2C, 0xA3])
      }
      let reading = try Reading(bytes: bytes, delimiter: form.delimiter)
      let linesOfRecords = reading.records.map(\.lineCount).reduce(0, +)
      #expect(linesOfRecords + reading.blankLines == reading.scan.physicalLines, "seed \(seed)")
      #expect(reading.linesRead == reading.scan.physicalLines, "seed \(seed)")
      #expect(reading.recount == reading.scan.physicalLines, "seed \(seed)")
      #expect(reading.records.allSatisfy { ($0.fault == nil) == !$0.cells.isEmpty }, "seed \(seed)")
      for (record, next) in zip(reading.records, reading.records.dropFirst()) {
        #expect(record.byteOffset + record.byteCount < next.byteOffset, "seed \(seed)")
        #expect(record.line + record.lineCount <= next.line, "seed \(seed)")
      }
    }
  }
}
