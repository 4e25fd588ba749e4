/// Numbers found by the bytes of a text, without making a `String` of it.
///
/// Open addressing with linear probing; the texts stand one after another in one buffer.
struct ByteTable {
  private var slots: [Int32]
  private var texts: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private(set) var values: [Int32] = []

  init() { slots = Array(repeating: -1, count: 256) }

  /// The value that was put under `text`.
  func find(_ text: Span<UInt8>) -> Int32? {
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if hashes[entry] == hash, equals(entry, text) { return values[entry] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Puts `value` under a text that is not there yet.
  mutating func insert(_ text: Span<UInt8>, _ value: Int32) {
    if (values.count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(text)
    for index in text.indices { texts.append(text[index]) }
    ends.append(texts.count)
    hashes.append(hash)
    values.append(value)
    place(entry: values.count - 1, hash: hash)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (entry, hash) in hashes.enumerated() { place(entry: entry, hash: hash) }
  }

  private mutating func place(entry: Int, hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(entry)
  }

  private func equals(_ entry: Int, _ text: Span<UInt8>) -> Bool {
    let start = entry == 0 ? 0 : ends[entry - 1]
    guard ends[entry] - start == text.count else { return false }
    for index in text.indices where texts[start + index] != text[index] { return false }
    return true
  }

  /// FNV-1a with a last stir, so that the low bits depend on every byte.
  static func hash(_ text: Span<UInt8>, from seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    var hash = seed
    for index in text.indices {
      hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3
    }
    return hash ^ (hash >> 29)
  }
}
