"""Works out once more, from the assessments as they were sent, what is published of digital maturity: one line of JSON.

    check_maturity.py FOLDER PUBLICATION

FOLDER holds the assessments, plain; shares are taken from technology-share.csv. Holds both CSV files, the views of the
snapshot, the workbook and the page of questions against that, exactly; pandas works out quartiles and cross-tables apart.
Looks as well for a table that holds sections of both instruments, and for a national figure that nobody published.
"""

import csv
import html
import json
import math
import re
import sqlite3
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pandas

sent, published = Path(sys.argv[1]), Path(sys.argv[2])
faults = []

# What each instrument asks, what its overall mean is of, and what is high, as the field and the pipeline define it.
INSTRUMENTS = {
    "what-good-looks-like": {
        "main": {"well-led": "Well led", "smart-foundations": "Smart foundations", "safe-practice": "Safe practice",
                 "support-people": "Support people", "empower-people": "Empower people", "improve-care": "Improve care",
                 "healthy-populations": "Healthy populations"},
        "others": {}, "high": 4, "file": "maturity.csv", "view": "maturity_pillars", "sheet": "Digital maturity",
    },
    "digital-maturity-index": {
        "main": {"readiness": "Readiness", "capability": "Capability", "infrastructure": "Infrastructure"},
        "others": {"digital-records": "Reliance on digital records", "snomed-ct": "SNOMED CT"},
        "high": 70, "file": "maturity-2016-2017.csv", "view": "maturity_index", "sheet": "Maturity 2016-2017",
    },
}
WORDS = {1: "lowest", 2: "middle", 3: "highest"}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def same(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found}, not {wanted}")


def rounded(value, decimals):
    """Half away from zero; no score is negative."""
    scale = 10 ** decimals
    return Fraction(math.floor(value * scale + Fraction(1, 2)), scale)


def text(value, decimals):
    number = rounded(value, decimals)
    return str((Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def quartile(values, quarter):
    """Type 7: the place is quarter × last ÷ 4, counted from 0."""
    ordered = sorted(values)
    place = Fraction(quarter * (len(ordered) - 1), 4)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def thirds(values):
    """The third of each by rank, ties in the lower one."""
    return {key: sum(other < value for other in values.values()) * 3 // len(values) + 1 for key, value in values.items()}


def year_before(assessment_year):
    return f"{assessment_year - 1}-{assessment_year % 100:02d}"


scores = defaultdict(dict)
for path in sorted(sent.glob("*.csv")):
    for row in rows(path):
        key = (row["instrument"], int(row["assessment_year"]), row["section"])
        scores[key][row["organisation_code"]] = Fraction(Decimal(row["score"]))
for instrument, told in INSTRUMENTS.items():
    for year in {key[1] for key in scores if key[0] == instrument}:
        parts = [scores[instrument, year, section] for section in told["main"]]
        scores[instrument, year, "overall"] = {trust: sum(part[trust] for part in parts) / len(parts) for trust in parts[0]}

# The three-year share on the headline basis, exactly: sums of the last three years that have a whole year's figure.
sides = {}
for row in rows(published / "technology-share.csv"):
    if row["basis"] == "spend" and row["technology_gbp"][0] != "[" and "part year" not in row["notes"]:
        sides[row["organisation_code"], row["financial_year"]] = (Decimal(row["technology_gbp"]), Decimal(row["total_gbp"]))


def three_year_share(trust, assessment_year):
    if (trust, year_before(assessment_year)) not in sides:
        return None
    years = [sides[trust, year] for year in map(year_before, range(assessment_year - 2, assessment_year + 1)) if (trust, year) in sides]
    return Fraction(sum(side[0] for side in years)) / Fraction(sum(side[1] for side in years))


database = sqlite3.connect(f"file:{(published / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
book = openpyxl.load_workbook(published / "technology-share.xlsx")
page = (published / "questions.html").read_text(encoding="utf-8")
section_of_page = page[page.index('<h2 id="maturity">'):]
following = re.search(r"<h2", section_of_page[4:])
section_of_page = section_of_page[:following.start() + 4] if following else section_of_page[:section_of_page.index("</main>")]


def sheet(name):
    cells = list(book[name].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(cells) if row[1] is not None)
    return [dict(zip(cells[top], row)) for row in cells[top + 1:] if row[0] != "None"]


def page_table(caption_id):
    part = section_of_page[section_of_page.index(f'<caption id="{caption_id}">'):]
    part = part[:part.index("</table>")]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
            for line in re.findall(r"<tr>(.*?)</tr>", part, flags=re.S)[1:]]


def exact(number):
    return Fraction(Decimal(repr(number)))


counted = {}
for instrument, told in INSTRUMENTS.items():
    titles = {**told["main"], **told["others"]}
    title_of = lambda section: titles.get(section)
    own = {key[1:]: values for key, values in scores.items() if key[0] == instrument}
    years = sorted({year for year, _ in own})

    found = {}
    for row in rows(published / told["file"]):
        key = (int(row["assessment_year"]), row["section"])
        found.setdefault(key, {})[row["organisation_code"]] = row["score"]
        value = own[key][row["organisation_code"]]
        same(f"{instrument} {key} {row['organisation_code']} high", row["rates_high"], "yes" if value >= told["high"] else "no")
        same(f"{key} beside", row["financial_year"], year_before(key[0]))
        if row["section"] != "overall":
            same(f"{key} title", row["section_title"], title_of(row["section"]))
    same(f"{told['file']} scores", found, {key: {trust: text(value, 4) for trust, value in values.items()} for key, values in own.items()})

    summary = {}
    for year, section, *figures in database.execute(
        f"SELECT assessment_year, section, organisations_assessed, organisations_high, high_percent, lower_quartile, median, upper_quartile, high_from"
        f" FROM {told['view']}_summary"
    ):
        values = list(own[year, section].values())
        high = sum(value >= told["high"] for value in values)
        wanted = [len(values), high, rounded(Fraction(100 * high, len(values)), 4), *(rounded(quartile(values, number), 4) for number in (1, 2, 3)), told["high"]]
        same(f"{instrument} {year} {section} summary", [exact(figure) for figure in figures], wanted)
        frame = pandas.Series([float(value) for value in values])
        for number, figure in zip((0.25, 0.5, 0.75), figures[3:6]):
            if abs(frame.quantile(number) - figure) > 0.0001:
                faults.append(f"{instrument} {year} {section}: pandas has {frame.quantile(number)}, not {figure}")
        summary[year, section] = wanted
    same(f"{instrument} summary rows", set(summary), set(own))

    cross = {}
    for year in years:
        trusts = own[year, "overall"]
        shares = {trust: three_year_share(trust, year) for trust in trusts}
        both = {trust: share for trust, share in shares.items() if share is not None}
        # Shares are held against each other to a trillionth.
        by_share = thirds({trust: math.floor(share * 10 ** 12) for trust, share in both.items()}) if both else {}
        by_score = thirds({trust: trusts[trust] for trust in both}) if both else {}
        table = pandas.crosstab(pandas.Series(by_share, dtype="int64"), pandas.Series(by_score, dtype="int64")) if both else None
        for share in (1, 2, 3):
            for score in (1, 2, 3):
                count = sum(by_share[trust] == share and by_score[trust] == score for trust in both)
                if table is not None and share in table.index and score in table.columns:
                    same(f"{year} pandas {share} {score}", int(table.loc[share, score]), count)
                cross[year, share, score] = (count, len(both), len(trusts) - len(both))
    viewed = {tuple(row[:3]): tuple(row[3:]) for row in database.execute(
        f"SELECT assessment_year, share_third, score_third, organisations, organisations_with_both, organisations_left_out FROM {told['view']}_thirds")}
    same(f"{instrument} thirds", viewed, cross)

    # The workbook.
    for row in sheet(told["sheet"]):
        section = next((code for code, title in titles.items() if title == row["Section"]), "overall")
        figures = [row[name] for name in ("Trusts assessed", "Trusts that rate high", "Trusts that rate high (%)", "Lower quartile", "Median", "Upper quartile", "High from a score of")]
        same(f"workbook {row}", [exact(figure) for figure in figures], summary[int(row["Year of the assessment"]), section])
    same("workbook rows", len(sheet(told["sheet"])), len(summary))
    listed = {}
    for row in sheet(f"{told['sheet']} and share"):
        key = (row["Year of the assessment"], row["Third by three-year technology share"], row["Third by overall score"])
        listed[key] = (row["Trusts"], row["Trusts with both"], row["Trusts left out"])
    same("workbook thirds", listed, {(str(year), WORDS[share], WORDS[score]): (value[0] if value[1] else "[x]", *value[1:]) for (year, share, score), value in cross.items()})
    each = sheet(f"{told['sheet']}, each trust")
    same("workbook each", len(each), sum(len(values) for values in own.values()))
    for row in each:
        section = next((code for code, title in titles.items() if title == row["Section"]), "overall")
        value = own[int(row["Year of the assessment"]), section][row["Code"]]
        same(f"workbook {row}", [exact(row["Score"]), row["Rates high"]], [rounded(value, 4), "yes" if value >= told["high"] else "no"])

    # The page.
    anchor = told["view"].replace("_", "-")

    def line(label, figures, with_count):
        cells = [label, *([str(figures[0])] if with_count else []), str(figures[1]), text(figures[2], 1)]
        return cells + [text(figure, 2) for figure in figures[3:6]]

    same(f"page {anchor} years", page_table(f"{anchor}-years-caption"), [line(str(year), summary[year, "overall"], True) for year in years])
    newest = years[-1]
    lines = page_table(f"{anchor}-sections-caption")
    same(f"page {anchor} sections", [cells[1:] for cells in lines],
         [line("", summary[newest, section], False)[1:] for section in ("overall", *titles)])
    same(f"page {anchor} titles", [cells[0] for cells in lines[1:]], list(titles.values()))
    for year in years:
        caption = f"{anchor}-thirds-{year}-caption"
        with_both = cross[year, 1, 1][1]
        if not with_both:
            same(f"page {caption}", caption in section_of_page, False)
            wanted = f"{year}: no table by thirds of technology share, since none of the {cross[year, 1, 1][2]} trusts assessed has a three-year share for {year_before(year)}."
            same(f"page {year} without", wanted in section_of_page, True)
            continue
        same(f"page {caption}", page_table(caption),
             [[f"{WORDS[share].capitalize()} third", *(str(cross[year, share, score][0]) for score in (1, 2, 3))] for share in (1, 2, 3)])
    counted[instrument] = [len(own[newest, "overall"]), sum(value[0] for value in cross.values())]

# No table holds sections of both instruments; findings name what they are about, and hold no scores.
CODES = [{*told["main"], *told["others"], *told["main"].values(), *told["others"].values()} for told in INSTRUMENTS.values()]
tables = {}
package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
for resource in package["resources"]:
    if resource["path"] != "findings.csv":
        tables[resource["path"]] = {cell for row in rows(published / resource["path"]) for cell in row.values()}
for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name <> 'findings'"):
    tables[f"snapshot {name}"] = {cell for row in database.execute(f'SELECT * FROM "{name}"') for cell in row}
for name in book.sheetnames:
    tables[f"sheet {name}"] = {cell for row in book[name].iter_rows(values_only=True) for cell in row}
for path in published.rglob("*.html"):
    for number, part in enumerate(re.findall(r"<table.*?</table>", path.read_text(encoding="utf-8"), flags=re.S)):
        tables[f"{path.name} {number}"] = {html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", part)}
holding = {name: [bool(cells & codes) for codes in CODES] for name, cells in tables.items()}
for name, holds in holding.items():
    if all(holds):
        faults.append(f"{name} holds both instruments")
# What says of itself that it holds scores names one instrument, and that they are self-assessed.
described = dict(database.execute("SELECT table_name, description FROM data_dictionary WHERE column_name = ''"))
scored = {name for name, column in database.execute("SELECT table_name, column_name FROM data_dictionary") if column in ("section", "score_third")}
texts = {name: described[name] for name in scored} | {resource["path"]: f"{resource['title']} {resource['description']}" for resource in package["resources"] if "maturity" in resource["path"]}
for name, words in texts.items():
    if ("What Good Looks Like" in words) + ("2016 and 2017" in words.replace("scores of 2016 and 2017", "")) != 1:
        faults.append(f"{name} does not name one instrument: {words}")
    if "thirds" not in name and "elf-assessed" not in words:
        faults.append(f"{name} does not say that it is self-assessed: {words}")

# Published figures: these three, with their source, and none of those that the notice does not give.
quoted = set(re.findall(r"\d[\d.]*%", re.sub(r"<table.*?</table>", "", section_of_page, flags=re.S)))
same("published figures", quoted, {"65%", "83%", "54%"})
for paragraph in re.findall(r"<p.*?</p>", section_of_page, flags=re.S):
    if "%" in paragraph:
        same("the source", "National Audit Office" in paragraph and "15 May 2020" in paragraph, True)
for path in published.rglob("*.html"):
    words = path.read_text(encoding="utf-8").lower()
    for word in ("paperless", "paper-free", "target date", "correlat"):
        if word in words:
            faults.append(f"{path.name} says {word}")
print(json.dumps({"faults": faults[:30], "trusts": [value[0] for value in counted.values()], "inThirds": [value[1] for value in counted.values()],
                  "holding": [sum(holds[number] for holds in holding.values()) for number in (0, 1)]}))
