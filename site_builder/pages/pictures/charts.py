"""Geometry of the charts: numbers in, coordinates out; the macros in themes/portal/macros/charts.html draw
them as inline SVG.

A chart never stands alone: the page has the same numbers as a table. No meaning rests on colour: an
approximation is a hollow mark, a lower bound points up, an upper bound points down, and lines carry their
names.
"""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from site_builder.pages.pictures.chart_labels import End, Label, margin, place_labels
from site_builder.pages.shared.wording import number
from site_builder.vocabulary import Bound

WIDTH = 640
HEIGHT = 280
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 36
LOWEST = 12
"""How far a name may reach under the axis: the years stand below"""


class Bar(Struct, frozen=True):
    """One column."""

    label: str
    value: str
    x: float
    y: float
    width: float
    height: float
    middle: float
    """x of its labels"""


class BarChart(Struct, frozen=True):
    """Columns over labels."""

    width: int
    height: int
    base: float
    bars: tuple[Bar, ...]


class Tick(Struct, frozen=True):
    """A grid line with its label."""

    at: float
    label: str


class PlotMark(Struct, frozen=True, gc=False):
    """One value."""

    x: float
    y: float
    shape: Bound
    words: str
    """The text alternative: place, year, value as printed"""
    url: str


class ChartLine(Struct, frozen=True):
    """The values of one place."""

    name: str
    segments: tuple[str, ...]
    """For <polyline>, one per run of consecutive years: a line drawn across a missing year would invent a
    value"""
    marks: tuple[PlotMark, ...]
    label: Label | None = None
    """The name beside the last mark (few lines only)"""


class LineChart(Struct, frozen=True):
    """Values over years."""

    width: int
    height: int
    left: int
    right: float
    base: float
    unit: str
    years: tuple[Tick, ...]
    scale: tuple[Tick, ...]
    lines: tuple[ChartLine, ...]


class Point(Struct, frozen=True, gc=False):
    """One value to be drawn."""

    year: int
    value: Decimal
    bound: Bound
    words: str
    url: str


def bar_chart(counts: Iterable[tuple[str, int]], width: int = WIDTH, height: int = 160) -> BarChart | None:
    """Columns for counts; None when there is nothing to show."""
    pairs = tuple(counts)
    top = max((count for _, count in pairs), default=0)
    if not top:
        return None
    base = height - 24
    step = width / len(pairs)
    bar_width = min(48.0, step * 0.7)
    bars = []
    for position, (label, count) in enumerate(pairs):
        tall = (base - 20) * count / top
        middle = step * (position + 0.5)
        bars.append(
            Bar(
                label,
                number(count),
                _r(middle - bar_width / 2),
                _r(base - tall),
                _r(bar_width),
                _r(tall),
                _r(middle),
            )
        )
    return BarChart(width, height, base, tuple(bars))


def line_chart(
    series: Iterable[tuple[str, tuple[Point, ...]]],
    unit: str,
    width: int = WIDTH,
    height: int = HEIGHT,
    named: int = 8,
    compact: bool = False,
) -> LineChart | None:
    """Values over years for several places; None when there is no value. Up to `named` lines carry their
    names, more are dots only."""
    lines = [(name, points) for name, points in series if points]
    values = [point.value for _, points in lines for point in points]
    if not values:
        return None
    years = sorted({point.year for _, points in lines for point in points})
    with_names = len(lines) <= named and not compact
    left, right, top, bottom = (
        (8, 8, 12, 20)
        if compact
        else (LEFT, RIGHT + (margin([name for name, _ in lines]) if with_names else 0), TOP, BOTTOM)
    )
    low, high, step = _scale(min(values), max(values), unit)
    first, last = years[0], years[-1]
    span = max(last - first, 1)

    def x(year: int) -> float:
        across = width - left - right
        return _r(left + across * (year - first) / span if last > first else left + across / 2)

    def y(value: Decimal) -> float:
        return _r(height - bottom - (height - top - bottom) * float((value - low) / (high - low)))

    drawn = []
    for name, points in lines:
        marks = tuple(PlotMark(x(p.year), y(p.value), p.bound, p.words, p.url) for p in points)
        segments = _segments(points, marks) if len(lines) <= named else ()
        drawn.append(ChartLine(name, segments, marks))
    if with_names:
        drawn = _named(drawn, (0, 0, width, height - bottom + LOWEST))
    ticks = [low + step * i for i in range(int((high - low) / step) + 1)]
    every = max(1, (last - first) // 8 + (1 if (last - first) % 8 else 0)) if last > first else 1
    return LineChart(
        width,
        height,
        left,
        width - right,
        height - bottom,
        unit,
        tuple(Tick(x(year), str(year)) for year in range(first, last + 1, every)),
        tuple(Tick(y(tick), number(tick)) for tick in ticks),
        tuple(drawn),
    )


def _named(lines: list[ChartLine], area: tuple[float, float, float, float]) -> list[ChartLine]:
    """The lines with their names; without, if there is no room for all: the table below has them."""
    dots = sorted({(mark.x, mark.y) for line in lines for mark in line.marks})
    strokes = [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in run.split())]
        for line in lines
        for run in line.segments
    ]
    labels = place_labels(
        [End(line.name, line.marks[-1].x, line.marks[-1].y) for line in lines], dots, strokes, area
    )
    return (
        [replace(line, label=label) for line, label in zip(lines, labels, strict=True)] if labels else lines
    )


def _segments(points: tuple[Point, ...], marks: tuple[PlotMark, ...]) -> tuple[str, ...]:
    """The marks joined wherever one year follows the other."""
    runs: list[list[PlotMark]] = []
    before = None
    for point, mark in zip(points, marks, strict=True):
        if before is None or point.year > before + 1:
            runs.append([])
        runs[-1].append(mark)
        before = point.year
    return tuple(
        " ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs if len({mark.x for mark in run}) > 1
    )


def _scale(low: Decimal, high: Decimal, unit: str) -> tuple[Decimal, Decimal, Decimal]:
    """Round ends and step of the value axis: from zero for amounts; rates end at 100 unless they exceed it.
    About four steps of 1, 2 or 5."""
    bottom = min(Decimal(0), low)
    top = max(high, Decimal(100)) if unit == "%" else high
    if top <= bottom:
        top = bottom + 1
    raw = (top - bottom) / 4
    magnitude = Decimal(10) ** raw.adjusted()
    step = next(magnitude * factor for factor in (1, 2, 5, 10) if magnitude * factor >= raw)
    start = (bottom / step).to_integral_value(rounding="ROUND_FLOOR") * step
    end = (top / step).to_integral_value(rounding="ROUND_CEILING") * step
    return start, end, step


def _r(value: float) -> float:
    """One decimal is finer than any screen, and equal on every machine."""
    return round(value, 1)
