"""Where a text holds long runs of digits and capital letters, found without reading every character in Python.

A report has some hundred numbers and at most a few long ones; a substring search over the shape of the text is ten times faster than a pattern.
"""

from collections.abc import Iterator
from typing import NamedTuple

SHAPE = bytes(0x30 if 0x30 <= c <= 0x39 or 0x41 <= c <= 0x5A else c for c in range(256))
RUN = b"00000"
GROUPS = (b"000 0000 0000", b"000-0000-0000", b"0000 0000 0000", b"0000-0000-0000")
"""How telephone and card numbers are set in groups"""


class LongNumbers(NamedTuple):
    """Where long numbers stand in one text; found once, because two checks want them."""

    runs: tuple[tuple[int, int], ...]
    """Start and end of every run of five and more digits and capitals"""
    groups: tuple[int, ...]
    """Where numbers set in groups begin"""


def long_numbers(text: str) -> LongNumbers:
    """All long numbers of a text."""
    shape = number_shape(text)
    return LongNumbers(tuple(long_runs(shape)), tuple(grouped_runs(shape)))


def number_shape(text: str) -> bytes:
    """The text with every digit and capital letter as 0, one byte for each character.

    >>> number_shape("电话138, 12345")
    b'??000, 00000'
    """
    return text.encode("ascii", "replace").translate(SHAPE)


def long_runs(shape: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of every run of five and more.

    >>> list(long_runs(number_shape("热线12345,纲要20212025年")))
    [(2, 7), (10, 18)]
    """
    at = shape.find(RUN)
    while at >= 0:
        end = at + len(RUN)
        while shape[end : end + 64] == RUN64:
            end += 64
        while shape[end : end + 1] == b"0":
            end += 1
        yield at, end
        at = shape.find(RUN, end)


RUN64 = b"0" * 64


def grouped_runs(shape: bytes) -> Iterator[int]:
    """Where numbers set in groups begin."""
    for group in GROUPS:
        at = shape.find(group)
        while at >= 0:
            yield at
            at = shape.find(group, at + len(group))
