"""Where an amount may begin: of all characters that can begin a numeral, those that cannot begin an amount are left out by arrays, at a look.

Of a hundred numerals in a report forty are years, dates of days, 一 in 进一步 or 随机一公开, or numbers with nothing behind them that could be counted.
Nothing is left out that the rules of `amounts` would take for an amount (a test compares the two).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from site_builder.extract import traps
from site_builder.extract.lines import NUMERAL, Lines
from site_builder.extract.tokens import DIGITS, HANZI_DIGITS, RANGE, SPACES
from site_builder.extract.units import UNITS
from site_builder.extract.words import Ints

DIGIT, HANZI, ORDINAL, POINT, AFTER_DIGITS, AFTER_HANZI, BEFORE_ONE, AFTER_ONE = (1 << bit for bit in range(8))
_COUNTED_ALONE = frozenset("次期场轮个")
"""Measure words with which 一 may count whatever stands before it (每年一次)"""
_ONE_FIRSTS = {
    first
    for first, units in UNITS.items()
    if all(u.kind not in ("multiple", "percent_point", "percent", "duration") and u.word[0] not in _COUNTED_ALONE for u in units)
}
TRAITS: dict[int, Iterable[str]] = {
    DIGIT: DIGITS,
    HANZI: HANZI_DIGITS,
    ORDINAL: "第前",
    POINT: ",．.",
    AFTER_DIGITS: {*DIGITS, *",．/余多几百千万亿", *UNITS, *SPACES, *RANGE},
    AFTER_HANZI: {*HANZI_DIGITS, *"点余多分", *SPACES, *RANGE, *(first for first, units in UNITS.items() if any(u.hanzi for u in units))},
    BEFORE_ONE: {*DIGITS, *HANZI_DIGITS, *"第前之点", *traps.ONE_ENDS},
    AFTER_ONE: _ONE_FIRSTS,
}
"""What a character may be to a numeral beside it: `AFTER_…` may continue or measure it, `BEFORE_ONE` may let 一 count (受理一件)"""


def _table() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    for trait, characters in TRAITS.items():
        table[[ord(each) for each in characters]] |= trait
    return table


_TABLE = _table()


def candidates(lines: Lines) -> Ints:
    """Places of numerals that may be amounts, ascending; of a number in digits the first one.

    >>> from site_builder.extract.lines import lines_of
    >>> text = "2024年3月15日,进一步作为一项工作,受理一件、办结1200件"
    >>> [text[at : at + 2] for at in candidates(lines_of([text])).tolist()]
    ['3月', '一件', '12']
    """
    places = lines.places(NUMERAL)
    letters = lines.codes.take(places)
    before, after = _TABLE.take(lines.codes.take(places - 1), mode="clip"), _TABLE.take(lines.codes.take(places + 1), mode="clip")
    alone = (_TABLE.take(letters, mode="clip") & HANZI != 0) & (before & ORDINAL == 0) & (after & AFTER_HANZI == 0)
    no_one = (letters == ord("一")) & (before & BEFORE_ONE == 0) & (after & AFTER_ONE != 0)
    kept = ~(alone | no_one)
    digits = np.flatnonzero(letters <= ord("9"))
    kept[digits] = False
    kept[digits.take(_first_digits(lines, places.take(digits)))] = True
    return places.take(np.flatnonzero(kept))


def _first_digits(lines: Lines, digits: Ints) -> Ints:
    """Of the places of digits those that begin a number which may be an amount, as indices."""
    edges = np.flatnonzero(np.diff(digits, prepend=-2, append=-2) != 1)
    first, last = edges[:-1], edges[1:] - 1
    start, end = digits.take(first), digits.take(last) + 1
    codes = lines.codes
    previous, following, second = codes.take(start - 1), codes.take(end), codes.take(end + 1)
    before, after = _TABLE.take(previous, mode="clip"), _TABLE.take(following, mode="clip")
    inside = (before & POINT != 0) & (_TABLE.take(codes.take(start - 2), mode="clip") & DIGIT != 0)
    apart = (before & DIGIT == 0) & (previous != ord(".")) & ~inside
    year = (end - start == 4) & (following == ord("年")) & (codes.take(start) != ord("0"))
    goes_on = (following == ord(".")) & (_TABLE.take(second, mode="clip") & DIGIT != 0)
    bare = (after & AFTER_DIGITS == 0) & ~goes_on & (before & ORDINAL == 0) & (end - start <= 13)
    day = (previous == ord("月")) & (following == ord("日")) & (second != ord("元")) & (end - start <= 2)
    return first.take(np.flatnonzero(~(apart & (year | bare) | day)))
