"""Values → CSV lines: UTF-8, comma, CRLF (RFC 4180), numbers in full digits, lists joined by `|`, an empty
cell for what is unknown.

A spreadsheet runs a cell as a formula when its text begins with certain signs, and the texts of reports begin
with anything. Such a text gets an apostrophe in front; so does a text that begins with an apostrophe, and
nothing else does. Who takes one apostrophe off every text that begins with one has the texts exactly as they
were. Numbers are never touched: -3.5 stays a number. The convention is the OWASP's for CSV; it stands in the
description of the data.
"""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from site_builder.pages.exports.columns import Cell, TableSchema

BYTE_ORDER_MARK = "\ufeff"
"""Byte order mark: without it the spreadsheet most offices use reads UTF-8 as GBK"""


FORMULA = frozenset("=+-@\t\r\n＝＋－＠'")
"""First characters of a text that a spreadsheet may run as a formula, full-width ones too, and the
apostrophe, so that one can be taken off again"""


def safe(text: str) -> str:
    """A text as a cell that no spreadsheet runs.

    >>> safe("=1+1"), safe("'甲'"), safe("-3.2%"), safe("办结-3件"), safe("")
    ("'=1+1", "''甲'", "'-3.2%", '办结-3件', '')
    """
    return "'" + text if text[:1] in FORMULA else text


def original(cell: str) -> str:
    """The text of such a cell. >>> [original(safe(text)) for text in ("=1", "'甲", "''", "甲")] → the four texts."""
    return cell.removeprefix("'")


def header(table: TableSchema[Any]) -> bytes:
    """The first line of a file."""
    return (BYTE_ORDER_MARK + ",".join(column.name for column in table.columns) + "\r\n").encode()


def lines(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as CSV.

    >>> lines([["a,b", None, Decimal("436000"), "x"]]).decode()
    '"a,b",,436000,x\\r\\n'
    """
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(
        # millions of cells, most of them plain texts: `safe` written out, and no call for those
        [
            ("'" + cell if cell[:1] in FORMULA else cell) if cell.__class__ is str else _text(cell)
            for cell in row
        ]
        for row in rows
    )
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _text(cell: Cell) -> Cell:
    """What is written of a value that is no plain text. Decimals in full digits, never in powers of ten; a
    code of a vocabulary is a text."""
    if isinstance(cell, str):
        return safe(cell)
    return f"{cell:f}" if cell.__class__ is Decimal else cell


def joined(values: Iterable[str]) -> str:
    r"""A list in one cell; a `|` that stands in a value is escaped.

    >>> joined(["府院联动", "a|b"])
    '府院联动|a\\|b'
    """
    return "|".join(value.replace("|", "\\|") for value in values)
