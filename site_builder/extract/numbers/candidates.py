"""Where an amount may begin: of all characters that can begin a numeral, those that cannot begin an amount
are left out by arrays, at a look.

Of a hundred numerals in a report sixty are years, days of a month, 一 in 进一步 or 随机一公开, or numbers
with nothing behind them that could be counted. Nothing is left out that the rules of `amounts` would take for
an amount (a test compares the two).
"""

from collections.abc import Iterable

import numpy as np

from site_builder.extract.lines import MARKS, NUMERAL, Lines
from site_builder.extract.numbers import not_quantities as traps
from site_builder.extract.numbers.tokens import DIGITS, HANZI_DIGITS, RANGE, SPACES
from site_builder.extract.numbers.units import UNITS
from site_builder.matching.arrays import Alphabet, Codes, Ints, Traits, Truth
from site_builder.vocabulary import QuantityKind

(
    DIGIT,
    HANZI,
    ORDINAL,
    POINT,
    RANGED,
    AFTER_DIGITS,
    AFTER_HANZI,
    AFTER_ORDINAL,
    BEFORE_ONE,
    AFTER_ONE,
    WITHIN,
) = (1 << bit for bit in range(11))
_COUNTED_ALONE = traps.ONE_OFTEN | {"个"}
"""Measure words with which 一 may count whatever stands before it (每年一次)"""
_ONE_FIRSTS = {
    first
    for first, units in UNITS.items()
    if all(
        u.kind
        not in (
            QuantityKind.MULTIPLE,
            QuantityKind.PERCENT_POINT,
            QuantityKind.PERCENT,
            QuantityKind.DURATION,
        )
        and u.word[0] not in _COUNTED_ALONE
        for u in units
    )
}
_GOES_ON = {*HANZI_DIGITS, *"点余多分", *SPACES}
TRAITS: dict[int, Iterable[str]] = {
    DIGIT: "0123456789０１２３４５６７８９",
    HANZI: frozenset(HANZI_DIGITS) & frozenset(MARKS[NUMERAL]),
    ORDINAL: "第前",
    POINT: ",，．.",
    RANGED: RANGE,
    AFTER_DIGITS: {*DIGITS, *",．/余多几百千万亿", *UNITS, *SPACES, *RANGE},
    AFTER_HANZI: {
        *_GOES_ON,
        *RANGE,
        *(first for first, units in UNITS.items() if any(u.hanzi for u in units)),
    },
    AFTER_ORDINAL: {*_GOES_ON, *traps.AFTER_RANK, *"名位次"},
    BEFORE_ONE: {*DIGITS, *HANZI_DIGITS, *"第前之点", *traps.ONE_ENDS},
    AFTER_ONE: _ONE_FIRSTS,
    WITHIN: "以之内左",
}
"""What a character may be to a numeral beside it: `AFTER_…` may continue or measure it, `BEFORE_ONE` may let
一 count (受理一件)"""


_ALPHABET = Alphabet(TRAITS)


def candidates(lines: Lines) -> Ints:
    """Where numerals begin that may be amounts, ascending.

    >>> from site_builder.extract.lines import lines_of
    >>> text = "2024年3月15日,进一步作为一项工作,第三方受理一件、办结1200件"
    >>> [text[at : at + 2] for at in candidates(lines_of([text])).tolist()]
    ['一件', '12']
    """
    codes, places = lines.codes, lines.places(NUMERAL)
    form = _traits(codes, places) & (DIGIT | HANZI)
    edges = np.flatnonzero(
        (np.diff(places, prepend=-2, append=-2) != 1)
        | (np.diff(form, prepend=0, append=0) != 0)
        | (np.append(form, 0) == 0)
    )
    first, last = edges[:-1], edges[1:] - 1
    start, end, form = places.take(first), places.take(last) + 1, form.take(first)
    before, after = _traits(codes, start - 1), _traits(codes, end)
    none = np.where(
        form == DIGIT,
        _no_digits(codes, start, end, before, after),
        (form == HANZI) & _no_hanzi(codes, start, end, before, after),
    )
    return start.take(np.flatnonzero(~none))


def _traits(codes: Codes, places: Ints) -> Traits:
    return _ALPHABET.of(codes.take(places))


def _no_digits(codes: Codes, start: Ints, end: Ints, before: Traits, after: Traits) -> Truth:
    """Digits that are a year (2024年, 2021—2025年), a day (3月15日), or have nothing behind them that could
    be counted."""
    previous, following, size = codes.take(start - 1), codes.take(end), end - start
    behind = _traits(codes, end + 1)
    apart = (previous != ord(".")) & ((before & POINT == 0) | (_traits(codes, start - 2) & DIGIT == 0))
    year = apart & (size == 4) & (following == ord("年")) & (codes.take(start) != ord("0"))
    goes_on = ((following == ord(".")) | (following == ord("，"))) & (behind & DIGIT != 0)
    bare = (after & AFTER_DIGITS == 0) & ~goes_on & (size <= 13)
    opens = (after & RANGED != 0) & np.append(year[1:] & (start[1:] == end[:-1] + 1), False)
    day = (
        (previous == ord("月")) & (following == ord("日")) & (codes.take(end + 1) != ord("元")) & (size <= 2)
    )
    none: Truth = year | day | (apart & (before & ORDINAL == 0) & (bare | opens))
    return none


def _no_hanzi(codes: Codes, start: Ints, end: Ints, before: Traits, after: Traits) -> Truth:
    """Chinese numerals with nothing behind them that they count (进一步, 十四五), ordinals of what is no rank
    (第三方), 一 that counts nothing (一项工作)."""
    nothing = (before & ORDINAL == 0) & (after & AFTER_HANZI == 0)
    ordinal = (codes.take(start - 1) == ord("第")) & (after & AFTER_ORDINAL == 0)
    one = (end - start == 1) & (codes.take(start) == ord("一")) & (before & BEFORE_ONE == 0)
    last_year = (codes.take(end) == ord("年")) & (_traits(codes, end + 1) & WITHIN == 0)
    none: Truth = nothing | ordinal | (one & ((after & AFTER_ONE != 0) | last_year))
    return none
