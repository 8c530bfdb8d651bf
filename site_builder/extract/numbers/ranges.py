"""Two amounts that belong together: the ends of a range (3—5日) and of a change (从799项削减至326项)."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from site_builder.extract.numbers import not_quantities as traps
from site_builder.extract.numbers import qualifiers
from site_builder.extract.numbers.amounts import NumberMatch
from site_builder.extract.numbers.numerals import Numeral, plain, read_numeral
from site_builder.extract.numbers.tokens import DIGITS
from site_builder.text.readers.numerals import LARGE
from site_builder.vocabulary import Change


def range_low(
    text: str, match: re.Match[str], floor: int, ceiling: int, found: NumberMatch | None
) -> tuple[Numeral | None, int]:
    """The numeral as lower end of a range if another numeral follows the range mark (3—5日, 5%—10%), and
    where that one begins; else (None, -1)."""
    end = found.end if found is not None else match.end()
    after = end + 2 if text[end : end + 2] in ("——", "--") else end + 1
    if after >= ceiling or not (text[after] in DIGITS or text[after] in "两三四五六七八九十"):
        return None, -1
    numeral = read_numeral(match)
    previous = text[match.start() - 1] if match.start() > floor else ""
    if numeral is None or (found is None and (previous in traps.NOT_BEFORE or previous in DIGITS)):
        return None, -1
    return numeral, after


def add_low(text: str, low: Numeral, high: NumberMatch, index: int, out: list[NumberMatch]) -> None:
    """Record the lower end of a range beside its upper end; it takes the unit (and 万/亿) of the upper one."""
    if out and out[-1].start <= low.start < out[-1].end:
        first = out[-1]
    else:
        value = low.value or Decimal(0)
        scale = next((LARGE[c] for c in high.surface if c in LARGE), 1) if not low.scaled else 1
        words = [w for w in (qualifiers.before(text, low.start, max(0, low.start - 5)),) if w and w != "连续"]
        first = NumberMatch(
            low.start,
            low.end,
            text[low.start : low.end],
            plain(value * scale),
            high.unit,
            high.kind,
            ",".join(words),
            qualifiers.bound(words),
            index,
        )
        out.append(first)
    if first.unit == high.unit and not first.pair + 1:
        first.change, high.change = Change.RANGE_LOW, Change.RANGE_HIGH
        first.pair, high.pair = len(out), len(out) - 1


def pair_changes(text: str, out: list[NumberMatch]) -> None:
    """从799项削减至326项: both ends kept and tied."""
    for i, (one, two) in enumerate(pairwise(out)):
        between = two.start - one.end
        if not (
            0 < between <= 14
            and text[two.start - 1] in qualifiers.FROM_TO_ENDS
            and one.sentence == two.sentence
        ):
            continue
        if (
            one.kind == two.kind
            and one.pair < 0
            and two.pair < 0
            and qualifiers.FROM_TO.match(text[one.end : two.start])
        ):
            one.change, two.change = Change.FROM, Change.TO
            one.pair, two.pair = i + 1, i


def with_other_end(found: Sequence[NumberMatch], named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The metric of each number, where the end of a change or range whose clause names none has that of its
    other end.

    In 败诉率由18.5%下降到12.3% the words stand beside the first number, which is last year's and enters no
    series; without this the figure of the year would belong to nothing. An end in doubt (two metrics fit)
    stays in doubt.

    >>> one = NumberMatch(0, 1, "18.5%", None, "%", "percent", "", "exact", 0, "from", 1)
    >>> two = NumberMatch(2, 3, "12.3%", None, "%", "percent", "", "exact", 0, "to", 0)
    >>> with_other_end([one, two], [("litigation-loss-rate", "败诉率"), ("", "")])
    [('litigation-loss-rate', '败诉率'), ('litigation-loss-rate', '败诉率')]
    """
    out = list(named)
    for at, one in enumerate(found):
        if (
            one.pair >= 0
            and named[at] == ("", "")
            and one.kind == found[one.pair].kind
            and named[one.pair][0]
        ):
            out[at] = named[one.pair]
    return out
