"""Of a page whose system is not known nothing of the report is lost: tables come along, what may be missing
is told, pictures are counted."""

import time

import pytest
from test_intake_read import BODY, docx, page, paragraph

from site_builder.intake.read import to_text

WORDS = ("坚持党的领导", "依法履行职能", "规范行政执法")
TEXT = "".join(
    f"<p>　　{word}，全年办理行政复议案件{n}件，法治政府建设取得新成效，依法行政水平不断提高。</p>"
    for n, word in enumerate(WORDS, 56)
)
TABLE = (
    "<table"
    " border=1><tr><td></td><td>收到</td><td>办结</td></tr><tr><td>复议</td><td>{}</td><td>98</td></tr></table>"
)
NAV = "<div class='nav'><ul><li><a href=/>首页</a></li><li><a href=/a>政务公开</a></li></ul></div>"
ALSO = (
    "<div class=xg><ul><li><a href=1>某县2023年法治政府建设年度报告解读</a></li><li><a"
    " href=2>某县2022年法治政府建设报告</a></li></ul></div>"
)
FOOT = "<div class=footer>主办：某县人民政府 电话：0394-1</div>"
TITLE = "<h1>某县2023年法治政府建设报告</h1><p>某县高度重视法治政府建设，情况见下表：</p>"
INFORMATION = "<table><tr><td>索引号：</td><td>0050/2024-1</td></tr><tr><td>发布日期：</td><td>2024-03-01</td></tr></table>"
PAGES = {
    "article": (
        f"{NAV}<div class='article'>{TITLE}{TABLE.format(105)}<p>二、"
        f"存在问题</p>{TEXT}{TABLE.format(777)}</div>{ALSO}{FOOT}"
    ),
    "no wrapper": f"{NAV}{TITLE}{TABLE.format(105)}<p>二、存在问题</p>{TEXT}{TABLE.format(777)}{FOOT}",
    "laid out with tables": (
        "<table width=1000><tr><td><a href=/>首页</a></td></tr><tr><td><a href=1>机构</a><br><a"
        f" href=1>公告</a></td><td>{TITLE}{TABLE.format(105)}<p>二、"
        f"存在问题</p>{TEXT}{TABLE.format(777)}</td></tr><tr><td colspan=2>版权所有"
        " 电话：0394-2</td></tr></table>"
    ),
    "beside page information": (
        f"{NAV}{INFORMATION}<div class='con'>{TITLE}{TABLE.format(105)}<p>二、"
        f"存在问题</p>{TEXT}{TABLE.format(777)}</div>{FOOT}"
    ),
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_tables_inside_the_article_come_along(body: str) -> None:
    result = to_text("a.html", page(body))
    information = (
        "| 索引号",
        "| 发布日期",
    )  # belongs to the page; whether it comes along or not, the cleaner sets it aside
    assert [
        line
        for line in result.text.split("\n")
        if ("|" in line or "二、" in line) and not line.startswith(information)
    ] == [
        "|  | 收到 | 办结 |",
        "| 复议 | 105 | 98 |",
        "二、存在问题",
        "|  | 收到 | 办结 |",
        "| 复议 | 777 | 98 |",
    ]
    assert all(word in result.text for word in WORDS)
    assert not any(word in result.text for word in ("政务公开", "解读", "2022年"))
    assert [p.code for p in result.problems] == ["S155"]


def test_a_page_laid_out_with_one_table_is_no_table() -> None:
    body = (
        "<table width=1000><tr><td colspan=2><a href=/>首页</a></td></tr><tr><td><a"
        f" href=1>机构</a></td><td>{TEXT}</td></tr></table>"
    )
    result = to_text("a.html", page(body))
    assert "|" not in result.text
    assert [p.code for p in result.problems] == ["S155"]


@pytest.mark.parametrize(
    "wrapped", ["<div class=c1><div class='text'>{}</div></div>", "<div id='zoom'>{}</div>"]
)
def test_what_lies_outside_the_article_and_may_belong_to_it_is_told(wrapped: str) -> None:
    rest = TABLE.format(105) + "<p>全年共有行政诉讼案件29件，行政机关负责人出庭应诉率为百分之百。</p>"
    result = to_text(
        "a.html", page(f"{NAV}{INFORMATION}{wrapped.format(TEXT * 2)}<div class=c2>{rest}</div>{FOOT}")
    )
    told = [p for p in result.problems if p.code == "S157"]
    assert [p.severity for p in told] == ["warning"]
    assert "1 个表格、1 段文字" in told[0].message
    assert "收到" in told[0].message


def test_pictures_are_counted_and_ornaments_are_not() -> None:
    pictures = (
        "<p><img src=a.png alt='柱状图'><img src=b.png></p><p><img src=c.gif width=16 height=16><img"
        " src=icon_pdf.gif></p><p style='display:none'><img src=d.png></p>"
    )
    for body in (
        f"<div id='zoom'>{BODY}{pictures}</div>",
        f"<div class='main'><!--ZJEG_RSS.content.begin-->{BODY}{pictures}<!--ZJEG_RSS.content.end--></div>",
    ):
        result = to_text("a.html", page(f"{body}<img src=qr.png>"))
        told = [p for p in result.problems if p.code == "S158"]
        assert [(p.severity, "2 张图片" in p.message) for p in told] == [("note", True)]


def test_pictures_of_word_are_counted() -> None:
    drawing = (
        "<w:p><w:r><w:drawing><wp:inline"
        " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
        "<a:graphic xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:graphicData><pic:pic"
        " xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
        "<pic:blipFill><a:blip r:embed='r3'"
        " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    result = to_text("a.docx", docx(paragraph("情况见下图。") + drawing))
    assert (result.text, [(p.code, dict(p.detail)) for p in result.problems]) == (
        "情况见下图。",
        [("S158", {"count": "1"})],
    )


def test_a_deep_page_without_container_takes_no_time() -> None:
    started = time.perf_counter()
    result = to_text(
        "a.html", ("<html><body>" + "<div>" * 3_000 + "<p>法治政府建设情况报告。</p>" * 300).encode()
    )
    assert result.text or result.problems
    assert time.perf_counter() - started < 20
