/// Stops the fuzzer, which then keeps the input, where something does not hold.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
  guard !holds else { return }
  fatalError(what())
}
