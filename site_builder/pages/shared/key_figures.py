"""The key figures of a report: per metric the number that fits it best, and what else the report says of it.
No number is chosen in silence.

A report often gives a metric several numbers (收到行政复议申请108件，受理105件). Which one is shown large is
decided by the words of the report alone, in this order: a level of the metric's own kind and unit before a
growth or another kind of number; the number whose words cover more of the metric's name (受理 of
行政复议案件受理数); a number said to be a total (共、合计 …) and not smaller than the others. What these
leave equal is shown side by side. All others are named beside it, each leading to its place in the text.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec import Struct

from site_builder.model.facts import Quantity
from site_builder.model.indicators import Metric
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.values import (
    bound_words,
    change_words,
    printed,
    range_printed,
    with_other_ends,
)
from site_builder.vocabulary import Change, Role

SIDE_BY_SIDE = 3
"""Numbers shown large for one metric; four do not fit a tile"""
MAX_OTHER_VALUES_SHOWN = 3
"""Other numbers named one by one; of more, the rest is counted"""
TOTAL = ("共", "合计", "总计", "累计", "总数", "总量")


class KeyValue(Struct, frozen=True, gc=False):
    """A number of a metric."""

    words: str
    note: str
    """What it bounds, what of a change it is; empty for a plain level"""
    anchor: str
    """Of its mark in the text"""


class KeyFigure(Struct, frozen=True):
    """A metric with what the report says of it."""

    values: tuple[KeyValue, ...]
    """One, or those between which nothing decides"""
    others: tuple[KeyValue, ...]
    """Further numbers"""
    left: int
    """How many more there are"""
    name: str
    """Of the metric"""
    url: str
    """Of the metric's page"""


class _Candidate(Struct, frozen=True, gc=False):
    """A number, or a range by its lower end, with how well it fits."""

    quantity: Quantity
    other: Quantity | None
    rank: tuple[bool, int, int]
    """Lower is better"""


def key_figures(quantities: Iterable[Quantity], text: str, indexes: Indexes) -> tuple[KeyFigure, ...]:
    """The place's own results of the year by metric, in the order of the dictionary (most comparable first)."""
    by_metric: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        if (
            quantity.role == Role.ACHIEVEMENT
            and quantity.metric in indexes.metrics
            and quantity.value is not None
        ):
            by_metric.setdefault(quantity.metric, []).append(quantity)
    return tuple(
        [
            _figure(by_metric[each], metric, text)
            for each, metric in indexes.metrics.items()
            if each in by_metric
        ]
    )


def has_several(figures: Iterable[KeyFigure]) -> bool:
    """Whether the report gives any metric more than one number."""
    return any(figure.others or len(figure.values) > 1 for figure in figures)


def _figure(quantities: Sequence[Quantity], metric: Metric, text: str) -> KeyFigure:
    if len(quantities) == 1:
        return KeyFigure((_shown(quantities[0], None, text),), (), 0, metric.name, urls.metric(metric.id))
    best, others = chosen(quantities, metric)
    named = [*best[SIDE_BY_SIDE:], *others]
    large, small = (
        tuple([_shown(each.quantity, each.other, text) for each in some])
        for some in (best[:SIDE_BY_SIDE], named[:MAX_OTHER_VALUES_SHOWN])
    )
    return KeyFigure(
        large, small, max(0, len(named) - MAX_OTHER_VALUES_SHOWN), metric.name, urls.metric(metric.id)
    )


def _shown(quantity: Quantity, other: Quantity | None, text: str) -> KeyValue:
    if not quantity.change:
        return KeyValue(printed(quantity), bound_words(quantity), quantity.id)
    sentence = quantity.sentence.of(text)
    words, change = (
        (range_printed(quantity, other, sentence), "")
        if other
        else (printed(quantity), change_words(quantity, sentence))
    )
    return KeyValue(words, " ".join(filter(None, (change, bound_words(quantity)))), quantity.id)


def chosen(quantities: Sequence[Quantity], metric: Metric) -> tuple[list[_Candidate], list[_Candidate]]:
    """The numbers that fit a metric best and the others, both in order of the text, each value once."""
    distinct: dict[tuple[object, ...], _Candidate] = {}
    for quantity, other in with_other_ends(quantities):
        candidate = _Candidate(quantity, other, _rank(quantity, metric))
        said = (
            quantity.value,
            quantity.unit,
            quantity.kind,
            quantity.bound,
            candidate.rank[1],
            other and other.value,
        )
        known = distinct.get(said)
        if known is None or candidate.rank < known.rank:
            distinct[said] = candidate  # keeps the place of the first
    candidates = list(distinct.values())
    if len(candidates) == 1:
        return candidates, []
    if any(not each.rank[1] for each in candidates):
        candidates = [each for each in candidates if each.rank[1] < _distance(Change.FROM)]
    first = min(each.rank for each in candidates)
    best = [each for each in candidates if each.rank == first]
    best = _totals(best) or best
    return best, [each for each in candidates if each not in best]


def _rank(quantity: Quantity, metric: Metric) -> tuple[bool, int, int]:
    own = quantity.kind == metric.kind and quantity.unit in (metric.unit, *metric.units)
    return not own, _distance(quantity.change), -name_fit(quantity.metric_why, metric.name)


def _distance(change: Change) -> int:
    """How far a number is from the level of the year: a growth is no level, the start of a change that of
    another time."""
    match change:
        case Change.NONE | Change.TO | Change.RANGE_LOW | Change.RANGE_HIGH:
            return 0
        case Change.UP | Change.DOWN:
            return 1
        case Change.FROM:
            return 2
    assert_never(change)


def name_fit(words: str, name: str) -> int:
    """How much of the name of a metric the words cover that brought a number to it, in pairs of characters.

    >>> name_fit("行政复议申请", "行政复议案件受理数"), name_fit("受理、行政复议申请", "行政复议案件受理数")
    (3, 4)
    """
    return sum(name[at : at + 2] in words for at in range(len(name) - 1))


def _totals(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The number that is said to be a total and is the largest; of 共聘请23名专家、463名律师 none."""
    largest = max(each.quantity.value or 0 for each in candidates)
    return [
        each
        for each in candidates
        if each.quantity.value == largest and any(word in each.quantity.what for word in TOTAL)
    ]
