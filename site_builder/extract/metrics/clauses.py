"""The clause of each number: from the stop before it to the stop after it, less what belongs to its
neighbours."""

from collections.abc import Sequence

import numpy as np

from site_builder.extract.lines import PAUSE, STOP, Lines
from site_builder.extract.metrics.exclusions import ENDS, LINKING_WORDS
from site_builder.extract.numbers.amounts import NumberMatch
from site_builder.matching.arrays import Alphabet, Ints
from site_builder.matching.scored_matches import Clauses, Numbers
from site_builder.vocabulary import QuantityKind

KIND_COUNT = QuantityKind.COUNT
"""Asked for at every number, and so bound once: to read a member off its vocabulary takes 0.1 µs"""

LONGEST_CLAUSE = 80
"""Characters on each side of the number that may decide: longer clauses are lists or damaged text."""


_OPENING = Alphabet({1: "(（"})
_COUNTABLE = Alphabet({1: set(map(chr, range(0x4E00, 0xA000))) - LINKING_WORDS})
"""A character behind a number that may begin what is counted"""


def clauses(lines: Lines, found: Sequence[NumberMatch]) -> Clauses:
    """The clauses of numbers.

    Of several numbers between two stops each has the words from its neighbour on; a 、 between them parts
    them (维持28件、驳回342件). What a bracket behind a number tells is said of the numbers in it:
    法律援助案件1428宗(其中民事案件381宗).
    """
    start, end, sentence = (
        np.array([(one.start, one.end, one.sentence) for one in found], dtype=np.intp).reshape(-1, 3).T
    )
    beyond = len(lines.text)
    stops, pauses = (
        np.concatenate(([-1], lines.places(STOP))),
        np.concatenate(([-1], lines.places(PAUSE), [beyond])),
    )
    left, right = stops[np.searchsorted(stops, start) - 1] + 1, stops[np.searchsorted(stops, end)]
    before = np.append(-1, np.where(sentence[1:] == sentence[:-1], end[:-1], -1))
    pause = pauses[np.searchsorted(pauses, start) - 1]
    left = np.where(before > left, np.maximum(before, pause + 1), left)
    after, chain_end = _next_apart(start, end, sentence, beyond)
    pause = pauses[np.searchsorted(pauses, chain_end)]
    right = np.where(after < right, np.where(pause < after, pause, after), right)
    right = np.where(_OPENING.of(lines.codes.take(chain_end)) != 0, chain_end, right)
    return Clauses(
        start,
        end,
        sentence,
        np.maximum(left, start - LONGEST_CLAUSE),
        np.minimum(right, end + LONGEST_CLAUSE),
    )


def _next_apart(start: Ints, end: Ints, sentence: Ints, beyond: int) -> tuple[Ints, Ints]:
    """For each number where the next one of its sentence begins that does not touch it, and the end of what
    touches it: 3年5个月 is one statement."""
    same = sentence[1:] == sentence[:-1]
    apart = np.append(~(same & (start[1:] == end[:-1])), True)
    last = np.flatnonzero(apart)
    last = last[np.searchsorted(last, np.arange(start.size))]
    follows = np.append(np.where(same, start[1:], beyond), beyond)
    return follows[last], end[last]


def numbers_of(lines: Lines, found: Sequence[NumberMatch], of: Clauses) -> Numbers:
    """The columns of numbers that were found, whose clauses are `of`."""
    kinds = [one.kind for one in found]
    counts = np.array([kind == KIND_COUNT for kind in kinds], dtype=np.bool_)
    follows = (_COUNTABLE.of(lines.codes.take(of.end)) != 0) & counts
    return Numbers(
        of, kinds, [one.unit for one in found], counts, follows, ENDS.of(lines.codes.take(of.start - 1))
    )
