"""`/search/`: what stands there before and without JavaScript, namely the ways to find things that need none."""

from collections.abc import Iterator

from site_builder.model.corpus import Inputs, Job
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import PageName, SiteSection


class SearchView(View, frozen=True):
    """The search page; the results are made in the browser (themes/portal/assets/search.js)."""

    reports: int
    terms: int
    editions: tuple[str, ...]
    """Editions of the indicator framework, for the links to their indexes"""
    years: tuple[int, ...]
    """Report years that have a page, newest first"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page."""
    yield Job(urls.SEARCH, PageName.SEARCH, "", SiteSection.SEARCH, digest=digest_of(_shown(indexes)))


def _shown(indexes: Indexes) -> tuple[int, int, tuple[str, ...], tuple[int, ...]]:
    corpus = indexes.corpus
    years = tuple(sorted((year for year in indexes.by_year if year), reverse=True))
    return (
        len(corpus.cards),
        len(corpus.terms),
        tuple(each.edition for each in corpus.dictionary.frameworks),
        years,
    )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> SearchView:  # noqa: ARG001 - every page kind has this signature
    """The ways into the collection by pinyin, place, year and indicator."""
    info = PageInfo(
        url=job.url,
        section=SiteSection.SEARCH,
        title="搜索",
        description="在全部报告的正文里搜索词句，也可按拼音、地区、年度和指标查找。",
        column_type="概况信息",
        index=False,
    )
    return SearchView(info, *_shown(indexes))
