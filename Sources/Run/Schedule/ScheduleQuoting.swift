/// A text as one word of a POSIX shell's command within a crontab.
///
/// In a crontab a percent sign ends the command unless a backslash stands before it, also between quotes. Quotes are
/// written without a backslash, since crons differ in what they make of one.
///
/// - Throws: `ScheduleError.usage` for control characters and backslashes, which a crontab cannot hold for sure.
func wordInCrontab(_ text: String) throws(ScheduleError) -> String {
  guard !text.unicodeScalars.contains(where: { $0 == "\\" || $0.properties.generalCategory == .control })
  else {
    throw .usage(
      "'\(visible(text))' has a backslash or a control character, which a crontab cannot hold for sure. Rename it, or"
        + " make a symbolic link to it and name that.")
  }
  let plain = text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
  if plain, !text.isEmpty { return text }
  return "'\(text.replacing("'", with: #"'"'"'"#).replacing("%", with: #"\%"#))'"
}
