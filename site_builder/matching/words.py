"""Text → every occurrence of every word of a list, found by arrays: step n follows the n-th letter of all
candidates of the text at once.

The words form a tree, one letter a step. An automaton walks it letter by letter and hands out one object for
each hit; here a search costs a dozen array operations however many words there are, and its result can be
joined with sentences and clauses without a loop.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from site_builder.matching.arrays import Codes, Ints, Truth

_NO_WORD = -1
STRETCH = 15_000
"""Characters: an array of so many numbers stays below the size from which the allocator asks the system for
every block anew (128 kB)"""
_DEAD_END = 1
"""The node from which nothing leads on (the root is 0)"""


class Hits(Struct, frozen=True, gc=False):
    """Occurrences in order of their starts, shorter ones first: three columns of one length."""

    word: Ints
    """Place of the word in the list"""
    start: Ints
    end: Ints


class WordHits(Struct, frozen=True, gc=False):
    """The words of a text by its sentences."""

    hits: Hits
    bounds: Ints
    """For each sentence how many hits stand before it, and after the last one how many there are"""


class WordFinder:
    """Distinct words to be found together, also inside one another; a number (12345) only as a whole, not
    inside a longer one.

    >>> from site_builder.matching.arrays import codes_of
    >>> hits = WordFinder(["abcd", "cd", "cdef", "d"]).find(codes_of("abcdef"))
    >>> hits.word.tolist(), hits.start.tolist(), hits.end.tolist()
    ([0, 1, 2, 3], [0, 2, 2, 3], [4, 4, 6, 4])
    >>> WordFinder(["12345"]).find(codes_of("12345aa,123456a,12345")).start.tolist()
    [0, 16]
    """

    def __init__(self, words: Sequence[str]) -> None:
        letters = sorted({letter for word in words for letter in word})
        self._width = len(letters) + 1
        self._ranks = np.zeros(0x110000, dtype=np.intp)  # the system gives memory only to the pages in use
        self._ranks[[ord(letter) for letter in letters]] = range(1, self._width)
        tree, word_at = _grow([self._ranks[[ord(letter) for letter in word]].tolist() for word in words])
        self._lengths = np.array([len(word) for word in words], dtype=np.intp)
        self._numbers = np.array([len(word) > 2 and word.isdigit() for word in words], dtype=np.bool_)
        self._word_at = np.array(word_at, dtype=np.intp)
        self._first = np.zeros(self._width, dtype=np.intp)
        self._first[list(tree[0])] = list(tree[0].values())
        self._pairs = self._two_letters(tree)
        self._row, self._owner, self._next = _laid_over(tree, self._width)

    def _two_letters(self, tree: list[dict[int, int]]) -> Ints:
        """For any two letters the node they lead to: most places of a text fall out here. A word of one
        letter keeps its place in, whatever follows."""
        pairs = np.zeros((self._width, self._width), dtype=np.intp)
        for letter, node in tree[0].items():
            if self._word_at[node] != _NO_WORD:
                pairs[letter, :] = _DEAD_END
            pairs[letter, list(tree[node])] = list(tree[node].values())
        return pairs.ravel()

    def find(self, codes: Codes) -> Hits:
        """All occurrences, also overlapping ones."""
        node, start = self._begun(codes)
        steps = [(self._first.take(self._ranks.take(codes.take(start))), start)]
        while start.size:
            steps.append((node, start))
            slot = self._row.take(node) + self._ranks.take(codes.take(start + len(steps), mode="clip"))
            on = np.flatnonzero(self._owner.take(slot) == node)
            node, start = self._next.take(slot.take(on)), start.take(on)
        return self._whole(
            codes, self._ended(*(np.concatenate(column) for column in zip(*steps, strict=True)))
        )

    def _begun(self, codes: Codes) -> tuple[Ints, Ints]:
        """The places where the first two letters of a word stand, and the nodes they lead to: a stretch of
        the text at a time, so that arrays stay small."""
        nodes, starts = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
        for first in range(0, codes.size - 1, STRETCH):
            letters = self._ranks.take(codes[first : first + STRETCH + 1])
            node = self._pairs.take(letters[:-1] * self._width + letters[1:])
            begun = np.flatnonzero(node != 0)
            nodes.append(node.take(begun))
            starts.append(begun + first)
        return np.concatenate(nodes), np.concatenate(starts)

    def _whole(self, codes: Codes, hits: Hits) -> Hits:
        """Without the numbers that are part of a longer one."""
        numbers = np.flatnonzero(self._numbers.take(hits.word))
        start, end = hits.start.take(numbers), hits.end.take(numbers)
        inside = ((start > 0) & _digits(codes.take(start - 1, mode="clip"))) | _digits(
            codes.take(end, mode="clip")
        )
        if not inside.any():
            return hits
        kept = np.ones(hits.word.size, dtype=np.bool_)
        kept[numbers[inside]] = False
        return Hits(hits.word[kept], hits.start[kept], hits.end[kept])

    def _ended(self, node: Ints, start: Ints) -> Hits:
        """The words that end at the nodes met, in order."""
        word = self._word_at.take(node)
        ended = np.flatnonzero(word != _NO_WORD)
        ended = ended.take(np.argsort(start.take(ended), kind="stable"))
        word, start = word.take(ended), start.take(ended)
        return Hits(word, start, start + self._lengths.take(word))


def _digits(codes: Codes) -> Truth:
    return (codes >= ord("0")) & (codes <= ord("9"))


def _grow(words: list[list[int]]) -> tuple[list[dict[int, int]], list[int]]:
    """The tree of the words: for each node the nodes its letters lead to, and the word that ends there."""
    tree: list[dict[int, int]] = [{}, {}]
    word_at = [_NO_WORD, _NO_WORD]
    for number, word in enumerate(words):
        node = 0
        for letter in word:
            if letter not in tree[node]:
                tree[node][letter] = len(tree)
                tree.append({})
                word_at.append(_NO_WORD)
            node = tree[node][letter]
        word_at[node] = number
    return tree, word_at


def _laid_over(tree: list[dict[int, int]], width: int) -> tuple[Ints, Ints, Ints]:
    """The tree as one short table: each node's row of `width` letters is shifted until its entries fall into
    gaps of the rows before (a double array).

    Returns where each row begins, and for each slot of the table whose entry it is and where it leads. As a
    plain table a thousand words take 14 MB.
    """
    row = np.zeros(len(tree), dtype=np.intp)
    size = sum(map(len, tree)) + 2 * width
    owner, leads = np.full(size, -1, dtype=np.intp), np.zeros(size, dtype=np.intp)
    short = {0, *tree[0].values()}  # of one letter or none: `_two_letters` knows them
    for node in sorted(
        {node for node, letters in enumerate(tree) if letters} - short,
        key=lambda node: (-len(tree[node]), node),
    ):
        letters = list(tree[node])
        fits = np.logical_and.reduce([owner[letter : size - width + letter] < 0 for letter in letters])
        row[node] = begin = int(fits.argmax())
        for letter in letters:
            owner[begin + letter], leads[begin + letter] = node, tree[node][letter]
    return row, owner, leads
