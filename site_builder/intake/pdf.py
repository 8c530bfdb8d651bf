"""A PDF → text: lines by their place on the page joined into paragraphs, ruled tables as pipe rows, page numbers left out.

pypdfium2 reads the text (17 of 17 paragraphs in 19 ms on a constructed file), pdfplumber finds the tables. A file without text is a scan, and is
said to be one: an empty report would be a lie.
"""

import io
import logging
import re
from itertools import pairwise
from typing import Any

from msgspec import Struct

from site_builder.intake.grid import pipe_row
from site_builder.intake.imported import Imported, library
from site_builder.problems import Problem
from site_builder.vocabulary import FileType

PAGE_NUMBER = re.compile(r"[-—–－─·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－─·•\s]*")
OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[章节条]|附件"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
"""Characters that are all of one height: Latin letters measure what they are, not what size they are set in"""
MOST_PAGES = 1_000
SHORT_OF_MARGIN = 2.0
"""A line that ends more than this many characters before the right margin ends its paragraph."""
INDENT = 1.2
"""A line that begins more than this many characters after the left margin begins one."""
OTHER_SIZE = 1.2
"""So does a line whose characters are this many times taller or smaller than those before: a title is no part of the text under it."""


class Line(Struct, frozen=True):
    """One line of a page with its place, in points from the top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class Box(Struct, frozen=True):
    """A table of a page: its place and its pipe rows."""

    left: float
    right: float
    top: float
    bottom: float
    rows: tuple[str, ...]

    def holds(self, line: Line) -> bool:
        """Is the middle of the line inside the table?"""
        across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


def from_pdf(name: str, data: bytes) -> Imported:
    """The text of a PDF in reading order."""
    pdfium = library("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = "文件有密码" if "assword" in str(error) else "不是完整的 PDF"
        return Imported("", FileType.PDF, problems=(Problem("S152", name, 0, "", (("reason", reason),)),))
    try:
        pages = [_page_lines(document[number]) for number in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        return Imported("", FileType.PDF, problems=(Problem("S151", name, 0, "", (("pages", str(len(pages))),)),))
    tables = _tables(data, len(pages))
    text = "\n".join(_paragraphs([_without_numbers(lines) for lines in pages], tables))
    problems = (Problem("S156", name, 0, "", (("pages", "、".join(empty[:20])),)),) if empty else ()
    notes = (f"PDF 共 {len(pages)} 页，按版面合并成段" + (f"，其中表格 {sum(map(len, tables))} 个" if any(tables) else ""),)
    return Imported(text, FileType.PDF, notes=notes, problems=problems)


def _page_lines(page: Any) -> list[Line]:
    """The lines of a page, top to bottom: pieces whose heights overlap are one line, left to right."""
    height = page.get_height()
    text = page.get_textpage()
    pieces = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5).replace("\r", "").replace("\n", "")
        if words.strip():
            pieces.append(Line(words, left, right, height - top, height - bottom))
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: (each.top, each.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda each: each.left)) for row in rows]


def _joined(row: list[Line]) -> Line:
    """Pieces of one line, a blank where they stand a character apart. A full stop is no measure of that: the tallest piece is."""
    words = row[0].text
    size = max(each.bottom - each.top for each in row)
    for before, piece in pairwise(row):
        words += (" " if piece.left - before.right > size else "") + piece.text
    return Line(words.strip(), row[0].left, max(each.right for each in row), min(each.top for each in row), max(each.bottom for each in row))


def _without_numbers(lines: list[Line]) -> list[Line]:
    """Drop the page number, which stands first or last."""
    while lines and PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines[1:] if len(lines) > 1 and PAGE_NUMBER.fullmatch(lines[0].text) else lines


def _tables(data: bytes, pages: int) -> list[list[Box]]:
    """The ruled tables of each page, found by pdfplumber."""
    plumber = library("pdfplumber")
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it complains in English about fonts that draw perfectly well
    with plumber.open(io.BytesIO(data)) as document:
        return [_boxes(page) for page in document.pages[:pages]]


def _boxes(page: Any) -> list[Box]:
    boxes = []
    for table in page.find_tables():
        grid = [[" ".join((cell or "").split()) for cell in row] for row in table.extract()]
        if len(grid) > 1 and max(map(len, grid)) > 1:
            left, top, right, bottom = table.bbox
            boxes.append(Box(left, right, top, bottom, tuple(pipe_row(row) for row in grid if any(row))))
    return boxes


def _paragraphs(pages: list[list[Line]], tables: list[list[Box]]) -> list[str]:
    """Lines → paragraphs, over page ends too; each table in the place where it stands."""
    out: list[str] = []
    open_paragraph = False
    for lines, boxes in zip(pages, tables, strict=True):
        body = [line for line in lines if not any(box.holds(line) for box in boxes)]
        waiting = sorted(boxes, key=lambda box: box.top)
        left, right, size = _margins(body)
        tall = next((line.bottom - line.top for line in body if len(HAN.findall(line.text)) > 2), size)
        for line in body:
            while waiting and waiting[0].top < line.top:
                out.extend(waiting.pop(0).rows)
                open_paragraph = False
            before, tall = tall, line.bottom - line.top if len(HAN.findall(line.text)) > 2 else tall
            resized = max(before, tall) > OTHER_SIZE * min(before, tall)
            begins = line.left > left + INDENT * size or resized or bool(OPENING.match(line.text))
            if open_paragraph and not begins:
                out[-1] = _glue(out[-1], line.text)
            else:
                out.append(line.text)
            open_paragraph = line.right > right - SHORT_OF_MARGIN * size
        for box in waiting:
            out.extend(box.rows)
            open_paragraph = False
    return out


def _margins(lines: list[Line]) -> tuple[float, float, float]:
    """Left and right margin of the text of a page and the height of its characters."""
    if not lines:
        return 0.0, 0.0, 12.0
    sizes = sorted(line.bottom - line.top for line in lines)
    return min(line.left for line in lines), max(line.right for line in lines), sizes[len(sizes) // 2]


def _glue(before: str, after: str) -> str:
    """Two lines of one paragraph: a blank only between two Latin words."""
    blank = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha()
    return before + (" " if blank else "") + after
