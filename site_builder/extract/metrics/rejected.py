"""The numbers that have all the words of a metric, and beside which something tells that they are not what it
asks for (the tables are in `doubts`)."""

import numpy as np
from msgspec import Struct

from site_builder.extract.lines import KIND, Lines
from site_builder.extract.metrics.clauses import LONGEST_CLAUSE
from site_builder.extract.metrics.compiled_rules import CompiledRules
from site_builder.extract.metrics.exclusions import (
    BESIDE_REACH,
    BUNDLE_END,
    CHANGED_END,
    DIFFERENCE_END,
    ELSEWHERE,
    KIND_END,
    PART,
    beside,
    bundled,
    changed,
)
from site_builder.matching.arrays import Truth, follow
from site_builder.matching.scored_matches import Best, Numbers
from site_builder.vocabulary import QuantityKind


def moved(lines: Lines, numbers: Numbers) -> Truth:
    """Which shares are told as a change: only a claim that asks for one may be made on them."""
    out = np.zeros(len(numbers.kinds), dtype=np.bool_)
    for one in np.flatnonzero(numbers.ends & CHANGED_END).tolist():
        out[one] = numbers.kinds[one] == QuantityKind.PERCENT and changed(
            lines.text, int(numbers.of.start[one])
        )
    return out


def doubtful(tools: CompiledRules, lines: Lines, numbers: Numbers, chosen: Best) -> set[int]:
    """The counts beside which something tells that they are not what the claim that fits best asks for."""
    of_a_kind = ((numbers.ends & KIND_END) != 0) & follow(numbers.of.start, lines.places(KIND), BESIDE_REACH)
    told = numbers.counts & (of_a_kind | ((numbers.ends & DIFFERENCE_END) != 0))
    lists = numbers.counts & ((numbers.ends & BUNDLE_END) != 0) & ~numbers.follows
    after = numbers.follows.take(chosen.number) & tools.matcher.claims.lone.take(chosen.claim)
    out = set()
    for place in np.flatnonzero((told | lists).take(chosen.number) | after).tolist():
        one, claim = int(chosen.number[place]), int(chosen.claim[place])
        start, end = int(numbers.of.start[one]), int(numbers.of.end[one])
        if (
            (told[one] and beside(lines.text, start))
            or (lists[one] and _is_bundle(tools, lines.text, start, claim))
            or (after[place] and _is_elsewhere(tools, lines.text, end, claim))
        ):
            out.add(one)
    return out


class Total(Struct, gc=False):
    """The first count of a metric in a sentence, and how far behind it a word was looked for that announces
    its parts."""

    looked: int
    words: frozenset[int]
    announced: bool = False

    def has_part(self, text: str, start: int, words: frozenset[int]) -> bool:
        """Whether a number further on is a part of it: it is told so, with one of the same words. To be asked
        in the order of the numbers."""
        self.announced = self.announced or PART.search(text, self.looked, start) is not None
        self.looked = start
        return self.announced and not self.words.isdisjoint(words)


def _is_bundle(tools: CompiledRules, text: str, start: int, claim: int) -> bool:
    """Whether a count at `start` is of several things together, none of which but the last could be the
    claim's, and that one is not."""
    begin = bundled(text, start)
    return begin >= 0 and not any(
        tools.names[word] in text[begin:start]
        for choice in tools.matcher.claims.rows[claim].near
        for word in choice
    )


def _is_elsewhere(tools: CompiledRules, text: str, end: int, claim: int) -> bool:
    """Whether what is counted behind a number that stops at `end` is said to be brought to what the claim
    asks for."""
    found = [
        place
        for word in tools.matcher.claims.rows[claim].near[0]
        if (place := text.find(tools.names[word], end, end + LONGEST_CLAUSE)) >= 0
    ]
    return bool(found) and ELSEWHERE.search(text, end, min(found)) is not None
