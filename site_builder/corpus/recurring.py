"""Shortcomings that are admitted again: sentences of the 不足 of different years that speak of the same things."""

from bisect import bisect_left
from collections.abc import Sequence

from site_builder.corpus.passages import Reading, Speaking, Told, speaking
from site_builder.corpus.phrases import MOST, Phrased, at_most, shared_phrases
from site_builder.corpus.pieces import nearest, overlaps
from site_builder.model.stories import Recurring

ENOUGH = 2
"""Characters of shared phrases beyond the first three of each: one phrase of five, or two of four. Two words alone (复议) are in every report."""


def recurring(readings: Sequence[Reading]) -> tuple[Recurring, ...]:
    """Shortcomings put in like words in at least two years, most years first. Each sentence joins its nearest one of an earlier year."""
    told = speaking(
        (each for reading in sorted(readings, key=lambda r: r.year) for each in reading.sentences if each.role == "problems"), silent=True
    )
    years = [_year(each) for each in told.told]
    earlier = nearest(overlaps(told.pieces, told.pieces), len(years), MOST, [bisect_left(years, year) for year in years])
    group = list(range(len(years)))
    for number, others in enumerate(earlier):
        weight, best = _best(told.phrased, number, others)
        if weight >= ENOUGH:
            group[number] = group[best]
    members: dict[int, list[int]] = {}
    for number, leader in enumerate(group):
        members.setdefault(leader, []).append(number)
    found = [_recurring(each, told) for each in members.values() if len({years[number] for number in each}) > 1]
    return tuple(sorted(found, key=lambda each: (-len(each.passages), -(each.passages[-1].year or 0), each.passages[0].line)))


def _recurring(members: list[int], told: Speaking) -> Recurring:
    """The record, with the phrases that most of the sentences have, those of all first."""
    first, *others = (told.phrased[number] for number in members)
    counts: dict[str, int] = {}
    for other in others:
        for phrase in shared_phrases(other, first) or shared_phrases(other, others[-1]):
            counts[phrase] = counts.get(phrase, 0) + 1
    shared = tuple(sorted(counts, key=lambda phrase: (-counts[phrase], -len(phrase), phrase)))
    return Recurring(shared, tuple(told.told[number].passage for number in members))


def _best(texts: Sequence[Phrased], number: int, others: list[int]) -> tuple[int, int]:
    """(weight, index) of the sentence that shares most; only those that could be it are looked at closely."""
    best = (0, 0)
    for possible, other in sorted(((at_most(texts[number], texts[other]), other) for other in others), reverse=True):
        if possible < best[0]:
            break
        best = max(best, (_weight(texts[number], texts[other]), other))
    return best


def _weight(one: Phrased, other: Phrased) -> int:
    """How much two sentences share."""
    return sum(len(phrase) - 3 for phrase in shared_phrases(one, other))


def _year(told: Told) -> int:
    """The report year, 0 when unknown."""
    return told.passage.year or 0
