"""Which pages the site has: one list, assembled from what each page kind asks for. Adding a page kind is one line here."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from site_builder.model.corpus import Corpus, Inputs, Job
from site_builder.pages import (
    compare,
    coverage,
    data,
    home,
    indicator,
    indicator_index,
    metric,
    metric_index,
    place,
    place_index,
    place_year,
    redirect,
    report,
    report_list,
    search_page,
    term,
    term_index,
    work,
    year,
)
from site_builder.pages.frame import View
from site_builder.pages.indexes import Indexes, build_indexes
from site_builder.vocabulary import PageName


class PageKind(Struct, frozen=True):
    """One kind of page: which pages there are, what one shows, and the template that shows it."""

    name: PageName
    """`Job.kind`"""
    jobs: Callable[[Indexes], Iterable[Job]]
    view: Callable[[Job, Inputs, Indexes], View]
    template: str


PAGE_KINDS: tuple[PageKind, ...] = (
    PageKind(PageName.HOME, home.jobs, home.view, "pages/home.html"),
    PageKind(PageName.REPORT, report.jobs, report.view, "pages/report.html"),
    PageKind(PageName.REPORT_LIST, report_list.jobs, report_list.view, "pages/report_list.html"),
    PageKind(PageName.YEAR, year.jobs, year.view, "pages/year.html"),
    PageKind(PageName.COVERAGE, coverage.jobs, coverage.view, "pages/coverage.html"),
    PageKind(PageName.TERM_INDEX, term_index.jobs, term_index.view, "pages/term_index.html"),
    PageKind(PageName.TERM, term.jobs, term.view, "pages/term.html"),
    PageKind(PageName.INDICATOR_INDEX, indicator_index.jobs, indicator_index.view, "pages/indicator_index.html"),
    PageKind(PageName.INDICATOR, indicator.jobs, indicator.view, "pages/indicator.html"),
    PageKind(PageName.METRIC_INDEX, metric_index.jobs, metric_index.view, "pages/metric_index.html"),
    PageKind(PageName.METRIC, metric.jobs, metric.view, "pages/metric.html"),
    PageKind(PageName.WORK_INDEX, work.index_jobs, work.index_view, "pages/work_index.html"),
    PageKind(PageName.WORK, work.jobs, work.view, "pages/work.html"),
    PageKind(PageName.PLACE, place.jobs, place.view, "pages/place.html"),
    PageKind(PageName.PLACE_YEAR, place_year.jobs, place_year.view, "pages/place_year.html"),
    PageKind(PageName.PLACE_INDEX, place_index.jobs, place_index.view, "pages/place_index.html"),
    PageKind(PageName.COMPARE, compare.jobs, compare.view, "pages/compare.html"),
    PageKind(PageName.DATA, data.jobs, data.view, "pages/data.html"),
    PageKind(PageName.REDIRECT, redirect.jobs, redirect.view, "pages/redirect.html"),
    PageKind(PageName.SEARCH, search_page.jobs, search_page.view, "pages/search.html"),
)

BY_NAME = {kind.name: kind for kind in PAGE_KINDS}


def plan(corpus: Corpus) -> tuple[Job, ...]:
    """Every page of the site, each with what it must read. Raises ValueError when two pages claim one address: that is a defect of a page kind.

    A redirect that has no free address or leads nowhere is left out; `redirect_problems` says so.
    """
    indexes = build_indexes(corpus)
    pages = tuple(job for kind in PAGE_KINDS if kind.name != PageName.REDIRECT for job in kind.jobs(indexes))
    there = {job.url for job in pages}
    onward = dict(corpus.redirects)
    jobs = (*pages, *(job for job in redirect.jobs(indexes) if redirect.leads_on(job.url, onward, there)))
    taken: dict[str, Job] = {}
    for job in jobs:
        if job.url in taken:
            raise ValueError(f"two pages claim {job.url!r}: {taken[job.url].kind} and {job.kind}")
        taken[job.url] = job
    return jobs
