"""JSON-LD: what a page is about, for search engines and harvesters. Only what is known is said; an
independent portal never calls itself a government."""

from typing import Any
from urllib.parse import quote

from site_builder.model.corpus import SiteIdentity
from site_builder.pages.shared.frame import PageInfo
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import Mode

Node = dict[str, Any]


def graph(info: PageInfo, indexes: Indexes) -> Node:
    """The JSON-LD document of one page: the page itself by its kind, its breadcrumb trail, on the home page
    the publisher."""
    portal = indexes.corpus.portal
    nodes = [
        node for node in (_subject(info, indexes), _trail(info, portal), _publisher(info, portal)) if node
    ]
    return {"@context": "https://schema.org", "@graph": nodes}


def address(portal: SiteIdentity, url: str) -> str:
    """The absolute address when the site knows its own, else the site-relative one.

    >>> address(SiteIdentity("x", "https://a.gov.cn/fz/", "", "official"), "places/luohe/")
    'https://a.gov.cn/fz/places/luohe/'
    """
    return portal.url + quote(url) if portal.url else quote(url) or "./"


def _subject(info: PageInfo, indexes: Indexes) -> Node:
    portal, parts = indexes.corpus.portal, info.url.rstrip("/").split("/")
    node: Node = {
        "@type": "WebPage",
        "name": info.title,
        "description": info.description,
        "inLanguage": "zh-Hans",
        "url": address(portal, info.url),
    }
    if info.article:
        node |= {"@type": "Report", "isAccessibleForFree": True, "keywords": list(info.article.keywords)}
        if info.article.published:
            node["datePublished"] = info.article.published.replace(" ", "T")
        if info.article.author:
            node["author"] = {"@type": "GovernmentOrganization", "name": info.article.author}
    elif info.url == "":
        node["@type"] = "WebSite"
    elif parts[0] == "glossary" and len(parts) == 2 and parts[1] in indexes.terms:
        term = indexes.terms[parts[1]]
        node |= {
            "@type": "DefinedTerm",
            "name": term.name,
            "alternateName": list(term.aliases),
            "termCode": term.slug,
        }
        node["inDefinedTermSet"] = {
            "@type": "DefinedTermSet",
            "name": "词语",
            "url": address(portal, "glossary/"),
        }
    elif parts == ["glossary"]:
        node["@type"] = "DefinedTermSet"
    elif parts == ["data"] or (parts[0] == "metrics" and len(parts) == 2):
        node |= {
            "@type": "Dataset",
            "creator": {"@type": "Organization", "name": portal.organizer or portal.name},
        }
    elif parts[0] in ("reports", "places", "indicators", "years", "metrics", "documents", "coverage"):
        node["@type"] = "CollectionPage"
    return node


def _trail(info: PageInfo, portal: SiteIdentity) -> Node:
    if not info.url:
        return {}
    steps = [("首页", ""), *((crumb.title, crumb.url) for crumb in info.crumbs), (info.title, info.url)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": address(portal, url)}
        for place, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _publisher(info: PageInfo, portal: SiteIdentity) -> Node:
    if info.url or not portal.organizer:
        return {}
    return {
        "@type": "GovernmentOrganization" if portal.mode == Mode.OFFICIAL else "Organization",
        "name": portal.organizer,
    }
