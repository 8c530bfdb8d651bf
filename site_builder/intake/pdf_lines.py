"""A page of a PDF → its lines by their place on the page, without the page number."""

import re
from itertools import pairwise
from typing import Any

from msgspec import Struct

from site_builder.intake.broken_numbers import is_broken

PAGE_NUMBER = re.compile(
    r"[-—–－─·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－─·•\s]*"
)


class PdfLine(Struct, frozen=True):
    """One line of a page with its place, in points from the top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class CellDoubt(Struct, frozen=True):
    """A number that a cell of a table breaks over two lines, or two numbers one above the other: which, its
    place does not tell."""

    row: int
    """Index among the rows of the table"""
    before: str
    after: str


class Box(Struct, frozen=True):
    """A table of a page: its place and its pipe rows."""

    left: float
    right: float
    top: float
    bottom: float
    rows: tuple[str, ...]
    doubts: tuple[CellDoubt, ...] = ()

    def holds(self, line: PdfLine) -> bool:
        """Is the middle of the line inside the table?"""
        across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


def page_lines(page: Any) -> list[PdfLine]:
    """The lines of a page, top to bottom: pieces whose heights overlap are one line, left to right."""
    height = page.get_height()
    text = page.get_textpage()
    pieces = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = (
            text.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)
            .replace("\r", "")
            .replace("\n", "")
        )
        if words.strip():
            pieces.append(PdfLine(words, left, right, height - top, height - bottom))
    rows: list[list[PdfLine]] = []
    for piece in sorted(pieces, key=lambda each: (each.top, each.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [joined(sorted(row, key=lambda each: each.left)) for row in rows]


def joined(row: list[PdfLine]) -> PdfLine:
    """Pieces of one line, a blank where they stand a character apart. A full stop is no measure of that: the
    tallest piece is."""
    words = row[0].text
    size = max(each.bottom - each.top for each in row)
    for before, piece in pairwise(row):
        words += (" " if piece.left - before.right > size else "") + piece.text
    return PdfLine(
        words.strip(),
        row[0].left,
        max(each.right for each in row),
        min(each.top for each in row),
        max(each.bottom for each in row),
    )


def without_numbers(lines: list[PdfLine]) -> list[PdfLine]:
    """Drop the page number, which stands first or last. Digits close below a line that ends in a digit are
    the rest of a number."""
    while (
        lines
        and PAGE_NUMBER.fullmatch(lines[-1].text)
        and not (len(lines) > 1 and _goes_on(lines[-2], lines[-1]))
    ):
        lines = lines[:-1]
    return lines[1:] if len(lines) > 1 and PAGE_NUMBER.fullmatch(lines[0].text) else lines


def _goes_on(before: PdfLine, line: PdfLine) -> bool:
    size = before.bottom - before.top
    return (
        is_broken(before.text, line.text)
        and line.left < before.left + size
        and line.top - before.bottom < size
    )
