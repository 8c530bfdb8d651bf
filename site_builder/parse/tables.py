"""Pipe rows → rectangular tables: cells that run over physical lines joined, cells merged over several rows carried down.

Copies of web tables lose their merged cells in one of two ways. Either the row still has an empty cell in its place, or the row is packed to the
left and padded at the end (`2 | 文本 | 单位 | ||` in a table of five columns). The second is undone with the help of a column that holds only
numbers: it shows how many cells are missing before it.
"""

import re
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.report import Cell
from site_builder.parse.lines import Line
from site_builder.parse.marks import mark_of

WIDE = "\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e“”‘’（），：；、。"
LAYOUT_SPACE = re.compile(rf"\s(?<=[{WIDE}]\s)\s*(?=[{WIDE}])")
"""White space between two Chinese characters: the line breaks of a narrow cell (`一、 政府 职能`). What stands before is asked behind the first space:
a pattern that begins with it is twice as fast as one that looks back at every character."""
RULE = re.compile(r"[\s|:+-]+")
"""The line under a Markdown header"""
WIDEST = 64
"""Columns; anything wider is text that happens to hold bars."""
SHORT_HEADER = 16


class Row(Struct, frozen=True, gc=False):
    """One logical row before its cells are placed in columns."""

    cells: tuple[str, ...]
    line: int
    start: int
    end: int
    explicit: bool
    """The row is as wide as printed: empty cells stand where nothing is"""


class Grid(NamedTuple):
    """A table read from consecutive lines."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    line: int
    ragged: int
    """Rows whose cells could not be assigned with certainty"""


def read_table(lines: list[Line], first: int) -> tuple[Grid | None, int]:
    """Read the table that begins at `lines[first]` and the number of lines it takes; None if these bars make no table (fewer than two rows or columns)."""
    rows, used = _rows(lines, first)
    rows = [row for row in rows if any(row.cells)]
    if len(rows) < 2:
        return None, used
    header, body = _header(rows)
    width = max(len(row.cells) for row in body) if body else 0
    if not 2 <= width <= WIDEST:
        return None, used
    number = _number_column(body, width)
    placed, ragged = _placed(body, width, number)
    return Grid(_stretched(header, width, number), placed, rows[0].start, rows[-1].end, rows[0].line, ragged), used


def is_row(line: str) -> bool:
    """Whether a line is a table row: at least two bars, or a bar at its beginning."""
    return "|" in line and (line[0] == "|" or line.count("|") > 1)


def _rows(lines: list[Line], first: int) -> tuple[list[Row], int]:
    """The logical rows of the block: a line without bars belongs to the next row if that begins with a bar (its first cell broke off)."""
    rows: list[Row] = []
    at = first
    while at < len(lines):
        line = lines[at]
        if is_row(line.text):
            if not RULE.fullmatch(line.text):
                rows.append(_row(line, line.text))
            at += 1
        elif at > first and at + 1 < len(lines) and len(line.text) <= 80 and lines[at + 1].text[0] == "|" and is_row(lines[at + 1].text):
            following = lines[at + 1]
            row = _row(following, f"{line.text} {following.text}")
            rows.append(replace(row, line=line.number, start=line.start))
            at += 2
        else:
            break
    return rows, at - first


def _row(line: Line, text: str) -> Row:
    parts = [cell.strip() for cell in text.split("|")]
    if len("".join(parts).split(None, 1)) > 1:
        parts = [LAYOUT_SPACE.sub("", cell) for cell in parts]
    framed = text[0] == "|"
    if framed:
        parts = parts[1:]
    while parts and not parts[-1]:
        parts.pop()
    return Row(tuple(parts), line.number, line.start, line.end, framed)


def _header(rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """The first row if all its cells are short words without numbers; repeated headers (page breaks) are dropped."""
    first = rows[0].cells
    wordy = all(cell and len(cell) <= SHORT_HEADER and not cell[0].isdigit() and not cell.endswith("。") for cell in first)
    if not wordy or len(first) < 2 or len(rows) < 2 or mark_of(first[0]):
        return (), rows
    return first, [row for row in rows[1:] if row.cells != first]


def _number_column(rows: list[Row], width: int) -> int | None:
    """The column that holds the running number, judged by the rows that are complete: it must hold one in all of them."""
    full = [row.cells for row in rows if len(row.cells) == width]
    for column in range(width - 1):
        if len(full) > 1 and all(cells[column].isdigit() and len(cells[column]) < 5 for cells in full):
            return column
    return None


def _placed(rows: list[Row], width: int, number: int | None) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Every row with `width` cells: assigned to columns, then filled from above where a merged cell left a hole."""
    out: list[tuple[Cell, ...]] = []
    above: list[str] = [""] * width
    fillable = _fillable(rows, width, number)
    styles = _styles(rows, width)
    ragged = 0
    for row in rows:
        cells, sure = _columns(row, width, number, above, styles)
        ragged += not sure
        filled = [False] * width
        for column in fillable:
            if cells[column]:
                break
            filled[column] = above[column] != ""
            cells[column] = above[column]
        above = cells
        out.append(tuple([Cell(cell, row.line, fill) for cell, fill in zip(cells, filled, strict=True)]))
    return tuple(out), ragged


def _fillable(rows: list[Row], width: int, number: int | None) -> range:
    """The columns whose holes mean “as above”: those left of the running number, else the leading ones that are empty somewhere but not at the top."""
    if number is not None:
        return range(number)
    top = next((row.cells for row in rows if len(row.cells) == width), ())
    count = 0
    while (
        count < width - 1
        and count < len(top)
        and top[count]
        and any(row.explicit and row.cells and not row.cells[min(count, len(row.cells) - 1)] for row in rows)
    ):
        count += 1
    return range(count)


def _styles(rows: list[Row], width: int) -> list[str]:
    """How the cells of each column are numbered (一、 or 1. or not at all), from the first complete row."""
    top = next((row.cells for row in rows if len(row.cells) == width), ())
    return [_style(cell) for cell in top]


def _style(cell: str) -> str:
    mark = mark_of(cell) if cell else None
    return mark.kind if mark else ""


def _columns(row: Row, width: int, number: int | None, above: list[str], styles: list[str]) -> tuple[list[str], bool]:
    """The cells of a row at their columns, and whether that is certain."""
    cells = list(row.cells)
    if len(cells) == width:
        return cells, True
    if number is None:
        return cells + [""] * (width - len(cells)), row.explicit or len(cells) == width - 1
    found = next((i for i, cell in enumerate(cells) if cell.isdigit() and len(cell) < 5), None)
    if found is None or found > number or len(cells) - found > width - number:
        return (cells + [""] * width)[:width], False
    out = [""] * width
    out[number : number + len(cells) - found] = cells[found:]
    last = number - found
    for cell in cells[:found]:
        style = _style(cell)
        if style in styles[:number]:
            column = styles.index(style)
        else:
            column = next((c for c in range(number) if cell == above[c] and not out[c]), -1)
            if column < 0:
                column = next((c for c in range(last, number) if cell == above[c]), last)
        out[column] = cell
        last = min(column + 1, number - 1)
    return out, True


def _stretched(header: tuple[str, ...], width: int, number: int | None) -> tuple[str, ...]:
    """The header over `width` columns: one heading over number and text stands over both columns; otherwise missing headings stay empty."""
    if not header or len(header) == width:
        return header
    if number is not None and len(header) == width - 1:
        return (*header[: number + 1], *header[number:])
    return (*header, *[""] * width)[:width]
