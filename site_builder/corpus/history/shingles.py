"""The four-character pieces of many texts as sorted arrays, and how many pieces each text of one set has in
common with each text of another.

A piece is four characters of the basic plane: exactly one 64-bit number, so that two pieces are equal when
their numbers are, and never by chance. Ten years of a place are 1,200 sentences: text by text in dictionaries
their comparison took half a second, in arrays it takes some milliseconds.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 4
MAX_TEXTS_PER_SHINGLE = 40
"""Pieces of more texts are passed over: they would make the work quadratic and prove nothing."""
DENSE = 4_000_000
"""Cells of a table that is made to look things up; beyond that they are looked up in sorted arrays, whose
size follows the texts."""
BATCH, FEW = 8_000, 4
"""Matches counted at once, so that they stay in the processor's cache; cells per match up to which they are
counted in a table, and not by sorting"""


class ShingleWindows(Struct, frozen=True):
    """The pieces of some texts as they stand there, text by text."""

    texts: int
    codes: "NDArray[Any]"
    owners: "NDArray[Any]"
    """Text of each window"""


class ShingleIndex(Struct, frozen=True):
    """Every piece once with the texts that hold it: those of piece `i` are `owners[starts[i] : starts[i +
    1]]`, in order."""

    texts: int
    codes: "NDArray[Any]"
    """Ascending"""
    starts: "NDArray[Any]"
    owners: "NDArray[Any]"
    sizes: "NDArray[Any]"
    """Different pieces of each text"""

    def places_of(self, codes: "NDArray[Any]") -> tuple["NDArray[Any]", "NDArray[Any]"]:
        """For each code its index among the pieces, and how many texts hold it: 0, with some index, when none
        does."""
        import numpy as np

        if not len(self.codes):
            return np.zeros(len(codes), dtype=np.int64), np.zeros(len(codes), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return at, np.where(self.codes[at] == codes, self.starts[at + 1] - self.starts[at], 0)


class Overlaps(Struct, frozen=True):
    """Pairs of texts with pieces in common: index in the one set, index in the other, number of pieces; in
    order of pair."""

    own: "NDArray[Any]"
    other: "NDArray[Any]"
    counts: "NDArray[Any]"


def codes_of(units: "NDArray[Any]") -> "NDArray[Any]":
    """Four characters from each position on as one number, but for the last three positions."""
    import numpy as np

    wide = units.astype(np.uint64)
    pairs = wide[:-1] << np.uint64(16) | wide[1:]
    return pairs[:-2] << np.uint64(32) | pairs[2:]


def ramp(starts: "NDArray[Any]", lengths: "NDArray[Any]") -> "NDArray[Any]":
    """start, start + 1 … for each pair of start and length, one after the other."""
    import numpy as np

    ends = np.cumsum(lengths)
    steps: NDArray[Any] = np.arange(int(ends[-1]) if len(ends) else 0)
    steps += np.repeat(starts - ends + lengths, lengths)
    return steps


def pieces_of(windows: ShingleWindows) -> ShingleIndex:
    """The windows sorted and each (piece, text) once."""
    import numpy as np

    texts = max(1, windows.texts)
    order = np.argsort(windows.codes)
    codes = windows.codes[order]
    new = np.ones(len(codes), dtype=bool)
    new[1:] = codes[1:] != codes[:-1]
    keys = (np.cumsum(new) - 1) * texts + windows.owners[order]
    keys.sort()
    once = np.ones(len(keys), dtype=bool)
    once[1:] = keys[1:] != keys[:-1]
    piece, owners = np.divmod(keys[once], texts)
    codes = codes[new]
    starts = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(np.bincount(piece, minlength=len(codes)), out=starts[1:])
    return ShingleIndex(windows.texts, codes, starts, owners, np.bincount(owners, minlength=windows.texts))


def overlaps(own: ShingleIndex, other: ShingleIndex, wanted: "NDArray[Any] | None" = None) -> Overlaps:
    """How many pieces each text of `own` (each that is `wanted`) has in common with each of `other`; pieces
    of more than 40 texts of `other` are left out."""
    import numpy as np

    at, held = other.places_of(own.codes)
    held[held > MAX_TEXTS_PER_SHINGLE] = 0
    holders = np.diff(own.starts)
    held, left = np.repeat(held, holders), np.repeat(other.starts[at], holders)
    entries = max(1, len(own.owners))
    by_text = (
        np.sort(own.owners * entries + np.arange(len(own.owners))) % entries
    )  # as a stable argsort, in a fifth of the time
    owners, held, left = own.owners[by_text], held[by_text], left[by_text]
    if wanted is not None:
        held[~wanted[owners]] = 0
    ends = np.flatnonzero(owners[1:] != owners[:-1]) + 1  # of texts
    batch = np.cumsum(held)[ends] // BATCH
    bounds = [0, *ends[np.flatnonzero(np.diff(batch, prepend=0))].tolist(), len(owners)]
    found = [
        _counted(owners[a:b], held[a:b], other.owners[ramp(left[a:b], held[a:b])], other.texts)
        for a, b in pairwise(bounds)
    ]
    return Overlaps(*map(np.concatenate, zip(*found, strict=True)))


def _counted(
    owners: "NDArray[Any]", held: "NDArray[Any]", others: "NDArray[Any]", columns: int
) -> tuple["NDArray[Any]", ...]:
    """(text, other, how often) of matches given text by text."""
    import numpy as np

    first, columns = int(owners[0]) if len(owners) else 0, max(1, columns)
    keys = np.repeat((owners - first) * columns, held) + others
    if len(keys) and int(keys[-1]) < FEW * len(keys):
        table = np.bincount(keys)
        pairs = np.flatnonzero(table)
        counts = table[pairs]
    else:
        pairs, counts = np.unique(keys, return_counts=True)
    return (*(np.divmod(pairs, columns) + np.array([[first], [0]])), counts)


def nearest(
    found: Overlaps, most: int, before: "NDArray[Any] | None" = None
) -> tuple["NDArray[Any]", "NDArray[Any]"]:
    """For each text the others that share most pieces with it, at most `most`, of two that are level the
    earlier: (text, other), best first.

    With `before`, only those whose index is under the number given for the text.
    """
    import numpy as np

    own, other, counts = found.own, found.other, found.counts
    if before is not None:
        allowed = other < before[own]
        own, other, counts = own[allowed], other[allowed], counts[allowed]
    if not len(own):
        return own, other
    columns, ranks = int(other.max()) + 1, int(counts.max()) + 1
    keys = (
        own * ranks + (ranks - 1 - counts)
    ) * columns + other  # one number to sort by: the text, then the others by what they share
    keys.sort()
    own, other = keys // (ranks * columns), keys % columns
    chosen = np.arange(len(own)) - np.searchsorted(own, own) < most
    return own[chosen], other[chosen]
