"""`/coverage/`: which place has a report for which year, with gaps as gaps. Long matrices are split by
province; places stand in order of code."""

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job, ReportCard
from site_builder.pages.shared import urls, wording
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import apart_cards, newest_date, own_cards
from site_builder.vocabulary import CoverageStatus, DocumentKind, PageName, SiteSection, TimelinessStatus


class CoverageCell(Struct, frozen=True):
    """One place in one year."""

    year: int
    links: tuple[tuple[str, str], ...]
    """(address, kind in Chinese) of each document"""
    status: CoverageStatus
    words: str


class CoverageRow(Struct, frozen=True):
    """One place over all years."""

    place: str
    url: str
    level: str
    cells: tuple[CoverageCell, ...]
    gaps: int


class ProvinceCoverage(Struct, frozen=True):
    """A province as a line of the split overview."""

    name: str
    url: str
    places: int
    documents: int
    gaps: int


class CoverageView(View, frozen=True):
    """The matrix, or the list of provinces that have one each."""

    heading: str
    years: tuple[int, ...]
    rows: tuple[CoverageRow, ...]
    provinces: tuple[ProvinceCoverage, ...]
    """Filled when the matrix is split"""
    apart: int
    """Reports of departments and towns, which fill no cell"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One matrix, or an overview and one matrix per province."""
    groups = _places_by_province(indexes)
    split = _split(indexes)
    yield Job(
        urls.COVERAGE,
        PageName.COVERAGE,
        "",
        SiteSection.YEARS,
        digest=_digest(indexes, [code for codes in groups.values() for code in codes]),
    )
    if split:
        for province, codes in groups.items():
            place = indexes.place(province)
            if place:
                yield Job(
                    urls.coverage(place.slug),
                    PageName.COVERAGE,
                    province,
                    SiteSection.YEARS,
                    digest=_digest(indexes, codes),
                )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> CoverageView:  # noqa: ARG001 - every page kind has this signature
    """The matrix of all places or of one province."""
    groups = _places_by_province(indexes)
    years = _years(indexes)
    overview = not job.key and _split(indexes)
    codes = (
        []
        if overview
        else groups.get(job.key, [])
        if job.key
        else [code for each in groups.values() for code in each]
    )
    provinces = (
        tuple(
            _province(code, of_province, indexes)
            for code, of_province in groups.items()
            if indexes.place(code)
        )
        if overview
        else ()
    )
    shown = [code for each in groups.values() for code in each] if overview else codes
    apart = sum(len(apart_cards(indexes.by_place.get(code, ()))) for code in shown)
    heading = f"{indexes.place_name(job.key)}报告收录情况" if job.key else "报告收录情况"
    info = PageInfo(
        job.url,
        SiteSection.YEARS,
        heading,
        f"{heading}：各地区各年度的法治政府建设年度报告，是否按期，哪些年度空缺。",
        crumbs=(Crumb("年度", urls.YEARS), *((Crumb("报告收录情况", urls.COVERAGE),) if job.key else ())),
        lastmod=newest_date(card for code in codes for card in indexes.by_place.get(code, ())),
        column_type="数据发布",
    )
    return CoverageView(
        info, heading, years, tuple(_row(code, years, indexes) for code in codes), provinces, apart
    )


def gaps_of(cards: tuple[ReportCard, ...]) -> tuple[int, ...]:
    """Report years without an annual report between the first and the last annual report of a place's own
    government."""
    years = {
        card.year
        for card in own_cards(cards)
        if card.year and card.head.kind.value == DocumentKind.ANNUAL_REPORT
    }
    return tuple(year for year in range(min(years), max(years)) if year not in years) if years else ()


def _row(code: str, years: tuple[int, ...], indexes: Indexes) -> CoverageRow:
    place = indexes.corpus.places.by_code[code]
    cards = own_cards(indexes.by_place.get(code, ()))
    gaps = set(gaps_of(cards))
    cells = tuple(
        _cell(year, [card for card in cards if card.year == year], year in gaps, indexes) for year in years
    )
    return CoverageRow(place.full_name, urls.place(place.slug), place.level.word, cells, len(gaps))


def _cell(year: int, cards: list[ReportCard], gap: bool, indexes: Indexes) -> CoverageCell:
    links = tuple((urls.report(card.key), card.head.document_kind.word) for card in cards)
    annual = [card for card in cards if card.head.kind.value == DocumentKind.ANNUAL_REPORT]
    if annual:
        timeliness = indexes.corpus.timeliness.get(annual[0].key)
        if timeliness:
            return CoverageCell(year, links, _status(timeliness.status), wording.timely(timeliness))
        return CoverageCell(year, links, CoverageStatus.UNKNOWN, "发布日期未知")
    if gap:
        return CoverageCell(year, links, CoverageStatus.GAP, "空缺")
    return CoverageCell(
        year, links, CoverageStatus.NO_RULE if links else CoverageStatus.NONE, "" if links else "未收录"
    )


def _status(status: TimelinessStatus) -> CoverageStatus:
    """Of a year that has an annual report."""
    match status:
        case TimelinessStatus.IN_TIME:
            return CoverageStatus.IN_TIME
        case TimelinessStatus.LATE:
            return CoverageStatus.LATE
        case TimelinessStatus.UNKNOWN:
            return CoverageStatus.UNKNOWN
        case TimelinessStatus.NO_RULE:
            return CoverageStatus.NO_RULE
    assert_never(status)


def _province(code: str, codes: list[str], indexes: Indexes) -> ProvinceCoverage:
    place = indexes.corpus.places.by_code[code]
    cards = [indexes.by_place.get(each, ()) for each in codes]
    return ProvinceCoverage(
        place.name,
        urls.coverage(place.slug),
        len(codes),
        sum(len(each) for each in cards),
        sum(len(gaps_of(each)) for each in cards),
    )


def _places_by_province(indexes: Indexes) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for code in sorted(code for code in indexes.by_place if indexes.place(code)):
        grouped.setdefault(indexes.province_code(code), []).append(code)
    return grouped


def _years(indexes: Indexes) -> tuple[int, ...]:
    known = [year for year in indexes.by_year if year]
    return (
        tuple(range(min(known), max(known) + 1)) if known and max(known) - min(known) < 60 else tuple(known)
    )


def _split(indexes: Indexes) -> bool:
    return len(indexes.by_place) > indexes.corpus.portal.rows_per_page


def _digest(indexes: Indexes, codes: list[str]) -> str:
    cards = [card for code in codes for card in indexes.by_place.get(code, ())]
    shown = [
        (
            c.key,
            c.place,
            c.year,
            c.head.kind.value,
            c.head.level,
            c.head.place_name,
            indexes.corpus.timeliness.get(c.key),
        )
        for c in cards
    ]
    return digest_of(_years(indexes), _split(indexes), newest_date(cards), shown)
