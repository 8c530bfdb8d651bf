"""Arithmetic inside one report: parts that should sum, rates against their counts. A difference is a note,
never a correction.

Met in real reports: 119 = 26+30+2+49+5+7 (comes out), 816 of 971 = 84.0 % stated as 85 % (does not).
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from site_builder.model.facts import Check, Quantity
from site_builder.rules.load import subject
from site_builder.vocabulary import Bound, CheckKind, QuantityKind

_RULES = subject("arithmetic")
CHECKS_PARTS = re.compile(_RULES.pattern("sum.parts"))
SAME_TOTAL_LIMIT = 40
"""More counts than this in one sentence are a table read as prose; no sum is attempted."""
SLACK = Decimal(str(_RULES.value("sum.slack", float)))
"""Parts that miss the total by more than a tenth were hardly meant to be all parts (其中 names a selection as
often as a partition)."""


def checks(text: str, quantities: Sequence[Quantity]) -> tuple[Check, ...]:
    """Every sum and every rate that can be recomputed, with the result; `holds` tells whether it comes out."""
    out: list[Check] = []
    groups: dict[int, list[Quantity]] = {}
    for each in quantities:
        if each.kind == QuantityKind.COUNT:
            groups.setdefault(each.sentence.start, []).append(each)
    for found in groups.values():
        if 2 < len(found) <= SAME_TOTAL_LIMIT:
            out.extend(_sums(text, found))
    by_id = {q.id: q for q in quantities if q.metric}
    for each in quantities:
        check = _rate(each, by_id) if each.numerator and each.denominator else None
        if check is not None:
            out.append(check)
    return tuple(sorted(out, key=lambda c: (c.line, c.quantities)))


def _sums(text: str, found: list[Quantity]) -> list[Check]:
    """A first number and the later ones of the same unit: equal means a sum; unequal is reported only where
    the words promise a partition."""
    out: list[Check] = []
    start = 0
    while start < len(found) - 2:
        total = found[start]
        parts = [q for q in found[start + 1 :] if q.unit == total.unit and not q.qualifier]
        if total.qualifier or total.value is None or not len(parts) >= 2:
            start += 1
            continue
        check = _partition(text, total, parts)
        if check is None:
            start += 1
            continue
        out.append(check)
        start += len(parts) + 1
    return out


def _partition(text: str, total: Quantity, parts: list[Quantity]) -> Check | None:
    values = [q.value or Decimal(0) for q in parts]
    value = total.value or Decimal(0)
    sign = CHECKS_PARTS.search(text, total.span.end, parts[0].span.start)
    running = Decimal(0)
    for i, each in enumerate(values):
        running += each
        if running == value and i >= 1 and (sign or i >= 2):
            return _sum_check(total, parts[: i + 1], running, True)
        if running > value:
            break
    whole = sum(values, Decimal(0))
    if sign and len(parts) >= 3 and value and 0 < abs(whole - value) <= SLACK * value:
        return _sum_check(total, parts, whole, False)
    return None


def _sum_check(total: Quantity, parts: list[Quantity], computed: Decimal, holds: bool) -> Check:
    figures = "＋".join(f"{q.value:f}" for q in parts)
    stated = f"{total.value:f}"
    note = (
        f"{figures}＝{computed:f}，与总数 {stated} 一致。"
        if holds
        else f"{figures}＝{computed:f}，原文总数为 {stated}，相差 {abs(computed - (total.value or 0)):f}。"
    )
    return Check(
        CheckKind.SUM,
        (total.id, *(q.id for q in parts)),
        stated,
        f"{computed:f}",
        note,
        total.line,
        total.anchor,
        holds,
    )


def _rate(rate: Quantity, by_id: dict[str, Quantity]) -> Check | None:
    """A stated rate against its counts, rounded as the statement is."""
    top, bottom = by_id.get(rate.numerator), by_id.get(rate.denominator)
    if (
        rate.value is None
        or top is None
        or bottom is None
        or top.value is None
        or not bottom.value
        or rate.bound != Bound.EXACT
    ):
        return None
    exact = top.value * 100 / bottom.value
    places = -int(rate.value.as_tuple().exponent)
    rounded = exact.quantize(Decimal(1).scaleb(-max(places, 0)), ROUND_HALF_UP)
    holds = rounded == rate.value
    shown = exact.quantize(Decimal(1).scaleb(-max(places, 1)), ROUND_HALF_UP)
    fraction = f"{top.value:f}÷{bottom.value:f}≈{shown}%"
    note = f"{fraction}，与原文 {rate.surface} 一致。" if holds else f"{fraction}，原文写作 {rate.surface}。"
    return Check(
        CheckKind.RATE,
        (rate.id, top.id, bottom.id),
        rate.surface,
        f"{shown}%",
        note,
        rate.line,
        rate.anchor,
        holds,
    )
