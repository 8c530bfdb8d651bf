"""What surrounds a body: title, description, breadcrumb trail and table of contents, the same for every page kind.

The HTML follows the markup of the Material theme (`md-path`, `md-nav--secondary`), so that its styles and its scroll spy apply.
"""

from markupsafe import escape
from msgspec import Struct

from site_builder.model.page import TocItem


class Crumb(Struct, frozen=True):
    """One step of the breadcrumb trail."""

    title: str
    url: str


class Article(Struct, frozen=True):
    """What only the page of a published document has: feeds the article tags of 国办发〔2017〕47号 and JSON-LD."""

    published: str = ""
    """`YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, empty when unknown"""
    source: str = ""
    """来源, or the issuer"""
    author: str = ""
    keywords: tuple[str, ...] = ()


class PageInfo(Struct, frozen=True):
    """What a page says about itself, before it has a body."""

    url: str
    section: str
    """reports · places · glossary · indicators · years · search · data · about · home"""
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


class View(Struct, frozen=True):
    """What a template may read: every page kind extends it."""

    info: PageInfo


def crumbs_html(info: PageInfo, up: str) -> str:
    """The breadcrumb trail from the home page to the parent; empty on the home page."""
    if not info.url:
        return ""
    steps = [Crumb("首页", ""), *info.crumbs]
    items = "".join(
        f'<li class="md-path__item"><a href="{up}{escape(step.url)}" class="md-path__link"><span class="md-ellipsis">{escape(step.title)}</span></a></li>'
        for step in steps
    )
    return f'<nav class="md-path" aria-label="所在位置"><ol class="md-path__list">{items}</ol></nav>'


def toc_html(items: tuple[TocItem, ...]) -> str:
    """The contents list, nested by level; a jump of two levels nests once. Empty when there is nothing to list."""
    if not items:
        return ""
    out = [
        '<nav class="md-nav md-nav--secondary" aria-label="本页目录"><label class="md-nav__title" for="__toc"><span class="md-nav__icon md-icon">'
        '</span>本页目录</label><ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>'
    ]
    levels = [items[0].level]
    for position, item in enumerate(items):
        while len(levels) > 1 and item.level < levels[-1]:
            levels.pop()
            out.append("</ul></nav></li>")
        out.append(
            f'<li class="md-nav__item"><a href="#{escape(item.id)}" class="md-nav__link"><span class="md-ellipsis">{escape(item.title)}</span></a>'
        )
        following = items[position + 1].level if position + 1 < len(items) else 0
        if following > max(item.level, levels[-1]):
            levels.append(following)
            out.append(f'<nav class="md-nav" aria-label="{escape(item.title)}"><ul class="md-nav__list">')
        else:
            out.append("</li>")
    out.append("</ul></nav></li>" * (len(levels) - 1) + "</ul></nav>")
    return "".join(out)
