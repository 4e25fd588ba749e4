"""Makes everything under SampleData: register, returns and what they must give.

    python3 SampleData/generate.py

The same settings give the same bytes. Only the standard library is needed.
"""

import shutil
import sys

sys.dont_write_bytecode = True

from generator.accounts import write_accounts  # noqa: E402  (after the line that keeps the folder clean)
from generator.expected import BASES, write_expected  # noqa: E402
from generator.figures import all_figures  # noqa: E402
from generator.ledgers import write_ledgers  # noqa: E402
from generator.maturity import write_maturity  # noqa: E402
from generator.payments import write_payments  # noqa: E402
from generator.plans import write_plans  # noqa: E402
from generator.register import write_register  # noqa: E402
from generator.returns import write_returns  # noqa: E402
from generator.settings import FOLDER, YEARS, year_label  # noqa: E402
from generator.writing import write_plain, write_text  # noqa: E402


def write_strangers():
    """Writes two files that are no return at all: an empty one, and one that fits no layout."""
    write_text("inbox/2023-24/sample-X11-empty.csv", "")
    readings = [["Riverside", f"M{number:03d}", f"2023-{number:02d}-28", str(41_000 + 977 * number)]
                for number in range(4, 13)]
    header = ["Building", "Meter", "Read on", "kWh"]
    write_plain("inbox/2023-24/sample-meter-readings-2023.csv", header, readings)


def print_england(rows):
    """Prints England's share on each basis and in each year: sum over sum, over trusts with a figure."""
    for basis in BASES:
        shares = []
        for year in YEARS:
            figures = [(int(row[4]), int(row[5])) for row in rows
                       if row[1:3] == [year_label(year), basis] and row[4]]
            technology, total = (sum(side) for side in zip(*figures))
            millionths = technology * 1_000_000 // total
            shares.append(f"{year_label(year)} {millionths // 10_000}.{millionths % 10_000:04d}%")
        print(f"{basis:6}", "  ".join(shares))


def main():
    """Clears what was made before, makes it again and prints England's shares."""
    for folder in ("inbox", "register"):
        shutil.rmtree(FOLDER / folder, ignore_errors=True)
    figures = all_figures()
    write_register()
    in_force = write_returns(figures) + write_ledgers(figures)
    accounts = write_accounts(figures)
    write_payments()
    write_plans(figures)
    write_maturity()
    write_strangers()
    print_england(write_expected(in_force, accounts))


if __name__ == "__main__":
    main()
