import Foundation

/// What Python's csv module reads in a file: the reader to compare ours with.
struct PythonCSV: Decodable {
  var rows: [[String]]

  /// For each row, the number of the last physical line read for it.
  var lastLines: [Int]

  var physicalLines: Int

  init(path: String, delimiter: Character) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", Self.script, path, String(delimiter)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PythonFailure(status: process.terminationStatus) }
    self = try JSONDecoder().decode(PythonCSV.self, from: data)
  }

  /// Reads the bytes as UTF-8 or, by lines, as Windows-1252, and leaves out the rows without text, which are blank lines.
  private static let script = #"""
    import csv, io, json, re, sys
    data = open(sys.argv[1], "rb").read()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        def decode(line):
            try:
                return line.decode("utf-8")
            except UnicodeDecodeError:
                return line.decode("cp1252")
        text = "".join(decode(line) for line in re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", data))
    lines = len(re.findall(r"\r\n|\r|\n", text)) + (text != "" and text[-1] not in "\r\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sys.argv[2])
    rows, last = [], []
    for row in reader:
        if len(row) > 1 or "".join(row).strip(" \t"):
            rows.append(row)
            last.append(reader.line_num)
    json.dump({"rows": rows, "lastLines": last, "physicalLines": lines}, sys.stdout)
    """#
}

struct PythonFailure: Error {
  var status: Int32
}
