"""Makes the trial balances: the same spending, told by the accounts of a trust's ledger."""

from .dialects import DIALECTS
from .noise import between, split, varied
from .returns import Submission
from .settings import trust_years, year_label
from .writing import write_table

# What a group of accounts stands for, with the names of its accounts; the group's code begins each code.
TECHNOLOGY_ACCOUNTS = {
    "5110": ("T110", ["IT staff band 2 to 5", "IT staff band 6 to 7", "IT staff band 8 up", "IT bank staff"]),
    "5120": ("T120", ["IT agency staff", "IT off-payroll workers"]),
    "5210": ("T210", ["Desktop computers", "Printers and peripherals", "Mobile devices"]),
    "5220": ("T220", ["Clinical system licences", "Office system licences", "Software subscriptions"]),
    "5230": ("T230", ["Cloud hosting", "Cloud back-up"]),
    "5240": ("T240", ["Computer maintenance", "Clinical system support"]),
    "5250": ("T250", ["Managed IT services", "IT services from NHS bodies"]),
    "5260": ("T260", ["Data lines", "Telephony", "Mobile telephony"]),
    "5270": ("T270", ["IT consultancy", "IT training"]),
    "5290": ("T290", ["Other IT costs"]),
    "5410": ("T410", ["Depreciation of IT equipment"]),
    "5420": ("T420", ["Amortisation of software"]),
    "5500": ("T512", ["IT services recharged to ICBs and GPs"]),
    "9110": ("T310", ["IT equipment purchased", "Network equipment purchased"]),
    "9120": ("T320", ["Software licences purchased", "Systems developed"]),
    "9130": ("T330", ["IT equipment leased"]),
    "9140": ("T340", ["IT projects under construction"]),
}
OTHER_ACCOUNTS = {
    "60": (140, ["Consultants", "Registrars", "Junior doctors", "Locum doctors", "Dental staff"]),
    "61": (230, ["Ward nurses", "Theatre nurses", "Community nurses", "Midwives", "Bank nurses"]),
    "62": (80, ["Pharmacists", "Physiotherapists", "Radiographers", "Biomedical scientists"]),
    "63": (50, ["Healthcare assistants", "Porters", "Patient transport staff"]),
    "64": (70, ["Managers", "Medical secretaries", "Ward clerks", "Finance and procurement staff"]),
    "65": (30, ["Estates staff", "Domestic staff", "Catering staff"]),
    "66": (40, ["Agency nurses", "Agency doctors", "Agency therapists"]),
    "67": (20, ["Employer pension contributions", "Employer national insurance"]),
    "68": (5, ["Executive directors", "Apprenticeship levy"]),
    "69": (5, ["Other staff costs"]),
    "70": (85, ["Hospital drugs", "Homecare drugs", "Medical gases"]),
    "71": (90, ["Dressings", "Implants", "Laboratory reagents", "Surgical instruments", "X-ray film"]),
    "72": (20, ["Linen", "Provisions", "Cleaning materials"]),
    "73": (15, ["Stationery", "Postage", "Staff travel", "Vehicle leases"]),
    "74": (45, ["Electricity", "Gas", "Water", "Business rates", "Building maintenance", "Rents"]),
    "75": (25, ["Healthcare from NHS bodies", "Healthcare from other providers"]),
    "76": (25, ["Clinical negligence scheme", "Insurance"]),
    "77": (10, ["Research costs", "Clinical training courses"]),
    "78": (6, ["Statutory audit", "Legal fees", "Management consultancy"]),
    "79": (9, ["Other operating costs", "Losses and special payments"]),
}
CAPITAL_ACCOUNTS = ["Buildings", "Buildings under construction", "Medical equipment", "Vehicles", "Leases"]


def _spread(accounts, group, names, total, purpose):
    """Adds a group's total to the accounts, spread over its names."""
    weights = {index: varied(10, 40, *purpose, group, index) for index in range(len(names))}
    for index, pence in split(total, weights).items():
        code = f"{group}{(index + 1) * 10:0{6 - len(group)}d}"
        accounts[code] = (names[index], pence)


def _accounts(trust, year, lines):
    purpose = (trust.code, year, "ledger")
    accounts = {}
    for group, (line, names) in TECHNOLOGY_ACCOUNTS.items():
        extra = lines["T251"] + lines["T252"] if line == "T250" else 0
        if lines[line] + extra:
            _spread(accounts, group, names, lines[line] + extra, purpose)
    technology = sum(pence for line, pence in lines.items() if line[:2] in ("T1", "T2"))
    other = lines["E100"] - technology - lines["E200"] - lines["E210"] - lines["E220"]
    weights = {group: varied(weight, 10, *purpose, group) for group, (weight, _) in OTHER_ACCOUNTS.items()}
    for group, pence in split(other, weights).items():
        _spread(accounts, group, OTHER_ACCOUNTS[group][1], pence, purpose)
    accounts["810010"] = ("Depreciation of buildings and equipment", lines["E200"] - lines["T410"])
    accounts["820010"] = ("Amortisation of other intangible assets", lines["E210"] - lines["T420"])
    accounts["830010"] = ("Impairments and reversals", lines["E220"])
    technology_capital = sum(pence for line, pence in lines.items() if line[:2] == "T3")
    _spread(accounts, "9500", CAPITAL_ACCOUNTS, lines["E300"] - technology_capital, purpose)
    return dict(sorted(accounts.items()))


def _write_ledger(path, trust, year, accounts):
    dialect = DIALECTS[trust.layout_in(year)[1]]
    columns = list(dialect.header.items())
    rows = []
    for code, (name, pence) in accounts.items():
        cells = {
            "organisation_code": trust.code, "organisation_name": trust.name_at_end_of(year),
            "financial_year": dialect.year_text(year), "account_code": code, "account_description": name,
            "amount": dialect.money(pence),
        }
        rows.append([cells[key] for key, _ in columns])
    if between(0, 1, trust.code, year, "order"):
        rows.reverse()
    total = {"account_description": "Total", "amount": dialect.money(sum(p for _, p in accounts.values()))}
    write_table(path, dialect, columns, rows, [total.get(key, "") for key, _ in columns])


def write_ledgers(figures):
    """Writes the trial balances, and gives what they hold."""
    in_force = []
    for trust, year in trust_years():
        if trust.layout_in(year)[0] != "ledger":
            continue
        accounts = _accounts(trust, year, figures[trust.code, year])
        label = year_label(year)
        _write_ledger(f"inbox/{label}/sample-{trust.code}-trial-balance-{label}.csv", trust, year, accounts)
        pence = {code: amount for code, (_, amount) in accounts.items()}
        in_force.append(Submission(trust.code, year, "ledger", "provisional", 1, pence))
    return in_force
