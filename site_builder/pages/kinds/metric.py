"""`/metrics/<id>/`: what a metric means, why it may not be comparable, and every value by place and year,
each leading to its sentence.

Places stand in order of code, never of value. A place whose report gives no value says 未报告; a year without
a report stays blank. A metric with more rows than one page holds is split by province, a province with more
documents than that by year.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job, MetricRow, ReportCard
from site_builder.model.indicators import Metric
from site_builder.model.page import TocItem
from site_builder.pages.pictures.charts import BarChart, LineChart, Point, bar_chart, line_chart
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.pagination import (
    PageSlice,
    find_part,
    flat,
    is_long,
    of_part,
    province_year_parts,
    split_name,
)
from site_builder.pages.shared.report_lines import apart_digest, own_cards, stands_apart
from site_builder.pages.shared.values import Value, points, values_of
from site_builder.vocabulary import CellStatus, DocumentKind, PageName, RowKind, SiteSection

MAX_OTHERS_SHOWN = 60
"""Targets, comparisons and the like on a page: they are an aside, and each takes 0.7 kB"""


class MetricCell(Struct, frozen=True, gc=False):
    """One place in one year."""

    status: CellStatus
    values: tuple[Value, ...]


class MetricPlace(Struct, frozen=True):
    """One row of the matrix."""

    name: str
    url: str
    cells: tuple[MetricCell, ...]


class RelatedIndicator(Struct, frozen=True):
    """A level-3 indicator the metric measures part of."""

    label: str
    text: str
    url: str
    threshold: str
    """The demand this metric can be checked against, as the indicator words it"""


class MetricView(View, frozen=True):
    """One metric, or one province of it."""

    metric: Metric
    url: str
    kind: str
    part: str
    """Label of the part, empty on the metric's own page"""
    years: tuple[int, ...]
    places: tuple[MetricPlace, ...]
    silent: tuple[tuple[str, str], ...]
    """(name, address) of the places that have a report and give no value in any"""
    others: tuple[Value, ...]
    """Targets, comparisons, figures of others: shown as what they are, not in the matrix; of too many the
    newest"""
    others_left: int
    """How many of them are not shown; `data/metrics.csv` has them all"""
    apart: tuple[Value, ...]
    """Of departments and towns, named in the source: never in the row of the place they lie in"""
    chart: LineChart | None
    counts: BarChart | None
    """Reporting places per year; None below three years or with one place, where it tells nothing"""
    parts: tuple[PageSlice, ...]
    indicators: tuple[RelatedIndicator, ...]
    related: tuple[tuple[str, str], ...]
    """(name, address) of numerator and denominator"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page per metric, and one per province (and year) where a metric is long."""
    for metric in indexes.corpus.dictionary.metrics:
        key, aside_key = RowKind.METRIC.key(metric.id), RowKind.ASIDE.key(metric.id)
        tally, aside = indexes.corpus.tallies.get(key), indexes.corpus.tallies.get(aside_key)
        parts = _parts(metric, indexes)
        rows = (key,) if tally else ()
        aside_rows = (aside_key,) if aside and not is_long(aside, indexes) else ()
        own = digest_of(
            metric,
            tally,
            aside,
            parts,
            [indexes.indicators[each].indicator for each in metric.framework if each in indexes.indicators],
        )
        url = urls.metric(metric.id)
        yield Job(
            url,
            PageName.METRIC,
            metric.id,
            SiteSection.INDICATORS,
            rows=(*(() if parts else rows), *aside_rows),
            digest=digest_of(own, ground("", indexes)),
        )
        for part in flat(parts):
            digest = digest_of(own, part, ground(split_name(part.name)[1], indexes))
            yield Job(
                url + part.path,
                PageName.METRIC,
                metric.id,
                SiteSection.INDICATORS,
                rows=() if part.below else rows,
                part=part.name,
                digest=digest,
            )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> MetricView:
    """The metric with its matrix, or with the way to its provinces."""
    metric = indexes.metrics[job.key]
    key, aside_key = RowKind.METRIC.key(metric.id), RowKind.ASIDE.key(metric.id)
    whole = _parts(metric, indexes)
    part = find_part(whole, job.part) if job.part else None
    parts = part.below if part else whole
    rows = of_part((row for row in inputs.rows.get(key, ()) if isinstance(row, MetricRow)), job.part, indexes)
    series, apart = _own_and_apart(rows, indexes)
    aside = indexes.corpus.tallies.get(aside_key)
    others = _newest(row for row in inputs.rows.get(aside_key, ()) if isinstance(row, MetricRow))
    years = tuple(sorted({row.year for row in series if row.year}))
    codes = () if parts else _codes(job.part, indexes)
    places = tuple(_place(code, of_place, years, indexes) for code, of_place in _by_place(series, codes))
    reporting = Counter(str(year) for _, year in {(row.place, row.year) for row in series if row.year})
    return MetricView(
        info=_info(job, metric, part, any(key in indexes.indicators for key in metric.framework)),
        metric=metric,
        url=urls.metric(metric.id),
        kind=metric.kind.word,
        part=part.label if part else "",
        years=years,
        places=tuple(place for place in places if any(cell.values for cell in place.cells)),
        silent=tuple(
            (place.name, place.url) for place in places if not any(cell.values for cell in place.cells)
        ),
        others=values_of(others, indexes),
        others_left=max(0, aside.rows - len(others)) if aside and not part else 0,
        apart=values_of(apart, indexes),
        chart=line_chart(_lines(series, metric, indexes), metric.unit),
        counts=(
            bar_chart(sorted(reporting.items()))
            if len(reporting) > 2 and max(reporting.values()) > 1
            else None
        ),
        parts=parts,
        indicators=_indicators(metric, indexes),
        related=tuple(
            (indexes.metrics[each].name, urls.metric(each))
            for each in (metric.numerator, metric.denominator)
            if each in indexes.metrics
        ),
    )


def _parts(metric: Metric, indexes: Indexes) -> tuple[PageSlice, ...]:
    """The pages of a metric: a report seldom gives it more than one value."""
    return province_year_parts(
        indexes.corpus.tallies.get(RowKind.METRIC.key(metric.id)),
        indexes.corpus.portal.rows_per_page,
        indexes,
    )


def _newest(rows: Iterable[MetricRow]) -> list[MetricRow]:
    """Of many rows those of the newest years, in their order."""
    kept = list(rows)
    if len(kept) > MAX_OTHERS_SHOWN:
        order = sorted(range(len(kept)), key=lambda each: -(kept[each].year or 0))
        kept = [kept[each] for each in sorted(order[:MAX_OTHERS_SHOWN])]
    return kept


def _codes(part: str, indexes: Indexes) -> list[str]:
    """The places of one page: those of the province, and of a year those that have a report of it."""
    year, province = split_name(part)
    return [
        code
        for code in matrix_codes(province, indexes)
        if year is None or (year or None) in report_years(code, indexes)
    ]


def matrix_codes(part: str, indexes: Indexes) -> tuple[str, ...]:
    """The places of a matrix, by code: all with an annual report, or those of one province; `""` stands for
    an unknown place."""
    return indexes.once("matrix_codes", lambda: _matrix_codes(indexes)).get(part, ())


def _matrix_codes(indexes: Indexes) -> dict[str, tuple[str, ...]]:
    """Part → its places; the whole under `""`."""
    found: dict[str, list[str]] = {"": []}
    for code in sorted(indexes.by_place):
        if any(
            card.head.kind.value == DocumentKind.ANNUAL_REPORT for card in own_cards(indexes.by_place[code])
        ):
            found[""].append(code)
            found.setdefault(indexes.province_code(code) or "-", []).append(code)
    return {part: tuple(codes) for part, codes in found.items()}


def report_years(code: str, indexes: Indexes) -> frozenset[int | None]:
    """The years for which a place has an annual report whose text can be read."""
    years = indexes.once(
        "report_years", lambda: {each: _report_years(cards) for each, cards in indexes.by_place.items()}
    )
    return years.get(code, frozenset())


def _report_years(cards: Iterable[ReportCard]) -> frozenset[int | None]:
    return frozenset(
        card.year
        for card in own_cards(cards)
        if card.head.kind.value == DocumentKind.ANNUAL_REPORT and not card.withheld
    )


def _own_and_apart(rows: Iterable[MetricRow], indexes: Indexes) -> tuple[list[MetricRow], list[MetricRow]]:
    """The rows of places' own governments, and those of departments and towns."""
    own: list[MetricRow] = []
    apart: list[MetricRow] = []
    for row in rows:
        card = indexes.cards.get(row.report)
        (apart if card and stands_apart(card) else own).append(row)
    return own, apart


def _by_place(rows: Iterable[MetricRow], codes: Iterable[str]) -> list[tuple[str, list[MetricRow]]]:
    grouped: dict[str, list[MetricRow]] = {code: [] for code in codes}
    for row in rows:
        grouped.setdefault(row.place, []).append(row)
    return sorted(grouped.items())


def _place(code: str, rows: list[MetricRow], years: tuple[int, ...], indexes: Indexes) -> MetricPlace:
    place = indexes.place(code)
    reported = report_years(code, indexes)
    cells = []
    for year in years:
        values = values_of([row for row in rows if row.year == year], indexes)
        cells.append(
            MetricCell(
                (
                    CellStatus.VALUES
                    if values
                    else CellStatus.NOT_REPORTED
                    if year in reported
                    else CellStatus.NO_REPORT
                ),
                values,
            )
        )
    return MetricPlace(
        place.full_name if place else "地区未知", urls.place(place.slug) if place else "", tuple(cells)
    )


def _lines(rows: list[MetricRow], metric: Metric, indexes: Indexes) -> list[tuple[str, tuple[Point, ...]]]:
    return [
        (name, points(of_place, metric.kind, metric.unit, name))
        for code, of_place in _by_place(rows, ())
        if (name := indexes.place_name(code))
    ]


def _indicators(metric: Metric, indexes: Indexes) -> tuple[RelatedIndicator, ...]:
    out = []
    for key in metric.framework:
        placed = indexes.indicators.get(key)
        if placed:
            demand = "；".join(each.text for each in placed.indicator.thresholds if each.metric == metric.id)
            out.append(
                RelatedIndicator(
                    f"{placed.framework.edition}年版第{placed.indicator.number}项",
                    placed.indicator.text,
                    urls.indicator(key),
                    demand,
                )
            )
    return tuple(out)


def ground(part: str, indexes: Indexes) -> str:
    """What the matrix says about places without a value: which of them have a report for which year."""
    return indexes.once(f"metric_ground {part}", lambda: _ground(part, indexes))


def _ground(part: str, indexes: Indexes) -> str:
    years = [
        (code, sorted(year or 0 for year in report_years(code, indexes)))
        for code in matrix_codes(part, indexes)
    ]
    return digest_of(years, apart_digest(indexes))


def _info(job: Job, metric: Metric, part: PageSlice | None, measures: bool) -> PageInfo:
    crumbs = (
        Crumb("指标", urls.INDICATORS),
        Crumb("数据项", urls.METRICS),
        *((Crumb(metric.name, urls.metric(metric.id)),) if part else ()),
    )
    toc = [TocItem("caveats", "比较时请注意", 2)] if metric.caveats else []
    toc.append(TocItem("values", "各地数据", 2))
    toc += [TocItem("framework", "对应的指标", 2)] if measures else []
    title = f"{metric.name}：{part.label}" if part else metric.name
    return PageInfo(
        job.url,
        SiteSection.INDICATORS,
        title,
        f"{metric.name}：{metric.definition}",
        crumbs,
        () if part else tuple(toc),
        column_type="数据发布",
    )
