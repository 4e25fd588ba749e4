"""Reads every published CSV file twice, by CSV on the Web with the metadata beside it and by Python's csv, and compares them
cell by cell; then adds up make-up.csv once more in exact fractions.

Argument: the folder of the publication. Prints a JSON object of rows read by file; it ends badly where anything differs.
"""
import collections, csv, datetime, decimal, fractions, glob, json, os, sys, warnings

from csvw import CSVW

# The reader's complaints about metadata are warnings.
warnings.simplefilter("error")
os.chdir(sys.argv[1])
MARKS = ("", "[x]", "[z]", "[c]")


def value(text, column):
    kind = column.datatype.base
    if text in (MARKS if kind != "string" else ("",)):
        return None
    if kind == "decimal":
        return decimal.Decimal(text)
    if kind == "integer":
        return int(text)
    if kind == "boolean":
        return {"yes": True, "no": False}[text]
    if kind == "date":
        return datetime.datetime.fromisoformat(text)
    return text


def plain(name):
    with open(name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


counts = {}
for name in sorted(glob.glob("*.csv")):
    metadata = CSVW(name + "-metadata.json")
    assert metadata.is_valid, name
    [table] = metadata.tables
    columns = {column.name: column for column in table.tableSchema.columns}
    read, expected = list(table), plain(name)
    assert len(read) == len(expected), (name, len(read), len(expected))
    for number, (row, texts) in enumerate(zip(read, expected), start=1):
        assert list(texts) == list(columns) == list(row), (name, number)
        for column in columns:
            wanted = value(texts[column], columns[column])
            assert row[column] == wanted and type(row[column]) is type(wanted), (name, number, column, row[column], wanted)
            assert wanted is not None or not columns[column].required, (name, number, column)
    counts[name] = len(read)

pence = lambda text: int(text.replace(".", ""))
sums = collections.Counter()
for row in plain("make-up.csv"):
    key = row["organisation_code"], row["financial_year"], row["basis"]
    sums[key] += pence(row["gbp"])
    part = fractions.Fraction(pence(row["gbp"]), pence(row["technology_gbp"])) * 1000000
    rounded = int(abs(part) + fractions.Fraction(1, 2)) * (1 if part >= 0 else -1)
    assert decimal.Decimal(row["part_of_technology_percent"]) == decimal.Decimal(rounded) / 10000, row
technology = {
    (row["organisation_code"], row["financial_year"], row["basis"]): pence(row["technology_gbp"])
    for row in plain("technology-share.csv") if row["technology_gbp"] != "[x]"}
assert dict(sums) == technology, "the categories do not add up to technology"
print(json.dumps(counts))
