"""Lines of the pages of a PDF → paragraphs, with every number whose two halves stand on different lines told
where their belonging together is not sure.

**When the end of a line is no end of a paragraph.** A line that reaches the right margin (within two
characters) goes on in the next one, unless that is indented, of another size or begins with 一、 1. and the
like. A number broken there is certainly one number, if it can be one at all.

**Where that is not sure.** In text with a ragged right edge a line may be short and yet go on. So a short
line that ends within a number, or between a number and its unit, is joined with the next, and told. Where
something speaks against it (indented, another size, digits alone on the line, a number that cannot be), it is
not joined, and told as well.
"""

import re

from msgspec import Struct

from site_builder.intake.broken_numbers import can_be_one, is_broken, is_cut
from site_builder.intake.pdf_lines import Box, PdfLine

OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、"
    r"](?!\d)|第[一二三四五六七八九十]+[章节条]|附件"
)
PDF_PARAGRAPHS_HAN = re.compile(r"[\u4e00-\u9fff]")
"""Characters that are all of one height: Latin letters measure what they are, not what size they are set in
"""
SHORT_OF_MARGIN = 2.0
"""A line that ends more than this many characters before the right margin ends its paragraph."""
INDENT = 1.2
"""A line that begins more than this many characters after the left margin begins one."""
OTHER_SIZE = 1.2
"""So does a line whose characters are this many times taller or smaller than those before: a title is no part
of the text under it."""
MAX_CHARS_BESIDE_BREAK = 6
"""Characters on either side of a break that a message shows"""


class Doubt(Struct, frozen=True):
    """A number over two lines."""

    line: int
    """1-based, in the text that came out; where it was not joined, the line of the second half"""
    text: str
    """The words on both sides, with `｜` where the line ended"""
    joined: bool


class Flow(Struct, frozen=True):
    """The text of a document."""

    lines: tuple[str, ...]
    doubts: tuple[Doubt, ...]


class _Page(Struct, frozen=True):
    """What the lines of a page are measured by."""

    left: float
    right: float
    size: float


def paragraphs(pages: list[list[PdfLine]], tables: list[list[Box]]) -> Flow:
    """Lines → paragraphs, over page ends too; each table in the place where it stands."""
    out: list[str] = []
    doubts: list[Doubt] = []
    before: PdfLine | None = None
    full = False
    for lines, boxes in zip(pages, tables, strict=True):
        body = [line for line in lines if not any(box.holds(line) for box in boxes)]
        waiting = sorted(boxes, key=lambda box: box.top)
        page = _margins(body)
        tall = next(
            (_height(line) for line in body if len(PDF_PARAGRAPHS_HAN.findall(line.text)) > 2), page.size
        )
        for line in body:
            while waiting and waiting[0].top < line.top:
                _put_table(waiting.pop(0), out, doubts)
                before = None
            was, tall = tall, _height(line) if len(PDF_PARAGRAPHS_HAN.findall(line.text)) > 2 else tall
            resized = max(was, tall) > OTHER_SIZE * min(was, tall)
            opens = bool(OPENING.match(line.text))
            begins = line.left > page.left + INDENT * page.size or resized
            joins, doubtful = _goes_on(before, line, full, begins, opens) if before else (False, False)
            if joins:
                out[-1] = glue(out[-1], line.text)
            else:
                out.append(line.text)
            if doubtful and before:
                doubts.append(Doubt(len(out), shown(before.text, line.text), joins))
            full = line.right > page.right - SHORT_OF_MARGIN * page.size
            before = line
        for box in waiting:
            _put_table(box, out, doubts)
            before = None
    return Flow(tuple(out), tuple(doubts))


def _goes_on(before: PdfLine, line: PdfLine, full: bool, begins: bool, opens: bool) -> tuple[bool, bool]:
    """Whether a line goes on with the paragraph of the one before, and whether a number depends on it without
    it being sure."""
    broken = is_broken(before.text, line.text)
    if opens:
        return False, False
    if full and not begins:
        sound = not broken or can_be_one(before.text, line.text)
        return sound, not sound
    if not begins and is_cut(before.text, line.text) and PDF_PARAGRAPHS_HAN.search(before.text):
        sound = can_be_one(before.text, line.text)
        return sound, True
    return False, broken


def _put_table(box: Box, out: list[str], doubts: list[Doubt]) -> None:
    doubts += [
        Doubt(len(out) + 1 + each.row, shown(each.before, each.after), joined=False) for each in box.doubts
    ]
    out.extend(box.rows)


def shown(before: str, after: str) -> str:
    """The words around the end of a line."""
    return f"{before[-MAX_CHARS_BESIDE_BREAK:]}｜{after[:MAX_CHARS_BESIDE_BREAK]}"


def _height(line: PdfLine) -> float:
    return line.bottom - line.top


def _margins(lines: list[PdfLine]) -> _Page:
    """Left and right margin of the text of a page and the height of its characters."""
    if not lines:
        return _Page(0.0, 0.0, 12.0)
    sizes = sorted(map(_height, lines))
    return _Page(min(line.left for line in lines), max(line.right for line in lines), sizes[len(sizes) // 2])


def glue(before: str, after: str) -> str:
    """Two lines of one paragraph: a blank only between two Latin words."""
    blank = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha()
    return before + (" " if blank else "") + after
