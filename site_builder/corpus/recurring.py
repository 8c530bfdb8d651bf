"""Shortcomings that are admitted again: sentences of the 不足 of different years that speak of the same things."""

from bisect import bisect_left
from collections.abc import Sequence

from site_builder.corpus.passages import Reading, Told
from site_builder.corpus.phrases import Postings, grams, shared_phrases
from site_builder.model.stories import Recurring

ENOUGH = 2
"""Characters of shared phrases beyond the first three of each: one phrase of five, or two of four. Two words alone (复议) are in every report."""


def recurring(readings: Sequence[Reading]) -> tuple[Recurring, ...]:
    """Shortcomings put in like words in at least two years, most years first. Each sentence joins its nearest one of an earlier year."""
    told = [each for reading in sorted(readings, key=lambda r: r.year) for each in reading.sentences if each.role == "problems"]
    pieces = [grams(each.passage.text) for each in told]
    postings = Postings(pieces)
    years = [_year(each) for each in told]
    group = list(range(len(told)))
    for number, each in enumerate(told):
        first_of_year = bisect_left(years, _year(each))
        earlier = postings.nearest(pieces[number], first_of_year)
        best = max(earlier, key=lambda other: (_weight(told[number], told[other], pieces[other]), other), default=None)
        if best is not None and _weight(each, told[best], pieces[best]) >= ENOUGH:
            group[number] = group[best]
    members: dict[int, list[Told]] = {}
    for number, leader in enumerate(group):
        members.setdefault(leader, []).append(told[number])
    found = [_recurring(each) for each in members.values() if len({_year(one) for one in each}) > 1]
    return tuple(sorted(found, key=lambda each: (-len(each.passages), -(each.passages[-1].year or 0), each.passages[0].line)))


def _recurring(members: list[Told]) -> Recurring:
    """The record, with the phrases that most of the sentences have, those of all first."""
    first = members[0].passage.text
    counts: dict[str, int] = {}
    for other in members[1:]:
        for phrase in shared_phrases(other.passage.text, grams(first), first) or shared_phrases(
            other.passage.text, grams(members[-1].passage.text), members[-1].passage.text
        ):
            counts[phrase] = counts.get(phrase, 0) + 1
    shared = tuple(sorted(counts, key=lambda phrase: (-counts[phrase], -len(phrase), phrase)))
    return Recurring(shared, tuple(each.passage for each in members))


def _weight(one: Told, other: Told, other_grams: frozenset[str]) -> int:
    """How much two sentences share."""
    return sum(len(phrase) - 3 for phrase in shared_phrases(one.passage.text, other_grams, other.passage.text))


def _year(told: Told) -> int:
    """The report year, 0 when unknown."""
    return told.passage.year or 0
