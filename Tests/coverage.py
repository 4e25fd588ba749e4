"""Says how many lines of Sources the tests reach, by room, from what llvm-cov exports.

    coverage.py COVERAGE.JSON

What the tests' own process and the programs that they start reached counts together. Ends with 1 below 90%.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "Sources"
LEAST = 90

rooms = defaultdict(lambda: [0, 0])
files = []
for file in json.loads(Path(sys.argv[1]).read_text())["data"][0]["files"]:
    path = Path(file["filename"])
    if SOURCES not in path.parents:
        continue
    lines = file["summary"]["lines"]
    name = path.relative_to(SOURCES)
    files.append((lines["count"] - lines["covered"], lines["count"], name))
    for room in (name.parts[0], "all"):
        rooms[room][0] += lines["covered"]
        rooms[room][1] += lines["count"]

for room, (covered, count) in sorted(rooms.items(), key=lambda entry: (entry[0] == "all", entry[0])):
    print(f"{room:14} {covered:6} of {count:6} lines {100 * covered / count:5.1f}%")
print("Least reached:")
for missed, count, name in sorted(files, key=lambda entry: -entry[0])[:10]:
    print(f"  {missed:4} of {count:4} lines not reached: {name}")
covered, count = rooms["all"]
sys.exit(covered * 100 < LEAST * count)
