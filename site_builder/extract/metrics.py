"""Which metric a number belongs to: by the words in its clause, at most one, none when two readings are equally good.

The wording with most matched characters wins, then the one nearest to the number; a tie between two metrics is reported as doubt and assigns none.
"""

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from site_builder.extract.amounts import Found
from site_builder.extract.arrays import Alphabet, Ints, Traits, Truth, follow, spread
from site_builder.extract.clauses import LONGEST_CLAUSE, Clauses
from site_builder.extract.doubts import (
    BESIDE_REACH,
    BUNDLE_END,
    CHANGED_END,
    DIFFERENCE_END,
    ELSEWHERE,
    ENDS,
    KIND_END,
    KIND_WORD,
    LONE_REACH,
    SUBJECT_REACH,
    beside,
    bundled,
    changed,
    is_part,
)
from site_builder.extract.lines import EACH, Lines
from site_builder.extract.phrases import ALWAYS
from site_builder.extract.tools import Tools
from site_builder.extract.words import Said

Named = tuple[str, str]
"""Metric id and reason: the words that matched, or the two metrics that tied"""
TIE = "两可："
"""Begins the reason of a number that two metrics fit equally well: it belongs to neither."""
NO_METRIC: Named = ("", "")
AT_A_TIME = 2_000
"""Numbers looked at together: a report of any length takes no more memory than this many"""


PER_UNIT = re.compile(r"(?:每(?!年)[^，,。;；、\n]{0,16}|每个[^。;；\n]{0,24}(?:都|均)[^。;；\n]{0,40}|各(?:罚|处|奖)[^，,。;；、\n]{0,4})$")
"""Before a number of one unit or one period, which is no total of the year: 每季度听取汇报1次, 各罚款5000元"""
LOOK_BACK = 80
LINKS = "并和及与以左右后中其占达已均全也同较比为由增减升降提压缩到至上下"
"""A character behind a number that begins nothing that could be counted: 受理56件并全部办结, 案件151件中, 由58件增加到75件"""
_COUNTABLE = Alphabet({1: set(map(chr, range(0x4E00, 0xA000))) - set(LINKS)})
"""A character behind a number that may begin what is counted"""
_POSITION = 0xFFFF
_NONE = -(1 << 62)


class Clause(Struct, frozen=True, gc=False):
    """The words in the clauses of numbers: columns of one length, ordered by number."""

    word: Ints
    start: Ints
    end: Ints
    bounds: Ints
    """For each number how many words stand before those of its clause, and after the last one how many there are"""


class Fits(Struct, frozen=True, gc=False):
    """Claims that may be made on numbers, ordered by number: columns of one length."""

    number: Ints
    claim: Ints
    score: Ints
    """Matched characters, then the distance of the farthest word: the larger, the better"""
    matched: Ints
    """A row each: for each choice the word that meets it, -1 where there is no further choice"""


def metrics_of(tools: Tools, lines: Lines, found: Sequence[Found], clauses: Clauses, words: Said, demanded: Truth) -> list[Named]:
    """For each number of a text its metric; `demanded` tells which of the demands that claims make on a sentence are met in which sentence."""
    out: list[Named] = []
    for first in range(0, len(found), AT_A_TIME):
        part = slice(first, first + AT_A_TIME)
        some = Clauses(clauses.start[part], clauses.end[part], clauses.sentence[part], clauses.left[part], clauses.right[part])
        out += _of_some(tools, lines, found[part], some, words, demanded.take(some.sentence, axis=1))
    return out


def _of_some(tools: Tools, lines: Lines, found: Sequence[Found], of: Clauses, words: Said, demanded: Truth) -> list[Named]:
    """The same for a stretch of the numbers."""
    clause, number = _within(words, of)
    held = tools.in_clause.hold(tools.in_clause.met(clause.word, number, len(found))) & demanded.take(tools.demands, axis=0)
    claim, at = np.divmod(np.flatnonzero(held), len(found))
    kinds, ends = [one.kind for one in found], ENDS.of(lines.codes.take(of.start - 1))
    good = np.flatnonzero(tools.claims.will_do(claim, at, kinds, [one.unit for one in found]))
    moved = np.zeros(len(found), dtype=np.bool_)
    for one in np.flatnonzero(ends & CHANGED_END).tolist():
        moved[one] = kinds[one] == "percent" and changed(lines.text, found[one].start)
    good = good.take(np.flatnonzero(~moved.take(at.take(good)) | tools.claims.change.take(claim.take(good))))
    good = good.take(np.argsort(at.take(good), kind="stable"))
    good = good.take(np.flatnonzero(_on_topic(tools, words, at.take(good), claim.take(good), of)))
    at, claim = at.take(good), claim.take(good)
    out = [NO_METRIC] * len(found)
    if not at.size:
        return out
    counts = np.array([kind == "count" for kind in kinds])
    follows = (_COUNTABLE.of(lines.codes.take(of.end)) != 0) & counts
    fits = _best(_fits(tools, clause, at, claim, of, follows, counts))
    each, doubtful = follow(of.start, lines.places(EACH), LOOK_BACK).tolist(), _doubtful(tools, lines, of, fits, follows, counts, ends)
    edges = np.flatnonzero(np.diff(fits.number, prepend=-1, append=-1))
    matched, claims = fits.matched.tolist(), fits.claim.tolist()
    around: dict[int, set[int]] = {}
    totals: dict[tuple[int, str], tuple[int, list[int]]] = {}
    for first, last, one in zip(edges[:-1].tolist(), edges[1:].tolist(), fits.number.take(edges[:-1]).tolist(), strict=True):
        number, start = found[one], found[one].start
        if one in doubtful or (each[one] and PER_UNIT.search(lines.text, max(0, start - LOOK_BACK), start)):
            continue
        named, its = _named(tools, claims[first:last], matched[first], words, number.sentence, around), matched[first]
        if kinds[one] == "count":
            total = totals.get((number.sentence, named[0]))
            if total is None:
                totals[number.sentence, named[0]] = number.end, its
            elif _is_part(lines.text, *total, start, its):
                continue
        out[one] = named
    return out


def _on_topic(tools: Tools, words: Said, number: Ints, claim: Ints, of: Clauses) -> Truth:
    """For pairs of a number and a claim whether the claim's subject, if it takes one from the sentence, is the last that is named before the number."""
    good = np.ones(number.size, dtype=np.bool_)
    asks = np.flatnonzero(tools.claims.sentence.take(claim))
    numbers, claims = number.take(asks), claim.take(asks)
    named = np.flatnonzero(tools.claims.topical.take(words.hits.word))
    word, start, end = words.hits.word.take(named), words.hits.start.take(named), words.hits.end.take(named)
    begins = np.searchsorted(named, words.bounds.take(of.sentence.take(numbers)))
    first = np.maximum(begins, np.searchsorted(start, of.start.take(numbers) - SUBJECT_REACH))
    pair, hit = spread(first, np.searchsorted(start, of.right.take(numbers)) - first)
    said, by = word.take(hit), claims.take(pair)
    own, rival = np.zeros(asks.size, dtype=np.intp), np.full(asks.size, -1)
    named = np.flatnonzero(tools.claims.subject[by, said])
    np.maximum.at(own, pair.take(named), end.take(hit.take(named)))
    named = np.flatnonzero(tools.claims.rivals[by, said])
    named = named.take(np.flatnonzero(start.take(hit.take(named)) < of.start.take(numbers.take(pair.take(named)))))
    np.maximum.at(rival, pair.take(named), start.take(hit.take(named)))
    good[asks] = rival < own
    return good


def _doubtful(tools: Tools, lines: Lines, of: Clauses, fits: Fits, follows: Truth, counts: Truth, ends: Traits) -> set[int]:
    """The counts beside which something tells that they are not what the claim that fits best asks for."""
    first = np.flatnonzero(np.diff(fits.number, prepend=-1))
    numbers, claims = fits.number.take(first), fits.claim.take(first)
    kind = follow(of.start, np.flatnonzero(lines.codes == ord(KIND_WORD)), BESIDE_REACH) & ((ends & KIND_END) != 0)
    told, lists, text = counts & (kind | ((ends & DIFFERENCE_END) != 0)), counts & ((ends & BUNDLE_END) != 0) & ~follows, lines.text
    after = follows.take(numbers) & tools.claims.lone.take(claims)
    out = set()
    for place in np.flatnonzero((told | lists).take(numbers) | after).tolist():
        one, claim = int(numbers[place]), int(claims[place])
        start = int(of.start[one])
        if (
            (told[one] and beside(text, start))
            or (lists[one] and _is_bundle(tools, text, start, claim))
            or (after[place] and _is_elsewhere(tools, text, int(of.end[one]), claim))
        ):
            out.add(one)
    return out


def _is_part(text: str, end: int, its: list[int], start: int, words: list[int]) -> bool:
    """Whether a number at `start` is a part of the one of the same metric that ends at `end`: it is told so, with one of the same words."""
    return is_part(text, end, start) and not {word for word in words if word >= 0}.isdisjoint(its)


def _is_bundle(tools: Tools, text: str, start: int, claim: int) -> bool:
    """Whether a count at `start` is of several things together, none of which but the last could be the claim's, and that one is not."""
    begin = bundled(text, start)
    return begin >= 0 and not any(tools.names[word] in text[begin:start] for choice in tools.claims.rows[claim].near for word in choice)


def _is_elsewhere(tools: Tools, text: str, end: int, claim: int) -> bool:
    """Whether what is counted behind a number that stops at `end` is said to be brought to what the claim asks for."""
    found = [place for word in tools.claims.rows[claim].near[0] if (place := text.find(tools.names[word], end, end + LONGEST_CLAUSE)) >= 0]
    return bool(found) and ELSEWHERE.search(text, end, min(found)) is not None


def _within(words: Said, of: Clauses) -> tuple[Clause, Ints]:
    """The words in the clauses of numbers, and beside each the place of its number."""
    hits = words.hits
    first = np.searchsorted(hits.start, of.left)
    number, hit = spread(first, np.searchsorted(hits.start, of.right) - first)
    inside = np.flatnonzero(hits.end.take(hit) <= of.right.take(number))
    number, hit = number.take(inside), hit.take(inside)
    bounds = np.searchsorted(number, np.arange(of.start.size + 1))
    return Clause(hits.word.take(hit), hits.start.take(hit), hits.end.take(hit), bounds), number


def _fits(tools: Tools, clause: Clause, number: Ints, claim: Ints, of: Clauses, follows: Truth, counts: Truth) -> Fits:
    """How well claims fit numbers, pair by pair: of each choice the longest word in the clause counts, then the nearest.

    Where what is counted stands behind the number (`follows`: 3次警示教育, and not 讲座3次, or 讲座3次并…), one of the claim's words must stand there.
    A word that is all a claim asks for must not stand far before a count (`LONE_REACH`).
    """
    begins = clause.bounds.take(number)
    pair, row = spread(begins, clause.bounds.take(number + 1) - begins)
    first = np.searchsorted(pair, np.arange(number.size))
    word, start, end = clause.word.take(row), clause.start.take(row), clause.end.take(row)
    start_of, end_of = of.start.take(number).take(pair), of.end.take(number).take(pair)
    length, gap, behind = end - start, np.where(end <= start_of, start_of - end, start - end_of), start >= end_of
    value = (length << 32) - (gap << 16) - (np.arange(pair.size) - first.take(pair))
    good = ~follows.take(number) | np.logical_or.reduceat(behind & tools.claims.words[claim.take(pair), word], first)
    allowed = behind | ~tools.claims.behind.take(claim).take(pair)
    allowed &= behind | (gap <= LONE_REACH) | ~(tools.claims.lone.take(claim) & counts.take(number)).take(pair)
    score, distance, matched = tools.claims.sentence.take(claim), np.zeros(number.size, dtype=np.intp), []
    for wanted in tools.in_clause.wanted:
        choice = wanted.take(claim)
        asked = choice != ALWAYS
        met = allowed & tools.in_clause.members[choice.take(pair), word]
        best = np.maximum.reduceat(np.where(met, value, _NONE), first)
        good &= ~asked | (best != _NONE)
        which = np.where(asked & (best != _NONE), first + (-best & _POSITION), first)
        score = score + 2 * np.where(asked, length.take(which), 0)
        distance = np.maximum(distance, np.where(asked, gap.take(which), 0))
        matched.append(np.where(asked, word.take(which), -1))
    kept = np.flatnonzero(good)
    return Fits(number.take(kept), claim.take(kept), ((score << 16) - distance).take(kept), np.stack(matched, axis=1).take(kept, axis=0))


def _best(fits: Fits) -> Fits:
    """Of each number those that fit best: several if they fit equally."""
    edges = np.flatnonzero(np.diff(fits.number, prepend=-1))
    if not edges.size:
        return fits
    best = np.maximum.reduceat(fits.score, edges)
    kept = np.flatnonzero(fits.score == np.repeat(best, np.diff(np.append(edges, fits.number.size))))
    return Fits(fits.number.take(kept), fits.claim.take(kept), fits.score.take(kept), fits.matched.take(kept, axis=0))


def _named(tools: Tools, claims: list[int], matched: list[int], words: Said, sentence: int, around: dict[int, set[int]]) -> Named:
    """The metric of the claims that fit best, with the words that matched the first, or none if they are claims of two metrics.

    `around` remembers the words of sentences.
    """
    claim = tools.claims.rows[claims[0]]
    for other in claims[1:]:
        if (metric := tools.claims.rows[other].metric) != claim.metric:
            return "", f"{TIE}{tools.metrics[claim.metric].name}、{tools.metrics[metric].name}"
    matched = [word for word in matched if word >= 0]
    if claim.sentence:
        if (said := around.get(sentence)) is None:
            said = around[sentence] = words.of(sentence)
        matched += [min(choice & said) for choice in claim.sentence]
    return claim.metric, "、".join([tools.names[word] for word in matched])
