"""Inversion and its coding, read back by code that shares nothing with it and compared with the definition,
pair by pair."""

import random
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.search.postings import MAGIC, ROLE_MARK, Inverter, variable
from site_builder.text.readers.fold import fold

LETTERS = "行政复议法治a1%,😀𠀀\uffff "
LINES = st.lists(st.tuples(st.text(LETTERS, max_size=12), st.integers(0, 8)), max_size=12)


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
    """The same by definition: for every pair of neighbouring code units of a line and its line feed, the
    lines."""
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


def shard_by_definition(code: int, bits: int) -> int:
    """As search-index.js computes it."""
    first, second = ((unit * 0x9E3779B1 & 0xFFFFFFFF) >> 16 for unit in (code & 0xFFFF, code >> 16))
    return first + (second & 7) & (1 << bits) - 1


def inverted(documents: list[list[tuple[str, int]]], bits: int) -> dict[int, list[int]]:
    """Everything the shards hold, each list in the shard it belongs to."""
    inverter = Inverter(bits)
    for document in documents:
        inverter.add(
            "".join(f"{text}\n" for text, _ in document).encode("utf-16-le"),
            bytes(role for _, role in document),
        )
    shards = [read_shard(packed) for packed in inverter.shards()]
    assert len(shards) == 1 << bits
    for number, shard in enumerate(shards):
        assert all(shard_by_definition(code, bits) == number for code in shard)
    return {code: lines for shard in shards for code, lines in shard.items()}


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=5), st.integers(0, 7))
def test_every_pair_of_neighbours_leads_to_its_lines(
    documents: list[list[tuple[str, int]]], bits: int
) -> None:
    assert inverted(documents, bits) == expected(documents)


def test_several_batches_and_large_numbers() -> None:
    chance = random.Random(3)
    documents = [
        [
            ("".join(chance.choices(LETTERS, k=chance.randint(0, 300))), chance.randint(0, 8))
            for _ in range(60)
        ]
        for _ in range(40)
    ]
    documents.append([("鱻", 1), *[("的", 0)] * 70_000, ("鱻", 1)])  # a distance that needs three bytes
    assert sum(len(text) for document in documents for text, _ in document) * 2 > 3 * 100_000
    assert inverted(documents, 5) == expected(documents)


def test_what_is_folded_is_found_under_its_searched_form() -> None:
    written = inverted([[("行政複議ＡＰＰ，９８．８％", 0), ("😀〔著〕", 0)]], 2)
    assert written == expected([[(fold("行政複議ＡＰＰ，９８．８％"), 0), (fold("😀〔著〕"), 0)]])
    assert struct.unpack("<I", "复议".encode("utf-16-le"))[0] in written


def test_lines_and_roles_must_be_as_many() -> None:
    inverter = Inverter(0)
    inverter.add("甲\n乙\n".encode("utf-16-le"), b"\0")
    with pytest.raises(ValueError, match="2 lines with 1 roles"):
        list(inverter.shards())


@pytest.mark.parametrize(
    ("number", "coded"),
    [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\1"), (16_383, b"\xff\x7f"), (16_384, b"\x80\x80\1"), (2_097_152, b"\x80\x80\x80\1"),
     ((1 << 32) - 1, b"\xff\xff\xff\xff\x0f")],
)  # fmt: skip
def test_variable_length_numbers(number: int, coded: bytes) -> None:
    found, starts = variable(np.array([1, number, 2], dtype=np.uint32), np.arange(4))
    assert found.tobytes() == b"\1" + coded + b"\2"
    assert starts.tolist() == [0, 1, 1 + len(coded), 2 + len(coded)]
