"""`/indicators/2019/73/`: a level-3 indicator in its own words, what it demands in numbers, and every sentence that speaks to it, place by place.

Evidence means that a report speaks to the indicator, never that it is met. Rates, counts and bounds keep their differences, and a place whose report
says nothing is listed as 未报告. More rows than one page holds are split by province.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.model.corpus import EvidenceRow, Inputs, Job
from site_builder.model.indicators import Threshold
from site_builder.model.page import TocItem
from site_builder.pages import urls, wording
from site_builder.pages.digest import digest_of
from site_builder.pages.frame import Crumb, PageInfo, View
from site_builder.pages.indexes import Indexes, PlacedIndicator
from site_builder.pages.metric import ground, matrix_codes, report_years
from site_builder.pages.parts import Part, find_part, is_long, of_part, province_parts
from site_builder.pages.report_lines import issuer_name, stands_apart
from site_builder.pages.values import Value, value_of_quantity


class EvidenceLine(Struct, frozen=True):
    """One sentence that speaks to the indicator."""

    issuer: str
    """Of a department or a street, empty when the place's own government speaks"""
    year: int | None
    sentence: str
    url: str
    matched: tuple[str, ...]
    """The words that decided"""
    role: str
    """In Chinese, empty for 本年情况"""
    values: tuple["KindedValue", ...]


class KindedValue(Struct, frozen=True):
    """A number of the sentence with what kind of number it is."""

    value: Value
    kind: str
    """比率, 数量 …"""


class EvidencePlace(Struct, frozen=True):
    """The evidence of one place, by year."""

    name: str
    url: str
    lines: tuple[EvidenceLine, ...]


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
    places: tuple[EvidencePlace, ...]
    silent: tuple[SilentPlace, ...]
    sentences: int
    planned: tuple[EvidencePlace, ...]
    """Sentences of plans and other papers: intentions and demands, counted nowhere"""
    parts: tuple[Part, ...]
    previous: str
    following: str


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per level-3 indicator, and one per province where there is much evidence."""
    order = list(indexes.indicators)
    for position, (key, placed) in enumerate(indexes.indicators.items()):
        row_key = f"indicator:{key}"
        tally = indexes.corpus.tallies.get(row_key)
        parts = province_parts(tally, indexes)
        plan_key = f"plan:{key}"
        planned = indexes.corpus.tallies.get(plan_key)
        plan_rows = (plan_key,) if planned and not is_long(planned, indexes) else ()
        rows = (row_key,) if tally else ()
        names = [(metric.id, metric.name) for each in _metric_ids(placed, indexes) if (metric := indexes.metrics.get(each))]
        levels = (placed.framework.title, placed.framework.source, placed.level1.number, placed.level1.name, placed.level2.number, placed.level2.name)
        own = digest_of(key, levels, placed.indicator, tally, planned, names, order[max(position - 1, 0) : position + 2])
        url = urls.indicator(key)
        yield Job(url, "indicator", key, "indicators", rows=(*(() if parts else rows), *plan_rows), digest=digest_of(own, ground("", indexes)))
        for part in parts:
            yield Job(url + part.path, "indicator", key, "indicators", rows=rows, part=part.name, digest=digest_of(own, ground(part.name, indexes)))


def view(job: Job, inputs: Inputs, indexes: Indexes) -> IndicatorView:
    """The indicator with its evidence, or with the way to its provinces."""
    placed = indexes.indicators[job.key]
    row_key = f"indicator:{job.key}"
    tally = indexes.corpus.tallies.get(row_key)
    parts = province_parts(tally, indexes)
    part = find_part(parts, job.part) if job.part else None
    rows = of_part((row for row in inputs.rows.get(row_key, ()) if isinstance(row, EvidenceRow)), job.part, indexes)
    codes = () if parts and not part else matrix_codes(job.part, indexes)
    grouped = _by_place(rows)
    spoke = {row.place for of_place in grouped.values() for row in of_place if not _issuer(row, indexes)}
    planned = _by_place(row for row in inputs.rows.get(f"plan:{job.key}", ()) if isinstance(row, EvidenceRow))
    previous, following = _neighbours(job.key, indexes)
    return IndicatorView(
        info=_info(job, placed, part, tally.places if tally else 0, bool(parts)),
        placed=placed,
        url=urls.indicator(job.key),
        part=part.label if part else "",
        demands=tuple(_demand(threshold, indexes) for threshold in placed.indicator.thresholds),
        metrics=tuple((indexes.metrics[each].name, urls.metric(each)) for each in _metric_ids(placed, indexes)),
        places=tuple(_place(code, of_place, indexes) for code, of_place in grouped.items()),
        silent=tuple(_silent(code, indexes) for code in codes if code not in spoke),
        planned=tuple(_place(code, of_place, indexes) for code, of_place in planned.items()),
        sentences=tally.rows if tally else 0,
        parts=() if part else parts,
        previous=previous,
        following=following,
    )


def _by_place(rows: Iterable[EvidenceRow]) -> dict[str, list[EvidenceRow]]:
    """Place code → its rows by year and order of the text; places by code."""
    grouped: dict[str, list[EvidenceRow]] = {}
    for row in sorted(rows, key=lambda row: (row.place, row.year or 0, row.report, row.evidence.sentence.start)):
        grouped.setdefault(row.place, []).append(row)
    return grouped


def _issuer(row: EvidenceRow, indexes: Indexes) -> str:
    """Who speaks, when it is not the government of the place: a department or a street. The place itself has then said nothing."""
    card = indexes.cards.get(row.report)
    return issuer_name(card, indexes) if card and stands_apart(card) else ""


def _place(code: str, rows: Iterable[EvidenceRow], indexes: Indexes) -> EvidencePlace:
    place = indexes.place(code)
    lines = tuple(
        EvidenceLine(
            _issuer(row, indexes),
            row.year,
            row.sentence,
            urls.report(row.report, row.evidence.anchor),
            row.evidence.matched,
            "" if row.evidence.role == "achievement" else wording.ROLE.get(row.evidence.role, row.evidence.role),
            tuple(
                KindedValue(value_of_quantity(each, row.report, row.sentence), wording.QUANTITY_KIND.get(each.kind, each.kind))
                for each in row.quantities
            ),
        )
        for row in rows
    )
    return EvidencePlace(place.full_name if place else "地区未知", urls.place(place.slug) if place else "", lines)


def _silent(code: str, indexes: Indexes) -> SilentPlace:
    place = indexes.place(code)
    years = sorted(year for year in report_years(code, indexes) if year)
    return SilentPlace(place.full_name if place else "地区未知", urls.place(place.slug) if place else "", "、".join(str(year) for year in years))


def _demand(threshold: Threshold, indexes: Indexes) -> Demand:
    metric = indexes.metrics.get(threshold.metric)
    sign = {">=": "≥", "<=": "≤"}.get(threshold.op, threshold.op)
    rule = f"{metric.name if metric else ''} {sign} {wording.number(threshold.value)}{threshold.unit}".strip() if sign else ""
    return Demand(threshold.text, rule, urls.metric(metric.id) if metric else "")


def _metric_ids(placed: PlacedIndicator, indexes: Indexes) -> tuple[str, ...]:
    """Metrics the indicator names, and metrics that name it."""
    pointing = (metric.id for metric in indexes.corpus.dictionary.metrics if placed.key in metric.framework)
    ids = dict.fromkeys((*placed.indicator.metrics, *pointing))
    return tuple(each for each in ids if each in indexes.metrics)


def _neighbours(key: str, indexes: Indexes) -> tuple[str, str]:
    """Addresses of the indicators before and after in the same edition."""
    around = indexes.memory.get("indicator_neighbours")
    if not isinstance(around, dict):
        order = list(indexes.indicators)
        around = {each: (order[i - 1] if i else "", order[i + 1] if i + 1 < len(order) else "") for i, each in enumerate(order)}
        indexes.memory["indicator_neighbours"] = around
    edition = key.partition(":")[0]
    before, after = around[key]

    def address(other: str) -> str:
        return urls.indicator(other) if other.partition(":")[0] == edition else ""

    return address(before), address(after)


def _info(job: Job, placed: PlacedIndicator, part: Part | None, places: int, split: bool) -> PageInfo:
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
    return PageInfo(job.url, "indicators", f"{name}：{part.label}" if part else name, description, crumbs, toc, column_type="数据发布")
