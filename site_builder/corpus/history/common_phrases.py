"""The phrases that two passages have in common, which a reader can check with their own eyes, found for many
pairs of passages at once."""

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from site_builder.corpus.history.normalized_text import PARAGRAPH_SEPARATOR, content
from site_builder.corpus.history.shingles import DENSE, SHINGLE, ShingleIndex, ShingleWindows, pieces_of, ramp

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_PHRASE_CHARS = 40
"""Characters of a shared phrase: longer ones are shown cut, and no text can make the search for them slow."""
MAX_PHRASES_PER_PAIR = 12
"""Shared phrases shown, and passages looked at closely for one sentence: those that share most pieces."""


class PhraseTexts(Struct, frozen=True, dict=True):
    """Passages, and the windows of four characters through which their phrases are seen."""

    bare: str
    """What the windows look on: text without quotation marks"""
    bounds: tuple[tuple[int, int], ...]
    """Where each passage stands in it"""
    at: "NDArray[Any]"
    """Where each window stands in it, ascending"""
    windows: ShingleWindows

    @cached_property
    def pieces(self) -> ShingleIndex:
        """The pieces of all passages."""
        return pieces_of(self.windows)

    @cached_property
    def firsts(self) -> "NDArray[Any]":
        """The first window of each passage, and behind it the number of all."""
        import numpy as np

        return np.searchsorted(self.windows.owners, np.arange(len(self.bounds) + 1))

    @cached_property
    def bares(self) -> tuple[str, ...]:
        """Each passage without quotation marks."""
        return tuple(self.bare[start:end] for start, end in self.bounds)


Stretch = tuple[int, int, int, int]
"""Windows of one passage that follow each other and all stand in another: where the first begins in
`PhraseTexts.bare`, how many they are, in how many passages of the other set the rarest of them stands, index
of the first in `PhraseTexts.windows`"""


class PassagePairs(Struct, frozen=True):
    """Pairs of passages of two sets, and the stretches of the one that stand in the other. Index `i` of the
    lists is pair `i`."""

    one: PhraseTexts
    other: PhraseTexts
    own: list[int]
    others: list[int]
    stretches: list[list[Stretch]]
    """In order"""
    most: list[int]
    """What the lengths of the shared phrases, less three each, cannot exceed: the windows in all stretches"""
    rarest: list[float]
    """The same, each stretch divided by the holders of its rarest window"""
    held: list[int]
    """In how many passages of the other set each window of the one stands"""

    def phrases(self, pair: int) -> dict[str, int]:
        """The phrases the pair shares, longest first, none that stands inside another; with the number of
        passages of the other set that can have it."""
        found = self._cut(self.stretches[pair], self.other.bares[self.others[pair]])
        if len(found) < 2:
            return found
        out: dict[str, int] = {}
        longer = ""
        for phrase in sorted(found, key=len, reverse=True)[:MAX_PHRASES_PER_PAIR]:
            if phrase not in longer:
                out[phrase] = found[phrase]
                longer += phrase + PARAGRAPH_SEPARATOR
        return out

    def _cut(self, stretches: list[Stretch], other: str) -> dict[str, int]:
        """Each stretch as far as it stands in a row in the other text too, at most 40 characters; what is
        left of it begins anew."""
        bare, held = self.one.bare, self.held
        found: dict[str, int] = {}
        done = 0
        for begin, windows, holders, first in stretches:
            stop = begin + windows + SHINGLE - 1
            phrase = bare[begin:stop]
            if begin >= done and len(phrase) <= MAX_PHRASE_CHARS and phrase in other:  # nearly always
                found[phrase], done = holders, stop
                continue
            start = max(begin, done)
            while start + SHINGLE <= stop:
                done = min(start + MAX_PHRASE_CHARS, stop)
                while (
                    bare[start:done] not in other and done - start > SHINGLE
                ):  # its pieces stand there, but not all in a row
                    done -= 1
                window = first + start - begin
                found[bare[start:done]] = min(held[window : window + done - start - SHINGLE + 1])
                start = done
        return found


def pairs_of(
    one: PhraseTexts, other: PhraseTexts, own: "NDArray[Any]", others: "NDArray[Any]"
) -> PassagePairs:
    """The pairs (own[i], others[i]) with what they share."""
    import numpy as np

    count, columns, pieces = len(own), max(1, len(other.bounds)), other.pieces
    first, lengths = one.firsts[own], one.firsts[own + 1] - one.firsts[own]
    window, pair = ramp(first, lengths), np.repeat(np.arange(count), lengths)
    piece, held = pieces.places_of(one.windows.codes)
    there = (held > 0)[window] & _holds(pieces, piece[window] * columns + others[pair])
    window, pair = window[there], pair[there]
    at = one.at[window]
    new = np.ones(len(at), dtype=bool)
    new[1:] = (at[1:] != at[:-1] + 1) | (pair[1:] != pair[:-1])
    begins = np.flatnonzero(new)
    sizes = np.diff(np.append(begins, len(at)))
    holders = np.minimum.reduceat(held[window], begins) if len(begins) else sizes
    stretches = list(
        zip(at[begins].tolist(), sizes.tolist(), holders.tolist(), window[begins].tolist(), strict=True)
    )
    bounds = np.searchsorted(pair[begins], np.arange(count + 1)).tolist()
    most, rarest = (
        np.bincount(pair, minlength=count),
        np.bincount(pair[begins], sizes / holders, minlength=count),
    )
    by_pair = [stretches[start:end] for start, end in pairwise(bounds)]
    return PassagePairs(
        one, other, own.tolist(), others.tolist(), by_pair, most.tolist(), rarest.tolist(), held.tolist()
    )


def shared_phrases(one: str, other: str) -> tuple[str, ...]:
    """The longest stretches of the one text that the other also has, without marks, figures and stock words,
    longest first, at most 40 characters each.

    >>> shared_phrases("开展行政裁量权基准专项清理。", "完成行政裁量权基准清理，公布目录。")
    ('行政裁量权基准',)
    """
    import numpy as np

    nothing = np.zeros(1, dtype=np.int64)
    return tuple(pairs_of(_alone(one), _alone(other), nothing, nothing).phrases(0))


def _alone(text: str) -> PhraseTexts:
    """One text as a set of its own."""
    import numpy as np

    found = content(text)
    return PhraseTexts(
        found.bare,
        ((0, len(found.bare)),),
        found.at,
        ShingleWindows(1, found.codes, np.zeros(len(found.at), dtype=np.int64)),
    )


def _holds(pieces: ShingleIndex, wanted: "NDArray[Any]") -> "NDArray[Any]":
    """Whether text `t` holds piece `p`, for each p * texts + t."""
    import numpy as np

    columns = max(1, pieces.texts)
    keys = np.repeat(np.arange(len(pieces.codes)), np.diff(pieces.starts)) * columns + pieces.owners
    there: NDArray[Any]
    if len(pieces.codes) * columns <= DENSE:
        table = np.zeros(len(pieces.codes) * columns + 1, dtype=bool)
        table[keys] = True
        there = table[wanted]
    else:
        there = keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
    return there
