"""What says that a text is not ready to be published: marks of secrecy, drafts, remarks, gaps, marks of a version conflict.

Marks that stand alone are taken out of the lines before anything is read; remarks within a paragraph are listed, so that no number is read from them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.model.span import Span
from site_builder.model.text import CleanText, Furniture
from site_builder.parse.acknowledged import ways_out
from site_builder.parse.lines import Line, trimmed
from site_builder.parse.privacy import line_of
from site_builder.parse.readiness_rules import CONFLICT, MARKS
from site_builder.problems import Problem

LONGEST_MARK = 48
"""Characters of a line that is nothing but a mark"""
LONGEST_TITLE = 120
HEAD = 12
"""Lines in which a title stands; the longest opening of 65 real reports has 11"""
STANDING = [(mark, re.compile(mark.pattern)) for mark in MARKS if mark.where == "line"]
TITLED = [(mark, re.compile(rf"(?:{mark.pattern})(?=[\s—-]*$)")) for mark in MARKS if mark.where == "head"]
NOTES = [(mark, re.compile(mark.pattern)) for mark in MARKS if mark.where == "note"]
GAPS = [(mark, re.compile(mark.pattern)) for mark in MARKS if mark.where == "gap"]
IN_LINE = "密内稿案公仅严不请禁会阅注妥切工"
"""Every mark that stands alone has one of these characters; a test looks for it"""
STARRED = re.compile(r"(?:绝密|机密|秘密) ?[★☆] ?(?:[0-9一二三四五六七八九十]{1,3} ?(?:年|个月|月|天|日)|长期|解密前|启用前)?")
"""A mark of secrecy that shares its line with other words: nothing else is written so"""
NOTE_STARTS = frozenset("此这该本上以数请由待需烦商内日未存批修审编备填 ")
"""First characters of remarks in brackets"""
BRACKETS = "（(【[［"
GAP_SIGNS = ("×", "✕", "＊", "*", "_", "＿", "□", "☐", "X", "x", "Ｘ", "#", "{", "TODO", "TBD", "FIXME", "  ", "　")
"""Without one of these there is no gap in a text"""
DRAFT_NAME = re.compile("征求意见稿|送审稿|讨论稿|审议稿|草稿|初稿|代拟稿|报批稿|报审稿|汇报稿|修改稿")
"""In the name of a file"""
MOST = 20
"""Gaps told of one file; a form of a hundred fields needs no hundred findings"""


class Unready(NamedTuple):
    """A mark where it stands."""

    code: str
    span: Span
    words: str
    line: int
    aside: bool
    """Whether it is no part of the text: it stands by itself"""


def take_marks(clean: CleanText, lines: list[Line]) -> tuple[list[Line], list[Unready]]:
    """The lines without the marks that stand by themselves, and these marks.

    `秘密★1年` above the title, `内部资料 注意保存`, `（征求意见稿）`, `<<<<<<< HEAD` are taken out whole; what shares the line of a title stays in the title.
    """
    found: dict[int, list[Unready]] = {}
    conflict = any(sign in clean.text for sign in CONFLICT)
    for index, line in enumerate(lines):
        length = line.end - line.start
        if length <= LONGEST_MARK and (index < HEAD or length <= LONGEST_TITLE // 4 or conflict):
            marks = list(_standing(line, conflict))
            if marks:
                found[index] = marks
        if index < HEAD and length <= LONGEST_TITLE and index not in found and ("稿" in line.text or "案" in line.text):
            marks = [_unready(mark.code, line, match, aside=False) for mark, pattern in TITLED if (match := pattern.search(line.text))]
            if marks and not _is_quoted(line.text, marks[0].words):
                found[index] = marks
    if "★" in clean.text or "☆" in clean.text:
        for index, line in enumerate(lines):
            if index not in found and (match := STARRED.search(line.text)):
                found[index] = [_unready("B421", line, match, aside=True)]
    if not found:
        return lines, []
    return list(_left(clean.text, lines, found)), [mark for marks in found.values() for mark in marks]


def _is_quoted(text: str, words: str) -> bool:
    """Whether the words stand in the name of another document."""
    at = text.find(words)
    return text.count("《", 0, at) > text.count("》", 0, at)


def _standing(line: Line, conflict: bool) -> Iterator[Unready]:
    """The marks that are the whole of a line."""
    text = line.text
    if conflict and (text.startswith(CONFLICT) or text == "======="):
        yield Unready("B426", line.span, text, line.number, True)
    elif not set(IN_LINE).isdisjoint(text):
        yield from (Unready(mark.code, line.span, text, line.number, True) for mark, pattern in STANDING if pattern.fullmatch(text))


def _unready(code: str, line: Line, match: re.Match[str], aside: bool) -> Unready:
    return Unready(code, Span(line.start + match.start(), line.start + match.end()), match[0], line.number, aside)


def _left(text: str, lines: list[Line], found: dict[int, list[Unready]]) -> Iterator[Line]:
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


def find_remarks(clean: CleanText, lines: list[Line]) -> list[Unready]:
    """Remarks and gaps within the text, in order."""
    text = clean.text
    found = [_in_text(clean, mark.code, match) for mark, pattern in NOTES for match in _in_brackets(text, pattern)]
    signs = [sign for sign in GAP_SIGNS if sign in text]
    if signs:
        for line in lines:
            if not any(sign in line.text for sign in signs):
                continue
            found += [_unready(mark.code, line, match, aside=False) for mark, pattern in GAPS for match in pattern.finditer(line.text)]
    return list(_apart(found))


def _apart(found: Iterable[Unready]) -> Iterator[Unready]:
    """In order; of marks that overlap only the first."""
    end = -1
    for each in sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)):
        if each.span.start >= end:
            end = each.span.end
            yield each


def _in_brackets(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches that begin at a bracket followed by one of the first characters of a remark."""
    for bracket in BRACKETS:
        if bracket not in text:
            continue
        at = 0
        for piece in text.split(bracket)[:-1]:
            at += len(piece)
            if text[at + 1 : at + 2] in NOTE_STARTS and (match := pattern.match(text, at)):
                yield match
            at += 1


def _in_text(clean: CleanText, code: str, match: re.Match[str]) -> Unready:
    return Unready(code, Span(*match.span()), match[0], line_of(clean, match.start()), False)


def unready_problems(clean: CleanText, marks: list[Unready]) -> list[Problem]:
    """One problem for each mark, with the line to paste for whoever stands by it."""
    told = [Problem(mark.code, "reports/" + clean.path, mark.line, mark.words, ways_out(clean, mark.code, mark.line)) for mark in marks[:MOST]]
    if DRAFT_NAME.search(clean.path):
        told.append(Problem("B423", "reports/" + clean.path, 0, clean.path.rpartition("/")[2], ways_out(clean, "B423", 0)))
    return told


def set_aside(marks: list[Unready]) -> tuple[Furniture, ...]:
    """The marks that stand by themselves, as pieces that belong to no text."""
    return tuple(Furniture("mark", mark.line, mark.span, mark.words) for mark in marks if mark.aside)
