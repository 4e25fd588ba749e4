"""Works out once more how sure England is: one line of JSON.

    check_certainty.py PUBLICATION

Shares come from technology-share.csv; what each trust weighs, its class and whether it is expected come from the snapshot's
table organisation_years. Holds certainty.csv, the snapshot's views, the workbook and the page questions.html against that,
in whole pence; quartiles also against pandas, to 1e-9.
"""

import csv
import html
import json
import re
import sqlite3
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pandas

published = Path(sys.argv[1])
faults = []


def pence(text):
    return None if text[0] == "[" else int(Decimal(text) * 100)


def rounded(value):
    """To a whole number, half away from zero."""
    whole = int(abs(Fraction(value)) + Fraction(1, 2))
    return -whole if value < 0 else whole


def same(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found}, not {wanted}")


def near(what, found, wanted):
    if abs(found - wanted) > 1e-9:
        faults.append(f"{what}: {found}, not {wanted}")


def percent(millionths):
    return None if millionths is None else str(Decimal(millionths).scaleb(-4).quantize(Decimal("0.0001")))


def quartile(values, quarter):
    """By linear interpolation, exactly."""
    place = Fraction(quarter * (len(values) - 1), 4)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


database = sqlite3.connect(f"file:{(published / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
floor = dict(database.execute("SELECT name, value FROM settings"))["coverage_floor_basis_points"]
bases = [row[0] for row in database.execute("SELECT basis FROM bases ORDER BY is_headline DESC, position")]
trusts = defaultdict(dict)
for code, year, name, peer_class, is_expected, weight in database.execute(
    "SELECT organisation_code, financial_year, organisation_name, peer_class, is_expected, operating_expenditure_pence"
    " FROM organisation_years"
):
    trusts[year][code] = (name, peer_class, is_expected, weight)

figures, whole_years = {}, set()
with open(published / "technology-share.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file, strict=True):
        technology, total = pence(row["technology_gbp"]), pence(row["total_gbp"])
        if total:
            key = (row["organisation_code"], row["financial_year"], row["basis"])
            figures[key] = (technology, total, row["total_source"] == "audited accounts", rounded(Fraction(technology * 10**12, total)))
            start = int(row["financial_year"][:4])
            if (row["period_start"], row["period_end"]) == (f"{start}-04-01", f"{start + 1}-03-31"):
                whole_years.add(key)


def work_out(year, basis):
    """A row of certainty.csv, and of each trust without a figure what it is estimated at."""
    members = {code: row for code, row in trusts[year].items() if row[2] or row[3] is not None or (code, year, basis) in figures}
    counted = {code: figures[code, year, basis] for code in members if (code, year, basis) in figures}
    weights = {code: members[code][3] for code in members if members[code][3] is not None}
    whole = sum(weights.values())
    covered = sum(weights.get(code, 0) for code in counted)
    row = {"organisations_open": len(members), "organisations_expected": sum(member[2] for member in members.values()),
           "organisations_counted": len(counted), "counted_percent": percent(rounded(Fraction(10**6 * len(counted), len(members)))),
           "coverage_percent": percent(rounded(Fraction(10**6 * covered, whole))) if whole else None}
    if not counted or covered * 10_000 < whole * floor:
        return row, {}
    weighed = [code for code in counted if weights.get(code, 0) > 0]
    ratio = rounded(Fraction(10**6 * sum(counted[code][1] for code in weighed), sum(weights[code] for code in weighed)))
    groups = defaultdict(list)
    for code in counted:
        groups["England"].append(counted[code][3])
        groups["class", members[code][1]].append(counted[code][3])
    for group in groups.values():
        group.sort()
        series = pandas.Series([value / 10**12 for value in group])
        for quarter in (1, 3):
            near(f"{year} {basis} quartile", float(quartile(group, quarter)) / 10**12, series.quantile(quarter / 4))
    estimates = {}
    for code in sorted(set(members) - set(counted)):
        if weights.get(code, 0) <= 0:
            continue
        total = rounded(Fraction(weights[code] * ratio, 10**6))
        own = max((other for trust, other, on in whole_years if trust == code and on == basis and other < year), default=None)
        peer_class = members[code][1]
        if own:
            lower = upper = rounded(Fraction(figures[code, own, basis][3], 10**6))
            origin = "own last figure"
        else:
            group = groups.get(("class", peer_class), [])
            is_class = len(group) >= 4 and peer_class not in ("", "Not stated")
            origin = "peer class" if is_class else "England"
            lower, upper = (rounded(quartile(group if is_class else groups["England"], quarter) / 10**6) for quarter in (1, 3))
        estimates[code] = (total, origin, own, lower, upper, rounded(Fraction(total * lower, 10**6)), rounded(Fraction(total * upper, 10**6)))
    technology, total = (sum(figure[side] for figure in counted.values()) for side in (0, 1))
    audited = sum(figure[1] for figure in counted.values() if figure[2])
    estimated = sum(estimate[0] for estimate in estimates.values())
    lower, upper = (sum(estimate[side] for estimate in estimates.values()) for side in (5, 6))
    everything = total + estimated

    def part(value, of):
        return percent(rounded(Fraction(10**6 * value, of)))

    row |= {
        "technology_share_percent": part(technology, total), "lower_share_percent": part(technology + lower, everything),
        "upper_share_percent": part(technology + upper, everything),
        "estimated_from_own_figure": sum(estimate[1] == "own last figure" for estimate in estimates.values()),
        "estimated_from_peer_class": sum(estimate[1] == "peer class" for estimate in estimates.values()),
        "estimated_from_england": sum(estimate[1] == "England" for estimate in estimates.values()),
        "organisations_not_weighed": len(members) - len(counted) - len(estimates),
        "audited_total_gbp": audited, "returned_total_gbp": total - audited, "estimated_total_gbp": estimated,
        "audited_total_percent": part(audited, everything), "returned_total_percent": part(total - audited, everything),
        "estimated_total_percent": part(estimated, everything), "returned_technology_gbp": technology,
        "lower_estimated_technology_gbp": lower, "upper_estimated_technology_gbp": upper,
    }
    return row, estimates


wanted = {(year, basis): work_out(year, basis) for year in trusts for basis in bases}

# The table: in pounds and percent, [x] where there is nothing.
listed = set()
with open(published / "certainty.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file, strict=True):
        key = (row.pop("financial_year"), row.pop("basis"))
        listed.add(key)
        figure, estimates = wanted[key]
        same(f"{key} notes", row.pop("notes"), "[e]" if estimates else "")
        for column, text in row.items():
            value = figure.get(column)
            found = pence(text) if column.endswith("_gbp") else None if text == "[x]" else text
            same(f"{key} {column}", found, value if value is None or column.endswith("_gbp") else str(value))
same("rows", listed, set(wanted))

# Each trust estimated, in the snapshot and in the workbook.
viewed = {}
for year, basis, code, *rest in database.execute(
    "SELECT financial_year, basis, organisation_code, estimated_total_pence, estimated_from, own_figure_year,"
    " round(lower_share_percent * 10000), round(upper_share_percent * 10000), lower_technology_pence, upper_technology_pence, notes"
    " FROM missing_estimates"
):
    same(f"{year} {basis} {code} mark", rest.pop(), "[e]")
    viewed[year, basis, code] = tuple(rest)
every = {(*key, code): estimate for key, (_, estimates) in wanted.items() for code, estimate in estimates.items()}
same("estimates", viewed, every)

# The quartiles that the views hold, to 1e-9 of pandas' own, which starts from the published amounts.
shares = pandas.DataFrame(
    [(year, basis, trusts[year][code][1] or "Not stated", technology / total)
     for (code, year, basis), (technology, total, *_) in figures.items()], columns=["year", "basis", "class", "share"])
quartiles = 0
for kind, keys in (("england", ["year", "basis"]), ("peer_class", ["year", "basis", "class"])):
    for key, group in shares.groupby(keys)["share"]:
        name = "England" if kind == "england" else key[2]
        lower, upper = database.execute(
            "SELECT lower_quarter_trillionths, upper_quarter_trillionths FROM group_quartiles"
            ' WHERE (financial_year, basis, group_kind, "group") = (?, ?, ?, ?)', (*key[:2], kind, name)).fetchone()
        near(f"{key} lower quartile", lower / 4e12, group.quantile(0.25))
        near(f"{key} upper quartile", upper / 4e12, group.quantile(0.75))
        quartiles += 2


def table(book, name):
    cells = list(book[name].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(cells) if row[1] is not None)
    return [dict(zip(cells[top], row)) for row in cells[top + 1:] if row[0] != "None"]


def gbp(value):
    return None if value == "[x]" else int(Decimal(repr(value)) * 100)


book = openpyxl.load_workbook(published / "technology-share.xlsx")
sheet = {}
for row in table(book, "Trusts estimated"):
    same(f"workbook, {row['Trust']}", row["Notes"], "[e]")
    own = row["Year of its own last figure"]
    sheet[row["Financial year"], row["Measure"].lower(), row["Code"]] = (
        gbp(row["Total, estimated (£ thousand)"]), row["Share taken from"].lower(), None if own == "[z]" else own,
        round(row["Lower share (%)"] * 10_000), round(row["Upper share (%)"] * 10_000),
        gbp(row["Technology, lower (£ thousand)"]), gbp(row["Technology, upper (£ thousand)"]))
same("workbook, estimates", sheet, {key: (value[0], value[1].lower(), *value[2:]) for key, value in every.items()})
for row in table(book, "How sure England is"):
    key = (row["Financial year"], row["Measure"].lower())
    figure = wanted[key][0]
    for heading, column in (("Total, audited accounts (£ thousand)", "audited_total_gbp"), ("Total, returned (£ thousand)", "returned_total_gbp"),
                            ("Total, estimated (£ thousand)", "estimated_total_gbp"), ("Technology, returned (£ thousand)", "returned_technology_gbp"),
                            ("Technology, estimated, upper (£ thousand)", "upper_estimated_technology_gbp")):
        same(f"workbook, {key} {heading}", gbp(row[heading]), figure.get(column))
    for heading, column in (("With trusts without a figure at the lower quartile (%)", "lower_share_percent"), ("Coverage (%)", "coverage_percent"),
                            ("Counted, of trusts open (%)", "counted_percent")):
        found = row[heading]
        same(f"workbook, {key} {heading}", None if found == "[x]" else percent(round(found * 10_000)), figure.get(column))

# The page: the newest year with a figure on each basis, two decimals, and every year on the headline basis.
page = (published / "questions.html").read_text(encoding="utf-8")


def page_table(caption):
    section = page[page.index(f'id="{caption}"'):]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
            for line in re.findall(r"<tr>(.*?)</tr>", section[:section.index("</table>")], flags=re.S)[1:]]


def two(text):
    return "[x]" if text is None else str(Decimal(text).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP"))


def cells(figure):
    lower, upper = two(figure.get("lower_share_percent")), two(figure.get("upper_share_percent"))
    return [two(figure.get("technology_share_percent")), lower if lower == upper else f"{lower} to {upper}",
            f"{figure['organisations_counted']} of {figure['organisations_open']}"]


newest = max((year for (year, basis), (figure, _) in wanted.items() if basis == bases[0] and "technology_share_percent" in figure), default=None)
lines = 0
if newest:
    for line in page_table("certainty-bases-caption"):
        same(f"page, {line[0]}", line[1:4], cells(wanted[newest, line[0].lower()][0]))
        lines += 1
    for line in page_table("certainty-years-caption"):
        same(f"page, {line[0]}", line[1:4], cells(wanted[line[0], bases[0]][0]))
        lines += 1
years = {}
for (year, basis), (figure, estimates) in wanted.items():
    if basis == bases[0]:
        years[year] = {
            "coverage": figure["coverage_percent"], "lower": figure.get("lower_share_percent"), "upper": figure.get("upper_share_percent"),
            "estimates": {code: estimate[1] for code, estimate in estimates.items()},
            "counted": sorted(code for code, of, on in figures if (of, on) == (year, basis)),
        }
print(json.dumps({"faults": faults[:30], "year": newest, "rows": len(listed), "quartiles": quartiles, "lines": lines, "years": years}))
