"""Reads settings.json: the fictional trusts, and which of their returns are out of the ordinary."""

import json
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
SETTINGS = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
YEARS = range(SETTINGS["first_year"], SETTINGS["last_year"] + 1)


def year_label(year):
    """Gives a financial year as the program prints it, such as 2023-24."""
    return f"{year}-{(year + 1) % 100:02d}"


def year_ends(year):
    """Gives the first and the last day of a financial year."""
    return f"{year}-04-01", f"{year + 1}-03-31"


@dataclass(frozen=True)
class Trust:
    """A fictional trust."""

    code: str
    name: str
    organisation_type: str
    peer_class: str
    icb: str
    opened: str
    closed: str
    spending_millions: int
    technology_ppm: int
    layout: str
    dialect: str
    settings: dict = field(hash=False)

    def is_open_in(self, year):
        """Says whether the trust was open on at least one day of the year."""
        first, last = year_ends(year)
        return self.opened <= last and (not self.closed or self.closed >= first)

    def is_open_for_part_of(self, year):
        """Says whether the trust closed before the year was out."""
        first, last = year_ends(year)
        return bool(self.closed) and first <= self.closed < last

    def name_at_end_of(self, year):
        """Gives the name the trust had on the last day of the year."""
        former = self.settings.get("former")
        return former["name"] if former and year_ends(year)[1] <= former["until"] else self.name

    def is_foundation_trust_in(self, year):
        """Says in which of the two yearly accounts files the trust stands."""
        start = self.settings.get("foundation_from")
        return year_ends(year)[0] >= start if start else self.settings.get("foundation", False)

    def layout_in(self, year):
        """Gives the layout and the dialect of the trust's return for a year."""
        if year >= self.settings.get("ledger_from", 9999):
            return "ledger", self.settings["ledger_dialect"]
        return self.layout, self.dialect


def _trust(entry):
    return Trust(
        entry["code"], entry["name"], entry["type"], entry["class"], entry["icb"], entry["opened"],
        entry.get("closed", ""), entry["spending_millions"], entry["technology_ppm"], entry["return"],
        entry["dialect"], entry,
    )


TRUSTS = [_trust(entry) for entry in SETTINGS["trusts"]]


def is_case(name, code, year):
    """Says whether a trust-year is the one that settings.json gives under a name such as `held`."""
    case = SETTINGS[name]
    return case["organisation"] == code and case["year"] == year


def trust_years():
    """Gives every trust with every year in which it was open and had something to account for."""
    return [(trust, year) for trust in TRUSTS for year in YEARS
            if trust.layout != "none" and trust.is_open_in(year)]
