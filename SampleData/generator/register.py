"""Writes the register of the fictional trusts, in the files of Pipelines/reference."""

import datetime

from .settings import SETTINGS, TRUSTS, YEARS, year_label
from .writing import write_plain

SOURCE = "Made up by SampleData/generate.py"
FIRST_DAY_OF_ICBS = "2016-04-01"
USES = {
    "organisations.csv": "names, types, peer classes, regions, ICBs and what is expected",
    "organisation-names.csv": "finding the trust of a file that gives a name and no code",
    "successions.csv": "who answers for a trust that has closed",
    "regions.csv": "names of regions",
    "icbs.csv": "names of ICBs and their regions",
    "exemptions.csv": "returns that are not expected",
    "gdp-deflators.csv": "amounts in real terms",
    "funding-plan.csv": "plans to fund technology, of the size of the made-up trusts",
}
# An index that never was, with a hump where the real one has one.
DEFLATORS = ["100.0000", "102.1250", "108.5000", "107.9375", "114.2", "120.000001"]


def _day_after(day):
    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1))


def _organisations():
    region_of = {icb["code"]: icb["region"] for icb in SETTINGS["icbs"]}
    rows = []
    for trust in TRUSTS:
        spans = [(trust.name, trust.opened, trust.closed)]
        former = trust.settings.get("former")
        if former:
            spans = [(former["name"], trust.opened, former["until"]),
                     (trust.name, _day_after(former["until"]), trust.closed)]
        for name, first, last in spans:
            rows.append([trust.code, name, trust.organisation_type, trust.peer_class, region_of[trust.icb],
                         trust.icb, trust.opened, trust.closed, first, last])
    return rows


def _names():
    rows = []
    for trust in TRUSTS:
        if "other_name" in trust.settings:
            rows.append([trust.settings["other_name"], trust.code, "other", "", "", SOURCE])
        if "former" in trust.settings:
            former = trust.settings["former"]
            rows.append([former["name"], trust.code, "former", trust.opened, former["until"], SOURCE])
    return rows


def _successions():
    merger, closure = SETTINGS["merger"], SETTINGS["closure"]
    rows = [[code, merger["successor"], merger["legal_date"], "Merger", SOURCE]
            for code in merger["predecessors"]]
    rows.append([closure["organisation"], closure["successor"], closure["legal_date"], "Services transferred",
                 SOURCE])
    return rows


def _funding_plan():
    """Two made-up plans of the shape of the published ones: the earlier with live services, the later without."""
    earlier, later = "Made-up strategy 2016-17 to 2020-21", "Made-up updated strategy"
    with_live, without_live = "with-live-services", "without-live-services"
    return [[*row, SOURCE] for row in [
        [earlier, with_live, "The whole plan", "Not stated", "390000000", "no", "2016-17", "2020-21"],
        [later, without_live, "The whole plan", "National bodies and NHS trusts", "675000000", "yes", "2019-20", "2028-29"],
        [later, without_live, "Expected of national bodies", "National bodies", "425000000", "no", "2019-20", "2023-24"],
        [later, without_live, "Expected of NHS trusts", "NHS trusts", "250000000", "no", "2019-20", "2028-29"],
        [later, without_live, "Live services that the plan leaves out", "Not stated", "130000000", "no", "", ""],
    ]]


def write_register():
    """Writes the eight files of the register."""
    files = {
        "organisations.csv": (
            ["organisation_code", "name", "organisation_type", "peer_class", "region_code", "icb_code",
             "opened_on", "closed_on", "valid_from", "valid_to"], _organisations()),
        "organisation-names.csv": (
            ["name", "organisation_code", "kind", "valid_from", "valid_to", "source"], _names()),
        "successions.csv": (
            ["predecessor_code", "successor_code", "legal_date", "reason", "source"], _successions()),
        "regions.csv": (
            ["region_code", "region_name"],
            [[entry["code"], entry["name"]] for entry in SETTINGS["regions"]]),
        "icbs.csv": (
            ["icb_code", "icb_name", "region_code", "valid_from", "valid_to"],
            [[entry["code"], entry["name"], entry["region"], FIRST_DAY_OF_ICBS, ""]
             for entry in SETTINGS["icbs"]]),
    }
    exemption = SETTINGS["exemption"]
    label = year_label(exemption["year"])
    files["exemptions.csv"] = (
        ["organisation_code", "first_year", "last_year", "reason", "source"],
        [[exemption["organisation"], label, label, exemption["reason"], SOURCE]])
    files["gdp-deflators.csv"] = (
        ["financial_year", "deflator", "source", "vintage"],
        [[year_label(year), index, SOURCE, "Made up, no edition"] for year, index in zip(YEARS, DEFLATORS)])
    files["funding-plan.csv"] = (
        ["plan", "perimeter", "item", "payer", "amount_gbp", "is_up_to", "first_year", "last_year", "source"],
        _funding_plan())
    for name, (header, rows) in files.items():
        write_plain(f"register/{name}", header, rows)
    write_plain("register/sources.csv", ["file", "source", "dated", "licence", "used_for"],
                [[name, SOURCE, "2024-08-31", "MIT", use] for name, use in USES.items()])
