"""Where a text holds long runs and groups of digits, found without reading every character in Python.

A report has some hundred numbers and at most a few long ones; a substring search over the shape of the text
is ten times faster than a pattern.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

SHAPE = bytes(
    0x30 if chr(c).isalnum() and c < 0x80 else 0x20 if chr(c) in " \t\n\r-./_,()" else c for c in range(256)
)
RUN = b"00000"
GROUPED = (b"000 000", b"000  000", b"0 0 0 0 0")
"""How telephone, identity and card numbers are set in groups: each such number has one of these within it"""
APART = b"000?0000"
"""Groups with a sign between that is not ASCII"""
DIGIT_GROUPINGS = re.compile(b"[0 ]*")
MIN_GROUPED_DIGITS = 11
"""Digits of the shortest number that is set in groups"""


class LongNumbers(NamedTuple):
    """Where long numbers stand in one text; found once, because two checks want them."""

    runs: tuple[tuple[int, int], ...]
    """Start and end of every run of five and more digits and letters"""
    groups: tuple[tuple[int, int], ...]
    """Start and end of digits set in groups, eleven or more together"""
    apart: tuple[int, ...]
    """Where a single other character stands between two groups"""
    plain: bytes
    """The text with ? in place of all that is not ASCII"""


def long_numbers(text: str) -> LongNumbers:
    """All long numbers of a text."""
    plain = text.encode("ascii", "replace")
    shape = plain.translate(SHAPE)
    return LongNumbers(
        tuple(long_runs(shape)), tuple(grouped_runs(shape)), tuple(_hits(shape, APART, 3)), plain
    )


def number_shape(text: str) -> bytes:
    """The text with every digit and letter as 0 and what may part groups of digits as a blank, one byte for
    each character.

    >>> number_shape("电话138, 12345")
    b'??000  00000'
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


def grouped_runs(shape: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of digits set in groups, wherever there are eleven or more.

    >>> list(grouped_runs(number_shape("电话138-0013-8000，2021-2025年")))
    [(2, 15)]
    """
    for group in GROUPED:
        at = shape.find(group)
        while at >= 0:
            while at and shape[at - 1] == LONG_NUMBERS_DIGIT:
                at -= 1
            found = DIGIT_GROUPINGS.match(shape, at)
            end = found.end() if found else at + len(group)
            if end - at - shape.count(b" ", at, end) >= MIN_GROUPED_DIGITS:
                yield at, end
            at = shape.find(group, end)


LONG_NUMBERS_DIGIT = ord("0")


def _hits(shape: bytes, words: bytes, inside: int) -> Iterator[int]:
    """Where the character `inside` of each occurrence stands."""
    at = shape.find(words)
    while at >= 0:
        yield at + inside
        at = shape.find(words, at + inside + 1)
