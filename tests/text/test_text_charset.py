"""Bytes → text, on short and long samples in every encoding that offices use."""

import pytest

from site_builder.text.charset import decode

SAMPLES = [
    "法治政府建设年度报告",
    "昆明市西山区人民政府关于2023年度法治政府建设情况的报告",
    "一、主要举措和成效。(一)加强组织领导,落实第一责任人职责。",
    "依法行政",
    "朱镕基、䶮、镕字要用国标扩展码才能读出来的行政复议决定书",
]
TRADITIONAL = ["關於法治政府建設情況的報告", "行政訴訟與行政複議案件的處理情形", "推動依法行政,健全監督機制"]


@pytest.mark.parametrize("text", SAMPLES + TRADITIONAL)
@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_text_comes_back(text: str, codec: str, name: str) -> None:
    result = decode(text.encode(codec))
    assert (result.text, result.encoding, result.lost) == (text, name, 0)


@pytest.mark.parametrize("text", TRADITIONAL)
def test_big5(text: str) -> None:
    assert decode(text.encode("big5")).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(codec: str) -> None:
    text = "2023年法治政府建设年度报告\n一、主要举措\n二、存在的不足\n全年办理行政复议案件56件"
    assert decode(text.encode(codec)).text == text


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    data = ("法治政府建设" * 50).encode()
    result = decode(data[:300] + b"\xff" + data[300:])
    assert result.encoding == "utf-8"
    assert result.lost == 1
    assert result.text.replace("\ufffd", "") == "法治政府建设" * 50


@pytest.mark.parametrize(
    ("data", "text", "mixed"),
    [
        (b"a\r\nb\r\nc", "a\nb\nc", False),
        (b"a\rb\r", "a\nb\n", False),
        (b"a\r\nb\nc\rd", "a\nb\nc\nd", True),
        (b"\r\r\n", "\n\n", True),
    ],
)
def test_line_ends(data: bytes, text: str, mixed: bool) -> None:
    result = decode(data)
    assert (result.text, result.mixed_line_ends) == (text, mixed)


def test_ascii_and_nothing() -> None:
    assert decode(b"").text == ""
    assert decode(b"plain").encoding == "utf-8"
