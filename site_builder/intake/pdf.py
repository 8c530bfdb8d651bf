"""A PDF → text: lines by their place on the page joined into paragraphs, ruled tables as pipe rows, page
numbers left out.

pypdfium2 reads the text (17 of 17 paragraphs in 19 ms on a constructed file), pdfplumber finds the tables of
pages on which lines are drawn. A file without text is a scan, and is said to be one: an empty report would be
a lie.
"""

import io
import logging
from itertools import pairwise
from typing import Any

from site_builder.intake.broken_numbers import can_be_one, is_broken
from site_builder.intake.grid import pipe_row
from site_builder.intake.imported import Imported, library
from site_builder.intake.pdf_lines import Box, CellDoubt, page_lines, without_numbers
from site_builder.intake.pdf_paragraphs import Doubt, glue, paragraphs
from site_builder.problems import Problem
from site_builder.vocabulary import FileType

MOST_PAGES = 500
"""The longest report has 60; more is a book, and would take longer than the cage allows"""
MAX_BREAKS_LISTED = 100
"""Broken numbers told one by one"""
MARGIN_OF_CELL = 1.0
"""A line of a cell that ends less than so many characters before the border is full: the next digit did not
fit"""


def from_pdf(name: str, data: bytes) -> Imported:
    """The text of a PDF in reading order."""
    pdfium = library("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
        try:
            count = len(document)
            if count > MOST_PAGES:
                return _refused(name, f"有 {count} 页，超过 {MOST_PAGES} 页，不像一份报告")
            leaves = [document[number] for number in range(count)]
            pages = [page_lines(page) for page in leaves]
            drawn = [number for number, page in enumerate(leaves) if _has_lines(pdfium, page)]
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        return _refused(name, "文件有密码" if "assword" in str(error) else "不是完整的 PDF")
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        return Imported(
            "", FileType.PDF, problems=(Problem("S151", name, 0, "", (("pages", str(len(pages))),)),)
        )
    tables = _tables(data, len(pages), drawn)
    if tables is None:
        return _refused(name, "不是完整的 PDF")
    flow = paragraphs([without_numbers(lines) for lines in pages], tables)
    problems = (Problem("S156", name, 0, "", (("pages", "、".join(empty[:20])),)),) if empty else ()
    notes = (
        f"PDF 共 {len(pages)} 页，按版面合并成段"
        + (f"，其中表格 {sum(map(len, tables))} 个" if any(tables) else ""),
    )
    return Imported(
        "\n".join(flow.lines), FileType.PDF, notes=notes, problems=(*problems, *_broken(name, flow.doubts))
    )


def _refused(name: str, reason: str) -> Imported:
    return Imported("", FileType.PDF, problems=(Problem("S152", name, 0, "", (("reason", reason),)),))


def _broken(name: str, doubts: tuple[Doubt, ...]) -> tuple[Problem, ...]:
    """S167 for each number over two lines that may be one or two."""
    readings = {True: "已接成一个数", False: "没有接起来"}
    told = [
        Problem("S167", name, each.line, each.text, (("reading", readings[each.joined]),))
        for each in doubts[:MAX_BREAKS_LISTED]
    ]
    rest = doubts[MAX_BREAKS_LISTED:]
    if rest:
        told.append(
            Problem(
                "S167",
                name,
                rest[0].line,
                rest[0].text,
                (("reading", f"从这一行起还有 {len(rest)} 处同样的情况，没有逐条列出"),),
            )
        )
    return tuple(told)


def _has_lines(pdfium: Any, page: Any) -> bool:
    """Whether anything is drawn on a page, in forms too: without it there is no ruled table, and nothing for
    pdfplumber to look for."""
    return any(each.type == pdfium.raw.FPDF_PAGEOBJ_PATH for each in page.get_objects(max_depth=15))


def _tables(data: bytes, pages: int, drawn: list[int]) -> list[list[Box]] | None:
    """The ruled tables of each page, found by pdfplumber; None when it cannot read the file, or counts other
    pages than pdfium: the figures of a table would be taken for text."""
    tables: list[list[Box]] = [[] for _ in range(pages)]
    if not drawn:
        return tables
    plumber = library("pdfplumber")
    exceptions = library("pdfplumber.utils.exceptions")
    logging.getLogger("pdfminer").setLevel(
        logging.CRITICAL
    )  # it complains in English about fonts that draw perfectly well
    try:
        with plumber.open(io.BytesIO(data)) as document:
            if len(document.pages) != pages:
                return None
            for number in drawn:
                tables[number] = _boxes(document.pages[number])
    except (exceptions.PdfminerException, exceptions.MalformedPDFException):
        return None
    return tables


def _boxes(page: Any) -> list[Box]:
    boxes = []
    for table in page.find_tables():
        rows: list[list[str]] = []
        doubts: list[CellDoubt] = []
        for row, texts in zip(table.rows, table.extract(), strict=True):
            cells = [_cell(page, box, text or "") for box, text in zip(row.cells, texts, strict=True)]
            if any(text for text, _ in cells):
                doubts += [CellDoubt(len(rows), *each) for _, broken in cells for each in broken]
                rows.append([text for text, _ in cells])
        if len(table.rows) > 1 and max(map(len, rows), default=0) > 1:
            left, top, right, bottom = table.bbox
            boxes.append(Box(left, right, top, bottom, tuple(map(pipe_row, rows)), tuple(doubts)))
    return boxes


def _cell(page: Any, box: Any, text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a cell on one line; and the digits that stand one above the other and may be one number or
    two: they are kept apart, unless the line above is full."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    out = "".join(lines[:1])
    doubts = []
    for number, (before, after) in enumerate(pairwise(lines)):
        if not is_broken(before, after):
            out = glue(out, after)
        elif can_be_one(before, after) and _is_full(page, box, number, len(lines)):
            out += after
        else:
            out += f" {after}"
            doubts.append((before, after))
    return out, doubts


def _is_full(page: Any, box: Any, number: int, count: int) -> bool:
    """Whether a line of a cell reaches its right border."""
    lines = page.crop(box).extract_text_lines() if box else []
    if len(lines) != count:
        return False
    line = lines[number]
    return bool(box[2] - line["x1"] < MARGIN_OF_CELL * (line["bottom"] - line["top"]))
