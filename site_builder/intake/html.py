"""A saved web page → its article: the containers that government systems use, else readability, else nothing.

On three constructed pages in the shapes of common systems the list of containers found 17 of 17 paragraphs
each time without any page furniture; readability as fallback the same with at most 4 lines of furniture,
which the cleaner marks afterwards.
"""

import re
from html import unescape
from typing import Any

from msgspec import Struct

from site_builder.intake.imported import Imported, left_out, library
from site_builder.intake.markup import lines_of, pictures
from site_builder.intake.readable import find_article, left_behind
from site_builder.intake.stated_lines import stated_lines
from site_builder.problems import Problem
from site_builder.text.charset import decode
from site_builder.vocabulary import FileType

CONTAINERS: tuple[str, ...] = (
    "//*[@id='UCAP-CONTENT']",
    "//ucapcontent",
    "//*[contains(concat(' ',normalize-space(@class),' '),' TRS_UEDITOR ')]",
    "//*[contains(concat(' ',normalize-space(@class),' '),' TRS_Editor ')]",
    "//*[@id='zoom']",
    "//*[@id='Zoom']",
    "//*[@id='zoomcon' or @id='zoomCon']",
    "//*[contains(concat(' ',normalize-space(@class),' '),' pages_content ')]",
    "//*[contains(concat(' ',normalize-space(@class),' '),' article-content ')]",
    "//*[@id='vsb_content' or @id='vsb_content_2' or @id='vsb_content_4' or @id='vsb_newscontent']",
    "//*[contains(concat(' ',normalize-space(@class),' '),' v_news_content ')]",
    "//*[@id='art_content' or @id='artcontent' or @id='article_content' or @id='articleContent']",
    "//*[contains(concat(' ',normalize-space(@class),' '),' article_content ')]",
)
MARKED_ARTICLE = re.compile(
    r"<!--\s*ZJEG_RSS\.content\.begin\s*-->(.*?)<!--\s*ZJEG_RSS\.content\.end\s*-->", re.S
)
MIN_ARTICLE_CHARS = 100
"""Characters a container must hold to be the article (an empty #zoom occurs)."""
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,500}?)\s*-->")
PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
MOST_TAGS = 60_000
"""Less-than signs of a page: 6 seconds of reading. 2,000 paragraphs with five tags each have 20,000"""
FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("articletitle", "og:title")),
    ("published", ("pubdate", "article:published_time")),
    ("source", ("contentsource",)),
    ("source_url", ("url", "og:url")),
)
EMPTY_META_VALUES = frozenset({"null", "undefined", "none", "-", "无"})
DOCUMENT_WORDS = re.compile(r"报告|方案|计划|总结|情况|通知|意见|规划")
"""A title that names a document; 某市人民政府门户网站 does not and is not put above the text."""
PAGE_TITLE_SUFFIX = re.compile(r"\s*[-_|—–－]+\s*[^-_|—–－]{2,40}$")


def from_html(name: str, data: bytes) -> Imported:
    """Text and metadata of a saved page. What the page's own `<meta>` tags say comes first."""
    etree = library("lxml.html")
    page = PROLOG.sub("", decode(data).text.replace("\x00", ""))
    if page.count("<") > MOST_TAGS:
        return Imported(
            "",
            FileType.HTML,
            problems=(
                Problem(
                    "S152", name, 0, "", (("reason", f"标签太多，超过 {MOST_TAGS} 个，不像一份报告的网页"),)
                ),
            ),
        )
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = etree.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (ValueError, etree.etree.ParserError):
        return Imported("", FileType.HTML, problems=(Problem("S154", name),))
    cut = _cut_off(name, parser, tree, page)
    facts = metadata(tree, page)
    article = (
        _article(etree, tree, page) if tree.find("body") is not None else None
    )  # a frameset, or a page whose body was lost
    if article is None:
        return _imported("", facts, (), (Problem("S154", name), *cut))
    text = _with_title("\n".join(article.lines), facts["title"])
    known = {field for field in ("published",) if facts[field]}
    above = stated_lines(lines_of(tree), text.split("\n"), known)
    note = "正文由版面推断" if article.inferred else "正文取自页面的正文区"
    notes = (note, f"页面上写明的日期、来源放在正文最前面：{'；'.join(above)}") if above else (note,)
    text = "\n".join([*above, text])
    doubts = (
        ((Problem("S155", name),) if article.inferred else ())
        + cut
        + left_behind(name, tree, text)
        + left_out("S158", name, article.pictures)
    )
    return _imported(text, facts, notes, doubts)


def _cut_off(name: str, parser: Any, tree: Any, page: str) -> tuple[Problem, ...]:
    """S157 if the parser stopped because the page is nested too deep (2,048 elements) or a text in it is too
    long: all that follows is lost, and the page looks as if it ended there."""
    if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return ()
    whole = "".join(unescape(TAG.sub("", page)).split())
    kept = len("".join(tree.text_content().split()))
    lost = whole[kept:]
    return (
        Problem(
            "S157", name, 0, lost or whole[-40:], (("count", f"嵌套过深的部分（约 {max(len(lost), 1)} 字）"),)
        ),
    )


def _imported(
    text: str, facts: dict[str, str], notes: tuple[str, ...], problems: tuple[Problem, ...]
) -> Imported:
    return Imported(
        text,
        FileType.HTML,
        facts["title"],
        facts["source_url"],
        facts["published"],
        facts["source"],
        notes,
        problems,
    )


def _with_title(text: str, title: str) -> str:
    """The article with its title above it: most systems keep the title outside the container of the text."""
    squeezed = re.sub(r"\s", "", text[: 4 * len(title) + 200])
    wanted = title and DOCUMENT_WORDS.search(title) and re.sub(r"\s", "", title) not in squeezed
    return f"{title}\n{text}" if wanted else text


def metadata(tree: Any, page: str) -> dict[str, str]:
    """title, published, source, source_url as the page states them; empty where it does not."""
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = (tag.get("name") or tag.get("property") or "").strip().lower()
        value = " ".join((tag.get("content") or "").split())
        if key and value and value.lower() not in EMPTY_META_VALUES:
            tags.setdefault(key, value)
    facts = {field: next((tags[key] for key in keys if key in tags), "") for field, keys in FIELDS}
    if not facts["title"]:
        heading = next((" ".join(each.text_content().split()) for each in tree.iter("h1")), "")
        title = next((" ".join(each.text_content().split()) for each in tree.iter("title")), "")
        facts["title"] = heading or PAGE_TITLE_SUFFIX.sub("", title)
    facts["source_url"] = _address(tree, page, facts["source_url"])
    return facts


def _address(tree: Any, page: str, stated: str) -> str:
    """The page's own address: stated, canonical, or noted by the browser that saved it."""
    canonical = next(
        (tag.get("href", "") for tag in tree.iter("link") if (tag.get("rel") or "").lower() == "canonical"),
        "",
    )
    saved = SAVED_FROM.search(page[:4096])
    return next(
        (
            each
            for each in (stated, canonical, saved[1] if saved else "")
            if each.startswith(("http://", "https://"))
        ),
        "",
    )


class ArticleSource(Struct, frozen=True):
    """The lines of the article, and what is to be told of it."""

    lines: list[str]
    inferred: bool
    pictures: int


def _article(etree: Any, tree: Any, page: str) -> ArticleSource | None:
    """The article of the page; None if there is none."""
    for path in CONTAINERS:
        for element in tree.xpath(path)[:3]:
            if len(element.text_content().strip()) >= MIN_ARTICLE_CHARS:
                return ArticleSource(lines_of(element), False, pictures(element))
    marked = MARKED_ARTICLE.search(page)
    if marked and len(marked[1]) >= MIN_ARTICLE_CHARS:
        element = etree.fragment_fromstring(marked[1], create_parent="div")
        return ArticleSource(lines_of(element), False, pictures(element))
    found = find_article(etree, tree)
    lines = lines_of(*found) if found else []
    return (
        ArticleSource(lines, True, pictures(*found))
        if found and sum(map(len, lines)) >= MIN_ARTICLE_CHARS
        else None
    )
