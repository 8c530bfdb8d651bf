"""What surrounds a body: title, description, breadcrumb trail and table of contents, the same for every page
kind.

The contents list of hand-written pages (themes/portal/partials/toc.html) has the same markup.
"""

from msgspec import Struct

from site_builder.model.page import TocItem
from site_builder.pages.shared.escaping import escaped
from site_builder.vocabulary import SiteSection


class Crumb(Struct, frozen=True):
    """One step of the breadcrumb trail."""

    title: str
    url: str


class Article(Struct, frozen=True):
    """What only the page of a published document has: feeds the article tags of 国办发〔2017〕47号 and
    JSON-LD."""

    published: str = ""
    """`YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, empty when unknown"""
    source: str = ""
    """来源, or the issuer"""
    author: str = ""
    keywords: tuple[str, ...] = ()


class PageInfo(Struct, frozen=True):
    """What a page says about itself, before it has a body."""

    url: str
    section: SiteSection
    title: str
    description: str
    crumbs: tuple[Crumb, ...] = ()
    """From below the home page down to the parent; the page itself is not in it"""
    toc: tuple[TocItem, ...] = ()
    lastmod: str = ""
    column_type: str = "数据开放"
    """ColumnType of 国办发〔2017〕47号: one word of its fixed list"""
    article: Article | None = None
    index: bool = True
    """False for pages that search engines should not list"""
    refresh: str = ""
    """Address this page leads on to, because it has moved there"""


class View(Struct, frozen=True):
    """What a template may read: every page kind extends it."""

    info: PageInfo


def crumbs_html(info: PageInfo, up: str) -> str:
    """The breadcrumb trail from the home page to the parent; empty on the home page."""
    if not info.url:
        return ""
    steps = "".join(
        f'<li><a href="{up}{escaped(step.url)}">{escaped(step.title)}</a></li>'
        for step in (Crumb("首页", ""), *info.crumbs)
    )
    return f'<nav class="crumbs" aria-label="所在位置"><ol>{steps}</ol></nav>'


def toc_html(items: tuple[TocItem, ...]) -> str:
    """The contents list, nested by level; a jump of two levels nests once. Empty when there is nothing to
    list.

    A `<details>` so that it folds on a phone with and without JavaScript; one landmark for the whole list,
    not one per level.
    """
    if not items:
        return ""
    out = [
        '<nav class="toc" aria-labelledby="toc-title"><details open><summary'
        ' id="toc-title">本页目录</summary><ol>'
    ]
    levels = [items[0].level]
    for position, item in enumerate(items):
        while len(levels) > 1 and item.level < levels[-1]:
            levels.pop()
            out.append("</ol></li>")
        out.append(f'<li><a href="#{escaped(item.id)}">{escaped(item.title)}</a>')
        following = items[position + 1].level if position + 1 < len(items) else 0
        if following > max(item.level, levels[-1]):
            levels.append(following)
            out.append("<ol>")
        else:
            out.append("</li>")
    out.append("</ol></li>" * (len(levels) - 1) + "</ol></details></nav>")
    return "".join(out)
