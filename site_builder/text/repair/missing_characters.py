"""Characters that are gone without a trace: only pointed at, never guessed. `20212025年` is no number and
`〔20212号` no document number."""

import re
from collections.abc import Iterator

from site_builder.text.boilerplate.labels import BLANK
from site_builder.text.repair.repair_edits import REPAIR_EDITS_PRIVATE, RepairEdit, RepairInput
from site_builder.vocabulary import RepairKind, RepairStatus

RUN_TOGETHER_YEARS = re.compile(r"(?<![\d.])(?:19|20)\d\d(?:19|20)\d\d(?=年|[)）])")
MONTH = re.compile(r"(?<![\d.])(?:19|20)\d\d(?:1[0-2]|[1-9])(?=月\d)")
SPOILT_DOCUMENT_NUMBER = re.compile(r"(?<=〔)(?:19|20)\d\d\d{1,4}号")
CLOSED = re.compile(r"(?:19|20)\d\d〕\d{1,4}号")
UNREADABLE = re.compile(f"[{REPAIR_EDITS_PRIVATE}]+")
PAIRED_MARKS = (("“", "”"), ("《", "》"))
MARK_NOTE = "引号或书名号不成对，另一半可能丢失，按原样显示"
CENTURIES = (re.compile(r"19\d\d\d"), re.compile(r"20\d\d\d"))
"""Five digits that begin like a year: every rule but the last starts there, and sound texts hardly have any.
Two plain beginnings instead of one class of characters: `re` skips to the next of them without looking at
what lies between (8 instead of 100 µs for 9,000 characters)."""

MISSING_CHARACTER_RULES: tuple[tuple[RepairKind, re.Pattern[str], str], ...] = (
    (RepairKind.LOST_DASH, RUN_TOGETHER_YEARS, "两个年份之间的连接号可能丢失，按原样显示，不作为数字读取"),
    (RepairKind.LOST_YEAR_MARK, MONTH, "年份和月份之间可能丢失“年”字，按原样显示"),
    (RepairKind.LOST_BRACKET, SPOILT_DOCUMENT_NUMBER, "文号的括号可能丢失，按原样显示"),
)


def lost_characters(draft: RepairInput) -> list[RepairEdit]:
    """Point at places where a range dash, 年, a bracket of a document number or half a pair of quotation
    marks is missing, and at characters that cannot be read.

    >>> from site_builder.text.repair.repair_edits import draft
    >>> [(each.kind.value, each.new) for each in lost_characters(draft("纲要(20212025年)和20201月1日起施行的办法"))]
    [('lost_dash', None), ('lost_year_mark', None)]
    >>> lost_characters(draft("(2021-2025年)、2021年1月1日、12345热线、洛政〔2020〕23号"))
    []
    """
    mends = []
    for century in CENTURIES:
        for digits in century.finditer(draft.text):
            for kind, pattern, note in MISSING_CHARACTER_RULES:
                found = pattern.match(draft.text, digits.start())
                if found:
                    mends.append(
                        RepairEdit(found.start(), found.end(), None, kind, RepairStatus.FLAGGED, note=note)
                    )
    mends += _unopened(draft.text)
    for opening, closing in PAIRED_MARKS:
        if draft.text.count(opening) != draft.text.count(closing):
            mends += _unpaired(draft.text, opening, closing)
    if "\ufffd" in draft.letters or any("\ue000" <= letter <= "\uf8ff" for letter in draft.letters):
        note = "此处有无法识别的字符"
        mends += [
            RepairEdit(each.start(), each.end(), None, RepairKind.UNREADABLE, RepairStatus.FLAGGED, note=note)
            for each in UNREADABLE.finditer(draft.text)
        ]
    return mends


def _unpaired(text: str, opening: str, closing: str) -> Iterator[RepairEdit]:
    """Quotation and title marks that have no partner in their paragraph, where the whole text has more of one
    than of the other.

    A mark that opens a paragraph may close in a later one (amendments quote whole articles): it is left in
    peace.
    """
    start = 0
    for line in text.split("\n"):
        if line.count(opening) != line.count(closing):
            open_marks: list[int] = []
            for at, letter in enumerate(line, start):
                if letter == opening:
                    open_marks.append(at)
                elif letter == closing and open_marks:
                    open_marks.pop()
                elif letter == closing:
                    yield RepairEdit(
                        at, at + 1, None, RepairKind.LOST_MARK, RepairStatus.FLAGGED, note=MARK_NOTE
                    )
            yield from (
                RepairEdit(at, at + 1, None, RepairKind.LOST_MARK, RepairStatus.FLAGGED, note=MARK_NOTE)
                for at in open_marks
                if line[: at - start].strip(BLANK)
            )
        start += len(line) + 1


def _unopened(text: str) -> Iterator[RepairEdit]:
    """Document numbers whose year has a closing bracket only: 洛政2020〕23号."""
    at = text.find("〕")
    while at >= 0:
        if at >= 4 and text[max(at - 5, 0) : at - 4] not in OPENING_BRACKETS and CLOSED.match(text, at - 4):
            yield RepairEdit(
                at - 4,
                at + 1,
                None,
                RepairKind.LOST_BRACKET,
                RepairStatus.FLAGGED,
                note=MISSING_CHARACTER_RULES[2][2],
            )
        at = text.find("〕", at + 1)


OPENING_BRACKETS = frozenset("〔[［(（【")
