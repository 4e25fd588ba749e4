"""Makes lists of payments over £25,000, which name their trust and give no code."""

import datetime

from .noise import between
from .settings import year_label
from .writing import write_rows

HEADER = ["Department family", "Entity", "Date", "Expense type", "Expense area", "Supplier",
          "Transaction number", "Amount"]
VARIANT = ["Department family", "Entity", "Date Paid", "Expense Type", "Expense Area", "Supplier Name",
           "Transaction Reference", " Amount (£) "]
EXPENSES = [
    ("Computer Maintenance", "Digital services"), ("Computer Software/License", "Digital services"),
    ("I.C.T Hardware", "Digital services"), ("Data Lines", "Digital services"),
    ("Drugs", "Pharmacy"), ("Agency Nursing", "Wards"), ("Energy", "Estates"),
    ("Building Maintenance", "Estates"), ("Medical and Surgical Consumables", "Theatres"),
    ("Annual License (IP)", "Legal"), ("Vehicle Leases", "Transport"),
]


def _payments(purpose, first_day, days, count):
    """Gives payments as (day, expense type, area, supplier, number, pence), in order of their days."""
    payments = []
    for number in range(count):
        key = (purpose, number)
        kind, area = EXPENSES[between(0, len(EXPENSES) - 1, *key, "kind")]
        day = first_day + datetime.timedelta(days=between(0, days - 1, *key, "day"))
        supplier = f"Sample Supplier {between(1, 40, *key, 'supplier')} Limited"
        pence = between(2_500_000, 24_000_000, *key, "amount")
        if number % 11 == 10:
            pence = -between(500_000, 1_900_000, *key, "credit")
        reference = str(between(700_000, 799_999, *key, "reference"))
        payments.append((day, kind, area, supplier, reference, pence))
    return sorted(payments)


def _comma_month(first_day, days):
    """Writes a month of plain UTF-8 with British dates; one payment stands in it twice."""
    month = first_day.strftime("%Y-%m")
    payments = _payments(f"weir/{month}", first_day, days, 28)
    payments.append(payments[4])
    rows = [["NHS", "Sample Weir Valley Hospitals", day.strftime("%d/%m/%Y"), kind, area, supplier, reference,
             f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"]
            for day, kind, area, supplier, reference, pence in payments]
    write_rows(f"inbox/{year_label(2023)}/payments/sample-weir-valley-payments-over-25k-{month}.csv",
               [HEADER, *rows])


def _bracketed(pence):
    digits = f"£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
    return f"({digits})" if pence < 0 else digits


def _titled_month(first_day, days):
    """Writes a month of Windows-1252 with title rows, pound signs, short dates and a total row."""
    month = first_day.strftime("%Y-%m")
    payments = _payments(f"ambulance/{month}", first_day, days, 20)
    total = sum(payment[-1] for payment in payments)
    rows = [["Payments over £25,000 (made-up, for demonstration)"] + [""] * 7, [""] * 8, VARIANT]
    rows += [["NHS", "Sample Northern Ambulance", day.strftime("%d-%b-%y"), kind, area, supplier, reference,
              _bracketed(pence)] for day, kind, area, supplier, reference, pence in payments]
    rows.append([""] * 6 + ["Total", _bracketed(total)])
    write_rows(f"inbox/{year_label(2023)}/payments/sample-northern-ambulance-payments-over-25k-{month}.csv",
               rows, encoding="cp1252", line_end="\r\n")


def write_payments():
    """Writes three months of payments of two trusts."""
    for month in (4, 5, 6):
        _comma_month(datetime.date(2023, month, 1), 30)
    for month in (10, 11, 12):
        _titled_month(datetime.date(2023, month, 1), 30)
