"""What became of a promise: each sentence of the 安排 beside the paragraphs of the next report that speak of
the same things, or 未见提及.

A comparison of words, never a verdict: shown with the phrases both have, so that a reader can judge.
"""

from collections.abc import Sequence

from site_builder.corpus.history.common_phrases import MAX_PHRASES_PER_PAIR, PassagePairs, pairs_of
from site_builder.corpus.history.passages import ComparableReport, RolePassage
from site_builder.corpus.history.shingles import SHINGLE, nearest, overlaps
from site_builder.model.history import Answer, Promise

MOST_ANSWERS = 3
MIN_PROMISE_WEIGHT = 1.0
"""Weight from which a paragraph counts as speaking to a promise. A shared phrase weighs (length - 3) /
(paragraphs that have it): one phrase of four characters is enough only if no other paragraph has it; a phrase
in every third paragraph needs company."""
ROUNDING = 1e-9
"""Bounds and weights are added up in different order."""


def promises(earlier: ComparableReport, later: ComparableReport | None) -> tuple[Promise, ...]:
    """Every promise of a report. Without a next report nothing can be said; with one and no answers it is
    未见提及."""
    promised = earlier.promised
    if later is None:
        return tuple(Promise(each.passage, "", ()) for each in promised.told)
    reporting = later.reporting
    own, others = nearest(overlaps(promised.texts.pieces, reporting.texts.pieces), MAX_PHRASES_PER_PAIR)
    pairs = pairs_of(promised.texts, reporting.texts, own, others)
    possible: list[list[int]] = [[] for _ in promised.told]
    for pair, weight in enumerate(pairs.rarest):
        if weight >= MIN_PROMISE_WEIGHT - ROUNDING:
            possible[pairs.own[pair]].append(pair)
    return tuple(
        Promise(each.passage, later.key, _answers(chosen, pairs, reporting.told))
        for each, chosen in zip(promised.told, possible, strict=True)
    )


def _answers(possible: list[int], pairs: PassagePairs, told: Sequence[RolePassage]) -> tuple[Answer, ...]:
    """The paragraphs that weigh enough, best first; of two that are level the earlier. One that cannot be
    among the best is not looked at."""
    found: list[tuple[float, int, tuple[str, ...]]] = []
    for pair in sorted(possible, key=lambda pair: -pairs.rarest[pair]):
        if len(found) >= MOST_ANSWERS and pairs.rarest[pair] < -found[MOST_ANSWERS - 1][0] - ROUNDING:
            break
        phrases = pairs.phrases(pair)
        weight = sum((len(text) - SHINGLE + 1) / holders for text, holders in phrases.items())
        if weight >= MIN_PROMISE_WEIGHT:
            found.append((-weight, pairs.others[pair], tuple(phrases)))
            found.sort()
    return tuple(Answer(told[number].passage, phrases) for _, number, phrases in found[:MOST_ANSWERS])
