"""Lines of text → inverted index: bigram → the lines that hold it, coded and cut into shards.

A bigram is two neighbouring UTF-16 code units, the first in the low half of a 32-bit number: exactly what the browser sees in a string, and what
reading encoded text as 32-bit numbers gives without a loop. The last character of a line pairs with the line feed, so that every character
begins some bigram: a one-character query is the union of the bigrams that begin with it.

A shard, after inflating: magic, number of keys (32 bit), keys ascending (32 bit each), byte length of each list (variable-length), the lists: distances
between line numbers, variable-length. All numbers little-endian.
"""

import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from operator import sub
from typing import Protocol

MAGIC = int.from_bytes(b"PSX1", "little")
ROLE_MARK = 0x0A
"""`ROLE_MARK | role << 16` is the key of the list of lines with that role: a line feed begins no bigram."""
SPREAD = 8
"""The bigrams of one first character lie in so many neighbouring shards: frequent characters (行 begins 1.5 % of all bigrams of a report) must
not swell one shard, and a one-character query must not need them all. Half as many make a one-character query cheaper (222 instead of 274 kB at
1,000 reports) and every other dearer (出庭应诉率 153 instead of 111 kB)."""


class Inverter(Protocol):
    """Documents in, shards out."""

    def add(self, folded: str, roles: bytes) -> None:
        """One document."""

    def shards(self) -> Iterator[bytes]:
        """All shards in order."""


class PlainInverter:
    """Takes documents one by one, gives the shards at the end."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._lists: defaultdict[int, list[int]] = defaultdict(list)
        self._line = 0

    def add(self, folded: str, roles: bytes) -> None:
        """Add the lines of one document, each ended by a line feed, one role per line."""
        even, odd = _code_pairs(folded)
        lists, line, start = self._lists, self._line, 0
        for length in _unit_lengths(folded):
            end = start + length
            codes = set(even[(start + 1) >> 1 : (end + 1) >> 1])
            codes.update(odd[start >> 1 : end >> 1])
            for code in codes:
                lists[code].append(line)
            start = end + 1
            line += 1
        for number, role in enumerate(roles, self._line):
            if role:
                lists[ROLE_MARK | role << 16].append(number)
        self._line = line

    def shards(self) -> Iterator[bytes]:
        """All shards, compressed, in order; an empty one is a file like any other, so that a missing file is always a fault."""
        groups: list[list[int]] = [[] for _ in range(1 << self._bits)]
        for code in sorted(self._lists):
            groups[shard_of(code, self._bits)].append(code)
        for codes in groups:
            yield press(shard(codes, self._lists))


def _code_pairs(folded: str) -> tuple[memoryview, memoryview]:
    """The bigrams that begin at even and at odd positions, as views of 32-bit numbers."""
    data = folded.encode("utf-16-le", "replace")
    if sys.byteorder == "big":  # a view reads numbers as the machine does: swap the halves' bytes, then the halves
        units = array("H", data)
        units.byteswap()
        return _swapped(units), _swapped(units[1:])
    whole = len(data) // 4 * 4
    rest = (len(data) - 2) // 4 * 4
    return memoryview(data)[:whole].cast("I"), memoryview(data)[2 : 2 + rest].cast("I")


def _swapped(units: "array[int]") -> memoryview:
    pairs = [first | second << 16 for first, second in zip(units[::2], units[1::2], strict=False)]
    return memoryview(array("I", pairs))


def _unit_lengths(folded: str) -> list[int]:
    """Length of every line in code units; a character outside the basic plane is two."""
    wide = not folded.isascii() and max(folded) > "\uffff"
    lines = folded.split("\n")[:-1]
    return [len(line.encode("utf-16-le", "replace")) // 2 for line in lines] if wide else list(map(len, lines))


def shard_of(code: int, bits: int) -> int:
    """The shard a bigram lies in, of `1 << bits`; the browser computes the same."""
    return place_of(code & 0xFFFF) + (place_of(code >> 16) & SPREAD - 1) & (1 << bits) - 1


@cache
def place_of(unit: int) -> int:
    """A well-mixed number of a code unit: Fibonacci hashing, upper half."""
    return (unit * 0x9E3779B1 & 0xFFFFFFFF) >> 16


def press(data: bytes) -> bytes:
    """Compressed for the browser's `DecompressionStream("deflate")`. Distances repeat by frequency, not as strings: Huffman codes alone are smaller
    than level 6 (1.812 against 1.816 MB of 200 reports) and take two thirds of the time."""
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()


def shard(codes: list[int], lists: dict[int, list[int]]) -> bytes:
    """One shard, not compressed."""
    coded = [code_list(lists[code]) for code in codes]
    head = array("I", [MAGIC, len(codes), *codes])
    if sys.byteorder == "big":
        head.byteswap()
    return b"".join([head.tobytes(), *map(variable, map(len, coded)), *coded])


def code_list(numbers: list[int]) -> bytes:
    """Ascending numbers as distances, the first from zero.

    >>> code_list([3, 4, 300])
    b'\\x03\\x01\\xa8\\x02'
    """
    short = _short()
    try:
        if len(numbers) == 1:
            return short[numbers[0]]
        return b"".join(map(short.__getitem__, map(sub, numbers, chain((0,), numbers))))
    except IndexError:
        return b"".join(map(variable, map(sub, numbers, chain((0,), numbers))))


def variable(number: int) -> bytes:
    """A number in groups of seven bits, lowest first, the eighth bit set on all but the last (LEB128).

    >>> variable(0), variable(127), variable(128)
    (b'\\x00', b'\\x7f', b'\\x80\\x01')
    """
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


@cache
def _short() -> list[bytes]:
    """The codes of all distances that occur in a segment of ordinary size: looking up is four times as fast as computing."""
    return [variable(number) for number in range(1 << 16)]
