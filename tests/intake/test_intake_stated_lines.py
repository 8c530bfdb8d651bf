"""What a saved page says about its date and source outside the article is kept, as printed, and read as page
information."""

from hashlib import sha256

import pytest

from site_builder.intake.read import to_text
from site_builder.model.text import SourceFile
from site_builder.text.clean import clean

BODY = (
    "<p>某市2024年法治政府建设情况报告</p>"
    + "<p>坚持党的领导，全年办理行政复议案件56件，法治政府建设取得新成效。</p>" * 8
)


def text_of(around: str, head: str = "", body: str = BODY, article: str = "<div id='zoom'>{}</div>") -> str:
    return to_text(
        "a.html",
        "<!DOCTYPE"
        f" html><html><head>{head}</head><body>{around}{article.format(body)}<div>责任编辑：某</div></body></html>".encode(),
    ).text


@pytest.mark.parametrize(
    "article", ["<div id='zoom'>{}</div>", "<div class='wrap'><div class='text'>{}</div></div>"]
)
@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2025-03-01 来源：市政府",
        "发布日期:2025年3月1日 来源:某市司法局 浏览次数:12",
        "来源：市政府 公布时间：2025/03/01",
    ],
)
def test_the_stated_line_comes_first_and_is_harvested(line: str, article: str) -> None:
    text = text_of(f"<div>首页</div><div><span>{line}</span></div>", article=article)
    lines = [
        each.replace(" ", "") for each in text.split("\n")
    ]  # blanks between Chinese characters go, as in the article
    assert lines.count(line.replace(" ", "")) == 1
    data = text.encode()
    found = {
        field.name: field.line for field in clean(SourceFile("x.txt", data, sha256(data).hexdigest())).fields
    }
    assert found["published"] == lines.index(line.replace(" ", "")) + 1 == found["source"]


@pytest.mark.parametrize(
    ("around", "head", "body"),
    [
        ("<p>发布时间：2025-03-01</p><p>发布时间：2024-02-02</p>", "", BODY),
        ("<p>发布时间：2025-03-01</p>", '<meta name="PubDate" content="2025-03-01">', BODY),
        ("<p>今天是2026年1月1日 星期四</p>", "", BODY),
        ("<p style='display:none'>发布时间：2025-03-01</p>", "", BODY),
        ("<p>发布时间：2025-03-01，全市各部门要按时公布报告并做好宣传工作。</p>", "", BODY),
    ],
)
def test_nothing_is_put_there_that_is_not_stated_once(around: str, head: str, body: str) -> None:
    assert text_of(around, head, body).startswith("某市2024年法治政府建设情况报告\n坚持")


def test_a_line_the_article_has_is_not_repeated() -> None:
    text = text_of("<p>发布时间：2025-03-02</p>", body="<p>发布时间：2025-03-01</p>" + BODY)
    assert text.startswith("发布时间：2025-03-01\n某市") and "03-02" not in text
