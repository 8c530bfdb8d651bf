"""The timeline of a place as a drawing: one station per year, said again in words by the list beside it."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from site_builder.pages.shared.report_lines import ReportLine
from site_builder.vocabulary import DocumentKind, StationShape

STEP, HEIGHT, MARGIN = 96, 84, 56


class YearStripItem(Protocol):
    """A year of a timeline."""

    @property
    def year(self) -> int | None:
        """Report year."""
        ...

    @property
    def lines(self) -> tuple[ReportLine, ...]:
        """Its documents."""
        ...

    @property
    def gap(self) -> bool:
        """No annual report between two that exist."""
        ...


class YearMark(Struct, frozen=True):
    """One year of the track."""

    x: int
    year: str
    shape: StationShape
    words: str
    """按期（提前33天）, 空缺 …, short"""
    url: str


class YearStrip(Struct, frozen=True):
    """The drawing."""

    width: int
    height: int
    middle: int
    first: int
    last: int
    stations: tuple[YearMark, ...]


def track(entries: Sequence[YearStripItem]) -> YearStrip | None:
    """A station per dated year in equal steps, oldest left; None with fewer than two, where a drawing tells
    nothing."""
    dated = [entry for entry in entries if entry.year]
    if len(dated) < 2:
        return None
    stations = tuple(_station(position, entry) for position, entry in enumerate(dated))
    return YearStrip(
        2 * MARGIN + STEP * (len(stations) - 1), HEIGHT, 40, stations[0].x, stations[-1].x, stations
    )


def _station(position: int, entry: YearStripItem) -> YearMark:
    x = MARGIN + STEP * position
    annual = [line for line in entry.lines if line.kind == DocumentKind.ANNUAL_REPORT.word]
    if annual:
        return YearMark(
            x, str(entry.year), StationShape.REPORT, annual[0].timely.partition("（")[0], annual[0].url
        )
    if entry.gap and not entry.lines:
        return YearMark(x, str(entry.year), StationShape.GAP, "空缺", "")
    return YearMark(
        x,
        str(entry.year),
        StationShape.OTHER,
        entry.lines[0].kind if entry.lines else "",
        entry.lines[0].url if entry.lines else "",
    )
