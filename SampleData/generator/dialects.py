"""The ways in which the fictional trusts write their files: encodings, headers, years and amounts."""

from dataclasses import dataclass, field

PLAIN_HEADER = {
    "organisation_code": "organisation_code", "organisation_name": "organisation_name",
    "financial_year": "financial_year", "line_code": "line_code", "line_description": "line_description",
    "amount": "amount",
}
SPACED_HEADER = {
    "organisation_code": "Organisation Code", "organisation_name": "Organisation Name",
    "financial_year": "Financial Year", "line_code": "Line Code", "line_description": "Line Description",
    "amount": "Amount (£)",
}
LEDGER_HEADER = {
    "organisation_code": "organisation_code", "organisation_name": "organisation_name",
    "financial_year": "financial_year", "account_code": "account_code",
    "account_description": "account_description", "amount": "amount",
}
WIDE_HEADER = {
    "organisation_code": "organisation_code", "organisation_name": "organisation_name",
    "financial_year": "financial_year",
}

YEAR_STYLES = {
    "2023-24": lambda year: f"{year}-{(year + 1) % 100:02d}",
    "2023/24": lambda year: f"{year}/{(year + 1) % 100:02d}",
    "2023/2024": lambda year: f"{year}/{year + 1}",
    "2023 to 2024": lambda year: f"{year} to {year + 1}",
    "202324": lambda year: f"{year}{(year + 1) % 100:02d}",
    "FY24": lambda year: f"FY{(year + 1) % 100:02d}",
    "FY2023/24": lambda year: f"FY{year}/{(year + 1) % 100:02d}",
}


@dataclass(frozen=True)
class Dialect:
    """One way of writing a file."""

    header: dict = field(default_factory=lambda: PLAIN_HEADER)
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\n"
    year: str = "2023-24"
    amount: str = "plain"
    unit: str = "pounds"
    whole: bool = True
    titles: tuple = ()
    upper_header: dict = field(default_factory=dict)
    padded_header: bool = False
    blank_columns: bool = False
    total_row: bool = False
    comments: bool = False
    quote_all: bool = False
    states_status: bool = True

    @property
    def unit_pence(self):
        """Gives the smallest step, in pence, that the trust writes down."""
        return {"pounds": 100 if self.whole else 1, "thousands": 100_000, "millions": 100}[self.unit]

    def year_text(self, year):
        """Writes a financial year."""
        return YEAR_STYLES[self.year](year)

    def money(self, pence):
        """Writes an amount of pence in the unit and manner of this dialect."""
        return AMOUNT_STYLES[self.amount](pence < 0, self._digits(abs(pence)))

    def _digits(self, pence):
        separator = "" if self.amount == "plain" else ","
        if self.unit == "millions":
            return f"{pence // 100_000_000}.{pence // 100 % 1_000_000:06d}"
        if self.unit == "thousands":
            return format(pence // 100_000, separator)
        whole = format(pence // 100, separator)
        return whole if self.whole else f"{whole}.{pence % 100:02d}"


def _accounting(negative, digits):
    if not digits.strip("0.,"):
        return " -   "
    return f"({digits})" if negative else f" {digits} "


AMOUNT_STYLES = {
    "plain": lambda negative, digits: f"-{digits}" if negative else digits,
    "separators": lambda negative, digits: f"-{digits}" if negative else digits,
    "brackets": lambda negative, digits: f"({digits})" if negative else digits,
    "trailing-minus": lambda negative, digits: f"{digits}-" if negative else digits,
    "pound-sign": lambda negative, digits: f"-£{digits}" if negative else f"£{digits}",
    "hard-blank": lambda negative, digits: f"-{digits}\u00a0" if negative else f"{digits}\u00a0",
    "accounting": _accounting,
}

WARNING_TITLE = "Made-up figures of a fictional trust, for demonstration"

DIALECTS = {
    "clean": Dialect(whole=False),
    "titled": Dialect(
        header=SPACED_HEADER, encoding="cp1252", line_end="\r\n", amount="pound-sign", whole=False,
        titles=("IT expenditure return (amounts in £)", WARNING_TITLE, "")),
    "short": Dialect(
        header={"organisation_code": "ODS Code", "financial_year": "Year", "line_code": "Line",
                "amount": "Amount"},
        year="2023/24", states_status=False),
    "semicolon": Dialect(
        header={**SPACED_HEADER, "organisation_code": "Org Code"}, delimiter=";", amount="brackets",
        year="2023/2024"),
    "utf-16": Dialect(
        header=SPACED_HEADER, encoding="utf-16-le", delimiter="\t", line_end="\r\n", amount="separators",
        year="2023 to 2024", states_status=False),
    "quoted": Dialect(
        header={**SPACED_HEADER, "amount": "Amount"}, encoding="utf-8-sig", line_end="\r\n",
        amount="brackets", quote_all=True, whole=False),
    "versioned": Dialect(year="2023 to 2024", whole=False),
    "thousands": Dialect(
        header={**SPACED_HEADER, "organisation_code": "Trust Code", "line_code": "Code",
                "amount": "Amount (£000)"},
        unit="thousands", amount="trailing-minus", line_end="\r\n", encoding="cp1252"),
    "accounting": Dialect(
        header={**SPACED_HEADER, "organisation_code": "Provider Code"}, amount="accounting", whole=False,
        year="FY24", line_end="\r\n", encoding="utf-8-sig"),
    "padded": Dialect(
        header={**SPACED_HEADER, "amount": "£000"}, unit="thousands", amount="separators", padded_header=True,
        year="202324", encoding="utf-8-sig"),
    "commented": Dialect(
        header={**PLAIN_HEADER, "amount": "amount_gbp"}, comments=True, year="2023-24"),
    "two-row-header": Dialect(
        header={**SPACED_HEADER, "organisation_code": "Code", "financial_year": "Year"},
        upper_header={"organisation_code": "Organisation", "financial_year": "Financial"},
        year="FY2023/24", amount="separators", encoding="cp1252", line_end="\r\n"),
    "blank-columns": Dialect(
        header=SPACED_HEADER, blank_columns=True, total_row=True, amount="hard-blank"),
    "millions": Dialect(header={**SPACED_HEADER, "amount": "Amount (£m)"}, unit="millions"),
    "tab-thousands": Dialect(
        header={key: text.upper() for key, text in SPACED_HEADER.items()} | {"amount": "£k"},
        delimiter="\t", unit="thousands", year="2023/24"),
    "wide-clean": Dialect(header=WIDE_HEADER, whole=False),
    "wide-joint": Dialect(
        header={"organisation_code": "Trust Code", "organisation_name": "Organisation Name",
                "financial_year": "Year"},
        amount="separators", titles=("Returns collected for Sample Southern Downs", WARNING_TITLE),
        year="2023/24", line_end="\r\n", states_status=False),
    "wide-semicolon": Dialect(
        header={"organisation_code": "Organisation Code", "financial_year": "Financial Year"},
        delimiter=";", amount="brackets", encoding="utf-8-sig", line_end="\r\n"),
    "ledger-clean": Dialect(header=LEDGER_HEADER, amount="brackets", whole=False),
    "ledger-semicolon": Dialect(
        header={key: text.replace("_", " ").title() for key, text in LEDGER_HEADER.items()},
        delimiter=";", amount="separators", whole=False, total_row=True, year="2023/24"),
    "ledger-windows": Dialect(
        header={**{key: text.replace("_", " ").title() for key, text in LEDGER_HEADER.items()},
                "amount": "Amount (£)"},
        encoding="cp1252", amount="trailing-minus", whole=False, line_end="\r\n",
        titles=("Ledger extract (£)", WARNING_TITLE)),
}
