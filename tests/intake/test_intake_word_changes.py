"""What a Word file holds beside its final text is told with count and author: tracked changes, comments,
headers. None of it decides in silence."""

import io
import zipfile

import pytest
from import_bases import full_word, packed, paragraph, run, tracked, word

from site_builder.intake.docx import from_docx
from site_builder.intake.imported import Imported

GONE_MARK = "<w:rPr><w:del w:id='9' w:author='甲'/></w:rPr>"
NEW_MARK = "<w:rPr><w:ins w:id='9' w:author='甲'/></w:rPr>"
CELLS = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
ROW_GONE = "<w:trPr><w:del w:id='1' w:author='甲'/></w:trPr>"
TABLE = f"<w:tbl><w:tr>{CELLS.format('单位', '数量')}</w:tr><w:tr>{ROW_GONE}{CELLS.format('甲局', '5')}</w:tr><w:tr>{CELLS.format('乙局', '6')}</w:tr></w:tbl>"


def told(result: Imported, code: str) -> list[str]:
    return [problem.message for problem in result.problems if problem.code == code]


CHANGES = [
    ("办理", [("ins", "12", "乙")], "件。", "办理12件。", ["修订（乙）：“办理”之后插入“12”"]),
    ("办理", [("del", "5", "甲")], "件。", "办理件。", ["修订（甲）：“办理”之后删去“5”"]),
    (
        "办理",
        [("del", "5", "甲"), ("ins", "12", "甲")],
        "件。",
        "办理12件。",
        ["修订（甲）：“办理”之后的“5”改为“12”"],
    ),
    (
        "办理",
        [("ins", "12", "甲"), ("del", "5", "甲")],
        "件。",
        "办理12件。",
        ["修订（甲）：“办理”之后的“5”改为“12”"],
    ),
    (
        "办理",
        [("del", "5", "甲"), ("ins", "12", "乙")],
        "件。",
        "办理12件。",
        ["修订（甲）：“办理”之后删去“5”", "修订（乙）：“办理”之后插入“12”"],
    ),
    ("办理", [("moveFrom", "旧处", "甲")], "件。", "办理件。", ["修订（甲）：“办理”之后删去“旧处”"]),
    ("办理", [("moveTo", "新处", "甲")], "件。", "办理新处件。", ["修订（甲）：“办理”之后插入“新处”"]),
    ("办理", [("ins", "12", "")], "件。", "办理12件。", ["修订（作者不明）：“办理”之后插入“12”"]),
]


@pytest.mark.parametrize(("before", "changes", "after", "final", "messages"), CHANGES)
def test_the_final_reading_is_taken_and_every_change_told(
    before: str, changes: list[tuple[str, str, str]], after: str, final: str, messages: list[str]
) -> None:
    result = from_docx(
        "a.docx",
        word(
            paragraph("第一段。")
            + paragraph(run(before) + "".join(tracked(*each) for each in changes) + run(after))
        ),
    )
    assert result.text == f"第一段。\n{final}"
    assert told(result, "S164") == messages
    assert {problem.line for problem in result.problems if problem.code == "S164"} == {2}
    assert told(result, "S163")[0].startswith(f"Word 里有 {len(messages)} 处修订还没有定稿")


@pytest.mark.parametrize(
    ("body", "lines", "messages"),
    [
        (
            paragraph("由4", GONE_MARK) + paragraph("12项"),
            ["由412项"],
            ["修订（甲）：这一段与下一段合并：“由4”"],
        ),
        (
            paragraph(tracked("del", "旧稿。"), GONE_MARK) + paragraph("新稿。"),
            ["新稿。"],
            ["修订（甲）：删去“旧稿。”"],
        ),
        (
            paragraph("上段", NEW_MARK) + paragraph("下段"),
            ["上段", "下段"],
            ["修订（甲）：这一段改为另起一段：“上段”"],
        ),
        (TABLE, ["| 单位 | 数量 |", "| 乙局 | 6 |"], ["修订（甲）：删去表格一行：“甲局5”"]),
        (
            paragraph(f"<w:ins w:author='乙'>{tracked('del', '先加后删')}</w:ins>") + paragraph("正文"),
            ["正文"],
            ["修订（甲）：删去“先加后删”"],
        ),
        (paragraph("没有修订"), ["没有修订"], []),
    ],
)
def test_changes_of_paragraphs_rows_and_of_changes(body: str, lines: list[str], messages: list[str]) -> None:
    result = from_docx("a.docx", word(body))
    assert result.text.split("\n") == lines
    assert told(result, "S164") == messages
    assert len(told(result, "S163")) == bool(messages)


def test_a_deleted_paragraph_takes_no_number() -> None:
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    level = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、"
        "'/></w:lvl>"
    )
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum><w:num w:numId='1'><w:abstractNumId"
        " w:val='0'/></w:num>"
    )
    gone = paragraph(tracked("del", "旧举措"), numbered + GONE_MARK)
    body = paragraph("举措", numbered) + gone + paragraph("不足", numbered)
    assert from_docx("a.docx", word(body, numbering=numbering)).text == "一、举措\n二、不足"


def test_many_changes_are_counted_whole_and_listed_in_part() -> None:
    body = "".join(
        paragraph(run("办理") + tracked("ins", str(number)) + run("件。")) for number in range(150)
    )
    result = from_docx("a.docx", word(body))
    assert (len(told(result, "S164")), told(result, "S163")) == (
        100,
        ["Word 里有 150 处修订还没有定稿（甲 150 处），导入的是全部接受之后的文字"],
    )


def test_comments_headers_and_watermarks_are_told() -> None:
    vml = "<v:textpath xmlns:v='urn:schemas-microsoft-com:vml' string='秘密'/>"
    comment = "<w:comment w:id='{}' w:author='{}'>{}</w:comment>"
    result = from_docx(
        "a.docx",
        word(
            paragraph("正文。"),
            comments=comment.format(1, "丙", paragraph("请再核对"))
            + comment.format(2, "", paragraph("同意")),
            header=paragraph("内部送审稿") + paragraph(f"<w:r><w:pict>{vml}</w:pict></w:r>"),
            footer=paragraph("- 1 -"),
        ),
    )
    assert result.text == "正文。"
    assert told(result, "S165") == ["批注（丙）没有导入：“请再核对”", "批注（作者不明）没有导入：“同意”"]
    assert told(result, "S166") == ["页眉的文字没有导入：“内部送审稿”", "水印的文字没有导入：“秘密”"]


@pytest.mark.parametrize("text", ["第1页", "- 3 -", "第 页 共 页", "1 / 9", ""])
def test_a_page_number_is_nothing_to_tell(text: str) -> None:
    assert told(from_docx("a.docx", word(paragraph("正文。"), footer=paragraph(text))), "S166") == []


def test_rules_that_a_file_brings_for_the_reader_do_not_decide() -> None:
    plain = word(paragraph("法治政府建设"))
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    assert from_docx("a.docx", packed({**files, "mammoth/style-map": b"p => script"})).text == "法治政府建设"


def test_parts_are_found_by_what_they_are_not_by_their_names() -> None:
    with zipfile.ZipFile(io.BytesIO(full_word())) as package:
        files = {name: package.read(name) for name in package.namelist()}
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["word/_rels/document2.xml.rels"] = files.pop("word/_rels/document.xml.rels").replace(
        b"header.xml", b"top7.xml"
    )
    files["word/top7.xml"] = files.pop("word/header.xml")
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    files["[Content_Types].xml"] = (
        files["[Content_Types].xml"]
        .replace(b"document.xml", b"document2.xml")
        .replace(b"header.xml", b"top7.xml")
    )
    moved, usual = from_docx("a.docx", packed(files)), from_docx("a.docx", full_word())
    assert "隐藏" not in moved.text and "一、主要举措" in moved.text
    assert (moved.text, set(moved.problems)) == (usual.text, set(usual.problems))
