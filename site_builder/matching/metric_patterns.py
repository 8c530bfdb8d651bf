"""The wordings of metrics as columns: what each asks of a number besides the words in its clause and its
sentence."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from msgspec import Struct

from site_builder.matching.arrays import Ints, Truth
from site_builder.matching.phrases import Choice


class MetricPattern(Struct, frozen=True, gc=False):
    """One wording of a metric."""

    metric: str
    near: tuple[Choice, ...]
    """What it asks of the clause"""
    sentence: tuple[Choice, ...]
    """What it asks of the sentence"""
    kinds: frozenset[str]
    units: frozenset[str]
    """Empty: any unit of the kind"""
    after: bool
    """Whether its words must stand behind the number"""


class MetricPatterns(Struct, frozen=True):
    """All wordings in the order of the dictionary: a list, and columns or tables with a row for each."""

    rows: tuple[MetricPattern, ...]
    metric: Ints
    """The metric by number: which claims are of one"""
    kind_numbers: dict[str, int]
    kinds: Truth
    """By kind: whether a number of it will do. The first column stands for kinds that no wording names, as in
    `units`"""
    unit_numbers: dict[str, int]
    units: Truth
    words: Truth
    """By word: whether it is one of those the wording asks for"""
    behind: Truth
    """Whether its words must stand behind the number"""
    sentence: Ints
    """How many words it asks of the sentence"""
    lone: Truth
    """Whether one word in the clause is all it asks for"""
    change: Truth
    """Whether it asks for a word of change"""
    subject: Truth
    """By word: whether it is one of those asked of the sentence"""
    topical: Truth
    """For each word whether it is a subject or a rival of any wording"""
    rivals: Truth
    """By word: whether it is a subject other than those the wording names; of wordings that ask nothing of
    the sentence it is none"""

    def will_do(self, claims: Ints, numbers: Ints, kinds: Sequence[str], units: Sequence[str]) -> Truth:
        """For pairs of a wording and a number whether kind and unit of the number are asked for; the last two
        tell those of every number."""
        kind = np.array([self.kind_numbers.get(each, 0) for each in kinds], dtype=np.intp).take(numbers)
        unit = np.array([self.unit_numbers.get(each, 0) for each in units], dtype=np.intp).take(numbers)
        return self.kinds[claims, kind] & self.units[claims, unit]


def columns(
    rows: Sequence[MetricPattern], names: Sequence[str], changes: Sequence[str], topics: Collection[str]
) -> MetricPatterns:
    """The columns of wordings over the words `names`: a wording that asks for one of `changes` is of a
    change, `topics` are subjects of their own."""
    words, metrics = len(names), _numbered(row.metric for row in rows)
    kinds = _numbered(each for row in rows for each in row.kinds)
    units = _numbered(each for row in rows for each in row.units)
    out = MetricPatterns(
        rows=tuple(rows),
        metric=np.array([metrics[row.metric] for row in rows], dtype=np.intp),
        kind_numbers=kinds,
        kinds=np.zeros((len(rows), len(kinds) + 1), dtype=np.bool_),
        unit_numbers=units,
        units=np.zeros((len(rows), len(units) + 1), dtype=np.bool_),
        words=np.zeros((len(rows), words), dtype=np.bool_),
        behind=np.array([row.after for row in rows], dtype=np.bool_),
        sentence=np.array([len(row.sentence) for row in rows], dtype=np.intp),
        lone=np.array([len(row.near) == 1 and not row.sentence for row in rows], dtype=np.bool_),
        change=np.array(
            [
                any(change in names[word] for choice in row.near for word in choice for change in changes)
                for row in rows
            ],
            dtype=np.bool_,
        ),
        subject=np.zeros((len(rows), words), dtype=np.bool_),
        topical=np.zeros(words, dtype=np.bool_),
        rivals=np.zeros((len(rows), words), dtype=np.bool_),
    )
    subjects = [number for number, name in enumerate(names) if name in topics]
    for number, row in enumerate(rows):
        out.kinds[number, [kinds[each] for each in row.kinds]] = True
        out.units[number, [units[each] for each in row.units] or slice(None)] = True
        own = frozenset().union(*row.near, *row.sentence)
        out.words[number, list(own)] = True
        out.subject[number, list(frozenset().union(*row.sentence))] = True
        out.rivals[
            number, _rivals(subjects, {names[word] for word in own}, names) if row.sentence else []
        ] = True
    np.logical_or.reduce(np.concatenate((out.subject, out.rivals)), out=out.topical)
    return out


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Numbers from 1 for distinct names."""
    return {name: number for number, name in enumerate(sorted(set(names)), 1)}


def _rivals(topics: Iterable[int], own: Iterable[str], names: Sequence[str]) -> list[int]:
    """The topics that no word of a wording's own names: a word is of a topic only if one of the two holds the
    other."""
    return [
        topic for topic in topics if not any(names[topic] in word or word in names[topic] for word in own)
    ]
