"""Marks inside a table of a report: numbers, repairs, doubts and terms stand in their cells as they stand in
paragraphs.

A cell shows joined text without the line breaks of a narrow column, so it has no span of its own. What is
certain is the printed cell around a mark, between two bars or ends of a line, and the row it belongs to by
its source line. It is the shown cell with the same characters, white space apart, and the mark is carried
over character by character. Where no cell of the row has these characters the anchor stays at the beginning
of the row: links to a number always arrive.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.report import Report, Table
from site_builder.model.span import Span
from site_builder.pages.shared.escaping import escaped
from site_builder.pages.shared.marked_text import TextMark, in_order, marked

_CELL_BORDER = re.compile(r"[|\n]")
_WORD = re.compile(r"\S+")


class TableCell(Struct, frozen=True, gc=False):
    """One cell as it is shown."""

    text: str
    """Finished where it is `Markup`, else to be escaped"""
    filled: bool
    """Carried down from a merged cell above"""


class _Place(Struct, frozen=True):
    """Where a printed cell is shown."""

    row: int
    """-1 for the header"""
    column: int
    shown: Sequence[int]
    """Position in the cell of each character that is no white space"""
    printed: Sequence[int]
    """The same in the text"""


def marked_table(
    table: Table, report: Report, marks: Sequence[TextMark]
) -> tuple[tuple[str, ...], tuple[tuple[TableCell, ...], ...]]:
    """Header and rows of a table with the marks that stand in them."""
    cells: dict[tuple[int, int], list[TextMark]] = {}
    loose: dict[int, list[str]] = {}
    places = _Places(table, report)
    for mark in marks:
        place = places.of(mark)
        if place is None:
            if mark.anchor:
                loose.setdefault(max(0, places.row(mark.start)), []).append(mark.anchor)
            continue
        first, last = bisect_left(place.printed, mark.start), bisect_left(place.printed, mark.end) - 1
        end = place.shown[last] + 1 if last >= 0 else 0
        start = place.shown[first] if first <= last else end
        cells.setdefault((place.row, place.column), []).append(replace(mark, start=start, end=end))
    header = tuple([_shown(cell, cells.get((-1, column))) for column, cell in enumerate(table.header)])
    rows = []
    for number, row in enumerate(table.rows):
        anchors = "".join(loose.get(number, ()))
        rows.append(
            tuple(
                [
                    TableCell(_shown(cell.text, cells.get((number, at)), "" if at else anchors), cell.filled)
                    for at, cell in enumerate(row)
                ]
            )
        )
    return header, tuple(rows)


def _shown(text: str, marks: Sequence[TextMark] | None, anchors: str = "") -> str:
    if not marks:
        return Markup(anchors + escaped(text)) if anchors else text
    return Markup(anchors) + marked(text, Span(0, len(text)), in_order(marks))


class _Places:
    """The shown cells of a table, found by where their text is printed."""

    def __init__(self, table: Table, report: Report) -> None:
        self.table, self.report = table, report
        self.starts: list[int] = []
        for row in table.rows:
            own = [cell.line for cell in row if cell.text and not cell.filled]
            self.starts.append(max(min(own, default=0), self.starts[-1] if self.starts else 0))
        self.known: dict[int, _Place | None] = {}

    def row(self, at: int) -> int:
        """The row that a position belongs to, by source line; -1 above the first."""
        line = self.report.line_numbers[bisect_right(self.report.line_starts, at) - 1]
        return bisect_right(self.starts, line) - 1

    def of(self, mark: TextMark) -> _Place | None:
        """The cell that a mark stands in; None if it reaches over its end or the cell is not shown as
        printed."""
        text, span = self.report.text, self.table.span
        start = (
            max(
                text.rfind("|", span.start, mark.start),
                text.rfind("\n", span.start, mark.start),
                span.start - 1,
            )
            + 1
        )
        if start not in self.known:
            found = _CELL_BORDER.search(text, mark.start, span.end)
            self.known[start] = self._place(start, found.start() if found else span.end)
        place = self.known[start]
        return place if place and (mark.start == mark.end or mark.end - 1 <= place.printed[-1]) else None

    def _place(self, start: int, end: int) -> _Place | None:
        """The cell printed in `[start, end)`; of several alike in a row the one that comes as many after the
        first as it is printed."""
        text = self.report.text
        words = "".join(text[start:end].split())
        row = self.row(start)
        cells = (
            [cell.text if not cell.filled else "" for cell in self.table.rows[row]]
            if row >= 0
            else list(self.table.header)
        )
        alike = [column for column, cell in enumerate(cells) if words and "".join(cell.split()) == words]
        line = max(text.rfind("\n", 0, start) + 1, self.table.span.start)
        nth = (
            sum("".join(each.split()) == words for each in text[line:start].split("|")[:-1])
            if len(alike) > 1
            else 0
        )
        if nth >= len(alike):
            return None
        column = alike[nth]
        return _Place(row, column, _positions(cells[column], 0), _positions(text[start:end], start))


def _positions(text: str, start: int) -> list[int]:
    """Where the characters stand that are no white space.

    >>> _positions("一、 政府", 10)
    [10, 11, 13, 14]
    """
    return [start + at for words in _WORD.finditer(text) for at in range(words.start(), words.end())]
