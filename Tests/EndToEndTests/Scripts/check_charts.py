"""Holds the charts of a published index.html against the CSV files beside it; prints what differs as one line of JSON.

    check_charts.py FOLDER

Every place is worked out again, from the exact figures and in fractions: a chart across is 100 percent wide, the chart of
England over time 280 pixels high, and axes end at the first step above every value.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

BENCHMARK = Fraction(5)
STEPS = [Fraction(step * 10**power) for power in range(-2, 13) for step in (1, 2, 5)]


def published(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rounded(value, digits):
    """Half away from zero."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**digits)


def axis_end(values, smallest, most):
    """The end of an axis from zero, of values above zero."""
    for step in STEPS:
        if step >= smallest and max(values) // step + 1 <= most:
            return (max(values) // step + 1) * step


class Chart:
    def __init__(self, text):
        self.figure = ElementTree.fromstring(text)
        self.svg = self.figure.find("svg")
        self.name = self.svg.get("aria-labelledby").split("-title")[0].removeprefix("chart-")

    def all(self, tag, kind):
        return [node for node in self.svg.iter(tag) if kind in node.get("class", "").split()]

    def places(self, tag, kind, *keys):
        return [tuple(Fraction(node.get(key).rstrip("%")) for key in keys) for node in self.all(tag, kind)]

    def paths(self, kind):
        return [re.findall(r"M([\d.-]+) ([\d.-]+)h0", node.get("d")) for node in self.all("path", kind)]


def is_near(told, wanted):
    """Two roundings to a thousandth may lie between."""
    return len(told) == len(wanted) and all(
        abs(one - other) <= Fraction(2, 1000) for one, other in zip(told, wanted)
    )


def structure(page, charts, faults):
    ids = re.findall(r'\sid="([^"]*)"', page)
    if len(set(ids)) != len(ids):
        faults.append("two things of the page have one id")
    for chart in charts:
        told = {node.get("id"): "".join(node.itertext()) for node in chart.svg if node.get("id")}
        labels = chart.svg.get("aria-labelledby").split()
        if chart.svg.get("role") != "img" or [node.tag for node in chart.svg[:2]] != ["title", "desc"]:
            faults.append(f"{chart.name} is no image with a text")
        if any(len(told.get(label, "")) < 20 for label in labels):
            faults.append(f"{chart.name} has no text in place of it")
        if [len("".join(span.itertext())) > 20 for span in chart.figure.find("figcaption")] != [True, True]:
            faults.append(f"{chart.name} has no title and subtitle")
        ticks = chart.all("text", "tick")
        upright = chart.svg.get("class") == "upright"
        if not any(re.fullmatch("0%?", tick.text) and (upright or tick.get("x") == "0%") for tick in ticks):
            faults.append(f"the axis of {chart.name} does not begin at zero")
    for after in re.findall(r"</figure>(.*?)(?=<figure|<h2|</main)", page, re.S):
        if "<table" not in after:
            faults.append("a chart has no table below it")


def check_classes(chart, trusts, groups, faults):
    by_class = defaultdict(list)
    for row in trusts:
        by_class[row["peer_class"]].append(Fraction(row["technology_share_percent"]))
    end = axis_end([share for shares in by_class.values() for share in shares] + [BENCHMARK], 1, 8)
    names = [node.text for node in chart.all("tspan", "name")]
    dots = dict(zip(names, chart.paths("dots")))
    for name in sorted(set(names) | set(by_class)):
        told = sorted(Fraction(x) for x, _ in dots.get(name, []))
        if told != sorted(rounded(share / end * 100, 3) for share in by_class[name]):
            faults.append(f"the dots of {name} are {[float(x) for x in told]}")
        if len(set(dots.get(name, []))) != len(dots.get(name, [])):
            faults.append(f"a dot of {name} hides another")
    rows = [row for row in groups if row["group"] in names]
    rows.sort(key=lambda row: names.index(row["group"]))
    shown = [row for row in rows if row["median_percent"] != "[x]"]
    medians = [(rounded(Fraction(row["median_percent"]) / end * 100, 3),) for row in shown]
    if chart.places("line", "median", "x1") != medians:
        faults.append(f"the medians are at {chart.places('line', 'median', 'x1')}")
    halves = []
    for row in shown:
        if int(row["organisations_counted"]) >= 4:
            ends = [Fraction(row[f"{side}_quartile_percent"]) / end * 100 for side in ("lower", "upper")]
            halves.append((ends[0], ends[1] - ends[0]))
    told = chart.places("rect", "half", "x", "width")
    if len(told) != len(halves) or not all(map(is_near, told, halves)):
        faults.append(f"the middle halves are at {told} instead of {halves}")
    return {"dots": sum(map(len, dots.values())), "halves": len(halves), "medians": len(medians)}


def check_bases(chart, england, faults):
    shares = {row["basis"]: Fraction(row["technology_share_percent"]) for row in england}
    end = axis_end([*shares.values(), BENCHMARK], 1, 8)
    names = [node.text.lower() for node in chart.all("tspan", "name")]
    wanted = [(rounded(shares[name] / end * 100, 3),) for name in names]
    if sorted(names) != sorted(shares) or chart.places("circle", "bar", "cx") != wanted:
        faults.append(f"the ways of measuring are at {chart.places('circle', 'bar', 'cx')}")


def check_levels(chart, trusts, faults):
    sides = [(Fraction(row["technology_gbp"]), Fraction(row["total_gbp"])) for row in trusts]
    spent = sum(technology for technology, _ in sides)
    short = [
        rounded(sum(max(0, total * level / 100 - technology) for technology, total in sides), 2)
        for level in (3, 4, 5)
    ]
    end = axis_end([spent + each for each in short], 1, 6)
    if not all(map(is_near, chart.places("rect", "bar", "x", "width"), [(0, spent / end * 100)] * 3)):
        faults.append("the bars to the levels do not begin with what is spent")
    told = chart.places("rect", "short", "x", "width")
    wanted = [(spent / end * 100, each / end * 100) for each in short]
    if len(told) != 3 or not all(map(is_near, told, wanted)):
        faults.append(f"what is short is at {told} instead of {wanted}")


def check_make_up(chart, make_up, faults):
    amounts = defaultdict(Fraction)
    for row in make_up:
        amounts[row["category"]] += Fraction(row["gbp"])
    ordered = sorted((amount for amount in amounts.values() if amount), reverse=True)
    shown = ordered if len(ordered) <= 8 else ordered[:7] + [sum(ordered[7:])]
    end = axis_end(shown, 1, 6)
    told = chart.places("rect", "bar", "x", "width")
    wanted = [(0, amount / end * 100) for amount in shown]
    if len(told) != len(wanted) or not all(map(is_near, told, wanted)):
        faults.append(f"the make-up is at {told} instead of {wanted}")


def check_england(chart, england, trusts, faults):
    """All trusts as published, and the same trusts as the rows of those with the whole of every year add up."""
    years = {row["financial_year"]: Fraction(row["technology_share_percent"]) for row in england}
    whole = defaultdict(dict)
    for row in trusts:
        if "part year" not in row["notes"]:
            whole[row["organisation_code"]][row["financial_year"]] = row
    same = {}
    for side in ([year for year in years if year < "2022-23"], [year for year in years if year >= "2022-23"]):
        followed = [rows for rows in whole.values() if all(year in rows for year in side)]
        for year in side if followed and len(side) > 1 else []:
            sums = [sum(Fraction(rows[year][f"{column}_gbp"]) for rows in followed) for column in ("technology", "total")]
            same[year] = (rounded(sums[0] / sums[1] * 100, 4), len(followed))
    end = axis_end([*years.values(), *(share for share, _ in same.values()), BENCHMARK], 1, 8)

    def heights(shares):
        return [320 - rounded(share / end * 280, 3) for share in shares]

    counted = {row["financial_year"]: int(row["organisations_counted"]) for row in england}
    is_one = counted == {year: trusts for year, (_, trusts) in same.items()}
    all_trusts = [] if is_one else years.values()
    for kind, shares in (("rings", all_trusts), ("dots", [share for share, _ in same.values()])):
        told = [Fraction(y) for path in chart.paths(kind) for _, y in path]
        if told != heights(shares):
            faults.append(f"England's {kind} are at {told} instead of {heights(shares)}")
    subtitle = "".join(chart.figure.find("figcaption")[1].itertext())
    told = [int(number) for number in re.findall(r"the same (\d+)(?: trusts)? in every", subtitle)]
    if told != [same[year][1] for year in sorted(same) if year in (min(years), "2022-23")]:
        faults.append(f"the subtitle counts {told} trusts")
    if bool(chart.all("path", "dashed")) == is_one:
        faults.append("all trusts are not dashed, or are drawn twice")
    return {"years": len(years), "followed": told, "lines": 1 if is_one else 2}


def main():
    folder, faults = Path(sys.argv[1]), []
    page = (folder / "index.html").read_text(encoding="utf-8")
    charts = [Chart(text) for text in re.findall(r'<figure class="chart">.*?</figure>', page, re.S)]
    structure(page, charts, faults)
    by_name = {chart.name: chart for chart in charts}
    england = [row for row in published(folder, "national-summary.csv") if row["technology_share_percent"] != "[x]"]
    headline = [row for row in england if row["basis"] == "spend"]
    year = headline[-1]["financial_year"]
    trusts = [
        row
        for row in published(folder, "technology-share.csv")
        if row["basis"] == "spend" and not row["technology_share_percent"].startswith("[")
    ]
    now = [row for row in trusts if row["financial_year"] == year]
    groups = [
        row
        for row in published(folder, "peer-group-summary.csv")
        if (row["group_kind"], row["financial_year"], row["basis"]) == ("peer_class", year, "spend")
    ]
    codes = {row["organisation_code"] for row in now}
    make_up = [
        row
        for row in published(folder, "make-up.csv")
        if (row["financial_year"], row["basis"]) == (year, "spend") and row["organisation_code"] in codes
    ]
    told = check_classes(by_name["classes"], now, groups, faults)
    check_bases(by_name["bases"], [row for row in england if row["financial_year"] == year], faults)
    check_levels(by_name["levels"], now, faults)
    check_make_up(by_name["make-up"], make_up, faults)
    told |= check_england(by_name["england"], headline, trusts, faults)
    print(json.dumps({"charts": [chart.name for chart in charts], "faults": faults, **told}))


main()
