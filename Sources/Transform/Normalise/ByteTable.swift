/// Numbers found by the bytes of a text, without making a `String` of it.
///
/// Open addressing with linear probing. A text of up to eight bytes, as most codes are, is one number; a longer one is
/// kept beside, and its hash stands in the number's place.
struct ByteTable {
  /// -1 is a free place.
  private var slots: [Int32]
  private var words: [UInt64] = []
  private var longTexts: [[UInt8]] = []
  private var values: [Int32] = []

  init() { slots = Array(repeating: -1, count: 256) }

  /// The value that was put under `text`.
  func find(_ text: Span<UInt8>) -> Int32? {
    let word = Self.word(text)
    var slot = Self.spread(word) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if words[entry] == word, text.count <= 8 ? longTexts[entry].isEmpty : equals(longTexts[entry], text) {
        return values[entry]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Puts `value` under a text that is not there yet.
  mutating func insert(_ text: Span<UInt8>, _ value: Int32) {
    if (values.count + 1) * 2 > slots.count { grow() }
    words.append(Self.word(text))
    longTexts.append(text.count <= 8 ? [] : text.indices.map { text[$0] })
    values.append(value)
    place(entry: values.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for entry in values.indices { place(entry: entry) }
  }

  private mutating func place(entry: Int) {
    var slot = Self.spread(words[entry]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(entry)
  }

  private func equals(_ long: [UInt8], _ text: Span<UInt8>) -> Bool {
    guard long.count == text.count else { return false }
    for index in text.indices where long[index] != text[index] { return false }
    return true
  }

  /// The bytes of a short text side by side; of a longer one, a hash.
  ///
  /// A text never holds a NUL, so that two short texts of one word are the same.
  private static func word(_ text: Span<UInt8>) -> UInt64 {
    guard text.count <= 8 else { return hash(text) }
    var word: UInt64 = 0
    for index in text.indices { word = word << 8 | UInt64(text[index]) }
    return word
  }

  /// Low bits that depend on every bit of the word.
  private static func spread(_ word: UInt64) -> Int {
    let product = word &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product ^ (product >> 32))
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
