"""Which pages the site has: one list, assembled from what each page kind asks for. Adding a page kind is one
line here."""

from collections.abc import Callable, Iterable
from typing import Any, get_type_hints

from msgspec import Struct

from site_builder.model.corpus import Corpus, Inputs, Job
from site_builder.pages.kinds import cited_source as work
from site_builder.pages.kinds import (
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
    term,
    term_index,
    year,
)
from site_builder.pages.kinds import search as search_page
from site_builder.pages.shared.frame import View
from site_builder.pages.shared.indexes import Indexes, build_indexes
from site_builder.problems import Problem
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
    PageKind(
        PageName.INDICATOR_INDEX, indicator_index.jobs, indicator_index.view, "pages/indicator_index.html"
    ),
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


def view_types() -> dict[str, Any]:
    """Template → the type of the view it is given, which may be a union."""
    return {kind.template: get_type_hints(kind.view)["return"] for kind in PAGE_KINDS}


class SitePlan(Struct, frozen=True):
    """The pages of the site, and what is wrong with their addresses."""

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]


def plan(corpus: Corpus) -> tuple[Job, ...]:
    """Every page of the site, each with what it must read.

    A redirect that has no free address or leads nowhere is left out; `redirect_problems` says so.
    """
    return plan_site(corpus).jobs


def plan_site(corpus: Corpus) -> SitePlan:
    """The same with X906 for each page whose address another page has: the first stands, in the order of
    `PAGE_KINDS`, and the other costs nobody but itself."""
    indexes = build_indexes(corpus)
    pages: dict[str, Job] = {}
    problems: list[Problem] = []
    for job in (job for kind in PAGE_KINDS if kind.name != PageName.REDIRECT for job in kind.jobs(indexes)):
        first = pages.setdefault(job.url, job)
        if first is not job:
            problems.append(
                Problem(
                    "X906",
                    job.url,
                    0,
                    job.url,
                    (("first", _called(first, indexes)), ("second", _called(job, indexes))),
                )
            )
    onward = dict(corpus.redirects)
    leading = tuple(job for job in redirect.jobs(indexes) if redirect.leads_on(job.url, onward, pages))
    return SitePlan((*pages.values(), *leading), tuple(dict.fromkeys(problems)))


def _called(job: Job, indexes: Indexes) -> str:
    """What staff call a page: the name of what it tells of, else its kind and key."""
    term, metric, place = indexes.terms.get(job.key), indexes.metrics.get(job.key), indexes.place(job.key)
    named = {"term": term and term.name, "metric": metric and metric.name, "place": place and place.full_name}
    return f"“{named.get(job.kind) or job.key or job.kind}”"
