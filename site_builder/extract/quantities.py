"""Sentences → the amounts, rates, ranks, durations and frequencies they state; years, names and slogans stay out.

One pass of one expression finds numerals; what follows and precedes each decides (tables: units, traps, qualifiers). No library did better: the
best scored F1 .93 on the same documents and rewrote the prose. The conventions are those of tests/gold/README.md.
"""

import re
from bisect import bisect_right
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from site_builder.extract import qualifiers, traps
from site_builder.extract.lines import NUMERAL, QUOTE, Lines
from site_builder.extract.numbers import ARABIC, HANZI, Numeral, numerals, plain, read_numeral, scaled
from site_builder.extract.tokens import DIGITS, NO_AMOUNT, PLAIN, PLAIN_UNITS, RANGE, SPACES, TOKEN
from site_builder.extract.units import UNITS, Unit
from site_builder.text.numerals import LARGE

QUOTED = re.compile(
    r"“[^“”\n]{1,16}”|“[^“”\n+＋]{1,24}[+＋][^“”\n]{1,40}”|‘[^‘’\n]{1,16}’|\"[^\"\n]{1,16}\"|「[^」\n]{1,16}」"
    r"|《[^《》\n]{1,200}》|〔[^〕\n]{1,8}〕|【[^】\n]{1,16}】|\[\d{4}\]"
)
"""Short quotations and titles of documents: numbers in them are names (“1+7+N”, 《…(2021—2025年)》). A long quotation is a statement."""
_ORDINAL = frozenset("第前")
"""Before a number that may be a rank"""
_AFTER_HANZI = frozenset(first for first, units in UNITS.items() if any(unit.hanzi for unit in units))


class Found(Struct, gc=False):
    """A quantity in a text, before its role and metric are known."""

    start: int
    end: int
    surface: str
    value: Decimal | None
    unit: str
    kind: str
    qualifier: str
    bound: str
    sentence: int
    """Index of the sentence span it stands in"""
    change: str = ""
    pair: int = -1
    """Index of the other end"""


def quantities(lines: Lines) -> list[Found]:
    """All quantities of the sentences, in order.

    >>> from site_builder.extract.lines import lines_of
    >>> [(q.surface, str(q.value), q.unit, q.qualifier) for q in quantities(lines_of(["2024年话务总量43.6万余通,居全省第3位。"]))]
    [('43.6万余通', '436000', '通', '余'), ('第3位', '3', '位', '第')]
    """
    text, starts = lines.text, lines.starts
    out: list[Found] = []
    names = _Names(lines)
    at, low, index, floor, ceiling, settled = 0, None, -1, 0, -1, 0
    for s in lines.places(NUMERAL).tolist():
        token = TOKEN.match(text, s) if s >= settled else None
        if token is None:
            continue
        settled, form = token.end(), token.lastgroup
        if s > ceiling:
            index = bisect_right(starts, s, index + 1) - 1
            at, low, floor, ceiling = starts[index], None, starts[index], starts[index + 1] - 1
        if form == NO_AMOUNT:
            low = None
        elif form == PLAIN and low is None and s >= at and not names.cover(s) and (found := _plain(text, token, floor, index)) is not None:
            out.append(found)
            at = settled
        else:
            for match in numerals(text, s, settled, floor, ceiling):
                if match.start() >= at:
                    at, low = _add(text, match, floor, ceiling, index, names, low, out, at)
    _pair_changes(text, out)
    return out


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


def _add(
    text: str, match: re.Match[str], floor: int, ceiling: int, index: int, names: _Names, low: Numeral | None, out: list[Found], at: int
) -> tuple[int, Numeral | None]:
    """Read one numeral the long way. Returns from where on the next one may stand, and the numeral if it may be the lower end of a range."""
    s, e = match.span()
    inside = names.cover(s)
    found = None if inside and not _stated_inside(text, s, e) else _read(text, match, floor, ceiling, low)
    if found is not None and match.lastgroup == HANZI and names.repeat(found.surface, floor, ceiling):
        found = None
    elif found is not None:
        found.sentence = index
        if low is not None:
            _add_low(text, low, found, index, out)
        out.append(found)
        at = e = found.end
    return at, _range_low(text, match, floor, ceiling, found) if e + 1 < ceiling and text[e] in RANGE and not inside else None


def _stated_inside(text: str, start: int, end: int) -> bool:
    """A rate inside a short quotation counts only if it is stated as one: “办结率100%”."""
    return text[end : end + 1] in ("%", "％") and text[start - 1] in "率达为"


def _read(text: str, match: re.Match[str], floor: int, ceiling: int, low: Numeral | None) -> Found | None:
    """The quantity at a numeral, or None if the numeral is part of a name, a date or a number of another kind."""
    if _no_amount(text, match, floor, ceiling):
        return None
    numeral = read_numeral(match)
    if numeral is None or numeral.value is None:
        return None
    s, e = numeral.start, numeral.end
    previous = text[s - 1] if s > floor else ""
    if match.lastgroup != ARABIC and match.lastgroup != HANZI:
        return _finish(text, numeral, None, "multiple" if text[s] == "翻" else "percent", s, e, floor)
    if previous == "第":
        return _rank(text, numeral, floor, ceiling)
    if previous in SPACES and s - 2 >= floor and text[s - 2] in DIGITS and not numeral.hanzi:
        return None  # 6 120件: one number or two, nobody can tell
    negative = previous in "-－" and previous and (s - 1 == floor or (text[s - 2] not in DIGITS and text[s - 2] >= "\u4e00")) and low is None
    if not low and not negative and (previous in traps.NOT_BEFORE or (previous.isascii() and previous.isalpha()) or previous in DIGITS):
        return None
    unit = _unit(text, e, ceiling, bool(numeral.hanzi))
    if unit is None:
        return _unitless(text, numeral, floor, ceiling)
    if not _counts(text, numeral, unit, previous, floor, ceiling):
        return None
    begin = s
    if negative:
        if unit.kind not in ("percent", "percent_point"):
            return None
        begin, numeral.value = s - 1, -numeral.value
    if unit.word in ("名", "位") and _leading(text, s, floor):
        return _finish(text, numeral, unit, "rank", s - 1, _unit_end(text, e, unit), floor, "前")
    return _finish(text, numeral, unit, unit.kind, begin, _unit_end(text, e, unit), floor)


def _no_amount(text: str, match: re.Match[str], floor: int, ceiling: int) -> bool:
    """Whether one look beside the numeral settles that it is no amount: no measure word (十四五, 第1—), or a year.

    That is the lot of every second numeral; like `_quick` it decides nothing that the long way would decide otherwise.
    """
    s, e = match.span()
    form = match.lastgroup
    if form == ARABIC:
        if match["scale"]:
            return False
        if e - s == 4 and text.startswith("年", e) and (number := match[0]).isdecimal():
            return e < ceiling and "1000" <= number <= "9999"
    elif form != HANZI:
        return False
    while e < ceiling and text[e] in SPACES:
        e += 1
    follows = e < ceiling and text[e] in (UNITS if form == ARABIC else _AFTER_HANZI)
    return not follows and not (s > floor and text[s - 1] in _ORDINAL)


def _plain(text: str, token: re.Match[str], floor: int, index: int) -> Found | None:
    """The plain case, nine of ten numbers in real reports (263次, 超过23000余套, 98.8%以上): only qualifiers stand beside it. None: take the long way."""
    s, e = token.span()
    more, scale, rest, word = token.group("more", "scale", "rest", "unit")
    number = text[s : token.start("more")]
    value = Decimal(number) if number.isdecimal() else Decimal(number.replace(",", "").replace("．", "."))
    if scale:
        value = plain(scaled(value, scale))
    unit, previous = PLAIN_UNITS[word], text[s - 1]
    front = qualifiers.before(text, s, floor) if previous in qualifiers.BEFORE_ENDS else ""
    if front == "连续" or (word in traps.PROVISION_UNITS and "第" in text[max(floor, s - 14) : s]):
        return None
    front = front or qualifiers.far(text, s, floor)
    inside = more or rest
    back = qualifiers.after(text, e, unit.kind == "duration") if text[e] in qualifiers.AFTER_STARTS else ""
    change = _change(text, s, floor) if previous in qualifiers.CHANGE_ENDS else ""
    if front or inside or back:
        words = [each for each in (front, inside, back) if each]
        return Found(s, e, text[s:e], value, unit.bare, unit.kind, ",".join(words), qualifiers.bound(words), index, change)
    return Found(s, e, text[s:e], value, unit.bare, unit.kind, "", "exact", index, change)


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
    return start > floor and text[start - 1] == "前" and (start - 1 == floor or text[start - 2] not in "目此以之日年提底会月")


def _counts(text: str, numeral: Numeral, unit: Unit, previous: str, floor: int, ceiling: int) -> bool:
    """Whether the numeral with this measure word is an amount. Each rule has its table in traps."""
    s, e = numeral.start, numeral.end
    value, run = numeral.value or Decimal(0), numeral.hanzi
    end = _unit_end(text, e, unit)
    if run:
        if any(text.startswith(name, s) for name in traps.FORMULA_INDEX.get(text[s], ())):
            return False
        if not _hanzi_counts(text, numeral, unit, previous, floor, end):
            return False
    elif not numeral.scaled and value == int(value) and 1900 <= value <= 2099 and (unit.word in "年起届本市县区" or unit.seen.startswith("P:1中心")):
        return False
    if unit.word == "年":
        if value >= 100 or -int(value.as_tuple().exponent) > 1:
            return False  # 2024年 · 3.2023年 (a list number run into the year)
        return not traps.YEAR_NAMES.match(text, end, min(end + 12, ceiling)) or numeral.scaled
    if unit.word == "日":
        if previous == "月" or value >= 1000 or (text.startswith("日至", s - 2) and s - 2 >= floor):
            return False  # 11月30日 · 20241231日 (a date that lost its marks)
        return bool(traps.WITHIN.match(text, end, ceiling) or traps.DAY_CUE.search(text, max(floor, s - 10), s))
    if unit.word in ("个小时", "小时", "分钟"):
        return not traps.HOUR_NAMES.match(text, end, min(end + 12, ceiling))
    if unit.word == "分":
        return value != int(value) or bool(traps.SCORE_CUE.search(text, max(floor, s - 8), s))
    if unit.word in traps.PROVISION_UNITS:
        return text.find("第", max(floor, s - 14), s) < 0 or not traps.PROVISION.search(text, max(floor, s - 14), s)
    return True


def _hanzi_counts(text: str, numeral: Numeral, unit: Unit, previous: str, floor: int, end: int) -> bool:
    """Numerals in characters name things far more often than they count them: 二期, 一批, 两所一庭, 数十."""
    run, s = numeral.hanzi, numeral.start
    if previous in ("数", "几", "若") or run in ("二", "零", "〇") or run[0] in "零〇":
        return False
    if text[end : end + 1] and text[end] in "一二三四五六七八九" and not numeral.inside:
        return False
    if unit.word in traps.TOWN_UNITS and traps.TOWN.match(text, end):
        return False
    if (
        numeral.scaled
        and not numeral.inside
        and qualifiers.before(text, s, floor) not in ("近", "上", "超", "逾", "超过", "将近", "约", "突破", "接近")
    ):
        return False
    if run[-1] == "一" and len(run) == 1:
        return _one_counts(text, numeral, unit, floor, end)
    return True


def _one_counts(text: str, numeral: Numeral, unit: Unit, floor: int, end: int) -> bool:
    s = numeral.start
    if unit.kind in ("multiple", "percent_point", "percent"):
        return True
    if unit.kind == "duration":
        return bool(traps.WITHIN.match(text, end))
    if text[end : end + 1] in ("事", "起"):
        return False
    if any(text.endswith(word, floor, s) for word in traps.ONE_BEFORE):
        return True
    if unit.word in ("次", "期", "场", "轮", "个") and (
        (unit.word != "个" and traps.EACH_ONCE.search(text, max(floor, s - 12), s)) or qualifiers.far(text, s, floor)
    ):
        return True
    return unit.word in traps.ONE_COUNTED and bool(traps.ONE_VERBS.search(text, max(floor, s - 4), s))


def _rank(text: str, numeral: Numeral, floor: int, ceiling: int) -> Found | None:
    """第3位, 第十名 · 第五次获得 · 全省第一; other ordinals (第三次会议, 第八届, 第一责任人) are no amounts."""
    s, e = numeral.start - 1, numeral.end
    unit = _unit(text, e, ceiling, False)
    if unit is not None and unit.word in ("名", "位"):
        return _finish(text, numeral, unit, "rank", s, _unit_end(text, e, unit), floor, "第")
    if unit is not None and unit.word == "次":
        end = _unit_end(text, e, unit)
        if traps.ORDINAL_DEEDS.match(text, end, ceiling):
            return _finish(text, numeral, unit, "count", s, end, floor, "第")
        return None
    bare = e >= ceiling or text[e] in traps.AFTER_RANK
    if bare and not numeral.inside and traps.SCOPE.search(text, max(floor, s - 4), s):
        return _finish(text, numeral, None, "rank", s, e, floor, "第")
    return None


def _unitless(text: str, numeral: Numeral, floor: int, ceiling: int) -> Found | None:
    """Without a measure word only 120万, and 前三 after a field of comparison, are amounts."""
    s, e = numeral.start, numeral.end
    stop = e >= ceiling or text[e] in traps.AFTER_RANK
    if _leading(text, s, floor) and stop and not numeral.inside and traps.SCOPE.search(text, max(floor, s - 6), s - 1):
        return _finish(text, numeral, None, "rank", s - 1, e, floor, "前")
    if numeral.scaled and not numeral.hanzi and (stop or text[e] == "“" or qualifiers.after(text, e, False)):
        return _finish(text, numeral, None, "count", s, e, floor)
    return None


def _finish(text: str, numeral: Numeral, unit: Unit | None, kind: str, start: int, end: int, floor: int, ordinal: str = "") -> Found:
    """Gather qualifiers and write the record; 连续 belongs to the surface, other words before the number do not (gold convention)."""
    words = [ordinal] if ordinal else []
    front = "" if ordinal else qualifiers.before(text, numeral.start, floor)
    if front == "近" and unit is not None and unit.word == "年":
        front = ""
    if front == "连续":
        start -= 2
    back = qualifiers.after(text, end, kind == "duration")
    if not ordinal and not front:
        front = qualifiers.far(text, numeral.start, floor)
        if not front and kind == "duration" and text[start - 1 : start] == "每" and start > floor:
            front = "每"
    words += [w for w in (front, numeral.inside, back) if w]
    value = numeral.value
    if unit is not None and value is not None and unit.factor != 1:
        value = plain(value * unit.factor)
    name = unit.bare if unit is not None else {"percent": "%", "multiple": "倍"}.get(kind, "")
    change = "" if ordinal else _change(text, numeral.start, floor)
    return Found(start, end, text[start:end], value, name, kind, ",".join(words), qualifiers.bound(words), 0, change)


def _change(text: str, start: int, floor: int) -> str:
    if start <= floor or text[start - 1] not in qualifiers.CHANGE_ENDS:
        return ""
    match = qualifiers.CHANGE.search(text, max(floor, start - 8), start)
    return (match.lastgroup or "") if match else ""


def _range_low(text: str, match: re.Match[str], floor: int, ceiling: int, found: Found | None) -> Numeral | None:
    """The numeral as lower end of a range if another numeral follows the range mark (3—5日, 5%—10%)."""
    end = found.end if found is not None else match.end()
    after = end + 2 if text[end : end + 2] in ("——", "--") else end + 1
    if after >= ceiling or not (text[after] in DIGITS or text[after] in "两三四五六七八九十"):
        return None
    numeral = read_numeral(match)
    previous = text[match.start() - 1] if match.start() > floor else ""
    if numeral is None or (found is None and (previous in traps.NOT_BEFORE or previous in DIGITS)):
        return None
    return numeral


def _add_low(text: str, low: Numeral, high: Found, index: int, out: list[Found]) -> None:
    """Record the lower end of a range beside its upper end; it takes the unit (and 万/亿) of the upper one."""
    if out and out[-1].start <= low.start < out[-1].end:
        first = out[-1]
    else:
        value = low.value or Decimal(0)
        scale = next((LARGE[c] for c in high.surface if c in LARGE), 1) if not low.scaled else 1
        words = [w for w in (qualifiers.before(text, low.start, max(0, low.start - 5)),) if w and w != "连续"]
        first = Found(
            low.start, low.end, text[low.start : low.end], plain(value * scale), high.unit, high.kind, ",".join(words), qualifiers.bound(words), index
        )
        out.append(first)
    if first.unit == high.unit and not first.pair + 1:
        first.change, high.change = "range_low", "range_high"
        first.pair, high.pair = len(out), len(out) - 1


def _pair_changes(text: str, out: list[Found]) -> None:
    """从799项削减至326项: both ends kept and tied."""
    for i, (one, two) in enumerate(pairwise(out)):
        between = two.start - one.end
        if not (0 < between <= 14 and text[two.start - 1] in qualifiers.FROM_TO_ENDS and one.sentence == two.sentence):
            continue
        if one.kind == two.kind and one.pair < 0 and two.pair < 0 and qualifiers.FROM_TO.match(text[one.end : two.start]):
            one.change, two.change = "from", "to"
            one.pair, two.pair = i + 1, i
