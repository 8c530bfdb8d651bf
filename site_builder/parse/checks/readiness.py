"""What says that a text is not ready to be published: marks of secrecy, drafts, remarks, gaps, marks of a
version conflict.

Marks that stand alone are taken out of the lines before anything is read; remarks within a paragraph are
listed, so that no number is read from them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.model.span import Span
from site_builder.model.text import Boilerplate, CleanText
from site_builder.parse.checks.acknowledged import ways_out
from site_builder.parse.checks.privacy import line_of
from site_builder.parse.checks.readiness_rules import CONFLICT, READINESS_RULES_MARKS
from site_builder.parse.structure.lines import TextLine, trimmed
from site_builder.problems import Problem
from site_builder.vocabulary import FurnitureKind, MarkPosition

LONGEST_MARK = 48
"""Characters of a line that is nothing but a mark"""
MAX_READINESS_TITLE_CHARS = 120
MAX_LINES_BEFORE_TITLE = 12
"""Lines in which a title stands; the longest opening of 65 real reports has 11"""
READINESS_STANDING = [
    (mark, re.compile(mark.pattern)) for mark in READINESS_RULES_MARKS if mark.where == MarkPosition.LINE
]
TITLED = [
    (mark, re.compile(rf"(?:{mark.pattern})(?=[\s—-]*$)"))
    for mark in READINESS_RULES_MARKS
    if mark.where == MarkPosition.HEAD
]
NOTES = [
    (mark, re.compile(mark.pattern)) for mark in READINESS_RULES_MARKS if mark.where == MarkPosition.NOTE
]
GAPS = [(mark, re.compile(mark.pattern)) for mark in READINESS_RULES_MARKS if mark.where == MarkPosition.GAP]
MARK_WORDS = (
    "密",
    "稿",
    "草案",
    "内部",
    "注意",
    "妥善",
    "勿",
    "禁",
    "得外",
    "得对",
    "得向",
    "得擅",
    "得公",
    "得翻",
    "得复",
    "得转",
    "得传",
    "仅供",
    "会后",
    "阅后",
    "予公",
    "不公",
    "宜公",
)
"""Every mark that stands alone has one of these words; a test looks for it"""
MARK_WORD = re.compile("|".join(MARK_WORDS))
STARRED = re.compile(
    r"(?:绝密|机密|秘密) ?[★☆] ?(?:[0-9一二三四五六七八九十]{1,3} ?(?:年|个月|月|天|日)|长期|解密前|启用前)?"
)
"""A mark of secrecy that shares its line with other words: nothing else is written so"""
NOTE_STARTS = "此这该本上以数请由待需烦商内日未存批修审编备填 "
"""First characters of remarks in brackets"""
NOTE_HEADS = [(bracket, re.compile(f"{re.escape(bracket)}[{NOTE_STARTS}]")) for bracket in "（(【[［"]
WIDE_GAP_SIGNS = "×✕＊＿□☐Ｘ\u3000"
GAP_BYTES = [(sign, sign.encode()) for sign in "*_Xx#{ T"]
"""Without one of these there is no gap in a text"""
GAP_WORDS = (
    "×",
    "✕",
    "＊",
    "*",
    "__",
    "＿",
    "□",
    "☐",
    "XX",
    "xx",
    "ＸＸ",
    "#",
    "{{",
    "  ",
    "\u3000",
    "TODO",
    "TBD",
    "( ",
    "（ ",
)
"""Without one of these there is none in a line"""
DRAFT_NAME = re.compile("征求意见稿|送审稿|讨论稿|审议稿|草稿|初稿|代拟稿|报批稿|报审稿|汇报稿|修改稿")
"""In the name of a file"""
MAX_GAPS_TOLD = 20
"""Gaps told of one file; a form of a hundred fields needs no hundred findings"""


class Unready(NamedTuple):
    """A mark where it stands."""

    code: str
    span: Span
    words: str
    line: int
    aside: bool
    """Whether it is no part of the text: it stands by itself"""


def take_marks(clean: CleanText, lines: list[TextLine]) -> tuple[list[TextLine], list[Unready]]:
    """The lines without the marks that stand by themselves, and these marks.

    `秘密★1年` above the title, `内部资料 注意保存`, `（征求意见稿）`, `<<<<<<< MAX_LINES_BEFORE_TITLE` are
    taken out whole; what shares the line of a title stays in the title.
    """
    text = clean.text
    pieces = [_in_furniture(piece) for piece in clean.furniture]
    apart = [mark for mark in pieces if mark]
    conflict = any(sign in text for sign in CONFLICT) if "<" in text or ">" in text else False
    starred = "★" in text or "☆" in text
    short = [index for index, line in enumerate(lines) if len(line.text) <= LONGEST_MARK]
    suspect = "\n".join([lines[index].text for index in short])
    top = "\n".join([line.text[:MAX_READINESS_TITLE_CHARS] for line in lines[:MAX_LINES_BEFORE_TITLE]])
    if not (conflict or starred or "稿" in top or "草案" in top or MARK_WORD.search(suspect)):
        return lines, apart
    found: dict[int, list[Unready]] = {}
    for index in short:
        if marks := list(_standing(lines[index], conflict)):
            found[index] = marks
    for index, line in enumerate(lines if starred else lines[:MAX_LINES_BEFORE_TITLE]):
        if index not in found and (marks := list(_within(line, index < MAX_LINES_BEFORE_TITLE, starred))):
            found[index] = marks
    if not found:
        return lines, apart
    return list(_left(text, lines, found)), [*apart, *(mark for marks in found.values() for mark in marks)]


def _in_furniture(piece: Boilerplate) -> Unready | None:
    """The mark that a line of the page's own words is (密级：秘密 in the block of index data); it is set
    aside already."""
    if len(piece.text) > LONGEST_MARK or not MARK_WORD.search(piece.text):
        return None
    for mark, pattern in READINESS_STANDING:
        if pattern.fullmatch(piece.text.strip()) or STARRED.fullmatch(piece.text.strip()):
            return Unready(mark.code, piece.span, piece.text.strip(), piece.line, False)
    return None


def _within(line: TextLine, is_head: bool, starred: bool) -> Iterator[Unready]:
    """Marks that share a line with other words: the star of a secrecy mark, the state of a draft behind a
    title."""
    if starred and (match := STARRED.search(line.text)):
        yield _unready("B421", line, match, aside=True)
    if is_head and len(line.text) <= MAX_READINESS_TITLE_CHARS:
        for mark, pattern in TITLED:
            if (match := pattern.search(line.text)) and not _is_quoted(line.text, match[0]):
                yield _unready(mark.code, line, match, aside=False)


def _is_quoted(text: str, words: str) -> bool:
    """Whether the words stand in the name of another document."""
    at = text.find(words)
    return text.count("《", 0, at) > text.count("》", 0, at)


def _standing(line: TextLine, conflict: bool) -> Iterator[Unready]:
    """The marks that are the whole of a line."""
    text = line.text
    if conflict and (text.startswith(CONFLICT) or text == "======="):
        yield Unready("B426", line.span, text, line.number, True)
    else:
        yield from (
            Unready(mark.code, line.span, text, line.number, True)
            for mark, pattern in READINESS_STANDING
            if pattern.fullmatch(text)
        )


def _unready(code: str, line: TextLine, match: re.Match[str], aside: bool) -> Unready:
    return Unready(
        code, Span(line.start + match.start(), line.start + match.end()), match[0], line.number, aside
    )


def _left(text: str, lines: list[TextLine], found: dict[int, list[Unready]]) -> Iterator[TextLine]:
    """What is left of the lines."""
    for index, line in enumerate(lines):
        aside = [mark.span for mark in found.get(index, ()) if mark.aside]
        at = line.start
        for span in aside:
            if piece := trimmed(text, at, span.start, line.number):
                yield piece
            at = span.end
        if not aside:
            yield line
        elif rest := trimmed(text, at, line.end, line.number):
            yield rest


def find_remarks(clean: CleanText, lines: list[TextLine], plain: bytes) -> list[Unready]:
    """Remarks and gaps within the text, in order. `plain` is the text as ASCII (`LongNumbers.plain`): most
    signs are looked for there, ten times as fast."""
    text = clean.text
    found = [_in_text(clean, code, match) for code, match in _in_brackets(text)]
    signs = [sign for sign in WIDE_GAP_SIGNS if sign in text] + [
        sign for sign, byte in GAP_BYTES if byte in plain
    ]
    words = [word for word in GAP_WORDS if word[0] in signs or word[-1] in signs] if signs else []
    for line in dict.fromkeys([line for word in words for line in lines if word in line.text]):
        found += [
            _unready(mark.code, line, match, aside=False)
            for mark, pattern in GAPS
            for match in pattern.finditer(line.text)
        ]
    return list(_apart(found))


def _apart(found: Iterable[Unready]) -> Iterator[Unready]:
    """In order; of marks that overlap only the first."""
    end = -1
    for each in sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)):
        if each.span.start >= end:
            end = each.span.end
            yield each


def _in_brackets(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Code and words of remarks: what begins with a bracket and one of the first characters of a remark is
    looked at."""
    for bracket, head in NOTE_HEADS:
        if bracket in text:
            for begun in head.finditer(text):
                yield from (
                    (mark.code, match)
                    for mark, pattern in NOTES
                    if (match := pattern.match(text, begun.start()))
                )


def _in_text(clean: CleanText, code: str, match: re.Match[str]) -> Unready:
    return Unready(code, Span(*match.span()), match[0], line_of(clean, match.start()), False)


def unready_problems(clean: CleanText, marks: list[Unready]) -> list[Problem]:
    """One problem for each mark, with the line to paste for whoever stands by it."""
    told = [
        Problem(
            mark.code, "reports/" + clean.path, mark.line, mark.words, ways_out(clean, mark.code, mark.line)
        )
        for mark in marks[:MAX_GAPS_TOLD]
    ]
    if DRAFT_NAME.search(clean.path):
        told.append(
            Problem(
                "B423", "reports/" + clean.path, 0, clean.path.rpartition("/")[2], ways_out(clean, "B423", 0)
            )
        )
    return told


def set_aside(marks: list[Unready]) -> tuple[Boilerplate, ...]:
    """The marks that stand by themselves, as pieces that belong to no text."""
    return tuple(
        Boilerplate(FurnitureKind.MARK, mark.line, mark.span, mark.words) for mark in marks if mark.aside
    )
