"""A report's prose as arrays of characters, so that all its sentences and paragraphs are made ready for
comparison in one pass.

Two things are read off it. Its content: what stays between marks, figures and stock words, looked through
four characters at a time for phrases that another report has too. And its masked sentences: without marks,
all figures made alike, which is what stays when only the figures change.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from site_builder.corpus.history.shingles import SHINGLE, ShingleWindows, codes_of, ramp
from site_builder.corpus.history.stock_words import NEVER_STOCK_WORDS, stock_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARAGRAPH_SEPARATOR = "\0"
"""Stands between paragraphs: in no phrase, and no figure reaches over it"""
LETTER, DIGIT, POINT, NUMERAL, MEASURE = 1, 2, 4, 8, 16
_NUMERALS, _MEASURES = "一二三四五六七八九十百千万两", "件次项条个名人场份起宗部月年"
QUOTES = (0x201C, 0x201D)
"""“ and ”: they come and go between years, so a phrase reaches over them"""


class NormalizedText(Struct, frozen=True):
    """A text without its quotation marks, and every stretch of four characters in it that may belong to a
    phrase."""

    bare: str
    codes: "NDArray[Any]"
    at: "NDArray[Any]"
    """Where each begins in `bare`, ascending"""
    moved: "NDArray[Any]"
    """Offset in the text → offset in `bare`"""


class NumberMasked(Struct, frozen=True):
    """Sentences without blanks and marks, all figures made alike."""

    texts: tuple[str, ...]
    windows: ShingleWindows


def content(text: str) -> NormalizedText:
    """What of a text can belong to a phrase: letters that are part of no stock word, four or more in a row;
    figures and marks stand between phrases.

    >>> found = content("进一步加强行政复议工作，全面推行“双随机、一公开”监管")
    >>> [found.bare[at : at + 4] for at in found.at.tolist()]
    ['行政复议', '一公开监', '公开监管']
    """
    import numpy as np

    units = _units(text)
    unquoted = (units != QUOTES[0]) & (units != QUOTES[1])
    bare = text.replace(chr(QUOTES[0]), "").replace(chr(QUOTES[1]), "")
    chars = units[unquoted]
    plain = (_classes()[chars] & LETTER > 0) & ~_stock(bare)
    at = np.flatnonzero(plain[:-3] & plain[1:-2] & plain[2:-1] & plain[3:])
    moved = np.zeros(len(units) + 1, dtype=np.int64)
    np.cumsum(unquoted, out=moved[1:])
    return NormalizedText(bare, codes_of(chars)[at], at, moved)


def _stock(bare: str) -> "NDArray[Any]":
    """Which characters belong to a stock word."""
    import numpy as np

    words = stock_words(bare)
    found = np.fromiter(chain.from_iterable(words), dtype=np.int64, count=3 * len(words)).reshape(-1, 3)
    found = found[found[:, 0] >= len(NEVER_STOCK_WORDS)]
    change = np.zeros(len(bare) + 1, dtype=np.int8)
    change[found[:, 1]] = 1
    change[found[:, 2]] -= 1  # where a word ends another may begin
    inside: NDArray[Any] = np.cumsum(change[:-1], dtype=np.int8) > 0
    return inside


def masked(text: str, spans: Sequence[tuple[int, int]]) -> NumberMasked:
    """The parts of a text at `spans` (in order, apart), without blanks and marks, all figures made alike.

    >>> masked("全年办理复议案件56件。全年办理复议案件1,203件；", [(0, 12), (12, 27)]).texts
    ('全年办理复议案件0件', '全年办理复议案件0件')
    """
    import numpy as np

    units = _units(text)
    classes = _classes()[units]
    digits, figures = _figures(classes)
    kept = classes & LETTER > 0
    kept[digits] = False
    kept[figures] = True
    after = np.zeros(len(units) + 1, dtype=np.int64)
    np.cumsum(kept, out=after[1:])
    units[figures] = ord("0")
    chars = units[kept]
    bounds = after[np.array(spans, dtype=np.int64).reshape(-1, 2)]
    starts, lengths = bounds[:, 0], bounds[:, 1] - bounds[:, 0]
    whole = chars.astype("<u4").tobytes().decode("utf-32-le")
    texts = tuple(whole[start:end] for start, end in bounds.tolist())
    inside, owners = ramp(starts, lengths), np.repeat(np.arange(len(spans)), lengths)
    at = np.flatnonzero(owners[: -SHINGLE + 1] == owners[SHINGLE - 1 :])
    return NumberMasked(texts, ShingleWindows(len(texts), codes_of(chars[inside])[at], owners[at]))


def _figures(classes: "NDArray[Any]") -> tuple["NDArray[Any]", "NDArray[Any]"]:
    """Where digits stand, and the first digit of each number. Chinese numerals count as digits right before a
    measure word: 五十六件, not 第一 or 统一."""
    import numpy as np

    at = np.flatnonzero(classes & (DIGIT | POINT | NUMERAL))
    kind = classes[at]
    numeral = kind & NUMERAL > 0
    ends = np.ones(len(at), dtype=bool)
    ends[:-1] = (at[1:] != at[:-1] + 1) | (numeral[1:] != numeral[:-1])
    run = np.cumsum(ends) - ends  # of numerals, or of digits and points
    measured = np.append(classes, 0)[at[ends] + 1] & MEASURE > 0
    digit = (kind & DIGIT > 0) | (numeral & measured[run])
    in_number = digit | (kind & POINT > 0)
    at, digit = at[in_number], digit[in_number]
    new = np.ones(len(at), dtype=bool)
    new[1:] = at[1:] != at[:-1] + 1
    count = np.cumsum(digit)
    before = np.maximum.accumulate(np.where(new, count - digit, 0))
    return at[digit], at[digit & (count - before == 1)]


def _units(text: str) -> "NDArray[Any]":
    """The characters as numbers; those beyond the basic plane, which no phrase may hold, as the last number
    of it."""
    import numpy as np

    units: NDArray[Any] = np.minimum(
        np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"), 0xFFFF
    )
    return units


@cache
def _classes() -> "NDArray[Any]":
    """What each character of the basic plane is to a comparison."""
    import numpy as np

    table = np.zeros(0x10000, dtype=np.uint8)
    for first, last in (("㐀", "鿿"), ("A", "Z"), ("a", "z")):
        table[ord(first) : ord(last) + 1] = LETTER
    for code in range(0x10000):
        if chr(code).isdecimal():
            table[code] = DIGIT
    for characters, kind in ((",.", POINT), (_NUMERALS, LETTER | NUMERAL), (_MEASURES, LETTER | MEASURE)):
        table[[ord(each) for each in characters]] = kind
    return table
