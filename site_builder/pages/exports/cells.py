"""Values → CSV lines: UTF-8, comma, CRLF (RFC 4180), numbers in full digits, lists joined by `|`, an empty cell for what is unknown."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from site_builder.pages.exports.columns import Cell, Table

MARK = "\ufeff"
"""Byte order mark: without it the spreadsheet most offices use reads UTF-8 as GBK"""


def header(table: Table[Any]) -> bytes:
    """The first line of a file."""
    return (MARK + ",".join(column.name for column in table.columns) + "\r\n").encode()


def lines(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as CSV.

    >>> lines([["a,b", None, Decimal("436000"), "x"]]).decode()
    '"a,b",,436000,x\\r\\n'
    """
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([[_text(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _text(cell: Cell) -> Cell:
    """What is written of a value: the one place where the text of a cell is made. Decimals in full digits, never in powers of ten."""
    return f"{cell:f}" if cell.__class__ is Decimal else cell


def joined(values: Iterable[str]) -> str:
    r"""A list in one cell; a `|` that stands in a value is escaped.

    >>> joined(["府院联动", "a|b"])
    '府院联动|a\\|b'
    """
    return "|".join(value.replace("|", "\\|") for value in values)
