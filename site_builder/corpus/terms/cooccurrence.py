"""Which terms stand in one paragraph again and again: counted per report while it is linked, added up at the
barrier, never page against page.

Standing together says nothing about meaning; pages offer it as a way on, with the number of paragraphs it
rests on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from operator import itemgetter

from site_builder.model.corpus import Traces
from site_builder.model.terms import Mention

TERMS_PER_PARAGRAPH = 15
"""A paragraph with more terms is a list, in which neighbours mean nothing; its first ones count"""
PAIRS_PER_REPORT = 80
"""The most frequent of one report. The five documents have 25 to 169, nearly all in a single paragraph"""
OFTEN = 2
"""Paragraphs in the whole collection from which on two terms are said to stand together often"""
MAX_NEIGHBOURS_SHOWN = 8

Pair = tuple[str, str, int]


def pairs_of(mentions: Iterable[Mention]) -> tuple[Pair, ...]:
    """The pairs of terms of one report that share a paragraph, with the number of paragraphs, most first,
    then as they stand in the text."""
    together: dict[str, dict[str, None]] = {}
    for mention in mentions:
        terms = together.setdefault(mention.anchor, {})
        if len(terms) < TERMS_PER_PARAGRAPH:
            terms[mention.term] = None
    counted = Counter(
        pair for terms in together.values() if len(terms) > 1 for pair in combinations(sorted(terms), 2)
    )
    best = sorted(counted.items(), key=itemgetter(1), reverse=True)[:PAIRS_PER_REPORT]
    return tuple((one, other, count) for (one, other), count in best)


def gather_beside(traces: Iterable[Traces]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Slug of a term → the terms that often stand beside it, with the number of paragraphs, most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for trace in traces:
        for one, other, count in trace.beside:
            counts[one, other] += count
    found: dict[str, list[tuple[int, str]]] = {}
    for term, other, count in _both_ways(counts):
        if count >= OFTEN:
            found.setdefault(term, []).append((-count, other))
    return {
        term: tuple((other, -count) for count, other in sorted(others)[:MAX_NEIGHBOURS_SHOWN])
        for term, others in sorted(found.items())
    }


def _both_ways(counts: Counter[tuple[str, str]]) -> Iterator[Pair]:
    for (one, other), count in counts.items():
        yield one, other, count
        yield other, one, count
