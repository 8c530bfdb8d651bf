"""Brackets and quotation marks without a partner: the trace of a mark lost in copying."""

import re
from typing import NamedTuple

PAIRS = (("(（", ")）"), ("〔", "〕"), ("《", "》"), ("“", "”"))
"""Opening marks and the closing ones that go with them; half-width and full-width brackets may close each
other"""
LIST_MARK = re.compile(r"(?<![0-9(（])[0-9]{1,2}[)）]|(?:^|[。;；:：,，\s])[一二三四五六七八九十]{1,2}[)）]")


class UnpairedBracket(NamedTuple):
    """A mark whose partner is missing."""

    mark: str
    words: str
    """What stands around it: behind an opening mark, before a closing one"""
    at: int
    """Where these words begin"""


def unpaired(text: str) -> UnpairedBracket | None:
    """The first bracket or quotation mark without its partner; None when all are paired.

    >>> unpaired("“示范村(社区)。"), unpaired("(一)标题(二〇二四年)"), unpaired("1)第一项")
    (UnpairedBracket(mark='“', words='“示范村(社区)。', at=0), None, None)
    >>> unpaired("《法治政府建设实施纲要2021-2025年)》")
    UnpairedBracket(mark=')', words='纲要2021-2025年)', at=9)
    """
    for openings, closings in PAIRS:
        surplus = _surplus(text, openings, closings)
        if surplus > 0:
            at = _first_unclosed(text, openings, closings)
            return UnpairedBracket(text[at], text[at : at + 16], at)
        if surplus < 0 and (openings != "(（" or -surplus > _list_marks(text)):
            at = max(text.rfind(closing) for closing in closings)
            return UnpairedBracket(text[at], text[max(0, at - 12) : at + 1], max(0, at - 12))
    return None


def all_paired(text: str) -> bool:
    """Whether a whole text needs no closer look: most texts do not, and counting is a tenth of the work of
    looking at each line."""
    surpluses = ((openings, _surplus(text, openings, closings)) for openings, closings in PAIRS)
    return all(
        surplus == 0 or (surplus < 0 and openings == "(（" and -surplus <= _list_marks(text))
        for openings, surplus in surpluses
    )


def _surplus(text: str, openings: str, closings: str) -> int:
    """How many more marks open than close. Most are absent, and to find that out costs less than to count
    them."""
    surplus = 0
    for opening, closing in zip(openings, closings, strict=True):
        if opening in text or closing in text:
            surplus += len(text.split(opening)) - len(
                text.split(closing)
            )  # split skips to the next mark; count looks at every character
    return surplus


def _first_unclosed(text: str, openings: str, closings: str) -> int:
    """Where the first opening mark stands that is never closed."""
    stack: list[int] = []
    for at, character in enumerate(text):
        if character in openings:
            stack.append(at)
        elif character in closings and stack:
            stack.pop()
    return stack[0]


def _list_marks(text: str) -> int:
    """How many 1) 2) stand in the text: their bracket has no partner by custom."""
    return sum(1 for _ in LIST_MARK.finditer(text))
