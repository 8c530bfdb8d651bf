"""Lines of text → inverted index: bigram → the lines that hold it, coded and cut into shards.

A bigram is two neighbouring UTF-16 code units of a folded line, the first in the low half of a 32-bit number:
exactly what the browser sees in a string. The last character of a line pairs with the line feed, so that
every character begins some bigram: a one-character query is the union of the bigrams that begin with it.

A shard, after inflating: magic, number of keys (32 bit), keys ascending (32 bit each), byte length of each
list (variable-length), the lists: distances between line numbers, variable-length. All numbers little-endian.

All work is on whole arrays: every bigram of every line becomes one 64-bit number, the bigram above the line,
and sorting these numbers is the inversion.
"""

import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from site_builder.text.readers.fold import forms

MAGIC = int.from_bytes(b"PSX1", "little")
ROLE_MARK = 0x0A
"""`ROLE_MARK | role << 16` is the key of the list of lines with that role: a line feed begins no bigram."""
SPREAD = 8
"""The bigrams of one first character lie in so many neighbouring shards: frequent characters (行 begins 1.5 %
of all bigrams of a report) must not swell one shard, and a one-character query must not need them all. Half
as many make a one-character query cheaper (222 instead of 274 kB at 1,000 reports) and every other dearer
(出庭应诉率 153 instead of 111 kB)."""
_BATCH = 400_000
"""Bytes of text sorted at a time: the numbers of a batch lose their repetitions before they are kept."""
_RANGES = 8
"""The sorted numbers are coded in so many parts, one after the other, to save memory."""
Numbers = NDArray[np.uint64]
Bytes = NDArray[np.uint8]


class Inverter:
    """Takes documents one by one, gives `1 << bits` shards at the end."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._texts: list[bytes] = []
        self._roles: list[bytes] = []
        self._waiting = self._line = 0
        self._batches: list[Numbers] = []

    def add(self, text: bytes, roles: bytes) -> None:
        """Add the lines of one document (UTF-16-LE, not yet folded, each ended by a line feed), one role per
        line."""
        self._texts.append(text)
        self._roles.append(roles)
        self._waiting += len(text)
        if self._waiting > _BATCH:
            self._flush()

    def _flush(self) -> None:
        units = np.take(_folding(), np.frombuffer(b"".join(self._texts), dtype="<u2"))
        roles = np.frombuffer(b"".join(self._roles), dtype=np.uint8)
        lengths = np.diff(np.flatnonzero(units == ROLE_MARK), prepend=-1)
        if len(lengths) != len(roles):
            raise ValueError(f"{len(lengths)} lines with {len(roles)} roles")
        lines = np.repeat(np.arange(self._line, self._line + len(roles), dtype=np.uint32), lengths)
        marked = np.flatnonzero(roles)
        marks = np.full(len(marked), ROLE_MARK, dtype=np.uint16)
        inside = _numbers(units[:-1], units[1:], lines[:-1])[units[:-1] != ROLE_MARK]
        self._batches.append(_distinct([inside, _numbers(marks, roles[marked], marked + self._line)]))
        self._line += len(roles)
        self._texts, self._roles, self._waiting = [], [], 0

    def shards(self) -> Iterator[bytes]:
        """All shards, compressed, in order; an empty one is a file like any other, so that a missing file is
        always a fault."""
        self._flush()
        parts = [_coded(numbers) for numbers in self._in_ranges()]
        codes, sizes = (np.concatenate([part[column] for part in parts]) for column in (0, 1))
        body = memoryview(b"".join([part[2] for part in parts]))
        shards = shard_of(codes, self._bits)
        order = np.argsort(shards, kind="stable")
        edges = np.searchsorted(shards[order], np.arange((1 << self._bits) + 1)).tolist()
        ends = np.cumsum(sizes)[order].tolist()
        codes, sizes = codes[order], sizes[order]
        starts = (np.array(ends, dtype=np.int64) - sizes).tolist()
        told, told_at = variable(sizes.astype(np.uint32), np.array(edges))
        for number, (low, high) in enumerate(pairwise(edges)):
            head = (
                np.array([MAGIC, high - low], dtype="<u4").tobytes() + codes[low:high].astype("<u4").tobytes()
            )
            lists = [body[start:end] for start, end in zip(starts[low:high], ends[low:high], strict=True)]
            yield press(b"".join([head, told[told_at[number] : told_at[number + 1]].tobytes(), *lists]))

    def _in_ranges(self) -> Iterator[Numbers]:
        """All numbers, ascending, in parts that never divide a bigram."""
        largest = max(self._batches, key=len)
        samples = largest[np.arange(1, _RANGES) * len(largest) // _RANGES] if len(largest) else largest
        cuts = [np.searchsorted(batch, samples >> np.uint64(32) << np.uint64(32)) for batch in self._batches]
        edges = [[0, *cut.tolist(), len(batch)] for cut, batch in zip(cuts, self._batches, strict=True)]
        for number in range(len(samples) + 1):
            part = np.concatenate(
                [
                    batch[edge[number] : edge[number + 1]]
                    for batch, edge in zip(self._batches, edges, strict=True)
                ]
            )
            part.sort()  # no number is in two batches: they hold different lines
            yield part


@cache
def _folding() -> NDArray[np.uint16]:
    """Every code unit → its searched form (text.fold); halves of surrogate pairs stay what they are."""
    table = np.arange(1 << 16, dtype=np.uint16)
    for code, form in forms().items():
        table[code] = ord(form)
    return table


def _numbers(first: NDArray[np.uint16], second: NDArray[np.generic], line: NDArray[np.generic]) -> Numbers:
    """second, first, line: from the high bits down."""
    out = np.empty(len(first), dtype="<u8")
    halves = out.view("<u2").reshape(-1, 4)
    halves[:, 3], halves[:, 2] = second, first
    out.view("<u4")[::2] = line
    return out


def _distinct(parts: list[Numbers]) -> Numbers:
    numbers = np.concatenate(parts)
    numbers.sort()
    keep = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=keep[1:])
    return numbers[keep]


def _coded(numbers: Numbers) -> tuple[NDArray[np.uint32], NDArray[np.int64], bytes]:
    """Bigrams, the byte length of the list of each, and the lists one after the other."""
    pairs = numbers.astype("<u8", copy=False).view("<u4")
    lines, codes = np.ascontiguousarray(pairs[::2]), np.ascontiguousarray(pairs[1::2])
    first = np.ones(len(numbers), dtype=bool)
    np.not_equal(codes[1:], codes[:-1], out=first[1:])
    begins = np.flatnonzero(first)
    distances = lines.copy()
    np.subtract(lines[1:], lines[:-1], out=distances[1:])
    distances[begins] = lines[begins]
    coded, edges = variable(distances, np.append(begins, len(numbers)))
    return codes[begins], np.diff(edges), coded.tobytes()


def variable(numbers: NDArray[np.uint32], asked: NDArray[np.int64]) -> tuple[Bytes, NDArray[np.int64]]:
    """The numbers in groups of seven bits, lowest first, the eighth bit set on all but the last (LEB128), and
    where the numbers asked for begin.

    >>> coded, starts = variable(np.array([0, 127, 128, 1], dtype=np.uint32), np.array([2, 3, 4]))
    >>> coded.tobytes(), starts.tolist()
    (b'\\x00\\x7f\\x80\\x01\\x01', [2, 4, 5])

    Nine in ten distances fit into one byte: all are written as one, and room is made for the further bytes of
    the others.
    """
    long = np.flatnonzero(numbers > 127)
    rest = numbers[long]
    further = np.zeros(len(long), dtype=np.int64)
    for bits in (7, 14, 21, 28):
        further += rest >= 1 << bits
    behind = np.concatenate(([0], np.cumsum(further)))
    out = np.zeros(len(numbers) + int(behind[-1]), dtype=np.uint8)
    at = long + behind[:-1]
    lows = np.ones(len(out), dtype=bool)
    for count in range(1, 5):
        lows[at[further >= count] + count] = False
    out[lows] = numbers & 127
    while len(rest):
        out[at] |= 128
        at, rest = at + 1, rest >> np.uint32(7)
        out[at] = rest & 127
        at, rest = at[rest > 127], rest[rest > 127]
    return out, asked + behind[np.searchsorted(long, asked)]


def shard_of(codes: NDArray[np.uint32], bits: int) -> NDArray[np.uint32]:
    """The shards that bigrams lie in, of `1 << bits`; the browser computes the same: Fibonacci hashing of
    either character, upper half."""
    first, second = (
        (unit * np.uint64(0x9E3779B1) & np.uint64(0xFFFFFFFF)) >> np.uint64(16) for unit in _units(codes)
    )
    return ((first + (second & np.uint64(SPREAD - 1))) & np.uint64((1 << bits) - 1)).astype(np.uint32)


def _units(codes: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
    wide = codes.astype(np.uint64)
    return wide & np.uint64(0xFFFF), wide >> np.uint64(16)


def press(data: bytes) -> bytes:
    """Compressed for the browser's `DecompressionStream("deflate")`. Distances repeat by frequency, not as
    strings: Huffman codes alone are smaller than level 6 (1.812 against 1.816 MB of 200 reports) and take two
    thirds of the time."""
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()
