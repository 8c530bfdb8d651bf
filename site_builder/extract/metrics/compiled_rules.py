"""Dictionary → tools: every wording of a metric and every phrase of evidence, made into word ids once, so
that a document is searched in a single pass.

A loop over metrics with one expression each costs more per report than the whole budget; all rules together
cost the same for ten metrics or a hundred.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from site_builder.extract.metrics.exclusions import ASIDES, CHANGES, LONE_REACH, SUBJECT_REACH, TOPICS
from site_builder.extract.roles import CUE_WORDS
from site_builder.matching.arrays import Ints
from site_builder.matching.metric_patterns import MetricPattern, columns
from site_builder.matching.phrases import Choice, Relation, WordRule, phrases, relation
from site_builder.matching.scored_matches import Matcher
from site_builder.matching.words import WordFinder
from site_builder.model.indicators import Dictionary, Indicator, Metric, Wording
from site_builder.vocabulary import QuantityKind


class CompiledRules(Struct, frozen=True):
    """What `extract` needs besides the report. Build it once per process."""

    finder: WordFinder
    names: NDArray[np.object_]
    """The words that the finder finds: those of the dictionary, longest first, then the cues of the roles,
    topics and asides; the last is empty, so that word -1 is none"""
    cues: Ints
    """For each word its family among the cues of the roles (`roles.CUES`), 0 for none"""
    matcher: Matcher
    """The wordings of the metrics, and what they and evidence ask of clauses and sentences"""
    evidence: Ints
    """For each phrase of evidence the place of its indicator in `indicators`"""
    shown: Relation
    """Word → the phrases of evidence that show it when they hold"""
    indicators: tuple[str, ...]
    """Keys (`2019:73`) in the order of the dictionary, in which evidence is listed"""
    metrics: dict[str, Metric]
    rates: frozenset[str]
    """Ids of the metrics that are a share of one count in another"""
    indicator_metrics: dict[str, frozenset[str]]
    """`2019:73` → ids of its metrics"""


class _Words:
    """One id per distinct word, longest word of the dictionary first: sorting ids sorts words as readers want
    to see them."""

    def __init__(self, dictionary: Dictionary) -> None:
        entries = [
            e
            for m in dictionary.metrics
            for w in m.wordings
            for e in (*w.near, *w.sentence, *w.none, *w.without)
        ]
        entries += [
            e for _, i in _indicators(dictionary) for p in i.evidence for e in (*p.all, *p.any, *p.none)
        ]
        words = sorted(
            {word for entry in entries for word in entry.split("/") if word}, key=lambda w: (-len(w), w)
        )
        self.ids = {
            word: number
            for number, word in enumerate(
                dict.fromkeys((*words, *CUE_WORDS, *sorted(TOPICS), *sorted(ASIDES)))
            )
        }

    def choice(self, entry: str) -> Choice:
        return frozenset(self.ids[word] for word in entry.split("/") if word)

    def choices(self, entries: tuple[str, ...]) -> tuple[Choice, ...]:
        return tuple(self.choice(entry) for entry in entries if entry)

    def union(self, entries: tuple[str, ...]) -> Choice:
        return frozenset().union(*self.choices(entries))

    def asides(self, claim: MetricPattern, wording: Wording) -> Choice:
        """The asides that may not stand in the clause of a count, save those that lie in words the wording
        asks for (涉企案件)."""
        if QuantityKind.COUNT not in claim.kinds:
            return frozenset()
        asked = [word for entry in (*wording.near, *wording.sentence) for word in entry.split("/")]
        return frozenset(self.ids[aside] for aside in ASIDES if not any(aside in word for word in asked))


def compile_tools(dictionary: Dictionary) -> CompiledRules:
    """Compile the dictionary. An empty dictionary gives tools that find quantities and citations but no
    metric and no evidence."""
    words = _Words(dictionary)
    wordings = [
        (metric, wording) for metric in dictionary.metrics for wording in metric.wordings if any(wording.near)
    ]
    claims = tuple(_claim(metric, wording, words) for metric, wording in wordings)
    spoken = [
        (order, phrase)
        for order, (_, indicator) in enumerate(_indicators(dictionary))
        for phrase in indicator.evidence
    ]
    rules = [
        WordRule((*words.choices(p.all), *([words.union(p.any)] if p.any else [])), words.union(p.none))
        for _, p in spoken
    ]
    asked = [
        WordRule(claim.sentence, words.union(w.without))
        for claim, (_, w) in zip(claims, wordings, strict=True)
    ]
    demands = {rule: number for number, rule in enumerate(dict.fromkeys(asked))}
    shown: list[list[int]] = [[] for _ in words.ids]
    for number, rule in enumerate(rules):
        for word in frozenset().union(*rule.all):
            shown[word].append(number)
    return CompiledRules(
        WordFinder(tuple(words.ids)),
        np.array([*words.ids, ""], dtype=np.object_),
        np.array([CUE_WORDS.get(word, 0) for word in words.ids], dtype=np.intp),
        Matcher(
            columns(claims, list(words.ids), CHANGES, TOPICS),
            phrases(
                [
                    WordRule(c.near, words.union(w.none), words.asides(c, w))
                    for c, (_, w) in zip(claims, wordings, strict=True)
                ],
                len(words.ids),
            ),
            phrases([*rules, *demands], len(words.ids)),
            len(rules),
            np.array([demands[rule] for rule in asked], dtype=np.intp),
            len(words.ids) + 1,
            LONE_REACH,
            SUBJECT_REACH,
        ),
        np.array([order for order, _ in spoken], dtype=np.intp),
        relation(shown),
        tuple(key for key, _ in _indicators(dictionary)),
        {metric.id: metric for metric in dictionary.metrics},
        frozenset(
            metric.id
            for metric in dictionary.metrics
            if metric.kind == QuantityKind.PERCENT and (metric.numerator or metric.denominator)
        ),
        _metrics_of(dictionary),
    )


def _claim(metric: Metric, wording: Wording, words: _Words) -> MetricPattern:
    kinds = frozenset(wording.kind or (metric.kind,))
    units = frozenset(
        wording.unit or (metric.units or (metric.unit,) if QuantityKind.COUNT in kinds else ())
    ) - {""}
    return MetricPattern(
        metric.id, words.choices(wording.near), words.choices(wording.sentence), kinds, units, wording.after
    )


def _indicators(dictionary: Dictionary) -> list[tuple[str, Indicator]]:
    """(key, indicator) of all editions, in order."""
    return [
        (f"{framework.edition}:{indicator.number}", indicator)
        for framework in dictionary.frameworks
        for one in framework.levels
        for two in one.groups
        for indicator in two.indicators
    ]


def _metrics_of(dictionary: Dictionary) -> dict[str, frozenset[str]]:
    keys: dict[str, set[str]] = {}
    for metric in dictionary.metrics:
        for key in metric.framework:
            keys.setdefault(key, set()).add(metric.id)
    return {key: frozenset(ids) for key, ids in keys.items()}
