"""`/reports/`: every document by year, newest first. A list longer than `portal.rows_per_page` is split by
year, and a year by province."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job, ReportCard
from site_builder.model.page import TocItem
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import ReportLine, by_province, newest_date, report_lines
from site_builder.vocabulary import PageName, SiteSection


class YearGroup(Struct, frozen=True):
    """The documents of one report year, or the way to them."""

    anchor: str
    heading: str
    count: int
    url: str
    """Where the year is listed when it has a page of its own; then `lines` is empty"""
    lines: tuple[ReportLine, ...]


class ReportListView(View, frozen=True):
    """The list of reports, or a part of it."""

    heading: str
    total: int
    groups: tuple[YearGroup, ...]
    """By year; on the page of a year by province"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """The whole list; pages per year only when it is too long, per province only when a year is."""
    limit = indexes.corpus.portal.rows_per_page
    cards = indexes.corpus.cards
    yield Job(
        urls.REPORTS,
        PageName.REPORT_LIST,
        "",
        SiteSection.REPORTS,
        digest=(
            _digest(cards, indexes)
            if len(cards) <= limit
            else digest_of(_counts(indexes), newest_date(cards))
        ),
    )
    if len(cards) <= limit:
        return
    for year, of_year in indexes.by_year.items():
        yield Job(
            urls.reports_of(year),
            PageName.REPORT_LIST,
            str(year),
            SiteSection.REPORTS,
            digest=_digest(of_year, indexes),
        )
        if len(of_year) > limit:
            for code, of_province in by_province(of_year, indexes).items():
                yield Job(
                    _province_url(year, code, indexes),
                    PageName.REPORT_LIST,
                    str(year),
                    SiteSection.REPORTS,
                    part=code or "-",
                    digest=_digest(of_province, indexes),
                )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> ReportListView:  # noqa: ARG001 - every page kind has this signature
    """The page for the job's year and province, or for everything."""
    if not job.key:
        return _whole(job, indexes)
    year = int(job.key)
    if job.part:
        return _part(job, year, indexes)
    return _year(job, year, indexes)


def year_words(year: int) -> str:
    """A report year as it is spoken.

    >>> year_words(2024), year_words(0)
    ('2024年', '年份未知')
    """
    return f"{year}年" if year else "年份未知"


def _whole(job: Job, indexes: Indexes) -> ReportListView:
    cards = indexes.corpus.cards
    split = len(cards) > indexes.corpus.portal.rows_per_page
    groups = tuple(
        YearGroup(
            f"y{year}",
            f"{year_words(year)}度" if year else "年份未知",
            len(of_year),
            urls.reports_of(year) if split else "",
            () if split else report_lines(of_year, indexes),
        )
        for year, of_year in sorted(indexes.by_year.items(), reverse=True)
    )
    info = PageInfo(
        job.url,
        SiteSection.REPORTS,
        "全部报告",
        f"已收录的{len(cards)}份法治政府建设年度报告及有关文件，按报告年度列出。",
        toc=_toc(groups),
        lastmod=newest_date(cards),
    )
    return ReportListView(info, "全部报告", len(cards), groups)


def _year(job: Job, year: int, indexes: Indexes) -> ReportListView:
    cards = indexes.by_year.get(year, ())
    split = len(cards) > indexes.corpus.portal.rows_per_page
    groups = tuple(
        YearGroup(
            f"p{code or '0'}",
            indexes.place_name(code),
            len(of_province),
            _province_url(year, code, indexes) if split else "",
            () if split else report_lines(of_province, indexes),
        )
        for code, of_province in by_province(cards, indexes).items()
    )
    heading = f"{year_words(year)}的报告"
    crumbs = (Crumb("全部报告", urls.REPORTS),)
    info = PageInfo(
        job.url,
        SiteSection.REPORTS,
        heading,
        f"{heading}，共{len(cards)}份，按省份列出。",
        crumbs=crumbs,
        toc=_toc(groups),
        lastmod=newest_date(cards),
    )
    return ReportListView(info, heading, len(cards), groups)


def _part(job: Job, year: int, indexes: Indexes) -> ReportListView:
    code = job.part.strip("-")
    cards = by_province(indexes.by_year.get(year, ()), indexes).get(code, [])
    heading = f"{indexes.place_name(code)}{year_words(year)}的报告"
    crumbs = (Crumb("全部报告", urls.REPORTS), Crumb(f"{year_words(year)}的报告", urls.reports_of(year)))
    info = PageInfo(
        job.url,
        SiteSection.REPORTS,
        heading,
        f"{heading}，共{len(cards)}份。",
        crumbs=crumbs,
        lastmod=newest_date(cards),
    )
    group = YearGroup(
        f"p{code or '0'}", indexes.place_name(code), len(cards), "", report_lines(cards, indexes)
    )
    return ReportListView(info, heading, len(cards), (group,))


def _toc(groups: tuple[YearGroup, ...]) -> tuple[TocItem, ...]:
    return tuple(TocItem(group.anchor, group.heading, 2) for group in groups)


def _province_url(year: int, code: str, indexes: Indexes) -> str:
    place = indexes.place(code)
    return urls.reports_of(year, place.slug if place else "unplaced")


def _digest(cards: tuple[ReportCard, ...] | list[ReportCard], indexes: Indexes) -> str:
    timeliness = indexes.corpus.timeliness
    return digest_of(
        [
            (
                card.key,
                card.place,
                card.year,
                card.head,
                card.contents,
                card.withheld,
                timeliness.get(card.key),
            )
            for card in cards
        ]
    )


def _counts(indexes: Indexes) -> list[tuple[int, int]]:
    return [(year, len(cards)) for year, cards in indexes.by_year.items()]
