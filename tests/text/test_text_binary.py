"""A file that is no text is refused before anything in it is explained; texts in any encoding, with strays or
padding, are not."""

import struct
from hashlib import sha256

import pytest

from site_builder.model.text import SourceFile
from site_builder.text.clean import clean
from site_builder.text.repair.findings import foreign_format

GOOD = "漯河市人民政府关于2023年度法治政府建设情况的报告\r\n2023年，全市办理行政复议案件56件。\r\n" * 60


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQ", 2, 62, 1, 4198400, 64, 9000) * 50,
        b"SQLite format 3\x00" + struct.pack(">HBBBBI", 4096, 1, 1, 0, 64, 7) * 200,
        GOOD.encode() + bytes([0, 1, 2, 3]) * 2000,
    ],
)
def test_a_binary_is_refused_and_says_so(data: bytes) -> None:
    result = clean(SourceFile("河南省/2024.txt", data, sha256(data).hexdigest()))
    assert ([p.code for p in result.problems], result.text) == (["S104"], "")
    assert "控制字符" in result.problems[0].message


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_any_encoding(codec: str) -> None:
    assert foreign_format(GOOD.encode(codec)) == ""


@pytest.mark.parametrize(
    "text", ["一\x00二\x01三", GOOD + "\x00" * 5000, GOOD.replace("。", "。\x02"), "\x0c\x0b\t" * 400 + GOOD]
)
def test_a_few_strays_and_padding_are_no_binary(text: str) -> None:
    assert foreign_format(text.encode("gb18030")) == ""
