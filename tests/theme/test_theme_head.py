"""The tags of 国办发〔2017〕47号 by page type, and JSON-LD that survives hostile titles."""

import json
import re
from html import unescape

import pytest

from site_builder.model.corpus import Corpus, SiteIdentity
from site_builder.model.indicators import Dictionary
from site_builder.model.page import TocItem
from site_builder.model.places import PlaceRegistry
from site_builder.pages.exports.feeds import feeds
from site_builder.pages.exports.sitemap import sitemap
from site_builder.pages.shared.frame import Article, Crumb, PageInfo, crumbs_html, toc_html
from site_builder.pages.shared.head_tags import head
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.vocabulary import SiteSection

OFFICIAL = SiteIdentity(
    "某市法治政府建设报告公开平台",
    "https://fz.example.gov.cn/report/",
    "说明",
    "official",
    organizer="某市司法局",
    site_id_code="4111000001",
)
INDEPENDENT = SiteIdentity("报告读本", "", "说明", "independent")
THREE = ["SiteName", "SiteDomain", "SiteIDCode"]
SEVEN = [*THREE, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
TEN = [*SEVEN, "ArticleTitle", "PubDate", "ContentSource"]
HOSTILE = '报告"><script>alert(1)</script>&'


def indexes(portal: SiteIdentity) -> Indexes:
    return build_indexes(
        Corpus(portal, (), PlaceRegistry({}, {}, ""), (), Dictionary((), (), ()), (), {}, ())
    )


def info(kind: str, title: str = "某报告") -> PageInfo:
    if kind == "home":
        return PageInfo("", SiteSection.HOME, "首页", "说明")
    if kind == "column":
        return PageInfo("places/", SiteSection.PLACES, "地区", "说明", column_type="概况信息")
    article = Article("2024-03-25 14:45", "区司法局", "某市人民政府", ("法治政府建设", "某市"))
    return PageInfo(
        "reports/x/2023/",
        SiteSection.REPORTS,
        title,
        "说明",
        (Crumb("报告", "reports/"),),
        article=article,
        column_type="数据发布",
    )


def metas(html: str) -> dict[str, str]:
    return {
        name: unescape(value) for name, value in re.findall(r'<meta name="([^"]+)" content="([^"]*)">', html)
    }


@pytest.mark.parametrize(("kind", "wanted"), [("home", THREE), ("column", SEVEN), ("article", TEN)])
def test_government_tags_by_page_type(kind: str, wanted: list[str]) -> None:
    found = metas(head(info(kind), indexes(OFFICIAL)))
    assert [name for name in TEN if name in found] == wanted
    assert all(value and value != "null" for value in found.values())
    assert found["SiteDomain"] == "fz.example.gov.cn"
    if kind == "article":
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", found["PubDate"])
        assert found["ColumnType"] != found["ColumnName"]


def test_what_is_unknown_is_left_out() -> None:
    page = PageInfo("reports/x/2023/", SiteSection.REPORTS, "某报告", "说明", article=Article())
    found = metas(head(page, indexes(INDEPENDENT)))
    assert not {"PubDate", "ContentSource", "SiteDomain", "SiteIDCode", "Url"} & set(found)
    assert "canonical" not in head(page, indexes(INDEPENDENT))


def test_hostile_titles_stay_text() -> None:
    html = head(info("article", HOSTILE), indexes(OFFICIAL))
    assert html.count("<script") == 1
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert data["@graph"][0]["name"] == HOSTILE
    assert metas(html)["ArticleTitle"] == HOSTILE
    trail = crumbs_html(PageInfo("a/b/", SiteSection.ABOUT, "t", "d", (Crumb(HOSTILE, "a/"),)), "../../")
    assert "<script" not in trail


@pytest.mark.parametrize(
    ("portal", "kind"),
    [
        (OFFICIAL, "GovernmentOrganization"),
        (SiteIdentity("读本", "", "", "independent", organizer="读者小组"), "Organization"),
    ],
)
def test_only_an_official_portal_calls_itself_a_government(portal: SiteIdentity, kind: str) -> None:
    html = head(info("home"), indexes(portal))
    types = [
        node["@type"] for node in json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["@graph"]
    ]
    assert types == ["WebSite", kind]


def test_contents_list_nests_whatever_the_levels() -> None:
    items = tuple(TocItem(f"s{i}", f"{i}<b>", level) for i, level in enumerate((2, 3, 3, 5, 2, 4)))
    html = toc_html(items)
    assert html.count("<ol>") == html.count("</ol>") and html.count("<li>") == html.count("</li>") == 6
    assert "<b>" not in html
    assert toc_html(()) == ""


@pytest.mark.parametrize("count", [0, 1, 4, 5])
def test_sitemap_holds_every_page_once_with_true_dates(count: int) -> None:
    pages = [(f"p{i}/", "2024-01-02" if i % 2 else "") for i in range(count)]
    files = {each.path: each.data.decode() for each in sitemap(pages, OFFICIAL, limit=4)}
    found = [
        loc
        for name, text in files.items()
        if name != "robots.txt"
        for loc in re.findall(r"<url><loc>([^<]+)", text)
    ]
    assert sorted(found) == [OFFICIAL.url + url for url, _ in pages]
    assert (
        sum(
            text.count("<url>") - text.count("<lastmod>") for name, text in files.items() if "<urlset" in text
        )
        == (count + 1) // 2
    )
    assert ("<sitemapindex" in files["sitemap.xml"]) == (count > 4)
    assert f"Sitemap: {OFFICIAL.url}sitemap.xml" in files["robots.txt"]


def test_a_site_without_address_names_none() -> None:
    files = {each.path: each.data.decode() for each in sitemap([("", "")], INDEPENDENT)}
    assert list(files) == ["robots.txt"]
    (feed,) = feeds(indexes(INDEPENDENT))
    assert "http" not in feed.data.decode().replace("http://www.w3.org/2005/Atom", "")
