"""Every page kind at both widths, in both schemes: axe finds nothing, nothing scrolls sideways, nothing errs,
nothing comes from elsewhere."""

import itertools
import os
import re
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from browser_pages import KINDS, SCHEMES, WIDTHS, visit
from playwright.sync_api import expect

COLOURFUL = ("home", "report", "repaired report", "place", "term", "indicator", "metric", "year", "coverage")
"""The page kinds that between them show every colour of the design"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_kind_is_accessible_and_quiet(chromium: Any, site: str, width: int, scheme: str) -> None:
    wrong: dict[str, object] = {}
    whole = bool(
        os.environ.get("CI")
    )  # on one's own machine: every rule once (light, narrow), colours once (dark, wide)
    axe = whole or (width, scheme) in ((390, "light"), (1280, "dark"))
    with visit(chromium, site, width, scheme) as here:
        for kind, address in KINDS.items():
            here.troubles.clear()
            here.ready(address)
            found = (
                (here.axe(colours_only=scheme == "dark" and not whole) if axe else [])
                + here.troubles
                + ([f"overflow {here.overflow()}px"] if here.overflow() > 0 else [])
            )
            if found:
                wrong[kind] = found
    assert wrong == {}


def test_without_javascript_everything_but_search_is_there(chromium: Any, site: str) -> None:
    with visit(chromium, site, 390, java_script_enabled=False) as here:
        for kind, address in KINDS.items():
            page = here.open(address)
            expect(page.locator("h1"), kind).to_have_count(1)
            expect(page.locator(".site-nav a"), kind).to_have_count(7)
            expect(page.locator("[data-reading-open]"), kind).to_be_hidden()
        page = here.open(KINDS["report"])
        expect(page.locator(".toc ol a").first).to_be_visible()
        page.locator("a.term").first.click()
        page.wait_for_url(re.compile("/glossary/[^/]+/"))
        expect(page.locator("h1")).to_have_count(1)
        page = here.open("")
        page.fill("#site-q", "复议")
        page.press("#site-q", "Enter")
        page.wait_for_url(re.compile(r"/search/\?q="))
        expect(page.get_by_role("link", name="按地区").first).to_be_visible()
    assert here.troubles == []


def test_large_type_and_high_contrast_hold_on_every_page(chromium: Any, site: str) -> None:
    wrong: dict[str, object] = {}
    for scheme in SCHEMES:
        with visit(chromium, site, 390, scheme) as here:
            page = here.open("")
            page.evaluate(
                "localStorage.setItem('portal-reading', JSON.stringify({size: 'huge', contrast: 'high'}))"
            )
            for kind, address in KINDS.items():
                if scheme == "dark" and kind not in COLOURFUL:
                    continue  # a darker page is not a wider one
                page = here.ready(address)
                assert page.evaluate("document.documentElement.dataset.size") == "huge"
                found = (here.axe(colours_only=True) if kind in COLOURFUL else []) + (
                    [f"overflow {here.overflow()}px"] if here.overflow() > 0 else []
                )
                if found:
                    wrong[f"{kind} {scheme}"] = found
    assert wrong == {}


def test_pages_open_from_a_folder(chromium: Any, site_dir: Path) -> None:
    with visit(chromium, f"file://{site_dir}/") as here:
        for kind, address in KINDS.items():
            if kind == "not found":
                continue  # served by a host only
            here.open(address + "index.html")
            assert here.page.locator("h1").count() == 1, kind
            colour = here.page.evaluate("getComputedStyle(document.body).getPropertyValue('--brand').trim()")
            assert colour, kind
        here.open("index.html")
        here.page.locator(".site-nav a").nth(1).click()
        here.page.wait_for_url(
            "**/places/index.html"
        )  # and for all that belongs to it: only then is there no trouble
    assert here.troubles == []


def test_headings_do_not_skip_levels_and_ids_are_unique(site_dir: Path) -> None:
    for kind, address in KINDS.items():
        html = (site_dir / (address if address.endswith(".html") else address + "index.html")).read_text(
            encoding="utf-8"
        )
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels.count(1) == 1, kind
        main = html[html.index('<article class="page') :]
        inside = [int(level) for level in re.findall(r"<h([1-6])[ >]", main)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(inside)), (kind, inside)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (kind, sorted({each for each in ids if ids.count(each) > 1})[:5])


def answer(url: str) -> dict[str, Any]:
    """What the site's own server says under another address. Fetched outside the browser: a fetch of the
    page's own is lost when the page is left."""
    try:
        with urlopen(url) as reply:
            return {"status": 200, "body": reply.read(), "content_type": reply.headers["Content-Type"]}
    except HTTPError as error:
        return {"status": error.code, "body": b""}


@pytest.mark.parametrize("lost", ["moved/reports/nowhere/2024/", "moved/nothing", "deep/er/nothing/at/all"])
def test_a_lost_reader_gets_a_styled_page_and_links_that_lead_home(
    chromium: Any, site: str, lost: str
) -> None:
    """The build was told another sub-path than the one the site stands under; the host shows 404.html at any
    depth."""
    host = site.removesuffix("portal/")
    home = host + ("deep/er/" if lost.startswith("deep") else "moved/")
    with visit(chromium, site) as here:
        lost_page = urlopen(site + "404.html").read()
        here.page.route(
            host + lost,
            lambda route: route.fulfill(status=404, body=lost_page, content_type="text/html; charset=utf-8"),
        )
        here.page.route(
            re.compile("^" + re.escape(home) + "(?!nothing|reports/nowhere)"),
            lambda route: route.fulfill(**answer(route.request.url.replace(home, site, 1))),
        )
        page = here.page
        page.goto(host + lost)
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--brand').trim()")
        page.locator("[data-reading-open]").wait_for(state="visible")  # the scripts were found, too
        page.get_by_role("link", name="按地区查找").click()
        page.wait_for_url(home + "places/")
        expect(page.locator("h1")).to_have_text("地区")
        page.unroute_all(behavior="ignoreErrors")


def test_the_first_screen_of_a_report_on_a_phone_has_figures_not_only_facts(chromium: Any, site: str) -> None:
    with visit(chromium, site, 390, is_mobile=True, has_touch=True) as here:
        page = here.open(KINDS["report"])
        figures = page.locator("#key-figures").bounding_box()
        assert figures and figures["y"] < 700
        expect(page.locator(".facts")).to_be_hidden()
        page.locator(".report__facts summary").tap()
        expect(page.locator(".facts")).to_be_visible()
        expect(page.locator(".contents-check")).to_be_visible()
    with visit(chromium, site, 1280) as here:
        expect(here.open(KINDS["report"]).locator(".facts")).to_be_visible()
