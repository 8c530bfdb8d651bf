"""`/places/<slug>/`: the years of one place on one page: its documents and gaps, its key figures, and what
several years tell when read together.

What is new and what became of a promise is shown by its first sentences; all of it stands on the page of each
pair of years (place_year), so that the page of a place stays one a phone can open.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.corpus import Inputs, Job
from site_builder.model.history import PlaceHistory, Promise, Series, YearDiff
from site_builder.model.page import TocItem
from site_builder.model.places import Place
from site_builder.pages.kinds.coverage import gaps_of
from site_builder.pages.pictures.charts import LineChart, line_chart
from site_builder.pages.pictures.year_strip import YearStrip, track
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.history_parts import (
    PassageLink,
    PromisePart,
    RecurringPart,
    RevisionPart,
    passage_link,
    promise_part,
    recurring_part,
    restated_parts,
)
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import (
    ReportLine,
    apart_cards,
    newest_date,
    own_cards,
    report_lines,
    year_pairs,
)
from site_builder.pages.shared.values import Value, points, value_of_figure, with_other_ends
from site_builder.vocabulary import PageName, SiteSection

SMALL_MULTIPLES = 12
"""Charts shown; of the other metrics the values stand in a folded part. Twelve fill two screens."""
FIRST_NEW, FIRST_PROMISES = 3, 2
"""New sentences and promises shown of one year: all of them stand on the page of the pair of years"""
MOST_RECURRING, PHRASES = 5, 5
"""Shortcomings shown with their sentences, the others by the way to them; phrases shown of each"""


class YearEntry(Struct, frozen=True):
    """One report year of the timeline."""

    year: int | None
    lines: tuple[ReportLine, ...]
    gap: bool


class SmallMultiple(Struct, frozen=True):
    """One metric of the place over the years."""

    metric: str
    url: str
    unit: str
    chart: LineChart | None
    values: tuple[tuple[int, tuple[Value, ...]], ...]
    """By year"""


class YearChange(Struct, frozen=True):
    """What is new in one report against the one before: how much, and the first of it."""

    year: int | None
    previous: int | None
    sentences: int
    unchanged: int
    similar: int
    new: int
    first: tuple[PassageLink, ...]
    anchor: str
    url: str
    """Of all of it"""


class PromiseYear(Struct, frozen=True):
    """The arrangements of one report: how many found words in the next, and the first of them."""

    year: int | None
    anchor: str
    promises: int
    answered: int
    checked: int
    """Promises that have a next report to look into"""
    first: tuple[PromisePart, ...]
    url: str
    """Of all of them beside the next report; without a next report, of the arrangements in the report itself
    """


class PlaceView(View, frozen=True):
    """One place."""

    place: Place
    level: str
    above: tuple[tuple[str, str], ...]
    """(name, address or empty) of the divisions above"""
    below: tuple[tuple[str, str], ...]
    """The same of those directly below that lead to documents"""
    documents: int
    track: YearStrip | None
    timeline: tuple[YearEntry, ...]
    """Newest first"""
    rules: tuple[str, ...]
    """The publication rules that were applied"""
    multiples: tuple[SmallMultiple, ...]
    more: tuple[SmallMultiple, ...]
    carried: tuple[YearChange, ...]
    promises: tuple[PromiseYear, ...]
    recurring: tuple[RecurringPart, ...]
    more_recurring: tuple[RecurringPart, ...]
    restated: tuple[RevisionPart, ...]
    compare_url: str
    data_url: str
    apart: tuple[ReportLine, ...]
    """Documents of departments and towns, newest first: no years of the place"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per place with documents."""
    names = digest_of(
        [(metric.id, metric.name, metric.unit, metric.kind) for metric in indexes.corpus.dictionary.metrics]
    )
    for code, cards in sorted(indexes.by_place.items()):
        place = indexes.place(code)
        if place:
            timeliness = [indexes.corpus.timeliness.get(card.key) for card in cards]
            family = [
                (each.code, each.name, each.code in indexes.by_place)
                for each in (*indexes.ancestors(code), place)
            ]
            below = [(each, each in indexes.by_place) for each in indexes.children.get(code, ())]
            yield Job(
                urls.place(place.slug),
                PageName.PLACE,
                code,
                SiteSection.PLACES,
                digest=digest_of(cards, timeliness, family, below, names),
                story=code,
            )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> PlaceView:
    """The place with its story; a story that could not be told leaves its parts out."""
    place = indexes.corpus.places.by_code[job.key]
    cards = indexes.by_place[job.key]
    story = inputs.story or PlaceHistory(job.key, gaps_of(cards), (), (), (), (), ())
    multiples = tuple(made for series in story.series if (made := _multiple(series, job.key, indexes)))
    timeline = _timeline(report_lines(own_cards(cards), indexes), set(story.gaps))
    recurring = tuple(recurring_part(each, PHRASES) for each in story.recurring)
    pairs = {later.year for _, later in year_pairs(cards)}
    above = tuple(
        (each.name, urls.place(each.slug) if each.code in indexes.by_place else "")
        for each in indexes.ancestors(job.key)
    )
    shown = PlaceView(
        info=PageInfo(job.url, SiteSection.PLACES, place.full_name, ""),
        place=place,
        level=place.level.word,
        above=above,
        below=tuple(_child(code, indexes) for code in indexes.children.get(job.key, ())),
        documents=len(cards),
        track=track(timeline),
        timeline=tuple(reversed(timeline)),
        rules=tuple(
            sorted(
                {
                    line.timeliness.source
                    for entry in timeline
                    for line in entry.lines
                    if line.timeliness.source
                }
            )
        ),
        multiples=multiples[:SMALL_MULTIPLES],
        more=tuple(replace(each, chart=None) for each in multiples[SMALL_MULTIPLES:]),
        carried=tuple(_change(each, place, pairs, indexes) for each in story.carried),
        promises=_promises(story.promises, place, pairs),
        recurring=recurring[:MOST_RECURRING],
        more_recurring=recurring[MOST_RECURRING:],
        restated=restated_parts(story.restated, job.key, indexes),
        compare_url=f"{urls.COMPARE}?a={place.slug}",
        data_url=urls.place_data(place.slug),
        apart=tuple(reversed(report_lines(apart_cards(cards), indexes))),
    )
    crumbs = (Crumb("地区", urls.PLACES), *(Crumb(name, url) for name, url in above if url))
    info = PageInfo(
        job.url,
        SiteSection.PLACES,
        place.full_name,
        f"{place.full_name}的{len(cards)}份法治政府建设文件{_span(timeline)}：历年报告、是否按期、关键数据、"
        "逐年变化。",
        crumbs,
        _toc(shown),
        newest_date(cards),
        "概况信息",
    )
    return replace(shown, info=info)


def _span(timeline: tuple[YearEntry, ...]) -> str:
    """First and last year of a timeline, for a sentence."""
    years = [entry.year for entry in timeline if entry.year]
    return f"（{years[0]}–{years[-1]}年度）" if len(years) > 1 else f"（{years[0]}年度）" if years else ""


def _timeline(lines: tuple[ReportLine, ...], gaps: set[int]) -> tuple[YearEntry, ...]:
    """Oldest first, gaps in their place; documents without a year at the very beginning."""
    by_year: dict[int, list[ReportLine]] = {year: [] for year in gaps}
    for line in lines:
        by_year.setdefault(line.year or 0, []).append(line)
    return tuple(
        YearEntry(year or None, tuple(of_year), year in gaps) for year, of_year in sorted(by_year.items())
    )


def _multiple(series: Series, place: str, indexes: Indexes) -> SmallMultiple | None:
    metric = indexes.metrics.get(series.metric)
    if not metric:
        return None
    by_year: dict[int, list[Value]] = {}
    for figure, other in with_other_ends(series.figures):
        by_year.setdefault(figure.year or 0, []).append(value_of_figure(figure, place, indexes, other))
    drawn = points(series.figures, metric.kind, metric.unit, "")
    chart = (
        line_chart([(metric.name, drawn)], metric.unit, 220, 96, compact=True)
        if len({point.year for point in drawn}) > 1
        else None
    )
    return SmallMultiple(
        metric.name,
        urls.metric(metric.id),
        metric.unit,
        chart,
        tuple((year, tuple(values)) for year, values in sorted(by_year.items())),
    )


def _change(carried: YearDiff, place: Place, pairs: set[int | None], indexes: Indexes) -> YearChange:
    now, before = indexes.cards.get(carried.report), indexes.cards.get(carried.previous)
    year = (now.year if now else None) or 0
    return YearChange(
        year=year or None,
        previous=before.year if before else None,
        sentences=carried.sentences,
        unchanged=carried.unchanged,
        similar=carried.similar,
        new=len(carried.fresh),
        first=tuple(map(passage_link, carried.fresh[:FIRST_NEW])),
        anchor=f"new-{year}",
        url=urls.place_year(place.slug, year, "new") if year in pairs else "",
    )


def _promises(promises: tuple[Promise, ...], place: Place, pairs: set[int | None]) -> tuple[PromiseYear, ...]:
    by_year: dict[int, list[Promise]] = {}
    for promise in promises:
        by_year.setdefault(promise.passage.year or 0, []).append(promise)
    return tuple(
        PromiseYear(
            year=year or None,
            anchor=f"promises-{year}",
            promises=len(told),
            answered=sum(bool(each.answers) for each in told),
            checked=sum(bool(each.next_report) for each in told),
            first=tuple(promise_part(each, 1) for each in told[:FIRST_PROMISES]),
            url=(
                urls.place_year(place.slug, year + 1, "promises")
                if year + 1 in pairs
                else passage_link(told[0].passage).url
            ),
        )
        for year, told in sorted(by_year.items(), reverse=True)
    )


def _child(code: str, indexes: Indexes) -> tuple[str, str]:
    place = indexes.corpus.places.by_code[code]
    return place.name, urls.place(place.slug) if code in indexes.by_place else ""


def _toc(view: PlaceView) -> tuple[TocItem, ...]:
    parts = (
        ("timeline", "历年文件", True),
        ("apart", "部门、乡镇街道的报告", bool(view.apart)),
        ("figures", "关键数据", bool(view.multiples)),
        ("new", "逐年新内容", bool(view.carried)),
        ("promises", "上一年的安排，下一年怎么写", bool(view.promises)),
        ("recurring", "多年提到的不足", bool(view.recurring)),
        ("restated", "前后不一致的数字", bool(view.restated)),
        ("below", "下级地区", bool(view.below)),
    )
    return tuple(TocItem(anchor, title, 2) for anchor, title, shown in parts if shown)
