"""Inversion and its coding: two implementations, one form, and a reader that shares no code with either."""

import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.search.postings import MAGIC, ROLE_MARK, Inverter, PlainInverter, shard_of, variable

LETTERS = "行政复议法治a1%，😀𠀀\uffff "
LINES = st.lists(st.tuples(st.text(LETTERS, max_size=12), st.integers(0, 8)), max_size=12)


def inverters() -> list[type[Inverter]]:
    try:
        from site_builder.search.postings_numpy import NumpyInverter
    except ImportError:
        return [PlainInverter]
    return [PlainInverter, NumpyInverter]


def read_shard(packed: bytes) -> dict[int, list[int]]:
    data = zlib.decompress(packed)
    magic, count = struct.unpack_from("<II", data)
    assert magic == MAGIC
    keys = struct.unpack_from(f"<{count}I", data, 8)
    assert list(keys) == sorted(set(keys))
    at = 8 + 4 * count

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    sizes = [number() for _ in keys]
    found: dict[int, list[int]] = {}
    for key, size in zip(keys, sizes, strict=True):
        end, line, lines = at + size, 0, []
        while at < end:
            line += number()
            lines.append(line)
        assert at == end
        found[key] = lines
    assert at == len(data)
    return found


def expected(documents: list[list[tuple[str, int]]]) -> dict[int, list[int]]:
    """The same by definition: for every pair of neighbouring code units of a line and its line feed, the lines."""
    found: dict[int, set[int]] = {}
    number = 0
    for document in documents:
        for text, role in document:
            units = struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))
            for first, second in zip(units, (*units[1:], 10), strict=False):
                found.setdefault(first | second << 16, set()).add(number)
            if role:
                found.setdefault(ROLE_MARK | role << 16, set()).add(number)
            number += 1
    return {code: sorted(lines) for code, lines in found.items()}


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=5), st.integers(0, 7))
def test_every_pair_of_neighbours_leads_to_its_lines(documents: list[list[tuple[str, int]]], bits: int) -> None:
    results = []
    for make in inverters():
        inverter = make(bits)  # type: ignore[call-arg]
        for document in documents:
            inverter.add("".join(f"{text}\n" for text, _ in document), bytes(role for _, role in document))
        results.append(list(inverter.shards()))
    assert all(result == results[0] for result in results)
    assert len(results[0]) == 1 << bits
    found = [read_shard(packed) for packed in results[0]]
    for number, shard in enumerate(found):
        assert all(shard_of(code, bits) == number for code in shard)
    assert {code: lines for shard in found for code, lines in shard.items()} == expected(documents)


def test_both_ways_agree_on_large_numbers_and_several_batches() -> None:
    chance = random.Random(3)
    texts = ["".join(f"{''.join(chance.choices(LETTERS, k=chance.randint(0, 300)))}\n" for _ in range(60)) for _ in range(40)]
    rare = ["鱻\n" + "的\n" * 70_000 + "鱻\n"]  # a distance that needs three bytes
    results = set()
    for make in inverters():
        inverter = make(5)  # type: ignore[call-arg]
        for text in texts + rare:
            inverter.add(text, bytes(text.count("\n")))
        results.add(b"".join(inverter.shards()))
    assert len(results) == 1


@pytest.mark.parametrize(
    ("number", "coded"),
    [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\1"), (16_383, b"\xff\x7f"), (16_384, b"\x80\x80\1"), (2_097_152, b"\x80\x80\x80\1")],
)
def test_variable_length_numbers(number: int, coded: bytes) -> None:
    assert variable(number) == coded
