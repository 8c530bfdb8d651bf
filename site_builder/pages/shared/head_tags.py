"""The tags of a page's <head>: description, canonical, the meta tags of 国办发〔2017〕47号 by page type,
OpenGraph, JSON-LD, feeds.

47号 asks a home page for three tags (SiteName, SiteDomain, SiteIDCode), a column page for seven, an article
for ten. Errors seen on live sites are not repeated: no scheme in SiteDomain, no empty and no `null` content,
no ColumnType that copies ColumnName, no 12-hour clock. A tag whose value is unknown is left out: an invented
publication time would be worse than none.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from site_builder.model.corpus import SiteIdentity
from site_builder.pages.shared import structured_data, urls
from site_builder.pages.shared.escaping import escaped
from site_builder.pages.shared.frame import PageInfo
from site_builder.pages.shared.indexes import Indexes
from site_builder.text.readers.slugs import RESERVED
from site_builder.vocabulary import SiteSection

COLUMNS = {
    SiteSection.HOME: "网站首页",
    SiteSection.REPORTS: "各级政府和部门的法治政府建设年度报告、方案原文",
    SiteSection.PLACES: "按省、市、县查看历年报告、关键数据和变化",
    SiteSection.GLOSSARY: "报告中专门用语的解释、出处和使用情况",
    SiteSection.INDICATORS: "市县法治政府建设示范指标体系与可比数据",
    SiteSection.YEARS: "按报告年度查看公开情况",
    SiteSection.SEARCH: "在全部报告、词语、地区和指标中查找",
    SiteSection.DATA: "全部报告和数据的下载",
    SiteSection.ABOUT: "本站的说明",
}
"""Navigation section → ColumnDescription; its ColumnName is its word"""


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def head(info: PageInfo, indexes: Indexes) -> str:
    """All tags of one page, one per line, escaped."""
    portal = indexes.corpus.portal
    lines = [
        *_common(info, portal),
        *government_tags(info, portal),
        *_open_graph(info, portal),
        *_feeds(info),
    ]
    lines.append(_json_ld(structured_data.graph(info, indexes)))
    return "\n".join(line for line in lines if line)


def _json_ld(data: dict[str, Any]) -> str:
    """A data block. `<` stands in JSON only inside strings, so escaping it keeps the data and makes
    `</script>` impossible."""
    text = _JSON.encode(data).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return f'<script type="application/ld+json">{text}</script>'


def government_tags(info: PageInfo, portal: SiteIdentity) -> Iterator[str]:
    """The tags of 国办发〔2017〕47号 for this type of page: home, column or article."""
    yield meta("SiteName", portal.name)
    yield meta("SiteDomain", urlsplit(portal.url).hostname or "")
    yield meta("SiteIDCode", portal.site_id_code)
    if not info.url:
        return
    name, description = info.section.word, COLUMNS[info.section]
    yield meta("ColumnName", name)
    yield meta("ColumnDescription", description)
    yield meta("ColumnKeywords", f"法治政府建设,年度报告,{name}")
    yield meta("ColumnType", info.column_type)
    if info.article is None:
        return
    article = info.article
    yield meta("ArticleTitle", info.title)
    yield meta("PubDate", pub_date(article.published))
    yield meta("ContentSource", article.source)
    yield meta("Keywords", ",".join(article.keywords))
    yield meta("Author", article.author)
    yield meta("Description", info.description)
    yield meta("Url", portal.url and portal.url + quote(info.url))


def pub_date(published: str) -> str:
    """`YYYY-MM-DD HH:MM`, as 47号 asks; a report that prints no time of day keeps its date only, for 00:00
    would be invented.

    >>> pub_date("2024-03-25 14:45"), pub_date("2025-02-27"), pub_date("")
    ('2024-03-25 14:45', '2025-02-27', '')
    """
    return published[:16]


def meta(name: str, content: str, attribute: str = "name") -> str:
    """One meta tag; nothing when there is no value.

    >>> meta("SiteName", '公开"平台"'), meta("SiteIDCode", "")
    ('<meta name="SiteName" content="公开&#34;平台&#34;">', '')
    """
    return f'<meta {attribute}="{name}" content="{escaped(content)}">' if content else ""


def _common(info: PageInfo, portal: SiteIdentity) -> Iterator[str]:
    yield meta("description", info.description)
    if portal.url:
        yield f'<link rel="canonical" href="{escaped(portal.url + quote(info.refresh or info.url))}">'
    if info.refresh:
        yield (
            '<meta http-equiv="refresh" content="0;'
            f' url={escaped(urls.relative(info.url, quote(info.refresh)))}">'
        )
    if not info.index:
        yield meta("robots", "noindex,follow")


def _open_graph(info: PageInfo, portal: SiteIdentity) -> Iterator[str]:
    kind = "article" if info.article else "website"
    yield meta("og:type", kind, "property")
    yield meta("og:title", info.title, "property")
    yield meta("og:description", info.description, "property")
    yield meta("og:site_name", portal.name, "property")
    yield meta("og:locale", "zh_CN", "property")
    yield meta("og:url", portal.url and portal.url + quote(info.url), "property")
    if info.article:
        yield meta("article:published_time", info.article.published.replace(" ", "T"), "property")


def _feeds(info: PageInfo) -> Iterator[str]:
    """The site's feed on every page; on a place or term page its own feed too."""
    up = urls.up(info.url)
    yield f'<link rel="alternate" type="application/atom+xml" title="全站更新" href="{up}feed.xml">'
    parts = info.url.split("/")
    if (
        len(parts) == 3
        and parts[0] in ("places", "glossary")
        and parts[1] not in RESERVED
        and not info.refresh
    ):
        yield (
            f'<link rel="alternate" type="application/atom+xml" title="{escaped(info.title)}"'
            f' href="{up}{info.url}feed.xml">'
        )
