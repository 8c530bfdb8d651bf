"""What became of a promise: each sentence of the 安排 beside the paragraphs of the next report that speak of the same things, or 未见提及.

A comparison of words, never a verdict: shown with the phrases both have, so that a reader can judge.
"""

from collections import Counter
from itertools import chain

from site_builder.corpus.passages import Reading, Speaking
from site_builder.corpus.phrases import MOST, Phrased, shared_phrases
from site_builder.corpus.pieces import nearest, overlaps
from site_builder.model.stories import Answer, Promise

MOST_ANSWERS = 3
ENOUGH = 1.0
"""Weight from which a paragraph counts as speaking to a promise. A shared phrase weighs (length - 3) / (paragraphs that have it): one phrase of four
characters is enough only if no other paragraph has it; a phrase in every third paragraph needs company."""


def promises(earlier: Reading, later: Reading | None) -> tuple[Promise, ...]:
    """Every promise of a report. Without a next report nothing can be said; with one and no answers it is 未见提及."""
    promised = earlier.promised
    if later is None:
        return tuple(Promise(each.passage, "", ()) for each in promised.told)
    reporting = later.reporting
    spread = _Spread(Counter(chain.from_iterable(each.grams for each in reporting.phrased)))
    near = nearest(overlaps(promised.pieces, reporting.pieces), len(promised.told), MOST)
    return tuple(
        Promise(each.passage, later.key, _answers(text, numbers, reporting, spread))
        for each, text, numbers in zip(promised.told, promised.phrased, near, strict=True)
    )


def _answers(promise: Phrased, numbers: list[int], reporting: Speaking, spread: dict[str, int]) -> tuple[Answer, ...]:
    """The paragraphs that weigh enough, best first; of two that are level the earlier."""
    found: list[tuple[float, int, Answer]] = []
    for number in numbers:
        phrases = shared_phrases(promise, reporting.phrased[number])
        weight = sum((len(phrase) - 3) / spread[phrase] for phrase in phrases)
        if weight >= ENOUGH:
            found.append((-weight, number, Answer(reporting.told[number].passage, phrases)))
    return tuple(answer for _, _, answer in sorted(found, key=lambda each: each[:2])[:MOST_ANSWERS])


class _Spread(dict[str, int]):
    """In how many paragraphs a phrase can stand at most: that of its rarest piece. The same few phrases are asked for again and again."""

    def __init__(self, holders: Counter[str]) -> None:
        super().__init__()
        self._holders = holders

    def __missing__(self, phrase: str) -> int:
        found = self[phrase] = min(max(1, self._holders[phrase[i : i + 4]]) for i in range(len(phrase) - 3))
        return found
