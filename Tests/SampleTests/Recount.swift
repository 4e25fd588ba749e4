import Foundation

/// What the files of a sample come to, read and added up in Python with whole numbers and none of our code.
struct Recount: Decodable {
  struct Row: Decodable, Hashable, Comparable {
    let organisation: String
    let year: String
    let basis: String
    let technology: Int64
    let total: Int64

    static func < (left: Self, right: Self) -> Bool {
      (left.organisation, left.year, left.basis) < (right.organisation, right.year, right.basis)
    }
  }

  let rows: [Row]
  /// Records of accounts or lines; in the wide layout, trusts and years.
  let records: Int
  let encodings: [String: Int]
  let delimiters: [String: Int]
  let filesWithTitles: Int
  let filesInThousands: Int
  let filesWithTotalRow: Int

  init(_ sample: String, in workspace: Workspace) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    let inbox = workspace.folder.appending(path: sample).path(percentEncoded: false)
    let mappings = Workspace.root.appending(path: "Pipelines/mappings").path(percentEncoded: false)
    process.arguments = ["-c", recount, inbox, mappings]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw RecountFailed(status: process.terminationStatus) }
    self = try JSONDecoder().decode(Self.self, from: data)
  }

  struct RecountFailed: Error {
    let status: Int32
  }

  /// The rows of a truth file.
  static func truth(_ sample: String, in workspace: Workspace) throws -> [Row] {
    try workspace.lines(of: "\(sample).truth.csv").dropFirst().map { line in
      let cells = line.split(separator: ",").map(String.init)
      guard cells.count == 5, let technology = Int64(cells[3]), let total = Int64(cells[4]) else {
        throw RecountFailed(status: 0)
      }
      return Row(
        organisation: cells[0], year: cells[1], basis: cells[2], technology: technology, total: total)
    }
  }
}

private let recount = #"""
  import collections, csv, io, json, pathlib, re, sys

  inbox, mappings = map(pathlib.Path, sys.argv[1:])
  KEYS = {"organisationcode", "organisationname", "financialyear", "accountcode", "accountdescription",
          "linecode", "linedescription", "amount"}
  counts = collections.Counter()

  def mapping(contract):
      with open(mappings / f"{contract}.csv", encoding="utf-8", newline="") as file:
          return list(csv.DictReader(file))

  LEDGER, RETURN = mapping("trial-balance"), mapping("it-expenditure-return")

  def category(account, rows):
      for row in rows:
          whole = row["match"] == "code"
          found = account == row["account"] if whole else account.startswith(row["account"])
          if found:
              return row["category"], int(row["sign"])
      raise SystemExit(f"account {account} is not mapped")

  def decode(data):
      if data.startswith(b"\xff\xfe"):
          return "utf-16", data.decode("utf-16")
      if data.startswith(b"\xef\xbb\xbf"):
          return "utf-8-sig", data.decode("utf-8-sig")
      try:
          return "utf-8", data.decode("utf-8")
      except UnicodeDecodeError:
          return "cp1252", data.decode("cp1252")

  def pence(text, decimals):
      negative = text.startswith("(") or "-" in text
      match = re.fullmatch(r"(\d{1,3}(?:,\d{3})*)(?:\.(\d+))?", re.sub("[()£-]", "", text))
      if not match:
          raise SystemExit(f"{text!r} is no amount")
      fraction = match[2] or ""
      if len(fraction) > decimals:
          raise SystemExit(f"{text!r} is finer than a penny")
      amount = int(match[1].replace(",", "") + fraction.ljust(decimals, "0"))
      return -amount if negative else amount

  def plain(label):
      return re.sub(r"[ _]|\(.*\)", "", label).lower()

  def table(path):
      encoding, text = decode(path.read_bytes())
      counts[encoding] += 1
      first = next(line for line in text.splitlines() if "year" in line.lower() and "code" in line.lower())
      delimiter = next(sign for sign in ",;\t" if sign in first)
      counts["delimiter " + repr(delimiter)[1:-1]] += 1
      rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
      start = next(number for number, row in enumerate(rows) if plain(row[0]) == "organisationcode")
      counts["titles"] += start > 0
      return rows[start], rows[start + 1:]

  def year(text):
      start, end = re.findall(r"\d+", text)
      if int(end[-2:]) != (int(start) + 1) % 100:
          raise SystemExit(f"{text!r} is no financial year")
      return f"{start}-{end[-2:]}"

  def records(path):
      header, rows = table(path)
      decimals = 5 if any("£000" in label for label in header) else 2
      counts["thousands"] += decimals == 5
      labels = [plain(label) for label in header]
      total = 0
      for row in rows:
          if not row[0]:
              counts["total rows"] += 1
              if pence(row[-1], decimals) != total:
                  raise SystemExit(f"{path}: the total row does not add up")
              continue
          counts["records"] += 1
          key = row[0], year(row[labels.index("financialyear")])
          if f"{key[0]}_{key[1]}" != path.stem:
              raise SystemExit(f"{path} holds {key}")
          cells = ([(row[3], row[-1])] if "amount" in labels
                   else [(label.split(" ")[0], cell) for label, cell in zip(header[3:], row[3:])])
          for account, cell in cells:
              amount = pence(cell, decimals)
              total += amount
              yield key, account, amount, "accountcode" in labels

  def totals(values, ledger):
      technology = ["pay", "hardware", "software", "cloud", "support", "services", "network", "consultancy",
                    "other"]
      revenue = sum(values["technology-" + name] for name in technology)
      capital = sum(values["technology-capital-" + name]
                    for name in ["equipment", "software", "leased", "construction"])
      recharge, impairments = values["technology-recharge"], values["impairments"]
      charged = values["technology-depreciation"] + values["technology-amortisation"]
      depreciation = values["depreciation"] + values["amortisation"]
      if ledger:
          depreciation += charged
          spending = revenue + values["other-revenue"] + depreciation + impairments
          additions = capital + values["other-capital"]
      else:
          spending, additions = values["operating-expenditure"], values["capital-additions"]
      return {
          "spend": (revenue + capital + recharge,
                    spending + recharge - depreciation - impairments + additions),
          "cost": (revenue + charged + recharge, spending + recharge - impairments),
          "quick": (revenue + capital, spending),
      }

  values, ledgers = collections.defaultdict(collections.Counter), {}
  stated = {}
  for path in sorted(inbox.iterdir()):
      for key, account, amount, ledger in records(path):
          name, sign = category(account, LEDGER if ledger else RETURN)
          values[key][name] += sign * amount
          ledgers[key] = ledger
          if account.startswith("T"):
              stated[key] = stated.get(key, 0) + amount
  for key, amount in stated.items():
      if values[key]["control-total"] != amount:
          raise SystemExit(f"{key}: C900 is not the sum of the T lines")
  rows = []
  for key, amounts in values.items():
      for basis, (technology, total) in totals(amounts, ledgers[key]).items():
          rows.append({"organisation": key[0], "year": key[1], "basis": basis,
                       "technology": technology, "total": total})
  json.dump({
      "rows": rows, "records": counts["records"], "filesWithTitles": counts["titles"],
      "filesInThousands": counts["thousands"], "filesWithTotalRow": counts["total rows"],
      "encodings": {name: counts[name] for name in ["utf-8", "utf-8-sig", "cp1252", "utf-16"]},
      "delimiters": {name[10:]: count for name, count in counts.items() if name.startswith("delimiter ")},
  }, sys.stdout)
  """#
