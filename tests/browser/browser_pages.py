"""One page of every kind, and how to open it while writing down everything that must not happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from patience import PATIENCE

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
KINDS = {
    "home": "",
    "report": "reports/luohe/2024/",
    "repaired report": "reports/xiamen/2022/",
    "plan": "reports/luoyang/2020-plan/",
    "reports": "reports/",
    "places": "places/",
    "place": "places/luohe/",
    "compare": "places/compare/",
    "glossary": "glossary/",
    "term": "glossary/shuangxiajiang/",
    "unexplained": "glossary/unexplained/",
    "indicators": "indicators/",
    "framework": "indicators/2019/",
    "indicator": "indicators/2019/73/",
    "metrics": "metrics/",
    "metric": "metrics/litigation-appearance-rate/",
    "documents": "documents/",
    "years": "years/",
    "year": "years/2024/",
    "coverage": "coverage/",
    "search": "search/",
    "data": "data/",
    "about": "about/",
    "method": "method/",
    "not found": "404.html",
}
SOURCE = AXE.read_text(encoding="utf-8")
ALL_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


class Visit:
    """An open page and what went wrong on it."""

    def __init__(self, page: Any, site: str) -> None:
        self.page = page
        self.site = site
        self.troubles: list[str] = []
        host = urlsplit(site).netloc
        page.on(
            "console",
            lambda message: (
                self.troubles.append(f"console: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._request(request.url, host))

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page was still loading when the reader moved on
            self.troubles.append(f"failed: {request.url} {request.failure}")

    def _request(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != host:
            self.troubles.append(f"foreign request: {url}")

    def open(self, address: str) -> Any:
        """The page, parsed as a whole; its deferred scripts have run. Only the search page goes on working
        after that: `ready` waits for it."""
        self.page.goto(self.site + address, wait_until="load")
        return self.page

    def ready(self, address: str) -> Any:
        """The page when it is at rest, so that what is looked at is not half made, and nothing errs because
        it is left too early."""
        page = self.open(address)
        if address == KINDS["search"]:
            page.locator(".search-status").get_by_text("请输入要找的词句").wait_for()
        return page

    def overflow(self) -> int:
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def axe(self, colours_only: bool = False) -> list[str]:
        """Violations, shortened. `colours_only`: the rules that a change of colours can break, and no others."""
        self.page.evaluate(SOURCE)
        rules = COLOUR_RULES if colours_only else ALL_RULES
        found = self.page.evaluate(
            "options => axe.run({...options, resultTypes: ['violations']}).then(r => r.violations.map(v =>"
            " v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0,"
            " 120)).join(' | ')))",
            rules,
        )
        return list(found)


def until(page: Any, holds: str) -> None:
    """Wait until an expression holds. Playwright's own `wait_for_function` asks again from within the page,
    where its policy allows no `eval`."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {holds}")


@contextmanager
def visit(
    chromium: Any, site: str, width: int = 1280, scheme: str = "light", **options: Any
) -> Iterator[Visit]:
    context = chromium.new_context(
        viewport={"width": width, "height": 844 if width < 600 else 900},
        color_scheme=scheme,
        locale="zh-CN",
        **options,
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield Visit(context.new_page(), site)
    finally:
        context.close()
