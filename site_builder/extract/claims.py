"""The wordings of metrics as columns: what each asks of a number besides the words in its clause and its sentence."""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from site_builder.extract.arrays import Ints, Truth
from site_builder.extract.phrases import Choice


class Claim(Struct, frozen=True, gc=False):
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


class Claims(Struct, frozen=True):
    """All wordings in the order of the dictionary: a list, and columns or tables with a row for each."""

    rows: tuple[Claim, ...]
    kind_numbers: dict[str, int]
    kinds: Truth
    """By kind: whether a number of it will do. The first column stands for kinds that no wording names, as in `units`"""
    unit_numbers: dict[str, int]
    units: Truth
    words: Truth
    """By word: whether it is one of those the wording asks for"""
    behind: Truth
    """Whether its words must stand behind the number"""
    sentence: Ints
    """How many words it asks of the sentence"""

    def will_do(self, claims: Ints, numbers: Ints, kinds: Sequence[str], units: Sequence[str]) -> Truth:
        """For pairs of a wording and a number whether kind and unit of the number are asked for; the last two tell those of every number."""
        kind = np.array([self.kind_numbers.get(each, 0) for each in kinds], dtype=np.intp).take(numbers)
        unit = np.array([self.unit_numbers.get(each, 0) for each in units], dtype=np.intp).take(numbers)
        return self.kinds[claims, kind] & self.units[claims, unit]


def columns(rows: Sequence[Claim], words: int) -> Claims:
    """The columns of wordings over `words` words."""
    kinds, units = _numbered(each for row in rows for each in row.kinds), _numbered(each for row in rows for each in row.units)
    out = Claims(
        tuple(rows),
        kinds,
        np.zeros((len(rows), len(kinds) + 1), dtype=np.bool_),
        units,
        np.zeros((len(rows), len(units) + 1), dtype=np.bool_),
        np.zeros((len(rows), words), dtype=np.bool_),
        np.array([row.after for row in rows], dtype=np.bool_),
        np.array([len(row.sentence) for row in rows], dtype=np.intp),
    )
    for number, row in enumerate(rows):
        out.kinds[number, [kinds[each] for each in row.kinds]] = True
        out.units[number, [units[each] for each in row.units] or slice(None)] = True
        out.words[number, list(frozenset().union(*row.near, *row.sentence))] = True
    return out


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Numbers from 1 for distinct names."""
    return {name: number for number, name in enumerate(sorted(set(names)), 1)}
