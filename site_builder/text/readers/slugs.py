"""Chinese words → pinyin, sort keys and address parts.

pypinyin, from which the table of readings is frozen, reads a word by its phrase book and falls back to the
commonest reading of a character; both are often wrong for places (漯河 as tahe, 单县 as danxian) and for the
language of government. `text.readers.readings` holds the corrections as data: the longest corrected word
wins, the table reads what is left between them.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from hashlib import sha256

from site_builder.text.readers.pinyin_lookup import spoken
from site_builder.text.readers.readings import PLACE_READINGS, WORD_READINGS

_PLACES = (PLACE_READINGS, tuple(sorted({len(word) for word in PLACE_READINGS}, reverse=True)))
_READINGS_BY_LENGTH = (WORD_READINGS, tuple(sorted({len(word) for word in WORD_READINGS}, reverse=True)))
RESERVED = frozenset({"compare", "unexplained", "by-letter", "by-category", "by-origin", "unplaced"})
"""Slugs that no place and no term may take, because a page of ours has the address."""
LONGEST_SLUG = 200
"""A file system holds 255 bytes of a name, and what is written beside it while a site is made needs some of
them."""
_ADDRESS_PART = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_RUNS = re.compile("[A-Za-z0-9]+|[〇㐀-䶿一-鿿豈-﫿𠀀-𳍿]+")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def syllables(text: str, place: bool = False) -> tuple[str, ...]:
    """The reading of a text, one syllable per Chinese character, Latin and digit runs whole and in lower
    case, everything else dropped.

    With `place` the text is the name of a division: 长 is chang there, 都 is du.

    >>> syllables("漯河市"), syllables("12345热线"), syllables("“双下降”")
    (('luo', 'he', 'shi'), ('12345', 're', 'xian'), ('shuang', 'xia', 'jiang'))
    """
    return tuple(piece for piece, _ in _read(text, place))


@lru_cache(maxsize=65536)
def _read(text: str, place: bool = False) -> tuple[tuple[str, bool], ...]:
    """The pieces of the reading, each with whether it comes from a Chinese character. Full-width Latin and
    digits count as their ASCII forms."""
    out: list[tuple[str, bool]] = []
    for run in _RUNS.findall(text.translate(_HALF_WIDTH)):
        if run.isascii():
            out.append((run.lower(), False))
        else:
            out += [
                (syllable, True)
                for syllable in _read_chinese(run, *(_PLACES if place else _READINGS_BY_LENGTH))
            ]
    return tuple(out)


def _read_chinese(run: str, readings: dict[str, str], lengths: tuple[int, ...]) -> list[str]:
    """Readings of a run of Chinese characters: corrected words first, the table between them; ü is written v
    (吕梁 lvliang), as site addresses do."""
    out: list[str] = []
    start = position = 0
    while position < len(run):
        word = next(
            (run[position : position + n] for n in lengths if run[position : position + n] in readings), ""
        )
        if word:
            out += spoken(run[start:position])
            out += readings[word].split()
            start = position = position + len(word)
        else:
            position += 1
    return out + spoken(run[start:])


def sort_key(text: str, place: bool = False) -> str:
    """The pinyin sort key and search form, syllables separated by spaces: 双下降 → `shuang xia jiang`."""
    return " ".join(syllables(text, place))


def initial(text: str) -> str:
    """The letter a word is filed under in an index: A–Z for Chinese and Latin words, `#` for digits and
    anything else.

    >>> [initial(word) for word in ("漯河市", "长治", "重庆", "行政复议", "证照分离", "12345热线", "App")]
    ['L', 'C', 'C', 'X', 'Z', '#', 'A']
    """
    first = next(iter(syllables(text)), "#")[0].upper()
    return first if "A" <= first <= "Z" else "#"


def initials(text: str) -> str:
    """The first letters of all syllables, for search by abbreviation: 漯河市 → `lhs`."""
    return "".join(syllable[0] for syllable in syllables(text))


def slug(text: str, place: bool = False) -> str:
    """An address part: Chinese syllables joined, Latin and digit runs set off by hyphens. A text with nothing
    to read gives a short hash.

    >>> slug("两所一庭"), slug("“1+7+N”政府法律顾问模式"), slug("…")
    ('liangsuoyiting', '1-7-n-zhengfufalvguwenmoshi', 'x-b4935894')
    """
    out: list[str] = []
    before = False
    for piece, chinese in _read(text, place):
        out.append(piece if not out or (before and chinese) else f"-{piece}")
        before = chinese
    return "".join(out) or f"x-{sha256(text.encode()).hexdigest()[:8]}"


def usable_slug(text: str) -> bool:
    """Whether words that somebody has stated can be a part of an address: small letters, digits and single
    hyphens, of bearable length, and no page of ours.

    >>> [usable_slug(each) for each in ("gong-shi", "2024", "Gongshi", "../about", "gong--shi", "by-letter", "")]
    [True, True, False, False, False, False, False]
    """
    return len(text) <= LONGEST_SLUG and text not in RESERVED and _ADDRESS_PART.fullmatch(text) is not None


HASHED = (0, 4, 8, 16, 64)
"""Signs of a hash behind an address, tried one after the other until no two are alike: four are enough but
for one pair in 65,536"""


def unique_slugs(names: dict[str, str], taken: Collection[str] = frozenset()) -> dict[str, str]:
    """Name → address part, unique and none of `taken`: names whose slugs collide all take a short hash of
    themselves, so that the order of names never matters; where even those collide, a longer one.

    >>> unique_slugs({"公示": "gongshi", "公式": "gongshi", "复议": "fuyi"})
    {'公示': 'gongshi-cff9', '公式': 'gongshi-f3fc', '复议': 'fuyi'}
    >>> unique_slugs({"公示": "gongshi", "公式": "gongshi", "甲": "gongshi-cff9"}, {"gongshi-f3fc"})
    {'公示': 'gongshi-cff91360', '公式': 'gongshi-f3fcceda', '甲': 'gongshi-cff9'}
    """
    steps = dict.fromkeys(names, 0)
    while True:
        found = {name: _with_hash(wanted, name, HASHED[steps[name]]) for name, wanted in names.items()}
        bearers: dict[str, list[str]] = {}
        for name, address in found.items():
            bearers.setdefault(address, []).append(name)
        clashing = [group for address, group in bearers.items() if len(group) > 1 or address in taken]
        if not clashing:
            return found
        for group in clashing:
            hashed = [name for name in group if steps[name]]  # an address that is a name's own reading stays
            for name in hashed or group:
                steps[name] += 1


def _with_hash(address: str, name: str, length: int) -> str:
    return f"{address}-{sha256(name.encode()).hexdigest()[:length]}" if length else address
