"""Which sentences speak to which level-3 indicator: by phrases kept beside the indicator, with the matched words shown."""

from itertools import groupby

import numpy as np

from site_builder.extract.phrases import Truth
from site_builder.extract.tools import Tools
from site_builder.extract.words import Ints

Spoken = tuple[int, int, tuple[str, ...]]
"""(sentence, place of the indicator in `Tools.indicators`, matched words: longest first)"""


def evidence_in(tools: Tools, words: Ints, sentences: Ints, held: Truth) -> list[Spoken]:
    """By sentence, then in the order of the framework, each indicator once a sentence: with every word of every phrase of it that holds.

    The n-th of `words` stands in the n-th of `sentences`; `held` tells which phrase holds in which sentence.
    """
    which, phrase = tools.shown.of(words)
    sentence = sentences.take(which)
    holds = np.flatnonzero(held[phrase, sentence])
    indicator, word = tools.evidence.take(phrase.take(holds)), words.take(which.take(holds))
    count, of = len(tools.words), len(tools.indicators)
    keys = np.unique((sentence.take(holds) * of + indicator) * count + word).tolist()
    names = tools.words
    return [(key // of, key % of, tuple([names[each % count] for each in group])) for key, group in groupby(keys, lambda each: each // count)]
