"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are equally good.

The wording with most matched characters wins, then the one nearest to the number; a tie between two metrics is reported as doubt and assigns none.
"""

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from site_builder.extract.amounts import Found
from site_builder.extract.clauses import Clauses
from site_builder.extract.phrases import Truth, spread
from site_builder.extract.tools import Claim, Tools
from site_builder.extract.words import Ints, Said

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


def metrics_of(tools: Tools, text: str, found: Sequence[Found], clauses: Clauses, words: Said, demanded: Truth) -> list[Named]:
    """For each number of a text its metric; `demanded` tells which of the demands that claims make on a sentence are met in which sentence."""
    out: list[Named] = []
    for first in range(0, len(found), AT_A_TIME):
        part = slice(first, first + AT_A_TIME)
        out += _of_some(tools, text, found[part], clauses.left[part], clauses.right[part], words, demanded.take(clauses.sentence[part], axis=1))
    return out


def _of_some(tools: Tools, text: str, found: Sequence[Found], left: Ints, right: Ints, words: Said, demanded: Truth) -> list[Named]:
    """The same for a stretch of the numbers, whose clauses reach from `left` to `right`."""
    hits = words.hits
    first = np.searchsorted(hits.start, left)
    number, hit = spread(first, np.searchsorted(hits.start, right) - first)
    inside = np.flatnonzero(hits.end.take(hit) <= right.take(number))
    number, hit = number.take(inside), hit.take(inside)
    word = hits.word.take(hit)
    held = tools.in_clause.hold(tools.in_clause.met(word, number, len(found))) & demanded.take(tools.demands, axis=0)
    claims: dict[int, list[Claim]] = {}
    for possible in np.flatnonzero(held).tolist():
        claim, at = divmod(possible, len(found))
        claims.setdefault(at, []).append(tools.claims[claim])
    near = list(zip(word.tolist(), hits.start.take(hit).tolist(), hits.end.take(hit).tolist(), strict=True))
    bounds = np.searchsorted(number, np.arange(len(found) + 1)).tolist()
    out = [NO_METRIC] * len(found)
    for at, made in claims.items():
        best = _best(text, found[at], made, near[bounds[at] : bounds[at + 1]])
        if best:
            out[at] = _named(tools, best, words, found[at].sentence)
    return out


def _best(text: str, one: Found, claims: list[Claim], near: list[Hit]) -> list[Fit]:
    """The claims that fit a number best: several if they fit equally. `near` are the words of its clause."""
    claims = [claim for claim in claims if one.kind in claim.kinds and (not claim.units or one.unit in claim.units)]
    window = text[max(0, one.start - LOOK_BACK) : one.start]
    if not claims or (("每" in window or "各" in window) and PER_UNIT.search(window)):
        return []
    following = text[one.end]
    counts_what_follows = one.kind == "count" and "\u4e00" <= following <= "\u9fff" and following not in LINKS
    fits = [fit for claim in claims if (fit := _fit(claim, one.start, one.end, near, counts_what_follows)) is not None]
    if len(fits) < 2:
        return fits
    best = max(fit.score for fit in fits)
    return [fit for fit in fits if fit.score == best]


def _fit(claim: Claim, start: int, end: int, near: list[Hit], follows: bool) -> Fit | None:
    """How well a claim fits the number at `start` to `end`: of each choice the longest word in the clause counts, then the nearest.

    Where what is counted stands behind the number (`follows`: 3次警示教育, and not 讲座3次, or 讲座3次并…), one of the claim's words must stand there.
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


def _named(tools: Tools, best: list[Fit], words: Said, sentence: int) -> Named:
    """The metric of the best fits with the words that matched, or none if they are claims of two metrics."""
    claim, matched = best[0].claim, best[0].words
    for other in best[1:]:
        if other.claim.metric != claim.metric:
            return "", f"{TIE}{tools.metrics[claim.metric].name}、{tools.metrics[other.claim.metric].name}"
    if claim.sentence:
        around = words.of(sentence)
        matched = matched + [min(choice & around) for choice in claim.sentence]
    return claim.metric, "、".join([tools.words[word] for word in matched])
