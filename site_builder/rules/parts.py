"""A pattern → the parts that can be taken out of it, each as the pattern without it: how a rule is proved,
and how it is broken.

Parts are: each alternative of a choice at any depth, each Chinese character of a class, each optional piece
that holds a Chinese character, each look-around that holds one. Numerals, stops, quantities and references to
fragments are the mechanics of reading and are left whole.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

PARTS_NUMERALS = frozenset("一二两三四五六七八九十百千万亿零〇")
PARTS_TOKEN = re.compile(
    r"""(?P<escape>\\.)|(?P<open>\((?:\?(?:[:=!>]|<[=!]|P<\w+>))?)|(?P<close>\))|(?P<bar>\|)|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])
    |(?P<times>(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?)|(?P<name>\{[^{}]+\})|(?P<letter>.)""",
    re.VERBOSE | re.DOTALL,
)
_HAN = re.compile(r"[\u3400-\u9fff]|\{[^\W\d][^{}]*\}")
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


class PatternPart(Struct, frozen=True):
    """A part and the pattern without it."""

    text: str
    without: str


class _Open(Struct):
    """A group that has been opened, or the pattern as a whole."""

    start: int
    opening: str
    bars: list[int]


def parts(pattern: str) -> list[PatternPart]:
    """All parts that can be taken out, in order of their ends.

    >>> [(part.text, part.without) for part in parts("(?:同比|较上年)增[加长]了?")]
    [('同比', '(?:较上年)增[加长]了?'), ('较上年', '(?:同比)增[加长]了?'), ('加', '(?:同比|较上年)增[长]了?'), ('长', '(?:同比|较上年)增[加]了?'), ('了', '(?:同比|较上年)增[加长]')]
    """
    out: list[PatternPart] = []
    for start, end, text in _spans(pattern):
        without = pattern[:start] + pattern[end:]
        if (part := PatternPart(text, without)) not in out and _compiles(without):
            out.append(part)
    return out


def _compiles(pattern: str) -> bool:
    try:
        re.compile(re.sub(r"\{[^\W\d][^{}]*\}", "(?:片)", pattern))
    except re.error:
        return False  # a look-behind of two widths, and the like
    return True


def _spans(pattern: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of what is cut, and what is shown of it."""
    opened = [_Open(0, "", [])]
    last = 0
    """Where the element before a quantity begins"""
    for token in PARTS_TOKEN.finditer(pattern):
        part, start, end = token.lastgroup, token.start(), token.end()
        if part == "open":
            opened.append(_Open(start, token[0], []))
        elif part == "bar":
            opened[-1].bars.append(start)
        elif part == "close" and len(opened) > 1:
            group = opened.pop()
            yield from _alternatives(pattern, group, start)
            if group.opening in _AROUND and _HAN.search(pattern, group.start, end):
                yield group.start, end, pattern[group.start : end]
            last = group.start
        elif part == "class":
            yield from _members(token)
            last = start
        elif part == "times":
            if token[0][0] == "?" and _HAN.search(pattern, last, start):
                yield last, end, pattern[last:start]
        else:
            last = start
    yield from _alternatives(pattern, opened[0], len(pattern))


def _alternatives(pattern: str, group: _Open, close: int) -> Iterator[tuple[int, int, str]]:
    edges = [group.start + len(group.opening) - 1, *group.bars, close]
    if len(edges) > 2:
        for number, (before, after) in enumerate(pairwise(edges)):
            text = pattern[before + 1 : after]
            if number < len(edges) - 2:
                yield before + 1, after + 1, text
            else:
                yield before, after, text


def _members(token: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The Chinese characters of a class, but not numerals and not the ends of a range, nor the only one."""
    text = token[0]
    if len(text.strip("[^]")) < 2:
        return
    for at in range(1, len(text) - 1):
        letter = text[at]
        if (
            "\u3400" <= letter <= "\u9fff"
            and letter not in PARTS_NUMERALS
            and "-" not in (text[at - 1], text[at + 1])
        ):
            yield token.start() + at, token.start() + at + 1, letter
