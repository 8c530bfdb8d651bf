"""A numeral and what stands beside it → the amount it states, by the tables of units, traps and qualifiers,
or nothing: years and names stay out.

This is the long way, for every numeral that `tokens` does not settle at a look. No library did better: the
best scored F1 .93 on the same documents and rewrote the prose. The conventions are those of
tests/gold/README.md.
"""

import re
from decimal import Decimal
from typing import assert_never

from msgspec import Struct

from site_builder.extract.numbers import not_quantities as traps
from site_builder.extract.numbers import qualifiers
from site_builder.extract.numbers.numerals import ARABIC, HANZI, MIXED, Numeral, plain, read_numeral
from site_builder.extract.numbers.tokens import DIGITS, HANZI_DIGITS, SPACES
from site_builder.extract.numbers.units import UNITS, Unit
from site_builder.vocabulary import Bound, Change, QuantityKind

JOINS = frozenset(",，．百千万亿")
"""Between two numerals: they are one number"""


class NumberMatch(Struct, gc=False):
    """A quantity in a text, before its role and metric are known."""

    start: int
    end: int
    surface: str
    value: Decimal | None
    unit: str
    kind: QuantityKind
    qualifier: str
    bound: Bound
    sentence: int
    """Index of its sentence"""
    change: Change = Change.NONE
    pair: int = -1
    """Index of the other end"""


def amount(
    text: str, match: re.Match[str], floor: int, ceiling: int, low: Numeral | None
) -> NumberMatch | None:
    """The quantity at a numeral, or None if the numeral is part of a name, a date or a number of another
    kind."""
    numeral = read_numeral(match)
    if numeral is None or numeral.value is None:
        return None
    s, e = numeral.start, numeral.end
    previous = text[s - 1] if s > floor else ""
    if match.lastgroup not in (ARABIC, HANZI, MIXED):
        return _finish(
            text,
            numeral,
            None,
            QuantityKind.MULTIPLE if text[s] == "翻" else QuantityKind.PERCENT,
            s,
            e,
            floor,
        )
    if previous == "第":
        return _rank(text, numeral, floor, ceiling)
    if previous in SPACES and s - 2 >= floor and text[s - 2] in DIGITS and not numeral.hanzi:
        return None  # 6 120件: one number or two, nobody can tell
    if (
        previous in JOINS
        and s - 2 >= floor
        and (text[s - 2] in DIGITS or (previous in "百千万亿" and text[s - 2] in HANZI_DIGITS))
    ):
        return None  # 1,2345件 · 三亿2000万元: the end of a number that is written in no known way
    negative = (
        previous in "-－"
        and previous
        and (s - 1 == floor or (text[s - 2] not in DIGITS and text[s - 2] >= "\u4e00"))
        and low is None
    )
    if (
        not low
        and not negative
        and (
            previous in traps.NOT_BEFORE or (previous.isascii() and previous.isalpha()) or previous in DIGITS
        )
    ):
        return None
    unit = _unit(text, e, ceiling, bool(numeral.hanzi))
    if unit is None:
        return _unitless(text, numeral, floor, ceiling)
    if not _counts(text, numeral, unit, previous, floor, ceiling):
        return None
    begin = s
    if negative:
        if unit.kind not in (QuantityKind.PERCENT, QuantityKind.PERCENT_POINT):
            return None
        begin, numeral.value = s - 1, -numeral.value
    if unit.word in traps.RANK_UNITS and _leading(text, s, floor):
        return _finish(text, numeral, unit, QuantityKind.RANK, s - 1, _unit_end(text, e, unit), floor, "前")
    return _finish(text, numeral, unit, unit.kind, begin, _unit_end(text, e, unit), floor)


def _unit(text: str, end: int, ceiling: int, hanzi: bool) -> Unit | None:
    """The measure word after the numeral; up to two spaces between are a trace of typesetting."""
    while end < ceiling and text[end] in " \u00a0\u3000" and end < ceiling:
        end += 1
    if end >= ceiling:
        return None
    for unit in UNITS.get(text[end], ()):
        if text.startswith(unit.word, end) and (unit.hanzi or not hanzi):
            after = end + len(unit.word)
            if unit.but and after < ceiling and text[after] in unit.but:
                continue
            return unit
    return None


def _unit_end(text: str, end: int, unit: Unit) -> int:
    return text.index(unit.word, end) + len(unit.word)


def _leading(text: str, start: int, floor: int) -> bool:
    """前三名 is a rank; 目前3名, 以前3名 is not."""
    return (
        start > floor
        and text[start - 1] == "前"
        and (start - 1 == floor or text[start - 2] not in traps.NOT_FIRST)
    )


def _counts(text: str, numeral: Numeral, unit: Unit, previous: str, floor: int, ceiling: int) -> bool:
    """Whether the numeral with this measure word is an amount. Each rule has its table in traps."""
    s, e = numeral.start, numeral.end
    value, run = numeral.value or Decimal(0), numeral.hanzi
    end = _unit_end(text, e, unit)
    if run:
        if text.startswith(traps.FORMULA_INDEX.get(text[s], ()), s):
            return False
        if not _hanzi_counts(text, numeral, unit, previous, floor, end):
            return False
    elif not numeral.scaled and value == int(value) and 1900 <= value <= 2099 and unit.year:
        return False
    if unit.rule == "year":
        if value >= 100 or -int(value.as_tuple().exponent) > 1:
            return False  # 2024年 · 3.2023年 (a list number run into the year)
        return not traps.YEAR_NAMES.match(text, end, min(end + 12, ceiling)) or numeral.scaled
    if unit.rule == "day":
        if previous == "月" or value >= 1000 or (text.startswith("日至", s - 2) and s - 2 >= floor):
            return False  # 11月30日 · 20241231日 (a date that lost its marks)
        return bool(
            traps.WITHIN.match(text, end, ceiling) or traps.DAY_CUE.search(text, max(floor, s - 10), s)
        )
    if unit.rule == "hour":
        return not traps.HOUR_NAMES.match(text, end, min(end + 12, ceiling))
    if unit.rule == "score":
        return value != int(value) or bool(traps.SCORE_CUE.search(text, max(floor, s - 8), s))
    if unit.word in traps.PROVISION_UNITS:
        return text.find("第", max(floor, s - 14), s) < 0 or not traps.PROVISION.search(
            text, max(floor, s - 14), s
        )
    return True


def _hanzi_counts(text: str, numeral: Numeral, unit: Unit, previous: str, floor: int, end: int) -> bool:
    """Numerals in characters name things far more often than they count them: 二期, 一批, 两所一庭, 数十."""
    run, s = numeral.hanzi, numeral.start
    if previous in traps.NOT_BEHIND or run in ("二", "零", "〇") or run[0] in "零〇":
        return False
    if text[end : end + 1] and text[end] in "一二三四五六七八九" and not numeral.inside:
        return False
    if (
        unit.word == "次"
        and previous in "、和及"
        and text[s - 2 : s - 1] == "次"
        and traps.MEETINGS.match(text, end)
    ):
        return False
    if unit.word in traps.TOWN_UNITS and traps.TOWN.match(text, end):
        return False
    if numeral.scaled and not numeral.inside and qualifiers.before(text, s, floor) not in traps.SCALED_BEHIND:
        return False
    if run[-1] == "一" and len(run) == 1:
        return _one_counts(text, numeral, unit, floor, end)
    return True


def _one_counts(text: str, numeral: Numeral, unit: Unit, floor: int, end: int) -> bool:
    s = numeral.start
    if unit.kind in (QuantityKind.MULTIPLE, QuantityKind.PERCENT_POINT, QuantityKind.PERCENT):
        return True
    if unit.kind == QuantityKind.DURATION:
        return bool(traps.WITHIN.match(text, end))
    if text[end : end + 1] in traps.ONE_MORE and unit.word not in traps.ONE_MORE_UNITS:
        return False  # 一件事; 一家事务所 is counted
    if text.endswith(traps.ONE_BEFORE, floor, s):
        return True
    if (unit.word in traps.ONE_OFTEN or unit.word == "个") and (
        (unit.word != "个" and traps.EACH_ONCE.search(text, max(floor, s - 12), s))
        or qualifiers.far(text, s, floor)
    ):
        return True
    return unit.word in traps.ONE_COUNTED and bool(traps.ONE_VERBS.search(text, max(floor, s - 4), s))


def _rank(text: str, numeral: Numeral, floor: int, ceiling: int) -> NumberMatch | None:
    """第3位, 第十名 · 第五次获得 · 全省第一; other ordinals (第三次会议, 第八届, 第一责任人) are no amounts."""
    s, e = numeral.start - 1, numeral.end
    unit = _unit(text, e, ceiling, False)
    if unit is not None and unit.word in traps.RANK_UNITS:
        return _finish(text, numeral, unit, QuantityKind.RANK, s, _unit_end(text, e, unit), floor, "第")
    if unit is not None and unit.word == "次":
        end = _unit_end(text, e, unit)
        if traps.ORDINAL_DEEDS.match(text, end, ceiling):
            return _finish(text, numeral, unit, QuantityKind.COUNT, s, end, floor, "第")
        return None
    bare = e >= ceiling or text[e] in traps.AFTER_RANK
    if bare and not numeral.inside and traps.SCOPE.search(text, max(floor, s - 4), s):
        return _finish(text, numeral, None, QuantityKind.RANK, s, e, floor, "第")
    return None


def _unitless(text: str, numeral: Numeral, floor: int, ceiling: int) -> NumberMatch | None:
    """Without a measure word only 120万, and 前三 after a field of comparison, are amounts."""
    s, e = numeral.start, numeral.end
    stop = e >= ceiling or text[e] in traps.AFTER_RANK
    if (
        _leading(text, s, floor)
        and stop
        and not numeral.inside
        and traps.SCOPE.search(text, max(floor, s - 6), s - 1)
    ):
        return _finish(text, numeral, None, QuantityKind.RANK, s - 1, e, floor, "前")
    if numeral.scaled and not numeral.hanzi and (stop or text[e] == "“" or qualifiers.after(text, e, False)):
        return _finish(text, numeral, None, QuantityKind.COUNT, s, e, floor)
    return None


def _bare(kind: QuantityKind) -> str:
    """The unit of what is written in words without one: 百分之九十, 翻一番."""
    match kind:
        case QuantityKind.PERCENT:
            return "%"
        case QuantityKind.MULTIPLE:
            return "倍"
        case (
            QuantityKind.COUNT
            | QuantityKind.PERCENT_POINT
            | QuantityKind.MONEY
            | QuantityKind.RANK
            | QuantityKind.DURATION
            | QuantityKind.AREA
            | QuantityKind.FREQUENCY
        ):
            return ""
    assert_never(kind)


def _finish(
    text: str,
    numeral: Numeral,
    unit: Unit | None,
    kind: QuantityKind,
    start: int,
    end: int,
    floor: int,
    ordinal: str = "",
) -> NumberMatch:
    """Gather qualifiers and write the record; 连续 belongs to the surface, other words before the number do
    not (gold convention)."""
    words = [ordinal] if ordinal else []
    front = "" if ordinal else qualifiers.before(text, numeral.start, floor)
    if front == "近" and unit is not None and unit.rule == "year":
        front = ""
    if front == "连续":
        start -= 2
    back = qualifiers.after(text, end, kind == QuantityKind.DURATION)
    if not ordinal and not front:
        front = qualifiers.far(text, numeral.start, floor)
        if not front and kind == QuantityKind.DURATION and text[start - 1 : start] == "每" and start > floor:
            front = "每"
    words += [w for w in (front, numeral.inside, back) if w]
    value = numeral.value
    if unit is not None and value is not None and unit.factor != 1:
        value = plain(value * unit.factor)
    name = unit.bare if unit is not None else _bare(kind)
    change = Change.NONE if ordinal else change_before(text, numeral.start, floor)
    bound = Bound.ABOUT if numeral.rounded and not words else qualifiers.bound(words)
    return NumberMatch(start, end, text[start:end], value, name, kind, ",".join(words), bound, 0, change)


def change_before(text: str, start: int, floor: int) -> Change:
    """Which change the words right before a number say.

    >>> str(change_before("下降7.01个百分点", 2, 0))
    'down'
    """
    if start <= floor or text[start - 1] not in qualifiers.CHANGE_ENDS:
        return Change.NONE
    match = qualifiers.CHANGE.search(text, max(floor, start - 8), start)
    return Change(match.lastgroup or "") if match else Change.NONE
