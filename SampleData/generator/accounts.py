"""Makes the yearly audited accounts in the shape of NHS England's TAC data, in thousands of pounds.

Values are kept in tenths of a penny, because one of them is finer than a penny on purpose.
"""

from .noise import between
from .settings import SETTINGS, TRUSTS, YEARS, is_case, year_label
from .writing import write_rows

THOUSAND = 1_000_000
HEADER = ["OrganisationName", "WorkSheetName", "TableID", "MainCode", "RowNumber", "SubCode", "Total"]
HEADER_2021 = [" Organisation Name ", "WorkSheetName ", " TableID", "MainCode ", " RowNumber ", "SubCode ",
               " Value number "]
SHEETS = {"A02": "TAC02 SoCI", "A08": "TAC08 Op Exp", "A09": "TAC09 Staff", "A13": "TAC13 Intangibles",
          "A14": "TAC14 PPE", "A14A": "TAC14A RoU Assets"}
OTHER_EXPENSES = {"EXP0130": 620, "EXP0150": 95, "EXP0160": 20, "EXP0170": 80, "EXP0190": 4, "EXP0200": 11,
                  "EXP0220": 42, "EXP0290A": 24}
YEARS_WITH_ACCOUNTS = range(YEARS[0], SETTINGS["last_year_with_accounts"] + 1)


def _is_told_to_the_penny(trust, year):
    return is_case("accounts_below_a_penny", trust.code, year) or (trust.code == "X16" and year == 2022)


def _value(pence, trust, year):
    """Turns pence into tenths of a penny, rounded down to whole thousands of pounds as most trusts do."""
    if _is_told_to_the_penny(trust, year):
        return pence * 10
    return pence * 10 // THOUSAND * THOUSAND


def _near(pence, trust, year, account):
    """Moves an amount by at most three thousandths: audited accounts differ a little from the return."""
    return pence * between(997_000, 1_003_000, trust.code, year, account) // 1_000_000


def _expenditure(trust, year, lines):
    values = {}
    for account, line in [("EXP0240", "E200"), ("EXP0250", "E210"), ("EXP0260", "E220")]:
        values[account] = _value(_near(lines[line], trust, year, account), trust, year)
    has_charity = trust.spending_millions > 200
    values["OPX0010"] = between(6, 19, trust.code, year, "OPX0010") * THOUSAND if has_charity else 0
    values["OPX0020"] = between(300, 2400, trust.code, year, "OPX0020") * THOUSAND if has_charity else 0
    spending = _value(_near(lines["E100"], trust, year, "EXP0390"), trust, year)
    if is_case("accounts_below_a_penny", trust.code, year):
        spending += 5
    total = spending + values["OPX0010"] + values["OPX0020"]
    for account, weight in OTHER_EXPENSES.items():
        values[account] = spending * weight // 1000 // THOUSAND * THOUSAND
    values["EXP0380Z"] = total - sum(values.values())
    values["EXP0390"] = total
    return {("A08CY01", account): value for account, value in values.items()}


def _property(trust, year, lines, additions):
    """Gives the additions to property, plant and equipment: all, of which IT, of which the charity's."""
    equipment = lines["T310"] + (lines["T330"] if year < 2022 else 0)
    parts = {
        "A14CY08": {"PPE0060": equipment * 90 // 100, "PPE0070": equipment * 6 // 100,
                    "PPE0080": 1_400_000, "PPE0090": equipment * 4 // 100, "PPE0250": lines["T410"]},
        "A14CY10": {"PPE0060": 0 if trust.code == "X20" else 4_100_000, "PPE0070": 0, "PPE0080": 0,
                    "PPE0090": 0, "PPE0250": 900_000},
        "A14CY01": {"PPE0060": additions * 91 // 100, "PPE0070": additions * 6 // 100,
                    "PPE0080": 21_000_000, "PPE0090": additions * 3 // 100,
                    "PPE0250": lines["E200"] * 9 // 10},
    }
    parts["A14CY01"]["PPE0060"] += parts["A14CY10"]["PPE0060"]
    return parts


def _intangible(year, lines, additions):
    software = lines["T320"]
    parts = {
        "A13CY02": {"INT0060": software * 44 // 100, "INT0080": 0, "INT0090": software * 3 // 100,
                    "INT0250": lines["T420"] * 55 // 100},
        "A13CY05": {"INT0060": software * 48 // 100, "INT0080": 600_000, "INT0090": 0,
                    "INT0250": lines["T420"] * 40 // 100},
        "A13CY08": {"INT0060": software * 5 // 100, "INT0080": 0, "INT0090": 0,
                    "INT0250": lines["T420"] * 5 // 100},
        "A13CY11": {"INT0060": 300_000, "INT0080": 0, "INT0090": 0, "INT0250": 100_000},
        "A13CY01": {"INT0060": additions * 96 // 100 + 300_000, "INT0080": 600_000,
                    "INT0090": additions * 4 // 100, "INT0250": lines["E210"]},
    }
    if year < 2022:
        for rows in parts.values():
            rows["INT0070"] = 0
    return parts


def _leased(lines):
    def rows(additions, depreciation, peppercorn):
        return {"ROU0070": additions * 97 // 100, "ROU0071": additions * 4 // 100,
                "ROU0072": additions // 100, "ROU0073": -(additions * 2 // 100), "ROU0080": peppercorn,
                "ROU0250": depreciation, "ROU0251": peppercorn // 10}

    information_technology = rows(lines["T330"] * 85 // 100, lines["T410"] // 20, 500_000)
    software = rows(lines["T330"] * 15 // 100, 0, 0)
    del software["ROU0251"]
    charity = rows(2_000_000, 200_000, 0)
    everything = rows(lines["E310"], lines["E200"] // 10, 3_500_000)
    everything["ROU0070"] += charity["ROU0070"]
    return {"A14ACY01": everything, "A14ACY05": information_technology, "A14ACY07": software,
            "A14ACY08": charity}


def account_values(trust, year, lines):
    """Gives one trust's accounts for a year, in tenths of a penny by main code and sub-code."""
    values = _expenditure(trust, year, lines)
    values["A02CY01", "SCI0100A"] = values["A08CY01", "EXP0390"] // THOUSAND * THOUSAND * 94 // 100
    values["A02CY01", "SCI0125A"] = -values["A08CY01", "EXP0390"]
    wanted = _near(lines["E300"], trust, year, "capital")
    leased = lines["E310"] if year >= 2022 else 0
    intangible = lines["T320"] * 23 // 20
    parts = {**_property(trust, year, lines, wanted - leased - intangible),
             **_intangible(year, lines, intangible)}
    if year >= 2022:
        parts |= _leased(lines)
    for main, rows in parts.items():
        for sub, pence in rows.items():
            values[main, sub] = _value(pence, trust, year)
    values["A09CY01", "STA0330"] = values["A08CY01", "EXP0130"]
    case = SETTINGS["accounts_row_left_out"]
    if is_case("accounts_row_left_out", trust.code, year):
        del values[tuple(case["account"].split("/"))]
    return values


def _text(value, separator):
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, THOUSAND)
    decimals = f".{rest:06d}".rstrip("0").rstrip(".")
    return f"{sign}{format(whole, separator)}{decimals}"


def _rows(trust, name, year, values, before):
    """Gives the rows of one trust, prior-year columns and a head count among them."""
    separator = "," if year == 2019 else ""
    rows = []

    def add(table, main, sub, text):
        sheet = SHEETS[main.split("CY")[0].split("PY")[0]]
        number = 9 + int(sub[3:7]) // 10 + year - YEARS[0]
        rows.append([name, sheet, str(table), main, str(number), sub, text])

    for (main, sub), value in sorted(values.items()):
        add(2 if main == "A09CY01" else 1, main, sub, _text(value, separator))
        if main == "A08CY01" and before and (main, sub) in before:
            add(1, "A08PY01", sub, _text(before[main, sub], separator))
    if is_case("accounts_row_left_out", trust.code, year):
        add(1, "A08PY01", "EXP0250", _text(before["A08CY01", "EXP0250"], separator))
    heads = trust.spending_millions * between(14, 16, trust.code, year, "heads")
    add(3, "A09CY01", "STA0490", str(heads))
    return rows


def _name(trust, year):
    """Gives the name a trust goes by in the accounts, which keep a former name a little longer."""
    former = trust.settings.get("former", {})
    if year <= former.get("last_year_in_accounts", 0):
        return former["name"]
    return trust.settings.get("accounts_name", trust.name_at_end_of(year))


def _path(year, kind):
    label = f"{year}{(year + 1) % 100:02d}" if year == 2019 else year_label(year)
    return f"inbox/tac/TAC_NHS_{kind}_{label}.csv"


def write_accounts(figures):
    """Writes the accounts files, and gives their values by organisation code and year."""
    accounts = {}
    for year in YEARS_WITH_ACCOUNTS:
        for kind in ("trusts", "foundation_trusts"):
            rows = []
            for trust in sorted(TRUSTS, key=lambda trust: _name(trust, year).upper()):
                in_kind = trust.is_foundation_trust_in(year) == (kind == "foundation_trusts")
                if not in_kind or (trust.code, year) not in figures:
                    continue
                if is_case("accounts_without", trust.code, year):
                    continue
                values = account_values(trust, year, figures[trust.code, year])
                accounts[trust.code, year] = values
                before = accounts.get((trust.code, year - 1))
                rows += _rows(trust, _name(trust, year), year, values, before)
            header = HEADER_2021 if year == 2021 else HEADER
            encoding = "utf-8-sig" if year == 2020 else "utf-8"
            line_end = "\r\n" if year in (2019, 2021) else "\n"
            write_rows(_path(year, kind), [header, *rows], encoding, ",", line_end)
    return accounts
