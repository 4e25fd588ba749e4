/// The accounts that one submission has, by their numbers, each with the amount first read.
///
/// Open addressing with linear probing: a lookup a record, which a dictionary makes several times as dear.
struct SeenAccounts {
  struct Amount: BitwiseCopyable {
    let pence: Int64
    let isRejected: Bool
  }

  /// Numbers begin at 1; 0 is a free place.
  private var numbers: [Int32] = Array(repeating: 0, count: 64)
  private var amounts: [Amount] = Array(repeating: Amount(pence: 0, isRejected: false), count: 64)
  private var count = 0

  /// The amount first read for an account; `nil` where it is not there.
  subscript(number: Int32) -> Amount? {
    let place = place(of: number)
    return number > 0 && numbers[place] == number ? amounts[place] : nil
  }

  /// Notes an account that is not there yet; gives what stands there where it is.
  mutating func note(_ number: Int32, pence: Int64, isRejected: Bool) -> Amount? {
    guard number > 0 else { return nil }
    let place = place(of: number)
    if numbers[place] == number { return amounts[place] }
    numbers[place] = number
    amounts[place] = Amount(pence: pence, isRejected: isRejected)
    count += 1
    if count * 2 > numbers.count { grow() }
    return nil
  }

  /// Where an account stands, or would stand.
  private func place(of number: Int32) -> Int {
    let mask = numbers.count - 1
    // Numbers follow one another, so that they spread well as they are.
    var place = Int(number) & mask
    while numbers[place] != 0, numbers[place] != number { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldNumbers, oldAmounts) = (numbers, amounts)
    numbers = Array(repeating: 0, count: oldNumbers.count * 2)
    amounts = Array(repeating: Amount(pence: 0, isRejected: false), count: oldNumbers.count * 2)
    for (number, amount) in zip(oldNumbers, oldAmounts) where number != 0 {
      let place = place(of: number)
      numbers[place] = number
      amounts[place] = amount
    }
  }
}
