"""Makes what some trusts planned: for the last year with returns, before it began, and for years ahead."""

from .figures import CAPITAL_LINES, TECHNOLOGY_LINES, TOTAL_LINES
from .noise import between
from .settings import SETTINGS, TRUSTS, YEARS, year_label
from .writing import write_plain

HEADER = ["organisation_code", "financial_year", "line_code", "amount", "kind"]


def _planned(trust, year, figures):
    """Gives a plan in pence by line: what the last known year came to, grown, and off by some per cent."""
    known = figures[trust.code, min(year, YEARS[-1])]
    growth = 100 + 3 * max(0, year - YEARS[-1])

    def off(line, per_mille):
        factor = between(1000 - per_mille, 1000 + per_mille, "plan", trust.code, year, line)
        return abs(known[line]) * growth * factor // 100_000 * (-1 if known[line] < 0 else 1)

    # Capital goes further astray than revenue; what is leased of it moves with what is leased of all.
    amounts = {line: off(line, 250 if line in CAPITAL_LINES else 90) for line in TECHNOLOGY_LINES}
    amounts["T330"] = off("T330", 0)
    amounts.update({line: off(line, 0 if line == "E310" else 12) for line in TOTAL_LINES})
    amounts["C900"] = sum(amounts[line] for line in TECHNOLOGY_LINES)
    return amounts


def write_plans(figures):
    """Writes a file for each plan, in the long layout."""
    trusts = {trust.code: trust for trust in TRUSTS}
    for code in SETTINGS["plans"]["organisations"]:
        for year in SETTINGS["plans"]["years"]:
            label = year_label(year)
            rows = []
            for line, pence in _planned(trusts[code], year, figures).items():
                amount = f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
                rows.append([code, label, line, amount, "plan"])
            write_plain(f"inbox/plans/sample-{code}-plan-{label}.csv", HEADER, rows)
