"""Makes how trusts rated their digital maturity: a file a year, by one instrument until 2017 and another from 2024."""

from .noise import between
from .settings import SETTINGS, TRUSTS, year_ends
from .writing import write_plain

HEADER = ["organisation_code", "organisation_name", "assessment_year", "instrument", "section", "score"]


def _hundredths(trust, year, instrument, section):
    """Gives a score in hundredths: the trust's own level, and how far the section lies from it."""
    low, high, step = instrument["scale"]
    level = between(25, 90, "maturity", trust.code, instrument["name"])
    later = 8 * (year - instrument["years"][0])
    part = max(0, min(100, level + later + between(-25, 20, "maturity", trust.code, year, section)))
    return low + (high - low) * part // 100 // step * step


def _score(hundredths):
    """Writes a score as people do: whole where it is, else with the decimals that it needs."""
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


def write_maturity():
    """Writes a file for each year: every trust open all the financial year that ended in its March, less a few."""
    for instrument in SETTINGS["maturity"]["instruments"]:
        for year in instrument["years"]:
            first, last = year_ends(year - 1)
            rows = []
            for trust in TRUSTS:
                is_open = trust.opened <= first and (not trust.closed or trust.closed > last)
                if not is_open or trust.code in SETTINGS["maturity"]["not_assessed"].get(str(year), []):
                    continue
                for section in instrument["sections"]:
                    score = _hundredths(trust, year, instrument, section)
                    rows.append([trust.code, trust.name_at_end_of(year - 1), str(year), instrument["name"], section,
                                 _score(score)])
            write_plain(f"inbox/maturity/sample-digital-maturity-{year}.csv", HEADER, rows)
