"""An HTML table → pipe rows `| a | b | c |`: every row as wide as the table, empty where a merged cell goes
on, as the table parser reads them."""

from collections.abc import Callable, Sequence
from typing import Any

MAX_GRID_COLUMNS = 64
"""Columns; a larger colspan is a mistake of the page."""
LONGEST_SPAN = 2_000
LONGEST_CELL = 1_500
"""Characters; a cell with more is a piece of page layout, not data."""


PARAGRAPHS, PARAGRAPH = 3, 20
"""A cell with so many paragraphs of so many characters is the column of a page, not a figure"""


def is_data(table: Any) -> bool:
    """Is this a table of data (two columns and rows or more, no table inside, no cell that holds a page), not
    a means of layout?"""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    widest = max((sum(1 for cell in row if cell.tag in {"td", "th"}) for row in rows), default=0)
    return len(rows) > 1 and widest > 1 and not any(_holds_a_page(cell) for cell in table.iter("td", "th"))


def _holds_a_page(cell: Any) -> bool:
    """Whether a cell is very long, or has a heading or several whole paragraphs in it."""
    if len(cell.text_content()) > LONGEST_CELL or next(cell.iter("h1", "h2", "h3"), None) is not None:
        return True
    paragraphs = [
        text
        for each in cell.iter("p")
        if len(text := each.text_content().strip()) >= PARAGRAPH and text.endswith("。")
    ]
    return len(paragraphs) >= PARAGRAPHS


def pipe_rows(table: Any, text_of: Callable[[Any], str]) -> list[str]:
    """The rows of a table. A cell merged over several rows or columns stands in the first."""
    rows: list[list[str]] = []
    below: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in (each for each in row if each.tag in {"td", "th"}):
            _carry(cells, below)
            width, height = _span(cell, "colspan", MAX_GRID_COLUMNS), _span(cell, "rowspan", LONGEST_SPAN)
            for offset in range(min(width, MAX_GRID_COLUMNS - len(cells))):
                if height > 1:
                    below[len(cells)] = height - 1
                cells.append(text_of(cell) if not offset else "")
        _carry(cells, below)
        if any(cells):
            rows.append(cells)
    width = max(map(len, rows), default=0)
    return [pipe_row([*cells, *[""] * (width - len(cells))]) for cells in rows]


def pipe_row(cells: Sequence[str]) -> str:
    """A row with a bar on either side of every cell, so that an empty one at the border keeps its place. A
    bar inside a cell becomes a full-width one.

    >>> pipe_row(["", "收到", "办结"]), pipe_row(["复议", "a|b", ""])
    ('|  | 收到 | 办结 |', '| 复议 | a｜b |  |')
    """
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def _carry(cells: list[str], below: dict[int, int]) -> None:
    """Leave places empty that a cell of an earlier row still covers."""
    while below.get(len(cells), 0):
        below[len(cells)] -= 1
        cells.append("")


def _span(cell: Any, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 6 else 1
