"""How one value of a report is shown in tables and charts: the words as printed, what they bound, and the way to the sentence."""

from collections.abc import Iterable

from msgspec import Struct

from site_builder.model.corpus import MetricRow
from site_builder.model.facts import Quantity
from site_builder.model.stories import Figure
from site_builder.pages import urls, wording
from site_builder.pages.charts import Point
from site_builder.pages.indexes import Indexes
from site_builder.pages.report_lines import source_label


class Value(Struct, frozen=True):
    """One value, fit for a table cell."""

    words: str
    """As printed: 43.6万余通"""
    bound: str
    """exact · at_least · at_most · about"""
    bound_words: str
    """不低于, 约 …; empty when exact, and when the words of the report already say it"""
    url: str
    """Of the number's mark in its sentence"""
    role: str
    """In Chinese, empty for 本年情况"""
    change: str
    """上升, 下降 … for a change rather than a level; empty otherwise"""
    fraction: str
    """816件/971件 when the text gives the counts of a rate, 分母未给出 when not; empty for other kinds"""
    sentence: str
    year: int | None
    source: str
    """Which report"""
    number: str
    """The folded number in digits, for sorting; empty when the words give none"""


CHANGE = {"up": "上升", "down": "下降", "from": "变动前", "to": "变动后", "range_low": "范围下限", "range_high": "范围上限"}


def value_of(row: MetricRow, indexes: Indexes) -> Value:
    """The value of a metric row."""
    return _value(row.quantity, row.report, row.year, row.sentence, source_label(row.report, row.place, row.year, indexes), _fraction(row))


def value_of_figure(figure: Figure, place: str, indexes: Indexes) -> Value:
    """The value of one figure of a place's story."""
    return _value(figure.quantity, figure.report, figure.year, figure.sentence, source_label(figure.report, place, figure.year, indexes), "")


def value_of_quantity(quantity: Quantity, report: str) -> Value:
    """A quantity that stands beside its own sentence: without source."""
    return _value(quantity, report, None, "", "", "")


def _value(quantity: Quantity, report: str, year: int | None, sentence: str, source: str, fraction: str) -> Value:
    return Value(
        words=printed(quantity),
        bound=quantity.bound or "exact",
        bound_words="" if quantity.qualifier else wording.BOUND.get(quantity.bound, ""),
        url=urls.report(report, quantity.id),
        role="" if quantity.role == "achievement" else wording.ROLE.get(quantity.role, quantity.role),
        change=CHANGE.get(quantity.change, ""),
        fraction=fraction,
        sentence=sentence,
        year=year,
        source=source,
        number="" if quantity.value is None else f"{quantity.value:f}",
    )


def printed(quantity: Quantity) -> str:
    """The surface, with a qualifier that stands outside it put in brackets: 90% (以上), 3万余."""
    outside = [word for word in quantity.qualifier.split(",") if word and word not in quantity.surface]
    return f"{quantity.surface}（{'、'.join(outside)}）" if outside else quantity.surface


def points(rows: Iterable[MetricRow | Figure], kind: str, unit: str, label: str) -> tuple[Point, ...]:
    """What of the rows belongs into one chart: levels of the metric's own kind (and unit, for money and durations), in order of year."""
    found = [
        Point(
            row.year,
            row.quantity.value,
            row.quantity.bound or "exact",
            f"{label}{row.year}年：{printed(row.quantity)}",
            urls.report(row.report, row.quantity.id),
        )
        for row in rows
        if row.year
        and row.quantity.value is not None
        and row.quantity.kind == kind
        and row.quantity.change in ("", "to")
        and (kind not in ("money", "duration", "area") or row.quantity.unit == unit)
    ]
    return tuple(sorted(found, key=lambda point: (point.year, point.value)))


def _fraction(row: MetricRow) -> str:
    if row.quantity.kind != "percent":
        return ""
    if row.numerator and row.denominator:
        return f"{row.numerator.surface}/{row.denominator.surface}"
    if row.numerator:
        return f"分子{row.numerator.surface}，分母未给出"
    if row.denominator:
        return f"分母{row.denominator.surface}，分子未给出"
    return "分母未给出"
