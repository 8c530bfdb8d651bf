"""Clean text → the lines a reader would call the document: furniture and blank lines left out, positions
kept.

A line is a view, never a copy that could drift: its span leads into the clean text, its number into the
source file.
"""

import re

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.model.text import Boilerplate, CleanText

INLINE_MARK = re.compile(
    r"(?<=[。；;！？\s])(?:([一二三四五六七八九十]{1,3})、|[(（]([一二三四五六七八九十]{1,3})[)）])"
)
"""A numbered heading in the middle of a line; only trusted in a text without line breaks, see
`visible_lines`."""
LONG_LINE = 1500
"""Characters; the longest paragraph of the five seeds has about 1,100."""


class TextLine(Struct, frozen=True, gc=False):
    """One visible line of the document."""

    start: int
    """Offset of the first character that is no white space"""
    end: int
    number: int
    """1-based line of the source file"""
    text: str

    @property
    def span(self) -> Span:
        """Where it stands in the clean text."""
        return Span(self.start, self.end)


def visible_lines(clean: CleanText) -> list[TextLine]:
    """All lines that are neither blank nor furniture, trimmed, in order.

    Furniture at either end of a line is cut off; furniture inside a line (a watermark in mid-sentence) splits
    nothing and stays. A text that has lost its line breaks (one reprint in 65 real reports) is split before
    headings that continue the numbering.
    """
    text = clean.text
    furniture = _by_line(clean)
    out: list[TextLine] = []
    rows = text.split("\n")
    for index, (start, number, raw) in enumerate(
        zip(clean.line_starts, clean.line_numbers, rows, strict=True)
    ):
        if index in furniture:
            pieces = _without(start, start + len(raw), furniture[index])
            out.extend(
                line for first, last in pieces if (line := trimmed(text, first, last, number)) is not None
            )
        elif body := raw.strip():
            begin = start if len(body) == len(raw) else start + len(raw) - len(raw.lstrip())
            out.append(TextLine(begin, begin + len(body), number, body))
    return _split_where_breaks_are_lost(text, out) if len(max(rows, key=len)) > LONG_LINE else out


def trimmed(text: str, start: int, end: int, number: int) -> TextLine | None:
    """The stretch without surrounding white space; None if nothing is left."""
    raw = text[start:end]
    left = raw.lstrip()
    if not left:
        return None
    body = left.rstrip()
    start += len(raw) - len(left)
    return TextLine(start, start + len(body), number, body)


def _by_line(clean: CleanText) -> dict[int, list[Boilerplate]]:
    """Furniture by the index of each clean line it touches."""
    found: dict[int, list[Boilerplate]] = {}
    index = 0
    starts = clean.line_starts
    for piece in sorted(clean.furniture, key=lambda f: (f.span.start, f.span.end)):
        if piece.span.end <= piece.span.start:
            continue
        while index + 1 < len(starts) and starts[index + 1] <= piece.span.start:
            index += 1
        at = index
        while at < len(starts) and starts[at] < piece.span.end:
            found.setdefault(at, []).append(piece)
            at += 1
    return found


def _without(start: int, end: int, furniture: list[Boilerplate]) -> list[tuple[int, int]]:
    """The stretches of a line outside its furniture: cut at the ends, and in the middle too where both halves
    are whole."""
    pieces: list[tuple[int, int]] = []
    for each in furniture:
        if each.span.start > start:
            pieces.append((start, min(each.span.start, end)))
        start = max(start, each.span.end)
    if start < end:
        pieces.append((start, end))
    return pieces


def _split_where_breaks_are_lost(text: str, lines: list[TextLine]) -> list[TextLine]:
    """Split over-long lines before headings in sequence, if no line of the document begins with one."""
    if not any(line.end - line.start > LONG_LINE for line in lines):
        return lines
    if any(line.text[:3].startswith(("一、", "二、", "(一)", "（一）", "(二)", "（二）")) for line in lines):
        return lines
    out: list[TextLine] = []
    for line in lines:
        out.extend(_split(text, line) if line.end - line.start > LONG_LINE else [line])
    return out


def _split(text: str, line: TextLine) -> list[TextLine]:
    expected = {1: "一", 2: "一"}
    cuts = [line.start]
    for match in INLINE_MARK.finditer(text, line.start, line.end):
        kind = match.lastindex or 1
        if match[kind] in (expected[kind], "一"):
            expected[kind] = _next(match[kind])
            if kind == 1:
                expected[2] = "一"
            cuts.append(match.start())
    pieces = (trimmed(text, a, b, line.number) for a, b in zip(cuts, [*cuts[1:], line.end], strict=True))
    return [piece for piece in pieces if piece is not None]


ORDINALS = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "二十一", "二十二", "二十三", "二十四", "二十五",
]  # fmt: skip


def _next(number: str) -> str:
    return ORDINALS[ORDINALS.index(number) + 1] if number in ORDINALS[:-1] else ""
