"""Texts and places in them as arrays: the few operations that all of extraction is built from."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Codes = NDArray[np.uint32]
Truth = NDArray[np.bool_]
Traits = NDArray[np.uint16]


def codes_of(text: str) -> Codes:
    """The code points of a text and a zero that ends it."""
    return np.frombuffer(f"{text}\0".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


class Alphabet:
    """What characters are, each trait one bit: a table of the basic plane; beyond it no character has a
    trait.

    >>> kinds = Alphabet({1: ",.", 2: "."})
    >>> kinds.of(codes_of("a.,")).tolist()
    [0, 3, 1, 0]
    """

    def __init__(self, traits: Mapping[int, Iterable[str]]) -> None:
        self._table = np.zeros(0x10000, dtype=np.uint16)
        for trait, characters in traits.items():
            self._table[[ord(each) for each in characters]] |= trait

    def of(self, codes: Codes) -> Traits:
        """The traits of characters."""
        return self._table.take(codes, mode="clip")


def spread(first: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """For stretches of `counts` numbers, each from its `first` on: all numbers in one column, and beside each
    the place of its stretch.

    >>> [column.tolist() for column in spread(np.array([7, 0, 3]), np.array([2, 0, 1]))]
    [[0, 0, 2], [7, 8, 3]]
    """
    ends = counts.cumsum()
    which = np.repeat(np.arange(counts.size), counts)
    return which, np.arange(which.size) + (first - ends + counts).take(which)


def follow(places: Ints, marks: Ints, reach: int) -> Truth:
    """Which places have a mark among the `reach` characters before them; `marks` ascend.

    >>> follow(np.array([3, 5, 9]), np.array([0, 3]), 3).tolist()
    [True, True, False]
    """
    marks = np.append(-reach - 1, marks)
    near: Truth = places - marks.take(np.searchsorted(marks, places) - 1) <= reach
    return near
