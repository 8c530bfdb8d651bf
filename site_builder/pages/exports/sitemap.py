"""sitemap.xml with true dates, cut into an index when it grows too long, and robots.txt.

A sitemap holds absolute addresses only; a site that does not know its own address (site_url is blank) gets
none, and robots.txt allows everything without naming one. `lastmod` is the newest date of what a page shows;
a page without one has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from site_builder.model.corpus import SiteIdentity
from site_builder.model.page import Artifact

MAX_URLS_PER_SITEMAP = 50_000
"""Addresses per file, the limit of the sitemaps protocol"""

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(
    pages: Iterable[tuple[str, str]], portal: SiteIdentity, limit: int = MAX_URLS_PER_SITEMAP
) -> Iterator[Artifact]:
    """The sitemap files for (address, lastmod) pairs, sorted by address, and robots.txt.

    >>> [each.path for each in sitemap([("", ""), ("a/", "2024-01-02"), ("b/", "")], SiteIdentity("x", "https://a.cn/", "", ""), limit=2)]
    ['sitemap-1.xml', 'sitemap-2.xml', 'sitemap.xml', 'robots.txt']
    """
    yield from _files(sorted(pages), portal, limit) if portal.url else ()
    yield Artifact("robots.txt", robots(portal).encode())


def robots(portal: SiteIdentity) -> str:
    """Everything may be read by everyone.

    >>> robots(SiteIdentity("x", "", "", ""))
    'User-agent: *\\nAllow: /\\n'
    """
    where = f"Sitemap: {portal.url}sitemap.xml\n" if portal.url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def _files(pages: Sequence[tuple[str, str]], portal: SiteIdentity, limit: int) -> Iterator[Artifact]:
    if len(pages) <= limit:
        yield Artifact("sitemap.xml", _urlset(pages, portal))
        return
    parts = [pages[start : start + limit] for start in range(0, len(pages), limit)]
    entries = []
    for number, part in enumerate(parts, 1):
        yield Artifact(f"sitemap-{number}.xml", _urlset(part, portal))
        newest = max((date for _, date in part), default="")
        entries.append(
            f"<sitemap><loc>{escape(portal.url)}sitemap-{number}.xml</loc>{_lastmod(newest)}</sitemap>"
        )
    yield Artifact(
        "sitemap.xml", f"{_OPEN}<sitemapindex {_SPACE}>\n{_lines(entries)}</sitemapindex>\n".encode()
    )


def _urlset(pages: Sequence[tuple[str, str]], portal: SiteIdentity) -> bytes:
    entries = [
        f"<url><loc>{escape(portal.url + quote(url))}</loc>{_lastmod(date)}</url>" for url, date in pages
    ]
    return f"{_OPEN}<urlset {_SPACE}>\n{_lines(entries)}</urlset>\n".encode()


def _lastmod(date: str) -> str:
    return f"<lastmod>{escape(date)}</lastmod>" if date else ""


def _lines(entries: Iterable[str]) -> str:
    return "".join(f"{entry}\n" for entry in entries)
