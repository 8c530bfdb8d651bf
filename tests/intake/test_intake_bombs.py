"""Known bombs and a sample of damaged files: each is answered in Chinese within the limits. The limits are
small here; the answers are the same."""

import zlib
from collections.abc import Callable, Iterator

import pytest
from fuzz_import import mutated
from import_bases import LINES, WORD, assembled, packed, page, paragraph, pdf, word

from site_builder.intake import docx, html
from site_builder.intake import pdf as pdf_reader
from site_builder.intake.cage import Cage, CageLimits, Escaped
from site_builder.intake.imported import Imported
from site_builder.intake.read import read_file
from site_builder.problem_catalogue import CATALOGUE

MEGABYTE = 1024 * 1024
CELL = "<td>1</td>"


def looped() -> bytes:
    """A tree of pages that comes back to its root."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 5 >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>",
        ]
    )


def looped_beside_a_page() -> bytes:
    return pdf([[(90, 700, LINES[1])], [(90, 700, LINES[1])]]).replace(
        b"/Kids [6 0 R 8 0 R]", b"/Kids [6 0 R 2 0 R]"
    )


def stream(content: bytes, megabytes: int) -> bytes:
    """A page whose content unpacks to so much."""
    data = zlib.compress(content * (megabytes * MEGABYTE // len(content)), 9)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font <<"
                b" /F1 5 0 R >> >> >>"
            ),
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(data) + data + b"\nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        ]
    )


ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for name, inner in zip("bcdefgh", "abcdefg", strict=True)
)
LAUGHS = (
    f'<!DOCTYPE l [<!ENTITY a "ha">{ENTITIES}]><w:document'
    f' xmlns:w="{WORD}"><w:body>{paragraph("&h;")}</w:body></w:document>'
)

CAGED: list[tuple[str, Callable[[], bytes], str]] = [
    ("page-tree loop.pdf", looped, "S152"),
    ("loop beside a page.pdf", looped_beside_a_page, "S152"),
    ("blank stream.pdf", lambda: stream(b" ", 20), "S151"),
    ("stream of text.pdf", lambda: stream(b"BT /F1 12 Tf 40 40 Td (x) Tj ET\n", 40), "S160"),
    ("stream of lines.pdf", lambda: stream(b"0 0 m 9 9 l S\n", 20), "S160 S151"),
    ("a million paragraphs.docx", lambda: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000), "S152"),
    ("a million runs.docx", lambda: word(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 1_000_000}</w:p>"), "S152"),
    ("150 MB of blanks.docx", lambda: packed({"word/document.xml": b" " * 150 * MEGABYTE}), "S152"),
    ("entities.docx", lambda: packed({"word/document.xml": LAUGHS.encode()}), "S152"),
    (
        "500 x 1,000.html",
        lambda: f"<html><body><table>{f'<tr>{CELL * 1000}</tr>' * 500}</table>".encode(),
        "S152",
    ),
    ("nested tables.html", lambda: ("<html><body>" + "<table><tr><td>" * 2_000 + "x").encode(), "S154"),
    ("nested divs.html", lambda: ("<html><body>" + "<div>" * 55_000 + "x").encode(), "S154"),
    ("3,000 pages.pdf", lambda: pdf([[(90, 700, "页")]] * 3_000), "S152"),
    ("20 MB.txt", lambda: ("法治" * 3_500_000).encode(), "S108"),
]


@pytest.fixture(scope="module")
def cage() -> Iterator["Cage[Imported]"]:
    with Cage(read_file, Imported, CageLimits(seconds=6, memory=700 * MEGABYTE)) as made:
        yield made


@pytest.mark.parametrize(("name", "make", "code"), CAGED, ids=[each[0] for each in CAGED])
def test_a_bomb_is_answered_within_the_limits(
    cage: "Cage[Imported]", name: str, make: Callable[[], bytes], code: str
) -> None:
    found = cage.call(name, make())
    if isinstance(found, Escaped):
        assert "S160" in code and any(word in found.reason for word in ("读完", "内存")), found
    else:
        assert found.text == ""
        assert found.problems[0].code in code.split(), found.problems
    good = cage.call("good.html", page(0))
    assert isinstance(good, Imported) and good.text.startswith(LINES[0])


def test_the_largest_that_is_read_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 3)
    monkeypatch.setattr(docx, "MOST_PARAGRAPHS", 3)
    monkeypatch.setattr(html, "MOST_TAGS", 40)
    for name, make in (
        ("a.pdf", lambda n: pdf([[(90, 700, LINES[1])]] * n)),
        ("a.docx", lambda n: word(paragraph(LINES[1]) * n)),
        (
            "a.html",
            lambda n: (
                "<html><body><div"
                f" id='zoom'>{LINES[1] * 3}{'<i></i>' * (3 if n == 3 else 30)}</div></body></html>".encode()
            ),
        ),
    ):
        assert read_file(name, make(3)).text.count("推进依法行政") == 3
        assert [problem.code for problem in read_file(name, make(4)).problems] == ["S152"]


WITHOUT_BODY = [
    b"<html><head></head></html>",
    b"<html><frameset><frame src='a.html'></frameset></html>",
    b"<html>",
    b"<!DOCTYPE html>",
    b"<?xml version='1.0'?>",
    b"<html><body></body></html>",
    b"<!DOCTYPE html><html><head><title>x</title></head><frameset><frame></frameset><body></body>",
]


@pytest.mark.parametrize("data", WITHOUT_BODY)
def test_a_page_without_a_body_has_no_article(data: bytes) -> None:
    found = read_file("a.html", data)
    assert (found.text, [problem.code for problem in found.problems]) == ("", ["S154"])


def test_text_below_the_depth_that_is_read_is_told() -> None:
    article = "".join(f"<p>{line}</p>" for line in LINES)
    deep = f"<html><body><div id='zoom'>{article}</div>{'<div>' * 3_000}<p>结尾的一句话。</p></body></html>"
    found = read_file("a.html", deep.encode())
    assert found.text.endswith("2024年3月1日")
    assert [(problem.code, problem.text) for problem in found.problems] == [("S157", "结尾的一句话。")]
    flat = read_file("a.html", deep.replace("<div>" * 3_000, "<div>" * 1_000).encode())
    assert [problem.text for problem in flat.problems if "嵌套" in problem.message] == []


def test_a_zip_that_holds_word_files_is_no_word_file() -> None:
    inside = packed({"报告.docx": word(paragraph("正文")), "word/说明.txt": b"x"})
    for name in ("各县区报告.zip", "各县区报告.docx"):
        found = read_file(name, inside)
        assert [
            (problem.code, "压缩文件" in problem.message, "解开" in problem.advice)
            for problem in found.problems
        ] == [("S153", True, True)]


def test_damaged_files_are_findings() -> None:
    """A sample of what benchmarks/fuzz_import.py runs by the thousand, without its processes."""
    codes = set()
    for number in range(150):
        name, data = mutated(number, 20)
        found = read_file(name, data)
        assert found.text or found.problems, name
        for problem in found.problems:
            assert problem.code in CATALOGUE and "{" not in problem.message + problem.advice
            codes.add(problem.code)
    assert codes >= {"S152", "S153", "S154", "S163", "S167"}


def test_what_no_reader_foresaw_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, data: bytes) -> Imported:
        raise AssertionError("too many bodies")

    monkeypatch.setitem(read_file.__globals__["READERS"], "html", broken)
    found = read_file("a.html", page(0))
    assert [problem.code for problem in found.problems] == ["S160"]
    assert "AssertionError，test_intake_bombs.py" in found.problems[0].message
