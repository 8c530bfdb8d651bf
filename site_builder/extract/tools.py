"""Dictionary → tools: every wording and evidence phrase compiled once into one automaton, so that a document is searched in a single pass.

A loop over metrics with one expression each costs more per report than the whole budget; one automaton over all words costs the same for ten
metrics or a thousand.
"""

from itertools import product

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from site_builder.model.indicators import Dictionary, Indicator, Metric, Wording

Choice = frozenset[int]
"""Word ids, any of which will do (`办结/审结`)."""


class Rule(Struct, frozen=True, gc=False):
    """One wording of one metric, in word ids."""

    metric: str
    near: tuple[Choice, ...]
    sentence: tuple[Choice, ...]
    none: Choice
    units: frozenset[str]
    """Empty: any unit of the kind"""
    after: bool


class Cue(Struct, frozen=True, gc=False):
    """One evidence phrase of one indicator that takes more than one word, in word ids."""

    indicator: int
    """Place of the indicator in `Tools.indicators`"""
    rest: tuple[Choice, ...]
    """The entries that must be met besides the one that called the cue up"""
    none: Choice
    words: Choice
    """All words that count as matched"""


class Tools(Struct, frozen=True):
    """What `extract` needs besides the report. Build it once per process: the automaton cannot be pickled."""

    automaton: AhoCorasick
    words: tuple[str, ...]
    rules: dict[str, dict[int, tuple[Rule, ...]]]
    """By kind of quantity, then by each word of the first entry of `near`"""
    alone: dict[int, tuple[int, ...]]
    """Word → places of the indicators for which it decides alone"""
    cues: dict[int, tuple[Cue, ...]]
    """By the words that call a cue up"""
    cue_words: Choice
    """The keys of `alone` and `cues`"""
    indicators: tuple[str, ...]
    """Keys (`2019:73`) in the order of the dictionary, in which evidence is listed"""
    metrics: dict[str, Metric]
    rates: frozenset[str]
    """Ids of the metrics that are a share of one count in another"""
    indicator_metrics: dict[str, frozenset[str]]
    """`2019:73` → ids of its metrics"""


class _Words:
    """One id per distinct word, longest word first: sorting ids sorts words as readers want to see them."""

    def __init__(self, dictionary: Dictionary) -> None:
        entries = [e for m in dictionary.metrics for w in m.wordings for e in (*w.near, *w.sentence, *w.none)]
        entries += [e for i in _indicators(dictionary) for p in i[1].evidence for e in (*p.all, *p.any, *p.none)]
        words = sorted({word for entry in entries for word in entry.split("/") if word}, key=lambda w: (-len(w), w))
        self.ids = {word: number for number, word in enumerate(words)}
        self.lengths = [len(word) for word in words]

    def choice(self, entry: str) -> Choice:
        return frozenset(self.ids[word] for word in entry.split("/") if word)

    def choices(self, entries: tuple[str, ...]) -> tuple[Choice, ...]:
        return tuple(self.choice(entry) for entry in entries if entry)

    def union(self, entries: tuple[str, ...]) -> Choice:
        return frozenset().union(*self.choices(entries))

    def shortest(self, choice: Choice) -> int:
        """Length of its shortest word: the entry where it is greatest calls a cue up, because long words are rare."""
        return min(self.lengths[word] for word in choice)


def compile_tools(dictionary: Dictionary) -> Tools:
    """Compile the dictionary. An empty dictionary gives tools that find quantities and citations but no metric and no evidence."""
    words = _Words(dictionary)
    rules: dict[str, dict[int, list[Rule]]] = {}
    for metric in dictionary.metrics:
        for wording in metric.wordings:
            kinds = wording.kind or (metric.kind,)
            rule = _rule(metric, wording, words, "count" in kinds)
            for kind, word in product(sorted({*kinds}), rule.near[0] if rule.near else ()):
                rules.setdefault(kind, {}).setdefault(word, []).append(rule)
    alone, cues = _cues(dictionary, words)
    patterns = tuple(words.ids)
    return Tools(
        AhoCorasick(patterns or ("\0",)),
        patterns,
        {kind: {word: tuple(found) for word, found in by_word.items()} for kind, by_word in rules.items()},
        alone,
        cues,
        frozenset(alone) | frozenset(cues),
        tuple(key for key, _ in _indicators(dictionary)),
        {metric.id: metric for metric in dictionary.metrics},
        frozenset(metric.id for metric in dictionary.metrics if metric.kind == "percent" and (metric.numerator or metric.denominator)),
        _metrics_of(dictionary),
    )


def _rule(metric: Metric, wording: Wording, words: _Words, counted: bool) -> Rule:
    units = frozenset(wording.unit or (metric.units or (metric.unit,) if counted else ())) - {""}
    return Rule(metric.id, words.choices(wording.near), words.choices(wording.sentence), words.union(wording.none), units, wording.after)


def _cues(dictionary: Dictionary, words: _Words) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[Cue, ...]]]:
    """Evidence phrases by the words that call them up, those of one word apart: they are a third of what a report meets and need no test."""
    alone: dict[int, list[int]] = {}
    cues: dict[int, list[Cue]] = {}
    for order, (_, indicator) in enumerate(_indicators(dictionary)):
        for phrase in indicator.evidence:
            wanted, none = words.choices(phrase.all), words.union(phrase.none)
            if phrase.any:
                wanted = (*wanted, words.union(phrase.any))
            key = max(wanted, key=words.shortest)
            rest = tuple(choice for choice in wanted if choice is not key)
            for word in key:
                if rest or none:
                    cues.setdefault(word, []).append(Cue(order, rest, none, frozenset().union(*wanted)))
                else:
                    alone.setdefault(word, []).append(order)
    return {word: tuple(found) for word, found in alone.items()}, {word: tuple(found) for word, found in cues.items()}


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
