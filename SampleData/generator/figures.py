"""Makes up the lines of each trust's IT expenditure return, in pence.

A trust has a size and a technology share. All shares of a year are then scaled together so that England
stands where settings.json wants it on the `quick` basis.
"""

from .dialects import DIALECTS
from .noise import between, varied
from .settings import SETTINGS, TRUSTS, YEARS, is_case, trust_years

SPENDING_LINES = {
    "T110": 360, "T120": 45, "T210": 40, "T220": 145, "T230": 30, "T240": 60, "T250": 75, "T251": 0,
    "T252": 12, "T260": 48, "T270": 22, "T290": 13, "T310": 65, "T320": 52, "T330": 8, "T340": 25,
}
CAPITAL_LINES = ["T310", "T320", "T330", "T340"]
TECHNOLOGY_LINES = [*SPENDING_LINES, "T410", "T420", "T511", "T512"]
TOTAL_LINES = ["E100", "E200", "E210", "E220", "E300", "E310"]
MEMORANDUM_LINES = ["F110", "F120", "F130", "F140", "R110", "R120", "R121", "L110"]
ALL_LINES = [*TECHNOLOGY_LINES, *TOTAL_LINES, "C900", *MEMORANDUM_LINES]

CHARGES_COMMISSIONERS = ["X01", "X02", "X04", "X07", "X12"]


def _months(trust, year):
    return 6 if trust.is_open_for_part_of(year) else 12


def _spending(trust, year):
    """Gives a trust's operating expenditure, with what it took over from a trust that closed."""
    pounds = trust.spending_millions * 1_000_000 * SETTINGS["spending_per_mille"][str(year)] // 1000
    pounds = pounds * between(992_000, 1_008_000, trust.code, year, "spending") // 1_000_000
    closure = SETTINGS["closure"]
    if trust.code == closure["successor"]:
        closing = next(other for other in TRUSTS if other.code == closure["organisation"])
        months = {2022: 6, 2023: 12}.get(year, 0)
        pounds += closing.spending_millions * 1_000_000 * months // 12 * 13 // 10
    return (pounds * 100 + between(0, 99, trust.code, year, "pence")) * _months(trust, year) // 12


def _gives_no_figure(trust, year):
    return is_case("held", trust.code, year) or is_case("missing_return", trust.code, year)


def _wanted_shares():
    """Gives each trust-year's technology share in millionths, scaled so that England comes out as wanted."""
    raw = {}
    for trust, year in trust_years():
        trend = 1000 + trust.settings.get("technology_trend_per_mille", 0) * (year - YEARS[0])
        jitter = between(960, 1040, trust.code, year, "share")
        raw[trust.code, year] = trust.technology_ppm * trend // 1000 * jitter // 1000
    shares = {}
    for year in YEARS:
        members = [trust for trust, other in trust_years() if other == year]
        counted = [trust for trust in members if not _gives_no_figure(trust, year)]
        spending = sum(_spending(trust, year) for trust in counted)
        technology = sum(_spending(trust, year) * raw[trust.code, year] for trust in counted)
        wanted = spending * SETTINGS["england_quick_ppm"][str(year)]
        for trust in members:
            shares[trust.code, year] = raw[trust.code, year] * wanted // technology
    return shares


def _weights(trust, year):
    weights = {line: varied(weight, 15, trust.code, year, line) for line, weight in SPENDING_LINES.items()}
    if year >= 2022:
        weights["T330"] *= 3
    host = SETTINGS["host"]
    if trust.code in host["customers"]:
        weights["T251"] = sum(weights.values()) * host["customer_percent"] // (100 - host["customer_percent"])
    return weights


def _technology(trust, year, spending, share, unit):
    weights = _weights(trust, year)
    whole = sum(weights.values()) * 1_000_000
    lines = {line: spending * share * weight // whole // unit * unit for line, weight in weights.items()}
    lines["T410"] = lines["T310"] * between(60, 85, trust.code, year, "T410") // 100 // unit * unit
    lines["T420"] = lines["T320"] * between(55, 80, trust.code, year, "T420") // 100 // unit * unit
    lines["T511"] = lines["T512"] = 0
    if trust.code in CHARGES_COMMISSIONERS:
        lines["T512"] = -(lines["T110"] * between(3, 6, trust.code, year, "T512") // 100 // unit * unit)
    return lines


def _totals(trust, year, spending, lines, unit):
    def part(line, low, high):
        return spending * between(low, high, trust.code, year, line) // 100_000

    technology_capital = sum(lines[line] for line in CAPITAL_LINES)
    totals = {
        "E100": spending,
        "E200": part("E200", 2100, 2700) + lines["T410"],
        "E210": part("E210", 250, 420) + lines["T420"],
        "E220": part("E220", -250, 700),
        "E300": part("E300", 3200, 5200) + technology_capital,
        "E310": part("E310", 700, 1100) + lines["T330"] if year >= 2022 else lines["T330"],
    }
    return {line: amount // unit * unit for line, amount in totals.items()}


def _memorandum(trust, year, lines, unit):
    def part(amount, low, high, line):
        return amount * between(low, high, trust.code, year, line) // 100 // unit * unit

    capital = sum(lines[line] for line in CAPITAL_LINES)
    everything = sum(lines[line] for line in SPENDING_LINES)
    running = part(everything, 70, 84, "R110")
    transformation = everything - running
    return {
        "F110": part(everything - capital, 2, 7, "F110"), "F120": part(capital, 20, 55, "F120"),
        "F130": part(everything, 0, 3, "F130"), "F140": 0,
        "R110": running, "R120": transformation, "R121": part(transformation, 45, 75, "R121"),
        "L110": part(running, 12, 30, "L110"),
    }


def all_figures():
    """Gives every trust-year's lines in pence, keyed by organisation code and year."""
    shares = _wanted_shares()
    figures = {}
    for trust, year in trust_years():
        unit = DIALECTS[trust.layout_in(year)[1]].unit_pence
        spending = _spending(trust, year)
        lines = _technology(trust, year, spending, shares[trust.code, year], unit)
        totals = _totals(trust, year, spending, lines, unit)
        figures[trust.code, year] = {**lines, **totals, **_memorandum(trust, year, lines, unit)}
    for year in YEARS:
        host, customers = SETTINGS["host"]["organisation"], SETTINGS["host"]["customers"]
        figures[host, year]["T511"] = -sum(figures[customer, year]["T251"] for customer in customers)
    for lines in figures.values():
        lines["C900"] = sum(lines[line] for line in TECHNOLOGY_LINES)
    return figures
