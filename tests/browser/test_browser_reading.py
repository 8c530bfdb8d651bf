"""What a reader does on a page: definitions by keyboard, touch and mouse; settings that stay; Traditional;
printing; copying; sorting."""

import re
from datetime import datetime
from typing import Any

import pytest
from browser_pages import KINDS, until, visit
from playwright.sync_api import expect

REPORT = KINDS["report"]


def test_the_first_tab_stop_leads_to_the_text(chromium: Any, site: str) -> None:
    with visit(chromium, site) as here:
        page = here.open(REPORT)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("跳转至正文")
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def test_a_definition_opens_by_keyboard_and_gives_the_focus_back(chromium: Any, site: str) -> None:
    with visit(chromium, site) as here:
        page = here.open(REPORT)
        term = page.locator("a.term[aria-haspopup]").first
        term.focus()
        page.keyboard.press("Enter")
        popover = page.locator(".term-popover")
        expect(popover).to_be_visible()
        expect(popover).to_have_text(re.compile(".{11}"))
        expect(term).to_have_attribute("aria-expanded", "true")
        expect(popover.locator(":focus")).to_have_count(1)
        assert here.axe() == []
        page.keyboard.press("Escape")
        expect(popover).to_have_count(0)
        expect(term).to_be_focused()
        expect(term).to_have_attribute("aria-expanded", "false")
        assert page.url == site + REPORT


def test_a_definition_opens_by_touch_and_closes_by_touching_elsewhere(chromium: Any, site: str) -> None:
    with visit(chromium, site, 390, has_touch=True, is_mobile=True) as here:
        page = here.open(REPORT)
        term = page.locator("a.term[aria-haspopup]").first
        term.tap()
        expect(page.locator(".term-popover")).to_be_visible()
        box = page.locator(".term-popover").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.locator("h1").tap(position={"x": 2, "y": 2}, force=True)
        expect(page.locator(".term-popover")).to_have_count(0)
        expect(term).to_have_attribute("aria-expanded", "false")
        assert page.url == site + REPORT


def test_a_definition_opens_under_the_mouse_and_a_modifier_key_follows_the_link(
    chromium: Any, site: str
) -> None:
    with visit(chromium, site) as here:
        page = here.open(REPORT)
        page.locator("a.term[aria-haspopup]").first.hover()
        page.locator(".term-popover").wait_for(state="visible")
        page.mouse.move(5, 5)
        page.locator(".term-popover").wait_for(state="detached")
        with page.context.expect_page() as opened:
            page.locator("a.term").first.click(modifiers=["Control"])
        opened.value.wait_for_url("**/glossary/*/")
        assert page.url == site + REPORT


@pytest.mark.parametrize(("key", "value", "check"), [
    ("size", "huge", "parseFloat(getComputedStyle(document.documentElement).fontSize) > 20"),
    ("scheme", "dark", "getComputedStyle(document.body).backgroundColor === 'rgb(21, 24, 28)'"),
    ("contrast", "high", "getComputedStyle(document.body).color === 'rgb(0, 0, 0)'"),
])  # fmt: skip
def test_a_setting_is_made_with_the_keyboard_and_survives_navigation(
    chromium: Any, site: str, key: str, value: str, check: str
) -> None:
    with visit(chromium, site) as here:
        page = here.open(REPORT)
        page.locator("[data-reading-open]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#reading")).to_be_visible()
        assert here.axe() == []
        chosen = page.locator(f'[data-reading="{key}"]:checked')
        chosen.focus()
        values = page.locator(f'[data-reading="{key}"]').evaluate_all("all => all.map(each => each.value)")
        for reached in values[1 : values.index(value) + 1]:
            page.keyboard.press("ArrowRight")
            expect(chosen).to_have_value(reached)
            expect(chosen).to_be_focused()
        until(page, check)
        page.keyboard.press("Escape")
        expect(page.locator("#reading")).to_be_hidden()
        page = here.open(KINDS["places"])
        assert page.evaluate(check)


def test_settings_work_where_storage_is_refused(chromium: Any, site: str) -> None:
    with visit(chromium, site) as here:
        here.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
        )
        page = here.open(REPORT)
        page.locator("[data-reading-open]").click()
        expect(page.locator("#reading")).to_be_visible()
        page.locator('[data-reading="size"][value="large"]').check(force=True)
        expect(page.locator("html")).to_have_attribute("data-size", "large")
        assert here.troubles == []


def test_traditional_is_shown_on_every_page_and_taken_back(chromium: Any, site: str) -> None:
    with visit(chromium, site) as here:
        page = here.open(REPORT)
        before = page.locator(".report__text").inner_text()
        loaded = page.evaluate(
            "performance.getEntriesByType('resource').filter(e => /s2t|traditional/.test(e.name)).length"
        )
        assert loaded == 0, "the tables must not be loaded before they are wanted"
        page.locator("[data-reading-open]").click()
        expect(page.locator("#reading")).to_be_visible()
        page.locator('[data-reading="script"][value="hant"]').check(force=True)
        until(page, "document.documentElement.lang === 'zh-Hant'")
        after = page.locator(".report__text").inner_text()
        assert "政府" in after and "法治政府建設" in after and "覆議" not in after
        assert len(after) == len(before)
        assert page.url == site + REPORT
        page = here.open(KINDS["term"])
        until(page, "document.documentElement.lang === 'zh-Hant'")
        expect(page.locator("h1")).to_have_text("雙下降")
        assert page.url == site + KINDS["term"]
        page.locator("[data-reading-open]").click()
        expect(page.locator("#reading")).to_be_visible()
        page.locator('[data-reading="script"][value=""]').check(force=True)
        until(page, "document.documentElement.lang === 'zh-Hans'")
        expect(page.locator("h1")).to_have_text("双下降")
        assert here.troubles == []


def test_traditional_equals_opencc(chromium: Any, site: str) -> None:
    import opencc

    convert = opencc.OpenCC("s2t").convert
    with visit(chromium, site) as here:
        for address in (REPORT, KINDS["repaired report"], KINDS["plan"], KINDS["method"]):
            page = here.open(address)
            texts = page.evaluate(
                "[...document.querySelectorAll('.page p, .page li, .page td, .page h1, .page h2')].map(e =>"
                " e.textContent)"
            )
            page.evaluate(
                "new Promise(done => { const s = document.createElement('script'); s.src ="
                " document.querySelector('script[src*=portal]').src.replace('portal.js', 'traditional.js');"
                " s.onload = done; document.head.append(s); })"
            )
            shown = page.evaluate(
                "texts => Promise.all(texts.map(text => portalScript.convert(text)))", texts
            )
            wrong = [
                (text[:30], made[:30])
                for text, made in zip(texts, shown, strict=True)
                if made != convert(text)
            ]
            assert wrong == [], address


def test_paper_shows_the_text_and_where_it_comes_from(chromium: Any, site: str) -> None:
    with visit(chromium, site) as here:
        page = here.open(REPORT)
        page.emulate_media(media="print")
        expect(page.locator(".site-nav")).to_be_hidden()
        expect(page.locator(".toc")).to_be_hidden()
        expect(page.locator(".report__text p").first).to_be_visible()
        source = page.locator(".print-source")
        expect(source).to_be_visible()
        expect(source).to_contain_text(REPORT)
        pdf = page.pdf(format="A4")
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        assert pdf.startswith(b"%PDF") and 4 <= pages <= 40


def test_a_reference_is_copied_with_the_date_of_access(chromium: Any, site: str) -> None:
    with visit(chromium, site, permissions=["clipboard-read", "clipboard-write"]) as here:
        here.page.clock.install(time=datetime(2031, 5, 6, 9))
        page = here.open(REPORT)
        page.clock.pause_at(
            datetime(2031, 5, 6, 12)
        )  # the button says so for a moment only: no time passes until that is seen
        page.locator("[data-copy]").click()
        expect(page.locator("[data-copy]")).to_have_text("已复制")
        assert "[R/OL]. (2025-02-27)[2031-05-06]." in page.evaluate("navigator.clipboard.readText()")
        page.clock.run_for(3000)
        expect(page.locator("[data-copy]")).to_have_text("复制引文")


def test_tables_sort_by_keyboard_and_say_so(chromium: Any, site: str) -> None:
    column = (
        "[...[...document.querySelectorAll('table[data-sortable]')].find(t => t.tBodies[0].rows.length >"
        " 3).tBodies[0].rows].map(r => r.cells[0].textContent.trim())"
    )
    with visit(chromium, site) as here:
        here.page.add_init_script(
            "Intl.Collator = new Proxy(Intl.Collator, { construct(of, given) { window.ordered = true; return"
            " new of(...given); } })"
        )
        page = here.open(KINDS["metrics"])
        assert not page.evaluate("window.ordered"), (
            "the order of pinyin takes 10 ms to load, and few readers sort"
        )
        before = page.evaluate(column)
        heading = (
            page.locator("table[data-sortable]", has=page.locator("tbody tr:nth-child(4)"))
            .first.locator("th")
            .first
        )
        heading.locator("button").focus()
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "ascending")  # the rows are moved in the same breath
        rising = page.evaluate(column)
        assert rising == page.evaluate(
            "names => names.sort(new Intl.Collator('zh-Hans-u-co-pinyin', {numeric: true}).compare)", before
        )
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", "descending")
        assert page.evaluate(column) == rising[::-1]


def test_contents_are_at_hand_on_a_phone(chromium: Any, site: str) -> None:
    with visit(chromium, site, 390, has_touch=True, is_mobile=True) as here:
        page = here.open(REPORT)
        summary, contents = page.locator(".toc summary"), page.locator(".toc ol").first
        expect(contents).to_be_hidden()
        page.evaluate("scrollTo({top: 3000, behavior: 'instant'})")
        until(
            page,
            "(y => scrollY > 2500 && y >= 0 && y < 10)(document.querySelector('.toc"
            " summary').getBoundingClientRect().y)",
        )  # the contents bar stays at the top
        summary.tap()
        expect(contents).to_be_visible()
        page.locator(".toc ol a").last.tap()
        page.wait_for_url("**/#notes")
        expect(contents).to_be_hidden()
        until(
            page,
            "(y => y >= 0 && y < innerHeight)(document.querySelector('#notes').getBoundingClientRect().y)",
        )
        expect(contents).to_be_hidden()


def test_who_opens_an_address_is_at_its_place_at_once(chromium: Any, site: str) -> None:
    """A link to the sentence behind a number is opened from elsewhere: no journey over the whole report.
    Within the page one sees where it leads."""
    with visit(chromium, site, 390) as here:
        page = here.open(REPORT + "#q20")
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        until(
            page, "(y => 0 < y && y < 200)(document.querySelector('#q20').getBoundingClientRect().y)"
        )  # no later than the next frame
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        page.locator("a.skip, a[href='#main']").first.focus()
        expect(page.locator("html")).to_have_css("scroll-behavior", "smooth")


def test_a_link_into_a_fold_opens_it(chromium: Any, site: str) -> None:
    with visit(chromium, site) as here:
        page = here.open(KINDS["repaired report"])
        number = page.evaluate("document.querySelector('details:not([open]) [id^=repair-]').id")
        page = here.open(f"{KINDS['repaired report']}?x#{number}")
        expect(page.locator(f"#{number}")).to_be_visible()
