/// The views' figures once more, in Python's exact fractions, from the rows alone: no SQL, and nothing of
/// ours.
let recomputation = #"""
  import json, statistics, sys
  from collections import defaultdict
  from fractions import Fraction

  rows = json.load(sys.stdin)
  BENCHMARK, FLOOR = Fraction(5, 100), Fraction(80, 100)
  REGIONS = {"Y56": "London", "Y58": "South West"}

  def away(value):
      whole = int(abs(value) + Fraction(1, 2))
      return -whole if value < 0 else whole

  def percent(value):
      if value is None:
          return ""
      return "%.4f" % (away(value * 1000000) / 10000)

  def text(value):
      return "" if value is None else str(value)

  def year(row):
      start = row["startYear"]
      return "%d-%02d" % (start, (start + 1) % 100)

  def share(row):
      if row.get("total") is None or row["total"] <= 0:
          return None
      return Fraction(row["technology"], row["total"])

  def board(row):
      names = {"QAA": "New Board" if row["startYear"] >= 2023 else "Old Board", "QBB": "Board B"}
      return names.get(row["board"], row["board"])

  peers = defaultdict(list)
  for row in rows:
      if share(row) is not None and not row["isPartYear"] and row["peerClass"] != "Not stated":
          peers[row["startYear"], row["basis"], row["peerClass"]].append(share(row))

  lines = []
  for row in rows:
      own = share(row)
      quarter = None
      if own is not None and not row["isPartYear"] and row["peerClass"] != "Not stated":
          others = peers[row["startYear"], row["basis"], row["peerClass"]]
          quarter = sum(other < own for other in others) * 4 // len(others) + 1
      three = None
      if row.get("threeYearTotal"):
          three = Fraction(row["threeYearTechnology"], row["threeYearTotal"])
      lines.append("|".join([
          "share", year(row), row["basis"], row["code"], percent(own), percent(three),
          text(None if own is None else int(own >= BENCHMARK)),
          text(None if own is None else away(BENCHMARK * row["total"] - row["technology"])), text(quarter)]))

  groups = defaultdict(list)
  for row in rows:
      for kind, name in [("england", "England"), ("type", row["type"]), ("peer_class", row["peerClass"]),
                         ("region", REGIONS.get(row["region"], row["region"])), ("icb", board(row))]:
          groups[row["startYear"], row["basis"], kind, name or "Not stated"].append(row)

  def covered(key):
      counted = [row for row in groups.get(key, []) if share(row) is not None]
      part = sum(row.get("expenditure") or 0 for row in counted)
      whole = sum(row.get("expenditure") or 0 for row in groups.get(key, []))
      return counted, Fraction(part, whole) if whole else None

  for key, members in groups.items():
      start, basis, kind, name = key
      counted, coverage = covered(key)
      figures = [""] * 10
      if counted and coverage is not None and coverage >= FLOOR:
          technology = sum(row["technology"] for row in counted)
          total = sum(row["total"] for row in counted)
          shares = sorted(share(row) for row in counted if share(row) is not None)
          quartiles = [None] * 3
          if len(shares) == 1:
              quartiles = shares * 3
          elif shares:
              quartiles = statistics.quantiles(shares, n=4, method="inclusive")
              assert quartiles[1] == statistics.median(shares)
          three = [0, 0]
          for earlier in range(start - 2, start + 1):
              others, part = covered((earlier, basis, kind, name))
              if others and part is not None and part >= FLOOR:
                  three[0] += sum(row["technology"] for row in others)
                  three[1] += sum(row["total"] for row in others)
          short = [BENCHMARK * row["total"] - row["technology"] for row in counted]
          figures = [
              text(technology), text(total), percent(Fraction(technology, total) if total > 0 else None),
              percent(Fraction(*three) if three[1] > 0 else None),
              percent(quartiles[1]), percent(quartiles[0]), percent(quartiles[2]),
              text(sum(share(row) is not None and share(row) >= BENCHMARK for row in counted)),
              text(away(BENCHMARK * total - technology)), text(away(sum(max(amount, 0) for amount in short)))]
      lines.append("|".join([
          "group", "%d-%02d" % (start, (start + 1) % 100), basis, kind, name,
          text(sum(row["isExpected"] for row in members)), text(len(counted)), percent(coverage)] + figures))

  print("\n".join(sorted(lines)))
  """#
