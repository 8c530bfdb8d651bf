"""`/indicators/2019/73/`: a level-3 indicator in its own words, what it demands in numbers, and every
sentence that speaks to it, place by place.

Evidence means that a report speaks to the indicator, never that it is met. Rates, counts and bounds keep
their differences, and a place whose report says nothing is listed as 未报告. More rows than one page holds
are split by province, a province with more reports than a page can speak of by year.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.model.corpus import EvidenceRow, Inputs, Job, Tally
from site_builder.model.indicators import Threshold
from site_builder.model.page import TocItem
from site_builder.pages.kinds.metric import ground, matrix_codes, report_years
from site_builder.pages.shared import urls, wording
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.evidence import SENTENCES, EvidenceListing, evidence
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes, PlacedIndicator
from site_builder.pages.shared.pagination import (
    PageSlice,
    find_part,
    flat,
    is_long,
    of_part,
    province_year_parts,
    split_name,
)
from site_builder.pages.shared.report_lines import spoken_by
from site_builder.vocabulary import PageName, RowKind, SiteSection

PLANNED = 60
"""Sentences of plans on a page: they are an aside"""


class SilentPlace(Struct, frozen=True):
    """A place with reports in which nothing was found."""

    name: str
    url: str
    years: str


class Demand(Struct, frozen=True):
    """A threshold inside the indicator."""

    text: str
    rule: str
    """出庭应诉率 = 100%"""
    metric_url: str


class IndicatorView(View, frozen=True):
    """One level-3 indicator, or one province of it."""

    placed: PlacedIndicator
    url: str
    part: str
    demands: tuple[Demand, ...]
    metrics: tuple[tuple[str, str], ...]
    """(name, address)"""
    evidence: EvidenceListing
    silent: tuple[SilentPlace, ...]
    sentences: int
    """Of all places"""
    planned: EvidenceListing
    """Sentences of plans and other papers: intentions and demands, counted nowhere"""
    unread: int
    """Sentences of plans that are too many for a page"""
    parts: tuple[PageSlice, ...]
    previous: str
    following: str


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per level-3 indicator, and one per province (and year) where there is much evidence."""
    order = list(indexes.indicators)
    for position, (key, placed) in enumerate(indexes.indicators.items()):
        tally = indexes.corpus.tallies.get(RowKind.INDICATOR.key(key))
        planned = indexes.corpus.tallies.get(RowKind.PLAN.key(key))
        parts = _parts(tally, indexes)
        plan_rows = (RowKind.PLAN.key(key),) if planned and not is_long(planned, indexes) else ()
        rows = (RowKind.INDICATOR.key(key),) if tally else ()
        names = [
            (metric.id, metric.name)
            for each in _metric_ids(placed, indexes)
            if (metric := indexes.metrics.get(each))
        ]
        levels = (
            placed.framework.title,
            placed.framework.source,
            placed.level1.number,
            placed.level1.name,
            placed.level2.number,
            placed.level2.name,
        )
        own = digest_of(
            key,
            levels,
            placed.indicator,
            tally,
            planned,
            parts,
            names,
            order[max(position - 1, 0) : position + 2],
        )
        url = urls.indicator(key)
        yield Job(
            url,
            PageName.INDICATOR,
            key,
            SiteSection.INDICATORS,
            rows=(*(() if parts else rows), *plan_rows),
            digest=digest_of(own, ground("", indexes)),
        )
        for part in flat(parts):
            digest = digest_of(own, part, ground(split_name(part.name)[1], indexes))
            yield Job(
                url + part.path,
                PageName.INDICATOR,
                key,
                SiteSection.INDICATORS,
                rows=() if part.below else rows,
                part=part.name,
                digest=digest,
            )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> IndicatorView:
    """The indicator with its evidence, or with the way to its provinces."""
    placed = indexes.indicators[job.key]
    tally = indexes.corpus.tallies.get(RowKind.INDICATOR.key(job.key))
    planned = indexes.corpus.tallies.get(RowKind.PLAN.key(job.key))
    whole = _parts(tally, indexes)
    part = find_part(whole, job.part) if job.part else None
    parts = part.below if part else whole
    rows = of_part(
        (row for row in inputs.rows.get(RowKind.INDICATOR.key(job.key), ()) if isinstance(row, EvidenceRow)),
        job.part,
        indexes,
    )
    previous, following = _neighbours(job.key, indexes)
    return IndicatorView(
        info=_info(job, placed, part, tally.places if tally else 0, bool(parts)),
        placed=placed,
        url=urls.indicator(job.key),
        part=part.label if part else "",
        demands=tuple(_demand(threshold, indexes) for threshold in placed.indicator.thresholds),
        metrics=tuple(
            (indexes.metrics[each].name, urls.metric(each)) for each in _metric_ids(placed, indexes)
        ),
        evidence=evidence(rows, indexes),
        silent=() if parts else _silent_places(job.part, rows, indexes),
        planned=evidence(
            (row for row in inputs.rows.get(RowKind.PLAN.key(job.key), ()) if isinstance(row, EvidenceRow)),
            indexes,
            PLANNED,
        ),
        unread=planned.rows if planned and not part and is_long(planned, indexes) else 0,
        sentences=tally.rows if tally else 0,
        parts=parts,
        previous=previous,
        following=following,
    )


def _parts(tally: Tally | None, indexes: Indexes) -> tuple[PageSlice, ...]:
    """The pages of an indicator: of a province with more reports than a page has sentences, each year would
    be left a part of one."""
    return province_year_parts(tally, SENTENCES, indexes)


def _silent_places(part: str, rows: Iterable[EvidenceRow], indexes: Indexes) -> tuple[SilentPlace, ...]:
    """The places of a page that have a report of their own in which nothing was found."""
    year, province = split_name(part)
    spoke = {
        row.place for row in {row.report: row for row in rows}.values() if not spoken_by(row.report, indexes)
    }
    found = []
    for code in matrix_codes(province, indexes):
        years = sorted(each for each in report_years(code, indexes) if each and year in (None, each))
        if code not in spoke and (years or year is None):
            place = indexes.place(code)
            name, url = (place.full_name, urls.place(place.slug)) if place else ("地区未知", "")
            found.append(SilentPlace(name, url, "、".join(str(each) for each in years)))
    return tuple(found)


def _demand(threshold: Threshold, indexes: Indexes) -> Demand:
    metric = indexes.metrics.get(threshold.metric)
    sign = threshold.op.word
    rule = (
        f"{metric.name if metric else ''} {sign} {wording.number(threshold.value)}{threshold.unit}".strip()
        if sign
        else ""
    )
    return Demand(threshold.text, rule, urls.metric(metric.id) if metric else "")


def _metric_ids(placed: PlacedIndicator, indexes: Indexes) -> tuple[str, ...]:
    """Metrics the indicator names, and metrics that name it."""
    pointing = (metric.id for metric in indexes.corpus.dictionary.metrics if placed.key in metric.framework)
    ids = dict.fromkeys((*placed.indicator.metrics, *pointing))
    return tuple(each for each in ids if each in indexes.metrics)


def _neighbours(key: str, indexes: Indexes) -> tuple[str, str]:
    """Addresses of the indicators before and after in the same edition."""
    around = indexes.once("indicator_neighbours", lambda: _around(list(indexes.indicators)))
    edition = key.partition(":")[0]
    before, after = around[key]

    def address(other: str) -> str:
        return urls.indicator(other) if other.partition(":")[0] == edition else ""

    return address(before), address(after)


def _around(order: list[str]) -> dict[str, tuple[str, str]]:
    """Key → the one before and the one after, empty at the ends."""
    return {
        each: (before, after)
        for before, each, after in zip(("", *order), order, (*order[1:], ""), strict=False)
    }


def _info(job: Job, placed: PlacedIndicator, part: PageSlice | None, places: int, split: bool) -> PageInfo:
    edition = placed.framework.edition
    name = f"指标{placed.indicator.number}（{edition}年版）"
    crumbs = (
        Crumb("指标", urls.INDICATORS),
        Crumb(f"{edition}年版", urls.framework(edition)),
        *((Crumb(name, urls.indicator(placed.key)),) if part else ()),
    )
    demands = (TocItem("demands", "数值要求", 2),) if placed.indicator.thresholds else ()
    silent = () if split else (TocItem("silent", "未报告的地区", 2),)
    toc = () if part else (*demands, TocItem("evidence", "各地报告怎么写", 2), *silent)
    description = f"{placed.indicator.text}（已收录文件中有{places}个地区写到）"
    return PageInfo(
        job.url,
        SiteSection.INDICATORS,
        f"{name}：{part.label}" if part else name,
        description,
        crumbs,
        toc,
        column_type="数据发布",
    )
