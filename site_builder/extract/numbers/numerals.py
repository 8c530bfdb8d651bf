"""Running text → numerals with their values: where a number may stand, and what its form says; not yet
whether it is an amount."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from site_builder.extract.numbers.tokens import HANZI_DIGITS
from site_builder.text.readers.numerals import LARGE, SMALL, chinese_number

_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[.．]\d+)?"
_HANZI = f"[{HANZI_DIGITS}]"
_MIXED = r"\d+(?:[百千][万亿]?|万亿?|亿)(?:(?:零?\d+[百千万]{1,2})+(?:零?\d{2,})?|零?\d{2,})"
"""3亿2000万, 1万3千, 1万2345: digits before each of several marks, or behind the last. 5万3 alone might be
53,000 or a slip"""
NUMERAL = re.compile(
    rf"(?P<share>(?:百|千|万|[二三四五六七八九十]{{1,3}})分之)(?P<part>百(?!分)|{_ARABIC}|{_HANZI}+(?:点{_HANZI}+)?)"
    rf"|(?<=[的占近约超过为达到是之])(?P<top>\d)/(?P<below>\d{{1,2}})(?![\d/年月日号.])"
    rf"|翻(?:了)?(?P<fold>[一两二三四]?)番"
    rf"|(?P<mixed>{_MIXED})(?P<mrest>[余多几]?)(?![\d百千万亿])"
    rf"|(?P<number>{_ARABIC})(?P<more>[余多]?)(?P<scale>(?:["
    r" \u3000\xa0](?=[万亿]))?[百千]?[万亿]{0,2})(?P<rest>[余多几]?)"
    rf"|(?P<hanzi>{_HANZI}+(?:点[一二三四五六七八九零]+)?)(?P<hmore>[余多]?)(?P<hscale>[万亿]?)"
)
"""`百分之九十` · `翻一番` · `43.6万余` · `2000多万` · `三十多`; what may follow is decided by the tables."""
SHARE, FRACTION, FOLD, MIXED, ARABIC, HANZI = "part", "below", "fold", "mrest", "rest", "hscale"
"""The forms of NUMERAL, by the last group each of them matches"""
SINGLE = {c: Decimal(i) for i, c in enumerate("一二三四五六七八九十", 1)} | {"两": Decimal(2)}


class Numeral(Struct, gc=False):
    """A numeral as matched: where, its value, and what its form allows."""

    start: int
    end: int
    value: Decimal | None
    hanzi: str
    """The numeral itself when written in characters"""
    inside: str
    """余 or 多 between number and unit"""
    scaled: bool
    rounded: bool = False
    """The value is not quite what the words say: 三分之二 as 66.67 %"""


def numerals(text: str, start: int, stop: int, floor: int, ceiling: int) -> Iterator[re.Match[str]]:
    """Every numeral that begins in `text[start:stop]`, a stretch of the sentence `text[floor:ceiling]`.

    >>> [m[0] for m in numerals("统一三项,共4.1万余项", 1, 3, 0, 12)], [m[0] for m in numerals("统一三项,共4.1万余项", 6, 11, 0, 12)]
    (['三'], ['4.1万余'])
    """
    at = start
    while at < stop:
        match = NUMERAL.match(text, at, ceiling)
        # 统一三项: the 一 belongs to the word before
        if match is None or (
            text[at] == "一" and at > floor and text[at - 1] in "统唯逐" and match.end() > at + 1
        ):
            at += 1
            continue
        yield match
        at = match.end()


def read_numeral(match: re.Match[str]) -> Numeral | None:
    """The value of a matched numeral; None if its characters make no number (一一, 三四)."""
    start, end = match.span()
    form = match.lastgroup
    if form in (SHARE, FRACTION):
        return _share(match)
    if form == MIXED:
        value = chinese_number(match["mixed"])
        return None if value is None else Numeral(start, end, value, "", match["mrest"], True)
    if form not in (ARABIC, HANZI):
        return Numeral(
            start,
            end,
            Decimal(2) ** {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[match["fold"] or ""],
            "",
            "",
            True,
        )
    if form == ARABIC:
        value = Decimal(match["number"].replace(",", "").replace("，", "").replace("．", "."))
        value = scaled(value, match["scale"])
        inside = match["more"] or match["rest"]
        return Numeral(start, end, plain(value), "", inside, bool(match["scale"]))
    if end - start == 1 and (single := SINGLE.get(match["hanzi"])) is not None:
        return Numeral(start, end, single, match["hanzi"], "", False)
    return _hanzi(match["hanzi"] + match["hscale"], match["hmore"], start, end)


def _hanzi(numeral: str, more: str, start: int, end: int) -> Numeral | None:
    """A numeral in characters. 百余, 近万 stand for 一百, 一万; 一一 or 三四 side by side are no number."""
    if len(numeral) > 1 and not any(c in "十百千万亿" for c in numeral):
        return None
    value = chinese_number(numeral)
    implied = value is None and numeral[0] in "百千万"
    if implied:
        value = chinese_number("一" + numeral)
    if value is None or not value:
        return None
    return Numeral(start, end, value, numeral, more, implied)


def _share(match: re.Match[str]) -> Numeral | None:
    """百分之九十 → 90 %, 三分之二 → 66.67 %, 1/4 → 25 %, rounded to two places where it must be."""
    if match.lastgroup == FRACTION:
        whole, part = Decimal(match["below"]), Decimal(match["top"])
        return _of(match, part, whole) if part < whole else None
    of = chinese_number(
        {"百": "一百", "千": "一千", "万": "一万"}.get(match["share"][0], match["share"][:-2])
    )
    share = Decimal(100) if match["part"] == "百" else chinese_number(match["part"])
    if not of or share is None:
        return None
    return _of(match, share, of)


def _of(match: re.Match[str], part: Decimal, whole: Decimal) -> Numeral:
    """So many parts of a whole, in per cent."""
    exact = part * 100 / whole
    value = exact if whole == 100 else exact.quantize(Decimal("0.01"))
    return Numeral(*match.span(), plain(value), "", "", True, value != exact)


def scaled(value: Decimal, marks: str) -> Decimal:
    """The value times what the marks after it say, behind a blank or not. >>> scaled(Decimal(2), "百万") → 2000000."""
    for mark in marks.strip():
        value *= SMALL.get(mark) or LARGE[mark]
    return value


def plain(value: Decimal) -> Decimal:
    """Without trailing zeros that only multiplication made: 436000.0 → 436000."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value
