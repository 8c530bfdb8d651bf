"""What leaves the pipeline: pages to be stamped into a shell, and files to be written as they are."""

from msgspec import Struct

from site_builder.vocabulary import SiteSection


class TocItem(Struct, frozen=True):
    """One line of the table of contents."""

    id: str
    title: str
    level: int


class Page(Struct, frozen=True):
    """A finished page without its shell. All HTML in it is already escaped and uses links relative to `url`."""

    url: str
    """Site-relative, ends in `/`, no leading slash: `reports/luohe/2024/`; home is ``."""
    section: SiteSection
    title: str
    description: str
    head: str
    """HTML for <head>: meta tags, canonical, JSON-LD, feeds"""
    crumbs: str
    """HTML of the breadcrumb trail"""
    toc: str
    """HTML of the contents list; empty if the page has none"""
    body: str
    """HTML of the main part, beginning with its <h1>"""
    lastmod: str = ""
    """`YYYY-MM-DD`, the newest date of what the page shows; empty if unknown"""


class Artifact(Struct, frozen=True):
    """A file of the site that is not a page."""

    path: str
    """Site-relative: `data/quantities.csv`"""
    data: bytes
