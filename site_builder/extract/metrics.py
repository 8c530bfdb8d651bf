"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are equally good.

The wording with most matched characters wins, then the one nearest to the number; a tie between two metrics is reported as doubt and assigns none.
"""

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from site_builder.extract.phrases import Truth, spread
from site_builder.extract.quantities import Found
from site_builder.extract.tools import Claim, Tools
from site_builder.extract.words import Hits, Ints

Hit = tuple[int, int, int]
"""(word id, start, end)"""
Named = tuple[str, str]
"""Metric id and reason: the words that matched, or the two metrics that tied"""
TIE = "两可："
"""Begins the reason of a number that two metrics fit equally well: it belongs to neither."""
NO_METRIC: Named = ("", "")
AT_A_TIME = 500
"""Numbers looked at together: a report of any length takes no more memory than this many"""


PER_UNIT = re.compile(r"(?:每(?!年)[^，,。;；、\n]{0,16}|每个[^。;；\n]{0,24}(?:都|均)[^。;；\n]{0,40}|各(?:罚|处|奖)[^，,。;；、\n]{0,4})$")
"""Before a number of one unit or one period, which is no total of the year: 每季度听取汇报1次, 各罚款5000元"""
LOOK_BACK = 80
LINKS = frozenset("并和及与以左右后中其占达已均全也同较比为由增减升降提压缩到至上下")
"""A character behind a number that begins nothing that could be counted: 受理56件并全部办结, 案件151件中, 由58件增加到75件"""


class Fit(Struct, frozen=True, gc=False):
    """A claim that may be made on a number."""

    score: tuple[int, int]
    """(matched characters, −distance of the farthest word)"""
    words: list[int]
    """Those in the clause"""
    claim: Claim


def metrics_of(
    tools: Tools, text: str, found: Sequence[Found], clauses: tuple[Ints, Ints], hits: Hits, in_sentence: Ints, demanded: Truth
) -> list[Named]:
    """For each number of a text its metric.

    `clauses` are where their clauses begin and end; `hits` the dictionary words of the text, `in_sentence` how many of them stand before each
    sentence; `demanded` tells for each claim and each sentence whether the sentence has what the claim asks of it.
    """
    out: list[Named] = []
    for first in range(0, len(found), AT_A_TIME):
        part = slice(first, first + AT_A_TIME)
        fits = _fits(tools, text, found[part], clauses[0][part], clauses[1][part], hits, demanded)
        out += [_decided(tools, fit, one, hits, in_sentence) if fit else NO_METRIC for one, fit in zip(found[part], fits, strict=True)]
    return out


def _fits(tools: Tools, text: str, found: Sequence[Found], left: Ints, right: Ints, hits: Hits, demanded: Truth) -> list[dict[str, Fit]]:
    """For each number the best fit of each metric."""
    first = np.searchsorted(hits.start, left)
    number, hit = spread(first, np.searchsorted(hits.start, right) - first)
    inside = np.flatnonzero(hits.end.take(hit) <= right.take(number))
    number, hit = number.take(inside), hit.take(inside)
    word = hits.word.take(hit)
    held = tools.in_clause.hold(tools.in_clause.met(word, number, len(found)))
    held &= demanded[:, [one.sentence for one in found]]
    near = list(zip(word.tolist(), hits.start.take(hit).tolist(), hits.end.take(hit).tolist(), strict=True))
    bounds = np.searchsorted(number, np.arange(len(found) + 1)).tolist()
    best: list[dict[str, Fit]] = [{} for _ in found]
    follows = [_counts_what_follows(text, one) for one in found]
    for claim_at, at in zip(*(column.tolist() for column in np.nonzero(held)), strict=True):
        claim, one = tools.claims[claim_at], found[at]
        if one.kind in claim.kinds and (not claim.units or one.unit in claim.units):
            fit, known = _fit(claim, one.start, one.end, near[bounds[at] : bounds[at + 1]], follows[at]), best[at].get(claim.metric)
            if fit is not None and (known is None or fit.score > known.score):
                best[at][claim.metric] = fit
    return [{} if fits and PER_UNIT.search(text, max(0, one.start - LOOK_BACK), one.start) else fits for one, fits in zip(found, best, strict=True)]


def _counts_what_follows(text: str, one: Found) -> bool:
    """Whether the thing counted stands behind the number: 3次警示教育, and not 讲座3次, or 讲座3次并…."""
    following = text[one.end : one.end + 1]
    return one.kind == "count" and "\u4e00" <= following <= "\u9fff" and following not in LINKS


def _fit(claim: Claim, start: int, end: int, near: list[Hit], follows: bool) -> Fit | None:
    """How well a claim fits the number at `start` to `end`: of each choice the longest word in the clause counts, then the nearest.

    Where what is counted stands behind the number (`follows`), one of the claim's words must stand there.
    """
    if follows and not any(first >= end and word in choice for word, first, _ in near for choice in (*claim.near, *claim.sentence)):
        return None
    total, distance, matched = len(claim.sentence), 0, []
    for choice in claim.near:
        length, gap, which = 0, 0, -1
        for word, first, last in near:
            if word in choice and (not claim.after or first >= end):
                away = start - last if last <= start else first - end
                if last - first > length or (last - first == length and away < gap):
                    length, gap, which = last - first, away, word
        if which < 0:
            return None
        total += 2 * length
        distance = max(distance, gap)
        matched.append(which)
    return Fit((total, -distance), matched, claim)


def _decided(tools: Tools, fits: dict[str, Fit], one: Found, hits: Hits, in_sentence: Ints) -> Named:
    """The metric that fits best, or none if two fit equally."""
    best = max(fits.values(), key=lambda fit: fit.score)
    names = [metric for metric, fit in fits.items() if fit.score == best.score]
    if len(names) > 1:
        return "", f"{TIE}{tools.metrics[names[0]].name}、{tools.metrics[names[1]].name}"
    words = best.words
    if best.claim.sentence:
        around = set(hits.word[in_sentence[one.sentence] : in_sentence[one.sentence + 1]].tolist())
        words = words + [min(choice & around) for choice in best.claim.sentence]
    return best.claim.metric, "、".join([tools.words[word] for word in words])
