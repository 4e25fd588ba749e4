"""Works out what the sample must give: every expected trust-year's two sides on each basis, or why none.

It starts from what was written into the files and shares no code with the program: it can stand as witness.
"""

from .settings import SETTINGS, TRUSTS, YEARS, year_label
from .writing import write_plain

HEADER = ["organisation_code", "financial_year", "basis", "status", "technology_pence", "total_pence",
          "reason"]
PAY_AND_OTHER = ["T110", "T120", "T210", "T220", "T230", "T240", "T250", "T251", "T252", "T260", "T270",
                 "T290"]
CAPITAL = ["T310", "T320", "T330", "T340"]
RECHARGES = ["T511", "T512"]

# A basis: the lines of its technology side, whether recharges count, and the totals with their signs.
BASES = {
    "spend": (PAY_AND_OTHER + CAPITAL, True,
              {"E100": 1, "E200": -1, "E210": -1, "E220": -1, "E300": 1}),
    "cost": (PAY_AND_OTHER + ["T410", "T420"], True, {"E100": 1, "E220": -1}),
    "quick": (PAY_AND_OTHER + CAPITAL, False, {"E100": 1}),
}

LEDGER_TECHNOLOGY = {"T110": ["51"], "T210": ["521", "522", "523", "524", "525", "526", "527", "529"],
                     "T310": ["911", "912", "913", "914"], "T410": ["541"], "T420": ["542"], "T511": ["550"]}
LEDGER_TOTALS = {"E100": ["51", "52", "54", "6", "7", "8"], "E200": ["541", "81"], "E210": ["542", "82"],
                 "E220": ["83"], "E300": ["9"]}


def _ledger_lines(accounts):
    """Tells a ledger's accounts as lines of the return; lines that are only ever added are put together."""
    lines = dict.fromkeys([*PAY_AND_OTHER, *CAPITAL, *RECHARGES], 0)
    for line, prefixes in {**LEDGER_TECHNOLOGY, **LEDGER_TOTALS}.items():
        lines[line] = sum(pence for code, pence in accounts.items() if code.startswith(tuple(prefixes)))
    return lines


def _pence(tenths):
    """Rounds tenths of a penny to pence, half away from zero."""
    return (tenths + 5) // 10 if tenths >= 0 else -((-tenths + 5) // 10)


def _accounts_lines(values):
    """Tells a trust's audited accounts as the total lines of the return, less any that is not there."""
    pence = {account: _pence(value) for account, value in values.items()}
    additions = {"A13CY01": 1, "A13CY11": -1, "A14CY01": 1, "A14CY10": -1, "A14ACY01": 1, "A14ACY08": -1}
    rows = ["INT0060", "INT0070", "INT0090", "PPE0060", "PPE0070", "PPE0090",
            "ROU0070", "ROU0071", "ROU0072", "ROU0073"]
    lines = {"E300": sum(sign * pence.get((main, row), 0)
                         for main, sign in additions.items() for row in rows)}
    for line, account in {"E200": "EXP0240", "E210": "EXP0250", "E220": "EXP0260"}.items():
        if ("A08CY01", account) in pence:
            lines[line] = pence["A08CY01", account]
    charity = pence["A08CY01", "OPX0010"] + pence["A08CY01", "OPX0020"]
    lines["E100"] = pence["A08CY01", "EXP0390"] - charity
    return lines


def _fault(lines, needed):
    """Gives the code of what keeps the needed lines from being added up, or nothing."""
    if any(line not in lines for line in needed):
        return "return-incomplete"
    return "type-error" if any(lines[line] is None for line in needed) else ""


def _row(submission, accounts, basis):
    technology_lines, with_recharges, totals = BASES[basis]
    recharges = RECHARGES if with_recharges else []
    lines = _ledger_lines(submission.amounts) if submission.layout == "ledger" else submission.amounts
    audited = _accounts_lines(accounts) if accounts else {}
    source = lines if _fault(audited, totals) else audited
    fault = _fault(lines, [*technology_lines, *recharges]) or _fault(source, totals)
    if fault:
        return ["held", "", "", fault]
    recharged = sum(lines[line] for line in recharges)
    technology = sum(lines[line] for line in technology_lines) + recharged
    total = sum(sign * source[line] for line, sign in totals.items()) + recharged
    return [submission.status, str(technology), str(total), ""]


def expected_rows(in_force, accounts):
    """Gives a row for each trust, year and basis that is expected, in order of code, year and basis."""
    returns = {(submission.code, submission.year): submission for submission in in_force}
    exemption = SETTINGS["exemption"]
    rows = []
    for trust in TRUSTS:
        for year in YEARS:
            exempt = trust.code == exemption["organisation"] and year == exemption["year"]
            if not trust.is_open_in(year) or exempt:
                continue
            for basis in BASES:
                submission = returns.get((trust.code, year))
                cells = (_row(submission, accounts.get((trust.code, year)), basis) if submission
                         else ["missing", "", "", "missing-submission"])
                rows.append([trust.code, year_label(year), basis, *cells])
    return rows


def write_expected(in_force, accounts):
    """Writes expected.csv, and gives its rows."""
    rows = expected_rows(in_force, accounts)
    write_plain("expected.csv", HEADER, rows)
    return rows
