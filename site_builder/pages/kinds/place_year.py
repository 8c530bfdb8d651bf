"""`/places/<slug>/<year>/`: two consecutive reports of one place side by side: what is new in the later one,
and what it says near each promise of the earlier.

There is a page where both years have a report of the government itself. It is made anew when one of the two
changes.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job, ReportCard
from site_builder.model.history import Passage
from site_builder.model.page import TocItem
from site_builder.model.places import Place
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.history_parts import (
    PassageLink,
    PromisePart,
    RevisionPart,
    passage_link,
    promise_part,
    restated_parts,
)
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import ReportLine, newest_date, report_line, year_pairs
from site_builder.vocabulary import PageName, PromiseStatus, SiteSection


class FreshSection(Struct, frozen=True):
    """The new sentences of one part of the report."""

    title: str
    """Of the level-1 section; empty before the first"""
    passages: tuple[PassageLink, ...]


class PlaceYearView(View, frozen=True):
    """One pair of years."""

    place: Place
    place_url: str
    earlier: ReportLine
    later: ReportLine
    sentences: int
    unchanged: int
    similar: int
    fresh: tuple[FreshSection, ...]
    new: int
    """Sentences in `fresh`"""
    promises: tuple[PromisePart, ...]
    answered: int
    restated: tuple[RevisionPart, ...]
    before: tuple[str, str] | None
    """(label, address) of the pair before"""
    after: tuple[str, str] | None


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per pair of consecutive years, place by place."""
    names = digest_of([(metric.id, metric.name) for metric in indexes.corpus.dictionary.metrics])
    for code, cards in sorted(indexes.by_place.items()):
        place = indexes.place(code)
        if place is None:
            continue
        pairs = year_pairs(cards)
        years = {later.year for _, later in pairs}
        for earlier, later in pairs:
            year = later.year or 0
            lines = [report_line(card, indexes) for card in (earlier, later)]
            digest = digest_of(
                earlier,
                later,
                lines,
                place,
                year - 1 in years,
                year + 1 in years,
                _above(code, indexes),
                names,
            )
            yield Job(
                urls.place_year(place.slug, year),
                PageName.PLACE_YEAR,
                code,
                SiteSection.PLACES,
                part=str(year),
                digest=digest,
                story=code,
            )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> PlaceYearView:
    """The pair of years that ends with the year of the job."""
    place = indexes.corpus.places.by_code[job.key]
    pairs = {later.year: (earlier, later) for earlier, later in year_pairs(indexes.by_place[job.key])}
    year = int(job.part)
    earlier, later = pairs[year]
    story = inputs.story
    compared = next((each for each in story.carried if each.report == later.key), None) if story else None
    told = [each for each in story.promises if each.passage.report == earlier.key] if story else []
    restated = [each for each in story.restated if each.later.report == later.key] if story else []
    promises = tuple(promise_part(each) for each in told)
    return PlaceYearView(
        info=_info(job, place, earlier, later, indexes),
        place=place,
        place_url=urls.place(place.slug),
        earlier=report_line(earlier, indexes),
        later=report_line(later, indexes),
        sentences=compared.sentences if compared else 0,
        unchanged=compared.unchanged if compared else 0,
        similar=compared.similar if compared else 0,
        fresh=_by_section(compared.fresh if compared else ()),
        new=len(compared.fresh) if compared else 0,
        promises=promises,
        answered=sum(part.status == PromiseStatus.ANSWERED for part in promises),
        restated=restated_parts(restated, job.key, indexes),
        before=_neighbour(place, year - 1) if year - 1 in pairs else None,
        after=_neighbour(place, year + 1) if year + 1 in pairs else None,
    )


def _by_section(passages: Iterable[Passage]) -> tuple[FreshSection, ...]:
    return tuple(
        FreshSection(title, tuple(map(passage_link, each)))
        for title, each in groupby(passages, key=lambda passage: passage.section)
    )


def _neighbour(place: Place, year: int) -> tuple[str, str]:
    return f"{year}年度与{year - 1}年度", urls.place_year(place.slug, year)


def _above(code: str, indexes: Indexes) -> list[tuple[str, str]]:
    """Name and address of the divisions above that have a page."""
    return [
        (each.name, urls.place(each.slug))
        for each in indexes.ancestors(code)
        if each.code in indexes.by_place
    ]


def _info(job: Job, place: Place, earlier: ReportCard, later: ReportCard, indexes: Indexes) -> PageInfo:
    title = f"{place.full_name}{later.year}年度与{earlier.year}年度报告对照"
    crumbs = (("地区", urls.PLACES), *_above(job.key, indexes), (place.name, urls.place(place.slug)))
    return PageInfo(
        job.url,
        SiteSection.PLACES,
        title,
        f"{title}：逐句找出新内容，并把上一年度的安排同这一年度用词相近的段落放在一起，供对照原文。",
        tuple(Crumb(name, url) for name, url in crumbs),
        (TocItem("new", "新内容", 2), TocItem("promises", "上一年度的安排，这一年度怎么写", 2)),
        newest_date((earlier, later)),
        "概况信息",
    )
