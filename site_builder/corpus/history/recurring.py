"""Shortcomings that are admitted again: sentences of the 不足 of different years that speak of the same
things."""

from collections import Counter
from collections.abc import Sequence

from site_builder.corpus.history.common_phrases import MAX_PHRASES_PER_PAIR, PassagePairs, pairs_of
from site_builder.corpus.history.passages import ComparableReport, RolePassage, together
from site_builder.corpus.history.shingles import SHINGLE, nearest, overlaps
from site_builder.model.history import Recurring

MIN_SHARED_PHRASE_WEIGHT = 2
"""Characters of shared phrases beyond the first three of each: one phrase of five, or two of four. Two words
alone (复议) are in every report."""


def recurring(readings: Sequence[ComparableReport]) -> tuple[Recurring, ...]:
    """Shortcomings put in like words in at least two years, most years first. Each sentence joins its nearest
    one of an earlier year."""
    import numpy as np

    admitted = together([reading.shortcomings for reading in sorted(readings, key=lambda r: r.year)])
    years = np.array([each.passage.year or 0 for each in admitted.told], dtype=np.int64)
    texts = admitted.texts
    pairs = pairs_of(
        texts,
        texts,
        *nearest(overlaps(texts.pieces, texts.pieces), MAX_PHRASES_PER_PAIR, np.searchsorted(years, years)),
    )
    earlier: list[list[int]] = [[] for _ in admitted.told]
    for pair, own in enumerate(pairs.own):
        earlier[own].append(pair)
    leader = list(range(len(earlier)))
    groups: dict[int, list[int]] = {}
    shared: dict[int, Counter[str]] = {}
    for number, possible in enumerate(earlier):
        weight, nearest_one, phrases = _nearest(possible, pairs)
        if weight >= MIN_SHARED_PHRASE_WEIGHT:
            leader[number] = leader[nearest_one]
            shared.setdefault(leader[number], Counter()).update(phrases)
        groups.setdefault(leader[number], []).append(number)
    found = [
        _recurring([admitted.told[number] for number in groups[first]], counts)
        for first, counts in sorted(shared.items())
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (-len(each.passages), -(each.passages[-1].year or 0), each.passages[0].line),
        )
    )


def _recurring(members: list[RolePassage], counts: Counter[str]) -> Recurring:
    """The record, with the phrases by which most of the sentences joined first."""
    shared = tuple(sorted(counts, key=lambda phrase: (-counts[phrase], -len(phrase), phrase)))
    return Recurring(shared, tuple(each.passage for each in members))


def _nearest(possible: list[int], pairs: PassagePairs) -> tuple[int, int, tuple[str, ...]]:
    """(weight, sentence, phrases) of the earlier sentence that shares most; only those that could be it are
    looked at closely."""
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for pair in sorted(possible, key=lambda pair: (pairs.most[pair], pairs.others[pair]), reverse=True):
        if pairs.most[pair] < best[0]:
            break
        phrases = tuple(pairs.phrases(pair))
        weight = sum(len(text) - SHINGLE + 1 for text in phrases)
        best = max(best, (weight, pairs.others[pair], phrases))
    return best
