"""Pipe rows → rectangular tables: cells that run over physical lines joined, cells merged over several rows
carried down.

Copies of web tables lose their merged cells in one of two ways. Either the row still has an empty cell in its
place, or the row is packed to the left and padded at the end (`2 | 文本 | 单位 | ||` in a table of five
columns). The second is undone with the help of a column that holds only numbers: it shows how many cells are
missing before it.

A bar at the beginning of a line is the frame of the table or the border of an empty first cell: `| 收到 |
办结 |` above `| 105 | 98 |` has two columns, above `复议 | 105 | 98 |` it has three. Within a frame every
cell stands where it is printed, empty ones too.
"""

import re
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.report import Cell
from site_builder.parse.structure.enumerators import mark_of
from site_builder.parse.structure.lines import TextLine

TABLES_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e“”‘’（），：；、。"
LAYOUT_SPACE = re.compile(rf"\s(?<=[{TABLES_WIDE}]\s)\s*(?=[{TABLES_WIDE}])")
"""White space between two Chinese characters: the line breaks of a narrow cell (`一、 政府 职能`). What
stands before is asked behind the first space: a pattern that begins with it is twice as fast as one that
looks back at every character."""
RULE = re.compile(r"[|:+-]+|[\s|:+]*-{3}[\s|:+-]*")
"""The line under a Markdown header. A row of `-` with blanks between says that there is nothing to report."""
MAX_TABLE_COLUMNS = 64
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
    exact: bool = False
    """Its cells are those between two bars, with none to add or to move"""


class Grid(NamedTuple):
    """A table read from consecutive lines."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    line: int
    ragged: int
    """Rows whose cells could not be assigned with certainty"""


def read_table(lines: list[TextLine], first: int) -> tuple[Grid | None, int]:
    """Read the table that begins at `lines[first]` and the number of lines it takes; None if these bars make
    no table (fewer than two rows or columns)."""
    rows, used = _rows(lines, first)
    rows = [row for row in rows if any(row.cells)]
    if len(rows) < 2:
        return None, used
    header, body = _header(rows)
    width = max(len(row.cells) for row in body) if body else 0
    if not 2 <= width <= MAX_TABLE_COLUMNS:
        return None, used
    number = _number_column(body, width)
    placed, ragged = _placed(body, width, number)
    return (
        Grid(_stretched(header, width, number), placed, rows[0].start, rows[-1].end, rows[0].line, ragged),
        used,
    )


def is_row(line: str) -> bool:
    """Whether a line is a table row: at least two bars, or a bar at its beginning."""
    return "|" in line and (line[0] == "|" or line.count("|") > 1)


def _rows(lines: list[TextLine], first: int) -> tuple[list[Row], int]:
    """The logical rows of the block: a line without bars belongs to the next row if that begins with a bar
    (its first cell broke off).

    Not in a table with a frame: there a row begins with a bar anyway, and the line is the caption of the next
    table.
    """
    found: list[tuple[TextLine, TextLine, str]] = []
    at = first
    while at < len(lines):
        line = lines[at]
        if is_row(line.text):
            if not RULE.fullmatch(line.text):
                found.append((line, line, line.text))
            at += 1
        elif at > first and lines[first].text[0] != "|" and _first_cell_of(line, lines[at + 1 : at + 2]):
            found.append((line, lines[at + 1], f"{line.text} {lines[at + 1].text}"))
            at += 2
        else:
            break
    framed = all(text[0] == "|" for _, _, text in found)
    widest = 0 if framed else max(len(_cells(text)) for _, _, text in found if text[0] != "|")
    rows = [
        replace(_row(line, text, framed, widest), line=begun.number, start=begun.start)
        for begun, line, text in found
    ]
    return rows, at - first


def _first_cell_of(line: TextLine, following: list[TextLine]) -> bool:
    """Whether a line without bars is the first cell of the row behind it."""
    return len(line.text) <= 80 and any(each.text[0] == "|" and is_row(each.text) for each in following)


def _row(line: TextLine, text: str, framed: bool, widest: int) -> Row:
    """One row: `framed` if all rows of the table begin with a bar; else the bar is a frame only where the row
    is wider than the `widest` without one."""
    cells = _cells(text)
    begins = text[0] == "|"
    if framed and text[-1] == "|":
        return Row(tuple(_printed(text)[1:-1]), line.number, line.start, line.end, True, True)
    if begins and (framed or len(cells) > widest):
        cells = cells[1:]
    return Row(tuple(cells), line.number, line.start, line.end, begins)


def _cells(text: str) -> list[str]:
    """What stands between the bars, without the empty cells at the end."""
    parts = _printed(text)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _printed(text: str) -> list[str]:
    """What stands between the bars."""
    parts = [cell.strip() for cell in text.split("|")]
    return [LAYOUT_SPACE.sub("", cell) for cell in parts] if len("".join(parts).split(None, 1)) > 1 else parts


def _header(rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """The first row if all its cells are short words without numbers; repeated headers (page breaks) are
    dropped.

    A cell at the border may be empty: the corner above the names of the rows, the columns over which the last
    heading goes on.
    """
    first = rows[0].cells
    named = first[not first[0] :]
    while named and not named[-1]:
        named = named[:-1]
    wordy = all(
        cell and len(cell) <= SHORT_HEADER and not cell[0].isdigit() and not cell.endswith("。")
        for cell in named
    )
    if not wordy or len(named) < 2 or len(rows) < 2 or mark_of(named[0]):
        return (), rows
    return first, [row for row in rows[1:] if row.cells != first]


def _number_column(rows: list[Row], width: int) -> int | None:
    """The column that holds the running number, judged by the rows that are complete: it must hold one in all
    of them."""
    full = [row.cells for row in rows if len(row.cells) == width]
    for column in range(width - 1):
        if len(full) > 1 and all(cells[column].isdigit() and len(cells[column]) < 5 for cells in full):
            return column
    return None


def _placed(rows: list[Row], width: int, number: int | None) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Every row with `width` cells: assigned to columns, then filled from above where a merged cell left a
    hole."""
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
    """The columns whose holes mean “as above”: those left of the running number, else the leading ones that
    are empty somewhere but not at the top."""
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


def _columns(
    row: Row, width: int, number: int | None, above: list[str], styles: list[str]
) -> tuple[list[str], bool]:
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
    """The header over `width` columns: one heading over number and text stands over both columns; otherwise
    missing headings stay empty."""
    if number is not None and len(header) == width and header[number] and not header[number + 1]:
        return (*header[: number + 1], header[number], *header[number + 2 :])
    if not header or len(header) == width:
        return header
    if number is not None and len(header) == width - 1:
        return (*header[: number + 1], *header[number:])
    return (*header, *[""] * width)[:width]
