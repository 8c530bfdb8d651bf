"""How well the claims of metrics fit numbers, by the words in their clauses: pairs of a claim and a number as columns, all pairs of a text at once."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from site_builder.extract.amounts import Found
from site_builder.extract.arrays import Alphabet, Ints, Traits, Truth, spread
from site_builder.extract.clauses import Clauses
from site_builder.extract.doubts import ENDS, LINKS, LONE_REACH, SUBJECT_REACH
from site_builder.extract.lines import Lines
from site_builder.extract.phrases import ALWAYS
from site_builder.extract.tools import Tools
from site_builder.extract.words import Said

_COUNTABLE = Alphabet({1: set(map(chr, range(0x4E00, 0xA000))) - LINKS})
"""A character behind a number that may begin what is counted"""
_POSITION = 0xFFFF
_NONE = -(1 << 62)


class Numbers(Struct, frozen=True, gc=False):
    """Numbers in order, with what claims are asked of them: columns of one length."""

    of: Clauses
    kinds: list[str]
    units: list[str]
    counts: Truth
    follows: Truth
    """Whether what is counted stands behind it: 3次警示教育"""
    ends: Traits
    """What the character before it may end (`doubts.ENDS`)"""


def numbers_of(lines: Lines, found: Sequence[Found], of: Clauses) -> Numbers:
    """The columns of numbers that were found, whose clauses are `of`."""
    kinds = [one.kind for one in found]
    counts = np.array([kind == "count" for kind in kinds], dtype=np.bool_)
    follows = (_COUNTABLE.of(lines.codes.take(of.end)) != 0) & counts
    return Numbers(of, kinds, [one.unit for one in found], counts, follows, ENDS.of(lines.codes.take(of.start - 1)))


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


class Best(Struct, frozen=True, gc=False):
    """The claims that fit best, one for each number that has any: columns of one length."""

    number: Ints
    claim: Ints
    rival: Ints
    """A claim of another metric that fits as well, or -1"""
    matched: Ints
    """As of `Fits`"""
    said: Ints
    """A row each: for each demand on the sentence the word that meets it, -1 where there is no further demand"""


def words_in_clauses(words: Said, of: Clauses) -> tuple[Clause, Ints]:
    """The words in the clauses of numbers, and beside each the place of its number."""
    hits = words.hits
    first = np.searchsorted(hits.start, of.left)
    number, hit = spread(first, np.searchsorted(hits.start, of.right) - first)
    inside = np.flatnonzero(hits.end.take(hit) <= of.right.take(number))
    number, hit = number.take(inside), hit.take(inside)
    bounds = np.searchsorted(number, np.arange(of.start.size + 1))
    return Clause(hits.word.take(hit), hits.start.take(hit), hits.end.take(hit), bounds), number


def on_topic(tools: Tools, words: Said, number: Ints, claim: Ints, of: Clauses) -> Truth:
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


def fits_of(tools: Tools, clause: Clause, number: Ints, claim: Ints, numbers: Numbers) -> Fits:
    """How well claims fit numbers, pair by pair: of each choice the longest word in the clause counts, then the nearest.

    Where what is counted stands behind the number (3次警示教育, and not 讲座3次, or 讲座3次并…), one of the claim's words must stand there.
    A word that is all a claim asks for must not stand far before a count (`LONE_REACH`).
    """
    begins = clause.bounds.take(number)
    pair, row = spread(begins, clause.bounds.take(number + 1) - begins)
    first = np.searchsorted(pair, np.arange(number.size))
    word, start, end = clause.word.take(row), clause.start.take(row), clause.end.take(row)
    start_of, end_of = numbers.of.start.take(number).take(pair), numbers.of.end.take(number).take(pair)
    length, gap, behind = end - start, np.where(end <= start_of, start_of - end, start - end_of), start >= end_of
    # as one number: the longest word, of these the nearest, of these the first; from its end one reads which row it is
    value = (length << 32) - (gap << 16) - (np.arange(pair.size) - first.take(pair))
    good = ~numbers.follows.take(number) | np.logical_or.reduceat(behind & tools.claims.words[claim.take(pair), word], first)
    allowed = behind | ~tools.claims.behind.take(claim).take(pair)
    allowed &= behind | (gap <= LONE_REACH) | ~(tools.claims.lone.take(claim) & numbers.counts.take(number)).take(pair)
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


def best(tools: Tools, words: Said, fits: Fits, sentences: Ints) -> Best:
    """Of each number the claim that fits best; `sentences` tells the sentence of every number."""
    edges = np.flatnonzero(np.diff(fits.number, prepend=-1))
    top = np.maximum.reduceat(fits.score, edges) if edges.size else fits.score
    kept = np.flatnonzero(fits.score == np.repeat(top, np.diff(np.append(edges, fits.number.size))))
    number, claim, metric = fits.number.take(kept), fits.claim.take(kept), tools.claims.metric.take(fits.claim.take(kept))
    first = np.flatnonzero(np.diff(number, prepend=-1))
    other = metric != np.repeat(metric.take(first), np.diff(np.append(first, number.size)))
    rival = np.maximum.reduceat(np.where(other, claim, -1), first) if first.size else first
    number, claim = number.take(first), claim.take(first)
    return Best(number, claim, rival, fits.matched.take(kept.take(first), axis=0), _said_in(tools, words, claim, sentences.take(number)))


def _said_in(tools: Tools, words: Said, claim: Ints, sentence: Ints) -> Ints:
    """For pairs of a claim and a sentence a row with the word of the sentence that meets each demand of the claim, the longest if several do, else -1.

    Each distinct pair is looked at once: a sentence may hold thousands of numbers and words.
    """
    pairs, which = np.unique(sentence * len(tools.claims.rows) + claim, return_inverse=True)
    sentence, claim = np.divmod(pairs, len(tools.claims.rows))
    demand = tools.evidence.size + tools.demands.take(claim)
    begins = words.bounds.take(sentence)
    pair, hit = spread(begins, words.bounds.take(sentence + 1) - begins)
    first, word = np.searchsorted(pair, np.arange(claim.size)), words.hits.word.take(hit)
    columns: list[Ints] = []
    for wanted in tools.in_sentence.wanted if claim.size else ():
        choice = wanted.take(demand)
        met = tools.in_sentence.members[choice.take(pair), word]
        columns.append(np.where(choice != ALWAYS, np.minimum.reduceat(np.where(met, word, tools.names.size), first), -1))
    return np.stack(columns, axis=1)[which] if columns else np.zeros((claim.size, 0), dtype=np.intp)
