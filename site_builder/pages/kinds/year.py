"""`/years/` and `/years/<year>/`: the ledger of a report year: who published, when, and which of the five
required contents are there.

A year with more documents than one page holds shows its figures and leads to one ledger per province. Places
are listed by code, never ranked.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job, ReportCard
from site_builder.model.page import TocItem
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import (
    OPTIONAL,
    ReportLine,
    apart_cards,
    by_province,
    newest_date,
    own_cards,
    report_lines,
)
from site_builder.vocabulary import (
    CONTENTS,
    ContentStatus,
    DocumentKind,
    PageName,
    SiteSection,
    TimelinessStatus,
)

MAX_LINES_SHOWN = 120
"""Of a ledger on one page: with its five marks a line takes 2 kB"""


class ContentShare(Struct, frozen=True):
    """How many of the annual reports have a property."""

    label: str
    count: int
    of: int


class YearSummary(Struct, frozen=True):
    """The figures of one report year."""

    year: int
    url: str
    documents: int
    annual: int
    """Annual reports of the places' own governments among them"""
    places: int
    timely: tuple[ContentShare, ...]
    """In time, late, unknown, no rule: the parts of `annual`"""
    contents: tuple[ContentShare, ...]
    """Per required content: reports with it, of the reports it is required of; empty before 2019"""
    apart: int
    """Documents of departments and towns among them: listed apart, in no share"""


class YearTable(Struct, frozen=True):
    """The documents of one province in one year."""

    anchor: str
    heading: str
    count: int
    url: str
    """Where the ledger is when it has a page of its own; then `lines` and `apart` are empty"""
    lines: tuple[ReportLine, ...]
    apart: tuple[ReportLine, ...]
    """Of departments and towns, which fill no place's line"""


class YearView(View, frozen=True):
    """The page of one year, or of one province in it."""

    heading: str
    summary: YearSummary
    ledgers: tuple[YearTable, ...]
    content_names: tuple[str, ...]
    rules: tuple[str, ...]
    """The publication rules that were applied"""
    previous: str
    """Address of the year before that has documents, or empty"""
    following: str


class YearIndexView(View, frozen=True):
    """All report years, newest first."""

    years: tuple[YearSummary, ...]
    undated: int
    """Documents without a year"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """The list of years, one page per year, and per province where a year is long."""
    known = [year for year in indexes.by_year if year]
    yield Job(
        urls.YEARS,
        PageName.YEAR,
        "",
        SiteSection.YEARS,
        digest=digest_of([_digest(indexes.by_year[year], indexes) for year in known]),
    )
    for year in known:
        cards = indexes.by_year[year]
        yield Job(
            urls.year(year),
            PageName.YEAR,
            str(year),
            SiteSection.YEARS,
            digest=digest_of(known, _digest(cards, indexes)),
        )
        if _is_split(cards, indexes):
            for code, of_province in by_province(cards, indexes).items():
                yield Job(
                    _ledger_url(year, code, indexes),
                    PageName.YEAR,
                    str(year),
                    SiteSection.YEARS,
                    part=code or "-",
                    digest=digest_of(known, _digest(of_province, indexes)),
                )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> YearView | YearIndexView:  # noqa: ARG001 - every page kind has this signature
    """The list of years, or one year."""
    if not job.key:
        return _index(job, indexes)
    return _year(job, int(job.key), indexes)


def _is_split(cards: Iterable[ReportCard], indexes: Indexes) -> bool:
    return len(tuple(cards)) > min(MAX_LINES_SHOWN, indexes.corpus.portal.rows_per_page)


TIMELY = {
    TimelinessStatus.IN_TIME: "按期发布",
    TimelinessStatus.LATE: "逾期发布",
    TimelinessStatus.UNKNOWN: "发布日期未知",
    TimelinessStatus.NO_RULE: "无适用的期限规定",
}


def summarise(year: int, cards: Iterable[ReportCard], indexes: Indexes) -> YearSummary:
    """Count what the cards say; every share names its whole, so that unknown stays visible."""
    cards = tuple(cards)
    apart = apart_cards(cards)
    annual = [card for card in own_cards(cards) if card.head.kind.value == DocumentKind.ANNUAL_REPORT]
    statuses = [
        (
            indexes.corpus.timeliness[card.key].status
            if card.key in indexes.corpus.timeliness
            else TimelinessStatus.UNKNOWN
        )
        for card in annual
    ]
    timely = tuple(
        ContentShare(label, statuses.count(status), len(annual))
        for status, label in TIMELY.items()
        if status != TimelinessStatus.NO_RULE or status in statuses
    )
    contents = []
    for name in CONTENTS:
        found = [
            content.status
            for card in annual
            for content in card.contents
            if content.name == name and content.status != ContentStatus.NOT_APPLICABLE
        ]
        if found:
            label = name.word + ("（有则报告）" if name in OPTIONAL else "")
            contents.append(
                ContentShare(
                    label,
                    sum(status in (ContentStatus.PRESENT, ContentStatus.FOLDED) for status in found),
                    len(found),
                )
            )
    places = len({card.place for card in cards if card.place})
    return YearSummary(
        year, urls.year(year), len(cards), len(annual), places, timely, tuple(contents), len(apart)
    )


def _index(job: Job, indexes: Indexes) -> YearIndexView:
    years = tuple(
        summarise(year, cards, indexes)
        for year, cards in sorted(indexes.by_year.items(), reverse=True)
        if year
    )
    info = PageInfo(
        job.url,
        SiteSection.YEARS,
        "年度",
        f"共{len(years)}个报告年度：各年度发布了多少报告、是否按期、五项内容是否齐全。",
        lastmod=newest_date(indexes.corpus.cards),
        column_type="数据发布",
    )
    return YearIndexView(info, years, len(indexes.by_year.get(0, ())))


def _year(job: Job, year: int, indexes: Indexes) -> YearView:
    whole = indexes.by_year.get(year, ())
    grouped = by_province(whole, indexes)
    code = job.part.strip("-")
    cards = tuple(grouped.get(code, ())) if job.part else whole
    split = not job.part and _is_split(whole, indexes)
    ledgers = tuple(
        YearTable(
            f"p{each or '0'}",
            indexes.place_name(each),
            len(of_province),
            _ledger_url(year, each, indexes) if split else "",
            () if split else report_lines(own_cards(of_province), indexes),
            () if split else report_lines(apart_cards(of_province), indexes),
        )
        for each, of_province in grouped.items()
        if not job.part or each == code
    )
    heading = f"{indexes.place_name(code)}{year}年度" if job.part else f"{year}年度"
    summary = summarise(year, cards, indexes)
    crumbs = (Crumb("年度", urls.YEARS), *((Crumb(f"{year}年度", urls.year(year)),) if job.part else ()))
    info = PageInfo(
        job.url,
        SiteSection.YEARS,
        f"{heading}报告公布情况",
        f"{heading}已收录{len(cards)}份文件，其中年度报告{summary.annual}份：发布日期、是否按期、五项内容。",
        crumbs=crumbs,
        toc=tuple(TocItem(ledger.anchor, ledger.heading, 2) for ledger in ledgers),
        lastmod=newest_date(cards),
        column_type="数据发布",
    )
    previous, following = _neighbours(year, indexes)
    rules = sorted(
        {
            rule.source
            for card in own_cards(cards)
            if (rule := indexes.corpus.timeliness.get(card.key)) and rule.source
        }
    )
    return YearView(
        info,
        heading,
        summary,
        ledgers,
        tuple(name.word for name in CONTENTS),
        tuple(rules),
        previous,
        following,
    )


def _neighbours(year: int, indexes: Indexes) -> tuple[str, str]:
    """Addresses of the years before and after that have documents."""
    known = [each for each in indexes.by_year if each]
    position = known.index(year)
    following = urls.year(known[position + 1]) if position + 1 < len(known) else ""
    return urls.year(known[position - 1]) if position else "", following


def _ledger_url(year: int, code: str, indexes: Indexes) -> str:
    place = indexes.place(code)
    return f"{urls.year(year)}{place.slug if place else 'unplaced'}/"


def _digest(cards: Iterable[ReportCard], indexes: Indexes) -> str:
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
