"""Puts rows into files: delimiter, line ends, title rows, padded headers, blank columns and encoding."""

import codecs
import csv
import io

from .settings import FOLDER


def write_text(path, text, encoding="utf-8"):
    """Writes text under SampleData in an encoding; `utf-16-le` gets its byte order mark."""
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = codecs.BOM_UTF16_LE + data
    target = FOLDER / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def write_plain(path, header, rows):
    """Writes a clean file: UTF-8, commas, LF, one header row."""
    write_rows(path, [header, *rows])


def write_rows(path, rows, encoding="utf-8", delimiter=",", line_end="\n", quote_all=False):
    """Writes rows of texts as CSV."""
    buffer = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(buffer, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    write_text(path, buffer.getvalue(), encoding)


def write_table(path, dialect, columns, rows, total=None):
    """Writes rows under a header, in the manner of a dialect.

    `columns` are pairs of a column's key and its heading; `total` is a last row that adds up the amounts.
    """
    headings = [f"  {heading} " if dialect.padded_header else heading for _, heading in columns]
    table = [[title] + [""] * (len(columns) - 1) for title in dialect.titles]
    if dialect.upper_header:
        table.append([dialect.upper_header.get(key, "") for key, _ in columns])
    table.append(headings)
    table.extend(rows)
    if total and dialect.total_row:
        table.append(total)
    if dialect.blank_columns:
        table = [row[:2] + [""] + row[2:] + ["", ""] for row in table]
    write_rows(path, table, dialect.encoding, dialect.delimiter, dialect.line_end, dialect.quote_all)
