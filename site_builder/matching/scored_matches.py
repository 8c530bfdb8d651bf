"""How well the claims of metrics fit numbers, by the words in their clauses: pairs of a claim and a number as
columns, all pairs of a text at once."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from site_builder.matching.arrays import Ints, Traits, Truth, spread
from site_builder.matching.metric_patterns import MetricPatterns
from site_builder.matching.phrases import ALWAYS, Phrases
from site_builder.matching.words import WordHits

_POSITION = 0xFFFF
_NONE = -(1 << 62)


class Clauses(Struct, frozen=True, gc=False):
    """Of each number, in order, where it begins and ends, in which sentence, and where its clause begins and
    ends."""

    start: Ints
    end: Ints
    sentence: Ints
    left: Ints
    right: Ints


class Matcher(Struct, frozen=True):
    """The claims of metrics, ready to be asked."""

    claims: MetricPatterns
    in_clause: Phrases
    """What the claims ask of the clause of a number, in their order"""
    in_sentence: Phrases
    """What evidence asks of a sentence, and after that what claims ask of it, each demand once"""
    phrases: int
    """How many of those are evidence"""
    demands: Ints
    """For each claim the place of its demand among those after the evidence"""
    words: int
    """How many words there are"""
    lone_reach: int
    """Characters between a count and a word before it which is all that a claim asks for"""
    subject_reach: int
    """Characters before a number in which its subject is looked for"""


class Numbers(Struct, frozen=True, gc=False):
    """Numbers in order, with what claims are asked of them: columns of one length."""

    of: Clauses
    kinds: Sequence[str]
    units: list[str]
    counts: Truth
    follows: Truth
    """Whether what is counted stands behind it"""
    ends: Traits
    """What the character before it may end"""


class Clause(Struct, frozen=True, gc=False):
    """The words in the clauses of numbers: columns of one length, ordered by number."""

    word: Ints
    start: Ints
    end: Ints
    bounds: Ints
    """For each number how many words stand before those of its clause, and after the last one how many there
    are"""


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
    """A row each: for each demand on the sentence the word that meets it, -1 where there is no further demand
    """


def words_in_clauses(words: WordHits, of: Clauses) -> tuple[Clause, Ints]:
    """The words in the clauses of numbers, and beside each the place of its number."""
    hits = words.hits
    first = np.searchsorted(hits.start, of.left)
    number, hit = spread(first, np.searchsorted(hits.start, of.right) - first)
    inside = np.flatnonzero(hits.end.take(hit) <= of.right.take(number))
    number, hit = number.take(inside), hit.take(inside)
    bounds = np.searchsorted(number, np.arange(of.start.size + 1))
    return Clause(hits.word.take(hit), hits.start.take(hit), hits.end.take(hit), bounds), number


def on_topic(matcher: Matcher, words: WordHits, number: Ints, claim: Ints, of: Clauses) -> Truth:
    """For pairs of a number and a claim whether the claim's subject, if it takes one from the sentence, is
    the last that is named before the number."""
    good = np.ones(number.size, dtype=np.bool_)
    asks = np.flatnonzero(matcher.claims.sentence.take(claim))
    numbers, claims = number.take(asks), claim.take(asks)
    named = np.flatnonzero(matcher.claims.topical.take(words.hits.word))
    word, start, end = words.hits.word.take(named), words.hits.start.take(named), words.hits.end.take(named)
    begins = np.searchsorted(named, words.bounds.take(of.sentence.take(numbers)))
    first = np.maximum(begins, np.searchsorted(start, of.start.take(numbers) - matcher.subject_reach))
    pair, hit = spread(first, np.searchsorted(start, of.right.take(numbers)) - first)
    said, by = word.take(hit), claims.take(pair)
    own, rival = np.zeros(asks.size, dtype=np.intp), np.full(asks.size, -1)
    named = np.flatnonzero(matcher.claims.subject[by, said])
    np.maximum.at(own, pair.take(named), end.take(hit.take(named)))
    named = np.flatnonzero(matcher.claims.rivals[by, said])
    named = named.take(
        np.flatnonzero(start.take(hit.take(named)) < of.start.take(numbers.take(pair.take(named))))
    )
    np.maximum.at(rival, pair.take(named), start.take(hit.take(named)))
    good[asks] = rival < own
    return good


def fits_of(matcher: Matcher, clause: Clause, number: Ints, claim: Ints, numbers: Numbers) -> Fits:
    """How well claims fit numbers, pair by pair: of each choice the longest word in the clause counts, then
    the nearest.

    Where what is counted stands behind the number, one of the claim's words must stand there.
    A word that is all a claim asks for must not stand far before a count (`Matcher.lone_reach`).
    """
    begins = clause.bounds.take(number)
    pair, row = spread(begins, clause.bounds.take(number + 1) - begins)
    first = np.searchsorted(pair, np.arange(number.size))
    word, start, end = clause.word.take(row), clause.start.take(row), clause.end.take(row)
    start_of, end_of = numbers.of.start.take(number).take(pair), numbers.of.end.take(number).take(pair)
    length, gap, behind = (
        end - start,
        np.where(end <= start_of, start_of - end, start - end_of),
        start >= end_of,
    )
    # as one number: the longest word, of these the nearest, of these the first; from its end one reads which
    # row it is
    value = (length << 32) - (gap << 16) - (np.arange(pair.size) - first.take(pair))
    good = ~numbers.follows.take(number) | np.logical_or.reduceat(
        behind & matcher.claims.words[claim.take(pair), word], first
    )
    allowed = behind | ~matcher.claims.behind.take(claim).take(pair)
    allowed &= (
        behind
        | (gap <= matcher.lone_reach)
        | ~(matcher.claims.lone.take(claim) & numbers.counts.take(number)).take(pair)
    )
    score, distance, matched = matcher.claims.sentence.take(claim), np.zeros(number.size, dtype=np.intp), []
    for wanted in matcher.in_clause.wanted:
        choice = wanted.take(claim)
        asked = choice != ALWAYS
        met = allowed & matcher.in_clause.members[choice.take(pair), word]
        best = np.maximum.reduceat(np.where(met, value, _NONE), first)
        good &= ~asked | (best != _NONE)
        which = np.where(asked & (best != _NONE), first + (-best & _POSITION), first)
        score = score + 2 * np.where(asked, length.take(which), 0)
        distance = np.maximum(distance, np.where(asked, gap.take(which), 0))
        matched.append(np.where(asked, word.take(which), -1))
    kept = np.flatnonzero(good)
    return Fits(
        number.take(kept),
        claim.take(kept),
        ((score << 16) - distance).take(kept),
        np.stack(matched, axis=1).take(kept, axis=0),
    )


def best(matcher: Matcher, words: WordHits, fits: Fits, sentences: Ints) -> Best:
    """Of each number the claim that fits best; `sentences` tells the sentence of every number."""
    edges = np.flatnonzero(np.diff(fits.number, prepend=-1))
    top = np.maximum.reduceat(fits.score, edges) if edges.size else fits.score
    kept = np.flatnonzero(fits.score == np.repeat(top, np.diff(np.append(edges, fits.number.size))))
    number, claim, metric = (
        fits.number.take(kept),
        fits.claim.take(kept),
        matcher.claims.metric.take(fits.claim.take(kept)),
    )
    first = np.flatnonzero(np.diff(number, prepend=-1))
    other = metric != np.repeat(metric.take(first), np.diff(np.append(first, number.size)))
    rival = np.maximum.reduceat(np.where(other, claim, -1), first) if first.size else first
    number, claim = number.take(first), claim.take(first)
    return Best(
        number,
        claim,
        rival,
        fits.matched.take(kept.take(first), axis=0),
        _said_in(matcher, words, claim, sentences.take(number)),
    )


def _said_in(matcher: Matcher, words: WordHits, claim: Ints, sentence: Ints) -> Ints:
    """For pairs of a claim and a sentence a row with the word of the sentence that meets each demand of the
    claim, the longest if several do, else -1.

    Each distinct pair is looked at once: a sentence may hold thousands of numbers and words.
    """
    pairs, which = np.unique(sentence * len(matcher.claims.rows) + claim, return_inverse=True)
    sentence, claim = np.divmod(pairs, len(matcher.claims.rows))
    demand = matcher.phrases + matcher.demands.take(claim)
    begins = words.bounds.take(sentence)
    pair, hit = spread(begins, words.bounds.take(sentence + 1) - begins)
    first, word = np.searchsorted(pair, np.arange(claim.size)), words.hits.word.take(hit)
    columns: list[Ints] = []
    for wanted in matcher.in_sentence.wanted if claim.size else ():
        choice = wanted.take(demand)
        met = matcher.in_sentence.members[choice.take(pair), word]
        columns.append(
            np.where(choice != ALWAYS, np.minimum.reduceat(np.where(met, word, matcher.words), first), -1)
        )
    return np.stack(columns, axis=1)[which] if columns else np.zeros((claim.size, 0), dtype=np.intp)
