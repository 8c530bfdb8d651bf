"""Sentences → the amounts, rates, ranks, durations and frequencies they state; years, names and slogans stay
out.

Where an amount may begin, one expression tells the plain case from what must be read by the rules of
`amounts`.
"""

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal

import numpy as np

from site_builder.extract.lines import LIMIT, QUOTE, Lines
from site_builder.extract.numbers import not_quantities as traps
from site_builder.extract.numbers import qualifiers
from site_builder.extract.numbers.amounts import NumberMatch, amount, change_before
from site_builder.extract.numbers.candidates import candidates
from site_builder.extract.numbers.numerals import HANZI, Numeral, numerals, plain, scaled
from site_builder.extract.numbers.ranges import add_low, pair_changes, range_low
from site_builder.extract.numbers.tokens import PLAIN, PLAIN_UNITS, RANGE, TOKEN
from site_builder.matching.arrays import Alphabet, Ints, follow
from site_builder.vocabulary import Bound, Change, QuantityKind

BOUND_EXACT = Bound.EXACT
CHANGE_NONE = Change.NONE
KIND_DURATION = QuantityKind.DURATION
"""Asked for at every number or paragraph, and so bound once: to read a member off its vocabulary takes 0.1 µs
"""


QUOTED = re.compile(
    r"“[^“”\n]{1,16}”|“[^“”\n+＋]{1,24}[+＋][^“”\n]{1,40}”|‘[^‘’\n]{1,16}’|\"[^\"\n]{1,16}\"|「[^」\n]{1,16}」"
    r"|《[^《》\n]{1,200}》|〔[^〕\n]{1,8}〕|【[^】\n]{1,16}】|\[\d{4}\]"
)
"""Short quotations and titles of documents: numbers in them are names (“1+7+N”, 《…(2021—2025年)》). A long
quotation is a statement."""


def quantities(lines: Lines) -> list[NumberMatch]:
    """All quantities of the sentences, in order.

    >>> from site_builder.extract.lines import lines_of
    >>> [(q.surface, str(q.value), q.unit, q.qualifier) for q in quantities(lines_of(["2024年话务总量43.6万余通,居全省第3位。"]))]
    [('43.6万余通', '436000', '通', '余'), ('第3位', '3', '位', '第')]
    """
    reader, text = _Reader(lines), lines.text
    places = candidates(lines)
    sentences = (np.searchsorted(lines.starts, places, side="right") - 1).tolist()
    settled = 0
    for place, sentence, named, limited in zip(
        places.tolist(), sentences, reader.names.covering(places), _may_be_limited(lines, places), strict=True
    ):
        token = TOKEN.match(text, place) if place >= settled else None
        if token is not None:
            settled = token.end()
            if (
                named
                or token.lastgroup != PLAIN
                or place == reader.high
                or place < reader.free
                or not reader.plain(token, sentence, limited)
            ):
                reader.ruled(token, sentence)
    pair_changes(text, reader.found)
    return reader.found


def _may_be_limited(lines: Lines, places: Ints) -> list[bool]:
    """Whether a word for a bound may stand so near before a place that `qualifiers.far` finds it: before most
    numbers none does."""
    limits = lines.places(LIMIT)
    limits = limits.take(np.flatnonzero(_SECOND.of(lines.codes.take(limits + 1))))
    limited: list[bool] = follow(places, limits, qualifiers.FAR_REACH).tolist()
    return limited


_SECOND = Alphabet({1: qualifiers.FAR_SECOND})


class _Names:
    """The short quotations and titles of a text."""

    def __init__(self, lines: Lines) -> None:
        self.text = lines.text
        self.starts: list[int] = []
        self.ends: list[int] = []
        end = 0
        for opening in lines.places(QUOTE).tolist():
            if opening >= end and (match := QUOTED.match(lines.text, opening)):
                end = match.end()
                self.starts.append(opening)
                self.ends.append(end)

    def covering(self, places: Ints) -> list[bool]:
        """For each of many places whether it lies inside one."""
        before = np.searchsorted(np.array(self.starts, dtype=np.intp), places, side="right")
        covered: list[bool] = (places < np.array([0, *self.ends], dtype=np.intp).take(before)).tolist()
        return covered

    def cover(self, place: int) -> bool:
        """The same for one."""
        before = bisect_right(self.starts, place)
        return before > 0 and place < self.ends[before - 1]

    def repeat(self, surface: str, position: int, floor: int, ceiling: int) -> bool:
        """Whether one near the place, in the same sentence, has the words: “四个周例会”:指…四个专项周例会 is
        the name said again."""
        before = bisect_right(self.starts, position)
        first, last = (
            max(before - 8, bisect_left(self.starts, floor)),
            min(before + 8, bisect_left(self.starts, ceiling)),
        )
        return any(
            self.ends[at] <= ceiling and self.text.find(surface, self.starts[at], self.ends[at]) >= 0
            for at in range(first, last)
        )


class _Reader:
    """Takes the tokens of a text in order and collects the quantities found; the other attributes are about
    the place reached."""

    def __init__(self, lines: Lines) -> None:
        self.text, self.starts = lines.text, lines.begins
        self.found: list[NumberMatch] = []
        self.names = _Names(lines)
        self.free = 0
        """From where on the next quantity may begin: behind the last one"""
        self.low: Numeral | None = None
        """The numeral just before, if it may be the lower end of a range"""
        self.high = -1
        """Where the upper end of that range would begin"""

    def plain(self, token: re.Match[str], sentence: int, limited: bool) -> bool:
        """Add the plain case (263次, 超过23000余套, 98.8%以上): only qualifiers stand beside it, far from it
        only if `limited`. False: it calls for rules."""
        text, floor = self.text, self.starts[sentence]
        s, e = token.span()
        more, scale, rest, word = token.groups()
        unit, previous = PLAIN_UNITS[word], text[s - 1]
        front = qualifiers.before(text, s, floor) if previous in qualifiers.BEFORE_ENDS else ""
        if front == "连续" or (word in traps.PROVISION_UNITS and "第" in text[max(floor, s - 14) : s]):
            return False
        number = text[s : token.start(1)]
        value = Decimal(number) if number.isdecimal() else Decimal(number.replace(",", "").replace("．", "."))
        if limited and not front:
            front = qualifiers.far(text, s, floor)
        back = (
            qualifiers.after(text, e, unit.kind == KIND_DURATION)
            if text[e] in qualifiers.AFTER_STARTS
            else ""
        )
        words = (
            [each for each in (front, more or rest, back) if each] if front or more or rest or back else []
        )
        change = change_before(text, s, floor) if previous in qualifiers.CHANGE_ENDS else CHANGE_NONE
        self.free = e
        self.found.append(
            NumberMatch(
                s, e, text[s:e], plain(scaled(value, scale)) if scale else value, unit.bare, unit.kind, ",".join(words),
                qualifiers.bound(words) if words else BOUND_EXACT, sentence, change,
            )
        )  # fmt: skip
        return True

    def ruled(self, token: re.Match[str], sentence: int) -> None:
        """Add what the numerals that begin in a token state by the rules."""
        floor, ceiling = self.starts[sentence], self.starts[sentence + 1] - 1
        for match in numerals(self.text, token.start(), token.end(), floor, ceiling):
            if match.start() >= self.free:
                self._add(match, sentence, floor, ceiling)

    def _add(self, match: re.Match[str], sentence: int, floor: int, ceiling: int) -> None:
        """Add what a numeral states by the rules, if it states anything."""
        text, (s, e) = self.text, match.span()
        inside = self.names.cover(s)
        low = self.low if s == self.high else None
        found = (
            None if inside and not _stated_inside(text, s, e) else amount(text, match, floor, ceiling, low)
        )
        if (
            found is not None
            and match.lastgroup == HANZI
            and self.names.repeat(found.surface, s, floor, ceiling)
        ):
            found = None
        elif found is not None:
            found.sentence = sentence
            if low is not None:
                add_low(text, low, found, sentence, self.found)
            self.found.append(found)
            self.free = e = found.end
        ranges_on = e + 1 < ceiling and text[e] in RANGE and not inside
        self.low, self.high = range_low(text, match, floor, ceiling, found) if ranges_on else (None, -1)


def _stated_inside(text: str, start: int, end: int) -> bool:
    """A rate inside a short quotation counts only if it is stated as one: “办结率100%”."""
    return text[end : end + 1] in ("%", "％") and text[start - 1] in "率达为"
