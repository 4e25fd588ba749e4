"""Makes the IT expenditure returns, long and wide, and says what each of them holds."""

from dataclasses import dataclass, field, replace

from .dialects import DIALECTS
from .figures import ALL_LINES, TECHNOLOGY_LINES
from .noise import between
from .settings import FOLDER, SETTINGS, YEARS, is_case, trust_years, year_ends, year_label
from .writing import write_table

DESCRIPTIONS = {
    "T110": "IT staff: substantive and bank",
    "T120": "IT staff: agency and off-payroll",
    "T210": "IT hardware below the capital threshold",
    "T220": "Software licences and subscriptions",
    "T230": "Cloud hosting",
    "T240": "IT support and maintenance",
    "T250": "Managed and outsourced IT services from suppliers",
    "T251": "IT services from another NHS trust that hosts them",
    "T252": "IT services from an ICB, CSU or other NHS body",
    "T260": "Networks and telecoms",
    "T270": "IT consultancy and training",
    "T290": "Other IT non-pay",
    "T310": "IT equipment additions",
    "T320": "Software, licence and website additions",
    "T330": "Leased IT additions (right of use)",
    "T340": "Additions to IT assets under construction",
    "T410": "Depreciation of IT equipment, owned and leased",
    "T420": "Amortisation of software",
    "T511": "IT recharged to other NHS trusts (negative)",
    "T512": "IT recharged to ICBs, GPs and others (negative)",
    "E100": "Total operating expenditure, charitable funds left out",
    "E200": "Operating expenditure: of which depreciation",
    "E210": "Operating expenditure: of which amortisation",
    "E220": "Operating expenditure: of which impairments net of reversals",
    "E300": "Total capital additions",
    "E310": "Capital additions: of which leased",
    "C900": "Control total: the sum of all T lines",
    "F110": "Funded by national programmes, revenue",
    "F120": "Funded by national programmes, capital",
    "F130": "Funded by an ICB or other NHS body",
    "F140": "Funded by donations and grants",
    "R110": "Running existing IT services",
    "R120": "IT transformation",
    "R121": "IT transformation: of which funded from the trust's own resources",
    "L110": "Running existing IT services: of which legacy systems",
}
COMMENT = "Agreed with the budget holders;\nchecked against the ledger, \"other\" included"


@dataclass(frozen=True)
class Submission:
    """What one return of a trust-year says: pence by line or account, nothing where it cannot be read."""

    code: str
    year: int
    layout: str
    status: str
    version: int
    amounts: dict = field(hash=False)


def status_in(trust, year, dialect):
    """Gives the status a return states, or the one it has where it states none."""
    if not dialect.states_status:
        return "provisional"
    last = year == YEARS[-1] and trust.code in SETTINGS["provisional_in_last_year"]
    return "provisional" if last else "final"


def _submission(trust, year, lines):
    layout, name = trust.layout_in(year)
    amounts = {line: lines[line] for line in ALL_LINES}
    if is_case("held", trust.code, year):
        amounts[SETTINGS["held"]["line"]] = None
    if is_case("missing_line", trust.code, year):
        del amounts[SETTINGS["missing_line"]["line"]]
    return Submission(trust.code, year, layout, status_in(trust, year, DIALECTS[name]), 1, amounts)


def _extra_cells(trust, submission, dialect):
    """Gives the keys and cells that are the same on every row: period, status, version, comment."""
    cells = {}
    if trust.is_open_for_part_of(submission.year):
        cells["period_start"], cells["period_end"] = year_ends(submission.year)[0], trust.closed
    if dialect.states_status:
        cells["status"] = submission.status
    if is_case("resubmitted", trust.code, submission.year):
        cells["version"] = str(submission.version)
    if dialect.comments:
        cells["comment"] = COMMENT
    return cells


def _heading(key, dialect):
    plain = dialect.header["organisation_code"] == "organisation_code"
    return dialect.header.get(key) or (key if plain else key.replace("_", " ").title())


def _amount_text(pence, dialect):
    return SETTINGS["held"]["written_as"] if pence is None else dialect.money(pence)


def write_long(path, trust, submission):
    """Writes a return with one line a row."""
    dialect = DIALECTS[trust.layout_in(submission.year)[1]]
    extra = _extra_cells(trust, submission, dialect)
    columns = [(key, _heading(key, dialect)) for key in [*dialect.header, *extra]]
    rows = []
    for line, pence in submission.amounts.items():
        cells = {
            "organisation_code": trust.code, "organisation_name": trust.name_at_end_of(submission.year),
            "financial_year": dialect.year_text(submission.year), "line_code": line,
            "line_description": DESCRIPTIONS[line], "amount": _amount_text(pence, dialect), **extra,
        }
        rows.append([cells[key] for key, _ in columns])
        case = SETTINGS["repeated_line"]
        if is_case("repeated_line", trust.code, submission.year) and line == case["line"]:
            rows.append(list(rows[-1]))
    total = sum(pence or 0 for pence in submission.amounts.values())
    footer = {"line_description": "Total", "amount": dialect.money(total)}
    write_table(path, dialect, columns, rows, [footer.get(key, "") for key, _ in columns])


def write_wide(path, members, headings=None):
    """Writes returns of one or more trusts with one trust-year a row."""
    first_trust, first = members[0]
    dialect = DIALECTS[first_trust.layout_in(first.year)[1]]
    extra = _extra_cells(first_trust, first, dialect)
    columns = [(key, _heading(key, dialect)) for key in [*dialect.header, *extra]]
    columns += [(line, (headings or {}).get(line, line)) for line in ALL_LINES]
    rows = []
    for trust, submission in members:
        cells = {
            "organisation_code": trust.code, "organisation_name": trust.name_at_end_of(submission.year),
            "financial_year": dialect.year_text(submission.year),
            **_extra_cells(trust, submission, dialect),
            **{line: _amount_text(pence, dialect) for line, pence in submission.amounts.items()},
        }
        rows.append([cells[key] for key, _ in columns])
    write_table(path, dialect, columns, rows)


def _path(code, year, mark=""):
    label = year_label(year)
    return f"inbox/{label}/sample-{code}-it-expenditure-{label}{mark}.csv"


def _first_version(submission):
    """Gives the provisional first version of a return, with software put too high."""
    amounts = dict(submission.amounts)
    amounts["T220"] = amounts["T220"] * 11 // 10
    amounts["C900"] = sum(amounts[line] for line in TECHNOLOGY_LINES)
    return replace(submission, status="provisional", amounts=amounts)


def _write_own_file(trust, submission):
    year = submission.year
    if is_case("resubmitted", trust.code, year):
        second = replace(submission, version=2)
        write_long(_path(trust.code, year, "-V1"), trust, _first_version(submission))
        write_long(_path(trust.code, year, "-V2"), trust, second)
        return second
    if submission.layout == "wide":
        headings = DESCRIPTIONS if trust.dialect == "wide-semicolon" else None
        write_wide(_path(trust.code, year), [(trust, submission)], headings)
        return submission
    write_long(_path(trust.code, year), trust, submission)
    if is_case("same_bytes_again", trust.code, year):
        original = FOLDER / _path(trust.code, year)
        (FOLDER / _path(trust.code, year, "-copy")).write_bytes(original.read_bytes())
    return submission


def write_returns(figures):
    """Writes all returns that are not ledgers, and gives those in force."""
    in_force, joint = [], {}
    for trust, year in trust_years():
        layout, dialect = trust.layout_in(year)
        if layout == "ledger" or is_case("missing_return", trust.code, year):
            continue
        submission = _submission(trust, year, figures[trust.code, year])
        if dialect == "wide-joint":
            joint.setdefault(year, []).append((trust, submission))
            in_force.append(submission)
        else:
            in_force.append(_write_own_file(trust, submission))
    for year, members in joint.items():
        members.sort(key=lambda member: between(0, 99, "order", year, member[0].code))
        write_wide(_path("southern-downs", year), members)
    return in_force
