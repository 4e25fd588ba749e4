"""Looks for numbers that are said to be the National Audit Office's and are not in its press notice: one line of JSON.

    check_press_notice.py PUBLICATION
"""

import html
import json
import re
import sys
from pathlib import Path

import openpyxl

published = Path(sys.argv[1])
# The day, the shares, the ratings and their years, the plans and their years, as the notice has them.
KNOWN = {"15", "2020", "5", "2", "65", "83", "54", "2016", "2017",
         "4.7", "8.1", "5.1", "3.0", "3", "1.6", "2016-17", "2020-21", "2019-20", "2023-24", "2028-29"}

texts = []
for path in sorted(published.rglob("*.html")):
    page = re.sub(r"<(style|script)>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
    page = re.sub(r"</?(strong|span|a)\b[^>]*>", "", page)
    texts += re.sub(r"<[^>]+>", "\n", page).split("\n")
for sheet in openpyxl.load_workbook(published / "technology-share.xlsx"):
    texts += [str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]

sentences = {sentence for text in texts for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", html.unescape(text))
             if re.search(r"Audit Office|press notice", sentence)
             # The headline holds our own figures against the notice's 5%.
             and not re.match(r"In \d{4}-\d\d, the ", sentence)}
others = []
for sentence in sorted(sentences):
    numbers = re.findall(r"\d{4}-\d\d|\d+(?:\.\d+)?", sentence)
    others += [f"{number} in: {sentence}" for number in numbers if number not in KNOWN]
words = [sentence for sentence in sorted(sentences)
         if re.search(r"SNOMED|low capability|by when|target", sentence) and re.search(r"\d+(?:\.\d+)?%", sentence)]
print(json.dumps({"sentences": len(sentences), "others": others, "words": words}))
