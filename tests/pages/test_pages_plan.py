"""Planning and rendering as a whole: every job renders, no two pages share an address, every link has a page
and an anchor at its end."""

import re
from html.parser import HTMLParser
from posixpath import normpath

import pages_corpus as made
import pytest

from site_builder.model.corpus import Corpus
from site_builder.model.page import Page
from site_builder.pages.context import build_context
from site_builder.pages.kinds.redirect import redirect_problems
from site_builder.pages.plan import plan, plan_site
from site_builder.pages.render import render

OUTSIDE = {"about", "method", "help"}
"""Pages written by hand, not planned"""


class Links(HTMLParser):
    """Collects targets, ids and tags that must not come out of report text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "href" and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


def read(page: Page) -> Links:
    parser = Links()
    parser.feed(page.crumbs + page.toc + page.body)
    return parser


def site(corpus: Corpus, store: made.Store, templates: dict[str, str]) -> dict[str, Page]:
    context = build_context(corpus, templates)
    return {job.url: render(job, store.inputs(job), context) for job in plan(corpus)}


CARDS = (
    made.card("411100", 2024, "2025-02-27"),
    made.card("411100", 2023, "2024-04-02"),
    made.card("411100", 2021),
    made.card("410300", 2020, kind="plan", title=made.HOSTILE),
    made.card("530112", 2017, "2018-03-26"),
    made.card("", 2020),
    made.card("", None),
)


@pytest.mark.parametrize("rows_per_page", [300, 1], ids=["whole", "split"])
def test_every_page_renders_and_every_link_resolves(templates: dict[str, str], rows_per_page: int) -> None:
    corpus, store = made.full_corpus(*CARDS, portal=made.replace(made.PORTAL, rows_per_page=rows_per_page))
    pages = site(corpus, store, templates)
    found = {url: read(page) for url, page in pages.items()}
    scripted = {job.url for job in plan(corpus) if job.kind in {"compare", "report"}}
    broken = []
    for url, links in found.items():
        assert links.tags.count("h1") == 1, url
        assert links.tags.count("script") <= (url in scripted), url
        assert len(links.ids) == len(set(links.ids)), (url, [i for i in links.ids if links.ids.count(i) > 1])
        for link in links.links:
            target, _, anchor = link.partition("#")
            target = target.partition("?")[0]
            if re.match(r"[a-z]+:", target):
                continue
            path = normpath(f"/{url}{target}").strip("/")
            path = f"{path}/" if path else ""
            if target and (
                path.startswith(
                    ("data/", "sources/", "assets/", "reports/", "feed.xml", "places/", "glossary/")
                )
                and path.rstrip("/").rpartition(".")[2] in {"txt", "json", "csv", "xml"}
            ):
                continue
            if path.split("/")[0] in OUTSIDE:
                continue
            if path not in pages or (anchor and anchor not in found[path].ids):
                broken.append((url, link))
    assert broken == []


def test_every_page_can_be_reached_from_home(templates: dict[str, str]) -> None:
    corpus, store = made.full_corpus(*CARDS, portal=made.replace(made.PORTAL, rows_per_page=1))
    pages = site(corpus, store, templates)
    reached, waiting = {""}, [""]
    nav = {"reports/", "places/", "glossary/", "indicators/", "years/", "search/", "data/"}
    waiting += [url for url in nav if url in pages]
    reached |= set(waiting)
    while waiting:
        url = waiting.pop()
        for link in read(pages[url]).links:
            path = normpath(f"/{url}{re.split('[#?]', link)[0]}").strip("/")
            path = f"{path}/" if path else ""
            if path in pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert set(pages) - reached == set()


def test_the_same_corpus_gives_the_same_plan_and_a_change_shows_in_the_digest() -> None:
    corpus, _ = made.full_corpus(*CARDS)
    assert plan(corpus) == plan(corpus)
    assert len({job.url for job in plan(corpus)}) == len(plan(corpus))
    changed, _ = made.full_corpus(made.card("411100", 2024, "2025-04-27"), *CARDS[1:])
    before = {job.url: job for job in plan(corpus)}
    after = {job.url: job for job in plan(changed)}
    differing = {url for url in before if before[url] != after[url]}
    assert {"reports/", "years/2024/", "places/luohe/"} <= differing
    assert "places/kunming-xishan/" not in differing
    assert "years/2017/" not in differing


def test_a_changed_report_changes_its_two_pairs_of_years_and_no_other() -> None:
    cards = {year: made.card("411100", year) for year in range(2019, 2025)}
    before, _ = made.full_corpus(*cards.values())
    after, _ = made.full_corpus(*{**cards, 2022: made.card("411100", 2022, "2023-02-27")}.values())
    pairs = [
        {job.url: job.digest for job in plan(corpus) if job.kind == "place_year"}
        for corpus in (before, after)
    ]
    assert set(pairs[0]) == set(pairs[1]) == {f"places/luohe/{year}/" for year in range(2020, 2025)}
    assert {url for url in pairs[0] if pairs[0][url] != pairs[1][url]} == {
        "places/luohe/2022/",
        "places/luohe/2023/",
    }


def test_two_pages_with_one_address_are_told_and_cost_only_the_second() -> None:
    one, _ = made.full_corpus(made.card("411100", 2024))
    corpus, _ = made.full_corpus(made.card("411100", 2024), made.card("411100", 2024))
    planned = plan_site(corpus)
    assert [(problem.code, problem.text) for problem in planned.problems] == [("X906", "reports/luohe/2024/")]
    assert [job.url for job in planned.jobs] == [job.url for job in plan(one)]


def test_an_empty_collection_still_gives_every_index(templates: dict[str, str]) -> None:
    corpus = made.corpus()
    context = build_context(corpus, templates)
    store = made.Store()
    urls = {render(job, store.inputs(job), context).url for job in plan(corpus)}
    assert {
        "reports/",
        "places/",
        "glossary/",
        "indicators/",
        "metrics/",
        "years/",
        "documents/",
        "coverage/",
        "search/",
        "places/compare/",
    } <= urls


REDIRECTS = (
    ("places/tahe/", "places/luohe/"),
    ("reports/tahe/2024/", "reports/older/2024/"),
    ("reports/older/2024/", "reports/luohe/2024/"),
    ("places/luohe/", "places/luoyang/"),
    ("glossary/gone/", "glossary/nowhere/"),
    ("places/yi/", "places/er/"),
    ("places/er/", "places/yi/"),
)


def test_a_redirect_never_takes_the_address_of_a_page_and_never_leads_to_nothing() -> None:
    corpus, _ = made.full_corpus(*CARDS, redirects=REDIRECTS)
    jobs = plan(corpus)
    assert {job.url for job in jobs if job.kind == "redirect"} == {
        "places/tahe/",
        "reports/tahe/2024/",
        "reports/older/2024/",
    }
    assert [job.kind for job in jobs if job.url == "places/luohe/"] == ["place"]


def test_staff_are_told_of_each_line_that_could_not_be_used() -> None:
    corpus, _ = made.full_corpus(*CARDS, redirects=REDIRECTS)
    pages = {job.url for job in plan(corpus) if job.kind != "redirect"}
    stated = {old: ("redirects.yml", line) for line, (old, _) in enumerate(REDIRECTS, 1)}
    told = redirect_problems(REDIRECTS, pages, stated)
    assert [(p.code, p.line, p.text) for p in told] == [
        ("X959", 4, "places/luohe/"),
        ("X958", 5, "glossary/nowhere/"),
        ("X958", 6, "places/yi/"),
        ("X958", 7, "places/er/"),
    ]
    (near,) = redirect_problems(
        (("reports/x/2024/", "reports/luohe/2042/"),), pages, {"reports/x/2024/": ("redirects.yml", 1)}
    )
    assert "是不是 reports/luohe/2024/？" in near.advice
