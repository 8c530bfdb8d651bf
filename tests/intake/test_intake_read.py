"""Import of pages, Word and PDF files, on small files written here byte by byte."""

import io
import sys
import zipfile

import pytest

from site_builder.intake.imported import library
from site_builder.intake.pdf_lines import PdfLine, joined
from site_builder.intake.pdf_paragraphs import paragraphs
from site_builder.intake.read import to_text
from site_builder.problems import UsageError

BODY = "".join(
    f"<p>　　{word}，全年办理行政复议案件{n}件，法治政府建设取得新成效。</p>"
    for n, word in enumerate(["坚持党的领导", "依法履行职能", "规范行政执法"], 56)
)
CHROME = '<div class="nav">首页 &gt; 政务公开</div><div>字号：大 中 小</div>'


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='gbk'>{head}</head><body>{body}</body></html>".encode(
        "gb18030"
    )


CONTAINERS = [
    '<div id="UCAP-CONTENT">{}</div>',
    '<div class="view TRS_UEDITOR trs_paper_default">{}</div>',
    "<table><tr><td><div id='zoom'>{}</div></td></tr></table>",
    "<div class='main'><!--ZJEG_RSS.content.begin-->{}<!--ZJEG_RSS.content.end--></div>",
    "<form><div id='vsb_content'><div class='v_news_content'>{}</div></div></form>",
]


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_article_and_nothing_else(container: str) -> None:
    data = page(CHROME + container.format(BODY) + "<div>责任编辑：某</div><div>扫一扫</div>")
    result = to_text("网页.html", data)
    assert result.text.count("\n") == 2
    assert "坚持党的领导，全年办理行政复议案件56件" in result.text
    assert not any(word in result.text for word in ("首页", "字号", "责任编辑", "扫一扫"))
    assert result.problems == ()


def test_readability_is_the_fallback_and_says_so() -> None:
    result = to_text("a.htm", page(f"{CHROME}<div class='wrap'><div class='text'>{BODY * 3}</div></div>"))
    assert "规范行政执法" in result.text
    assert [p.code for p in result.problems] == ["S155"]


def test_a_page_without_article_is_a_problem() -> None:
    result = to_text("a.html", page("<p>你好</p>"))
    assert (result.text, [p.code for p in result.problems]) == ("", ["S154"])


def test_metadata_of_the_page_come_first() -> None:
    head = (
        '<title>旧标题-某市政府网</title><meta name="ArticleTitle"'
        ' content="某市2023年度法治政府建设情况报告"><meta name="PubDate" content="2024-03-25 14:45"><meta'
        ' name="ContentSource" content="市司法局"><meta name="Url"'
        ' content="https://www.example.gov.cn/a.html">'
    )
    result = to_text("a.html", page(f"<h1>别的</h1><div id='zoom'>{BODY}</div>", head))
    assert result.title == "某市2023年度法治政府建设情况报告"
    assert (result.published, result.source, result.source_url) == (
        "2024-03-25 14:45",
        "市司法局",
        "https://www.example.gov.cn/a.html",
    )
    assert result.text.startswith("某市2023年度法治政府建设情况报告\n")


@pytest.mark.parametrize(
    ("head", "title", "address"),
    [
        (
            (
                '<title>区2022年法治政府建设报告_某区政府</title><link rel="canonical"'
                ' href="https://e.gov.cn/2.html">'
            ),
            "区2022年法治政府建设报告",
            "https://e.gov.cn/2.html",
        ),
        (
            '<meta name="ArticleTitle" content="null"><title>报告</title><meta name="Url" content="/x.html">',
            "报告",
            "",
        ),
    ],
)
def test_what_is_not_stated_stays_empty(head: str, title: str, address: str) -> None:
    result = to_text("a.html", page(f"<div id='zoom'>{BODY}</div>", head))
    assert (result.title, result.source_url, result.published) == (title, address, "")


def test_the_browser_notes_where_a_page_was_saved_from() -> None:
    data = (
        "<!-- saved from url=(0030)https://www.example.gov.cn/1.html -->\n<html><body><div"
        f" id='zoom'>{BODY}</div></body></html>".encode()
    )
    assert to_text("1.txt", data).source_url == "https://www.example.gov.cn/1.html"


def test_tables_keep_their_merged_cells_as_empty_places() -> None:
    table = (
        "<table><tr><th>一级指标</th><th>二级指标</th><th colspan=2>三级指标</th></tr><tr><td"
        " rowspan=2>职能</td><td"
        " rowspan=2>审批</td><td>1</td><td>公布清单</td></tr><tr><td>2</td><td>取消a|b</td></tr></table>"
    )
    result = to_text("a.html", page(f"<div id='zoom'>{BODY}{table}</div>"))
    assert result.text.split("\n")[-3:] == [
        "| 一级指标 | 二级指标 | 三级指标 |  |",
        "| 职能 | 审批 | 1 | 公布清单 |",
        "|  |  | 2 | 取消a｜b |",
    ]


def test_lines_break_where_the_browser_breaks_them() -> None:
    body = (
        f"<div id='zoom'>{BODY}<p>一、主要<b>举措</b><br>（一）加强<span>组织</span>\n领导</p><p"
        " style='display:none'>隐藏</p><script>x</script></div>"
    )
    assert to_text("a.html", page(body)).text.split("\n")[-2:] == ["一、主要举措", "（一）加强组织领导"]


def test_a_page_nested_ten_thousand_deep_is_read_or_refused() -> None:
    result = to_text(
        "a.html", ("<html><body><div id='zoom'>" + "<div>" * 10_000 + "法治政府建设情况报告" * 20).encode()
    )
    assert result.text or result.problems


def docx(paragraphs: str, numbering: str = "", styles: str = "") -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
            f' PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/><Override'
            f' PartName="/word/numbering.xml" ContentType="{kinds}.numbering+xml"/><Override'
            f' PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
            f' Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r2" Type="{office}/numbering"'
            f' Target="numbering.xml"/><Relationship Id="r3" Type="{office}/styles"'
            ' Target="styles.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{paragraphs}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{word}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}">{styles}</w:styles>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def paragraph(text: str, level: int = -1, numbering: str = "1") -> str:
    numbered = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr></w:pPr>'
        if level >= 0
        else ""
    )
    return f"<w:p>{numbered}<w:r><w:t>{text}</w:t></w:r></w:p>"


FORMS = (
    ("chineseCounting", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "%1.%2.%3.%4"),
    ("bullet", "·"),
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText'
        f' w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern) in enumerate(FORMS)
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt'
    ' w:val="upperRoman"/>'
    + '<w:lvlText w:val="第%1项 "/></w:lvl></w:abstractNum>'
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId'
    ' w:val="1"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride'
    ' w:val="1"/></w:lvlOverride></w:num>'
)
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
TABLE = (
    "<w:tbl>"
    + "".join(
        f"<w:tr>{CELL.format(one)}{CELL.format(other)}</w:tr>"
        for one, other in (("单位", "数量"), ("甲局", "5"))
    )
    + "</w:tbl>"
)


def test_automatic_numbers_of_word_are_written_out_as_word_prints_them() -> None:
    body = (
        paragraph("某县2023年法治政府建设报告")
        + paragraph("主要举措", 0)
        + paragraph("加强领导", 1)
        + paragraph("述法", 2)
        + paragraph("规范执法", 1)
        + TABLE
        + paragraph("存在不足", 0)
        + paragraph("执法力量", 1)
        + paragraph("甲", 3)
        + paragraph("圆点", 4)
        + paragraph("没有编号")
        + paragraph("工作安排", 0)
        + paragraph("附件里另起", 0, "2")
        + paragraph("再一条", 0, "2")
        + paragraph("罗马", 0, "3")
    )
    result = to_text("报告.docx", docx(body, NUMBERING))
    assert result.text.split("\n")[1:] == [
        "一、主要举措", "（一）加强领导", "1.述法", "（二）规范执法", "| 单位 | 数量 |", "| 甲局 | 5 |", "二、存在不足", "（一）执法力量", "二.一.1.1甲", "圆点", "没有编号",
        "三、工作安排", "一、附件里另起", "二、再一条", "第III项罗马",
    ]  # fmt: skip
    assert result.notes == ("Word 的自动编号已写成文字",)


def test_a_list_without_settings_gets_no_number() -> None:
    assert to_text("a.docx", docx(paragraph("甲", 0) + paragraph("乙", 7), "")).text == "甲\n乙"


def styled(name: str, settings: str, based: str = "", kind: str = "character") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name'
        f' w:val="{name}"/>{base}<w:rPr>{settings}</w:rPr></w:style>'
    )


HIDING = (
    styled("secret", "<w:vanish/>")
    + styled("derived", "<w:b/>", "secret")
    + styled("shown", '<w:vanish w:val="0"/>', "secret")
    + styled("note", "<w:vanish/>", kind="paragraph")
)


@pytest.mark.parametrize(
    ("of_paragraph", "of_run", "kept"),
    [
        ("", "<w:vanish/>", ""),
        ("", '<w:vanish w:val="true"/>', ""),
        ("", '<w:rStyle w:val="secret"/>', ""),
        ("", '<w:rStyle w:val="derived"/>', ""),
        ('<w:pStyle w:val="note"/>', "", ""),
        ("", "", "隐藏999件。"),
        ("", '<w:vanish w:val="0"/>', "隐藏999件。"),
        ("", '<w:rStyle w:val="shown"/>', "隐藏999件。"),
        ("", '<w:rStyle w:val="secret"/><w:vanish w:val="false"/>', "隐藏999件。"),
        ('<w:pStyle w:val="note"/>', "<w:vanish w:val='0'/>", "隐藏999件。"),
        ('<w:pStyle w:val="note"/>', '<w:rStyle w:val="secret"/>', "隐藏999件。"),
    ],
)
def test_hidden_text_of_word_is_left_out_and_counted(of_paragraph: str, of_run: str, kept: str) -> None:
    hidden = (
        f"<w:p><w:pPr>{of_paragraph}</w:pPr><w:r><w:rPr>{of_run}</w:rPr><w:t>隐藏999件。</w:t></w:r></w:p>"
    )
    result = to_text("a.docx", docx(paragraph("办理复议案件56件。") + hidden, styles=HIDING))
    assert result.text == "办理复议案件56件。" + ("\n" + kept if kept else "")
    told = [(p.code, dict(p.detail)["count"]) for p in result.problems]
    assert told == ([] if kept else [("S159", "7")])


def test_a_hidden_paragraph_takes_no_number() -> None:
    hidden = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId'
        ' w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>旧稿</w:t></w:r></w:p>'
    )
    assert (
        to_text("a.docx", docx(paragraph("举措", 0) + hidden + paragraph("不足", 0), NUMBERING)).text
        == "一、举措\n二、不足"
    )


def test_tracked_changes_and_tables_of_word() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = (
        "<w:tbl><w:tr>"
        + cell.format("", "指标")
        + cell.format("", "数值")
        + "</w:tr><w:tr>"
        + cell.format('<w:vMerge w:val="restart"/>', "复议")
        + cell.format("", "56")
        + "</w:tr><w:tr>"
        + cell.format("<w:vMerge/>", "")
        + cell.format("", "49")
        + "</w:tr></w:tbl>"
    )
    body = (
        '<w:p><w:r><w:t>话务总量</w:t></w:r><w:ins w:id="1"><w:r><w:t>43.6万余通</w:t></w:r></w:ins><w:del'
        ' w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>' + table
    )
    assert to_text("a.docx", docx(body)).text.split("\n") == [
        "话务总量43.6万余通",
        "| 指标 | 数值 |",
        "| 复议 | 56 |",
        "|  | 49 |",
    ]


def pdf(lines: list[str], rules: str = "") -> bytes:
    """A one-page PDF with a font of its own encoding: ASCII text at 12 points, one line every 20 points."""
    text = "".join(f"BT /F1 12 Tf {x} {y} Td ({line}) Tj ET\n" for x, y, line in _placed(lines))
    stream = (rules + text).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F1"
            b" 5 0 R >> >> >>"
        ),
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        out
        + f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R"
        f" >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def _placed(lines: list[str]) -> list[tuple[int, int, str]]:
    return [
        (40 + 7 * (len(line) - len(line.lstrip())), 360 - 20 * n, line.lstrip())
        for n, line in enumerate(lines)
        if line.strip()
    ]


def test_pdf_lines_become_paragraphs() -> None:
    full = "abcdefghij" * 4
    result = to_text("a.pdf", pdf([f"    {full[4:]}", f"{full[:38]},x", "end.", f"    {full[:20]}", "- 3 -"]))
    assert result.text.split("\n") == [f"{full[4:]} {full[:38]},x end.", full[:20]]


def test_pdf_tables_become_pipe_rows() -> None:
    rules = "".join(f"40 {y} m 320 {y} l S\n" for y in (375, 355, 335, 315)) + "".join(
        f"{x} 375 m {x} 315 l S\n" for x in (40, 180, 320)
    )
    lines = [
        (44, 360, "name"),
        (184, 360, "count"),
        (44, 340, "fuyi"),
        (184, 340, "56"),
        (44, 320, "susong"),
        (184, 320, "29"),
        (40, 280, "after"),
    ]
    text = "".join(f"BT /F1 12 Tf {x} {y} Td ({word}) Tj ET\n" for x, y, word in lines)
    assert to_text("a.pdf", pdf([], rules + text)).text.split("\n") == [
        "| name | count |",
        "| fuyi | 56 |",
        "| susong | 29 |",
        "after",
    ]


def test_a_scan_is_called_a_scan() -> None:
    result = to_text("扫描件.pdf", pdf([]))
    assert (result.text, [p.code for p in result.problems]) == ("", ["S151"])
    assert "扫描件" in result.problems[0].message


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "S153"),
        ("a.jpg", b"\xff\xd8\xff", "S153"),
        ("a.docx", b"PK\x03\x04word/broken", "S152"),
        ("a.pdf", b"%PDF-1.4 broken", "S152"),
        ("a.html", b"  \n", "S102"),
        ("a.zip", b"PK\x03\x04other", "S152"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, data: bytes, code: str) -> None:
    result = to_text(name, data)
    assert (result.text, [p.code for p in result.problems]) == ("", [code])
    assert "{" not in result.problems[0].message + result.problems[0].advice


def test_a_text_file_is_taken_as_it_is() -> None:
    result = to_text("a.txt", "領(lǐng)導\r\n第二行".encode("gb18030"))
    assert (result.text, result.kind, result.problems) == ("領(lǐng)導\n第二行", "txt", ())


def test_a_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(UsageError, match=r"site-builder\[import\]"):
        to_text("a.docx", docx(paragraph("正文")))
    assert library("json").loads("1") == 1


def test_a_narrow_mark_makes_no_blank_and_a_title_is_its_own_paragraph() -> None:
    pieces = [
        PdfLine("增2", 0, 20, 0, 10),
        PdfLine(".", 22, 24, 8, 10),
        PdfLine("1个", 27, 47, 0, 10),
        PdfLine("，", 49, 51, 7, 10),
        PdfLine("后", 58, 68, 0, 10),
    ]
    assert joined(pieces).text == "增2.1个，后"
    assert joined([PdfLine("项目", 0, 20, 0, 10), PdfLine("数量", 40, 60, 0, 10)]).text == "项目 数量"
    title = PdfLine("荥阳市2023年报告", 0, 300, 0, 20)
    text = [PdfLine("坚持依法行政，推进建设", 0, 300, 30, 40), PdfLine("法治政府。", 0, 80, 45, 54)]
    assert paragraphs([[title, *text]], [[]]).lines == (title.text, text[0].text + text[1].text)
