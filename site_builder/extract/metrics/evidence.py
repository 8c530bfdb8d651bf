"""Which sentences speak to which level-3 indicator: by phrases kept beside the indicator, with the matched
words shown."""

from itertools import pairwise

import numpy as np

from site_builder.extract.metrics.compiled_rules import CompiledRules
from site_builder.matching.arrays import Ints, Truth

EvidenceHit = tuple[int, int, tuple[str, ...]]
"""(sentence, place of the indicator in `CompiledRules.indicators`, matched words: longest first)"""


def evidence_in(
    tools: CompiledRules, words: Ints, sentences: Ints, held: Truth, first: int
) -> list[EvidenceHit]:
    """By sentence, then in the order of the framework, each indicator once a sentence: with every word of
    every phrase of it that holds.

    The n-th of `words` stands in the n-th of `sentences`, which are counted from sentence `first` of the
    report; `held` tells which phrase holds where.
    """
    which, phrase = tools.shown.of(words)
    sentence = sentences.take(which)
    holds = np.flatnonzero(held.ravel().take(phrase * held.shape[1] + sentence))
    indicator, word = tools.evidence.take(phrase.take(holds)), words.take(which.take(holds))
    count, of = tools.names.size, len(tools.indicators)
    statements = _each_once((sentence.take(holds) * of + indicator) * count + word)
    about, word = np.divmod(statements, count)
    bounds = np.flatnonzero(np.diff(about, prepend=-1, append=-1))
    names, edges = tools.names.take(word).tolist(), bounds.tolist()
    sentence, indicator = np.divmod(about.take(bounds[:-1]), of)
    matched = [tuple(names[a:b]) for a, b in pairwise(edges)]
    return list(zip((sentence + first).tolist(), indicator.tolist(), matched, strict=True))


def _each_once(numbers: Ints) -> Ints:
    """The numbers in order, repeated ones once (a word may stand in a sentence twice)."""
    numbers = np.sort(numbers)
    return numbers.take(np.flatnonzero(np.diff(numbers, prepend=-1)))
