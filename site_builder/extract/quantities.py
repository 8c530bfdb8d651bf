"""Sentences → the amounts, rates, ranks, durations and frequencies they state; years, names and slogans stay out.

Where a numeral may begin, one expression tells the plain case from what is no amount and from what must be read by the rules of `amounts`.
"""

import re
from bisect import bisect_right
from decimal import Decimal

from site_builder.extract import qualifiers, traps
from site_builder.extract.amounts import Found, amount, change_before
from site_builder.extract.lines import NUMERAL, QUOTE, Lines
from site_builder.extract.numbers import HANZI, Numeral, numerals, plain, scaled
from site_builder.extract.ranges import add_low, pair_changes, range_low
from site_builder.extract.tokens import NO_AMOUNT, PLAIN, PLAIN_UNITS, RANGE, TOKEN

QUOTED = re.compile(
    r"“[^“”\n]{1,16}”|“[^“”\n+＋]{1,24}[+＋][^“”\n]{1,40}”|‘[^‘’\n]{1,16}’|\"[^\"\n]{1,16}\"|「[^」\n]{1,16}」"
    r"|《[^《》\n]{1,200}》|〔[^〕\n]{1,8}〕|【[^】\n]{1,16}】|\[\d{4}\]"
)
"""Short quotations and titles of documents: numbers in them are names (“1+7+N”, 《…(2021—2025年)》). A long quotation is a statement."""


def quantities(lines: Lines) -> list[Found]:
    """All quantities of the sentences, in order.

    >>> from site_builder.extract.lines import lines_of
    >>> [(q.surface, str(q.value), q.unit, q.qualifier) for q in quantities(lines_of(["2024年话务总量43.6万余通,居全省第3位。"]))]
    [('43.6万余通', '436000', '通', '余'), ('第3位', '3', '位', '第')]
    """
    reader = _Reader(lines)
    settled = 0
    for position in lines.places(NUMERAL).tolist():
        token = TOKEN.match(lines.text, position) if position >= settled else None
        if token is not None:
            settled = token.end()
            reader.take(token)
    pair_changes(lines.text, reader.found)
    return reader.found


class _Names:
    """The short quotations and titles of a text, asked for places from its beginning to its end."""

    def __init__(self, lines: Lines) -> None:
        self.text = lines.text
        self.spans = []
        end = 0
        for opening in lines.places(QUOTE).tolist():
            if opening >= end and (match := QUOTED.match(lines.text, opening)):
                end = match.end()
                self.spans.append((opening, end))
        self.next = 0
        """The first that ends behind the last place asked for"""

    def cover(self, position: int) -> bool:
        """Whether the place lies inside one."""
        while self.next < len(self.spans) and self.spans[self.next][1] <= position:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next][0] < position

    def repeat(self, surface: str, floor: int, ceiling: int) -> bool:
        """Whether one near the last place asked for, in the same sentence, has the words: “四个周例会”:指…四个专项周例会 is the name said again."""
        near = self.spans[max(0, self.next - 8) : self.next + 8]
        return any(a >= floor and b <= ceiling and self.text.find(surface, a, b) >= 0 for a, b in near)


class _Reader:
    """Takes the tokens of a text in order and collects the quantities found; the other attributes are about the place reached."""

    def __init__(self, lines: Lines) -> None:
        self.text, self.starts = lines.text, lines.starts
        self.found: list[Found] = []
        self.names = _Names(lines)
        self.sentence, self.floor, self.ceiling = -1, 0, -1
        """The sentence, and where it begins and ends"""
        self.free = 0
        """From where on the next quantity may begin: behind the last one"""
        self.low: Numeral | None = None
        """The numeral just before, if it may be the lower end of a range"""

    def take(self, token: re.Match[str]) -> None:
        """Add the quantities that begin in a token."""
        start, form = token.start(), token.lastgroup
        if form == NO_AMOUNT:
            self.low = None
            return
        if start > self.ceiling:
            self.sentence = bisect_right(self.starts, start, self.sentence + 1) - 1
            self.floor, self.ceiling = self.starts[self.sentence], self.starts[self.sentence + 1] - 1
            self.free, self.low = self.floor, None
        if form != PLAIN or self.low is not None or start < self.free or self.names.cover(start) or not self._plain(token):
            for match in numerals(self.text, start, token.end(), self.floor, self.ceiling):
                if match.start() >= self.free:
                    self._add(match)

    def _plain(self, token: re.Match[str]) -> bool:
        """Add the plain case, nine of ten numbers in real reports (263次, 超过23000余套, 98.8%以上): only qualifiers stand beside it. False: read it by rules."""
        text, floor = self.text, self.floor
        s, e = token.span()
        more, scale, rest, word = token.group("more", "scale", "rest", "unit")
        unit, previous = PLAIN_UNITS[word], text[s - 1]
        front = qualifiers.before(text, s, floor) if previous in qualifiers.BEFORE_ENDS else ""
        if front == "连续" or (word in traps.PROVISION_UNITS and "第" in text[max(floor, s - 14) : s]):
            return False
        number = text[s : token.start("more")]
        value = Decimal(number) if number.isdecimal() else Decimal(number.replace(",", "").replace("．", "."))
        back = qualifiers.after(text, e, unit.kind == "duration") if text[e] in qualifiers.AFTER_STARTS else ""
        words = [each for each in (front or qualifiers.far(text, s, floor), more or rest, back) if each]
        change = change_before(text, s, floor) if previous in qualifiers.CHANGE_ENDS else ""
        self.free = e
        self.found.append(
            Found(
                s, e, token[0], plain(scaled(value, scale)) if scale else value, unit.bare, unit.kind, ",".join(words),
                qualifiers.bound(words) if words else "exact", self.sentence, change,
            )
        )  # fmt: skip
        return True

    def _add(self, match: re.Match[str]) -> None:
        """Add what a numeral states by the rules, if it states anything."""
        text, (s, e) = self.text, match.span()
        inside = self.names.cover(s)
        found = None if inside and not _stated_inside(text, s, e) else amount(text, match, self.floor, self.ceiling, self.low)
        if found is not None and match.lastgroup == HANZI and self.names.repeat(found.surface, self.floor, self.ceiling):
            found = None
        elif found is not None:
            found.sentence = self.sentence
            if self.low is not None:
                add_low(text, self.low, found, self.sentence, self.found)
            self.found.append(found)
            self.free = e = found.end
        ranges_on = e + 1 < self.ceiling and text[e] in RANGE and not inside
        self.low = range_low(text, match, self.floor, self.ceiling, found) if ranges_on else None


def _stated_inside(text: str, start: int, end: int) -> bool:
    """A rate inside a short quotation counts only if it is stated as one: “办结率100%”."""
    return text[end : end + 1] in ("%", "％") and text[start - 1] in "率达为"
