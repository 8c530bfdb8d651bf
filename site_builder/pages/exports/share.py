"""What one document contributes to the tables of the whole collection: finished CSV lines, made once when the document changes and then only joined.

Quantities of 30,000 reports are more than a gigabyte: no table is ever held whole, and an unchanged report is never written out again.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from site_builder.model.facts import Document, Quantity
from site_builder.pages import urls
from site_builder.pages.exports.cells import Cell, joined, lines


class Share(Struct, frozen=True, array_like=True):
    """Lines of one document, without headers, by table."""

    quantities: bytes
    metrics: bytes
    indicators: bytes


def export_share(document: Document, key: str, metric_ids: Iterable[str]) -> bytes:
    """The share of one document, encoded for the store. `metric_ids`: all metrics of the dictionary, in its order. A withheld report has none."""
    report = document.report
    if report.withheld or report.refused:
        return msgspec.msgpack.encode(Share(b"", b"", b""))
    year = report.head.year.value
    who: tuple[Cell, ...] = (key, str(report.head.place.value or ""), year if isinstance(year, int) else None)
    return msgspec.msgpack.encode(
        Share(
            lines(_quantity(quantity, who, report.text) for quantity in document.facts.quantities),
            lines(_metrics(document, who, metric_ids)),
            lines(_evidence(document, who)),
        )
    )


def read_share(data: bytes) -> Share:
    """The share as it was stored."""
    return msgspec.msgpack.decode(data, type=Share)


def _quantity(quantity: Quantity, who: tuple[Cell, ...], text: str) -> tuple[Cell, ...]:
    return (
        *who,
        quantity.id,
        *_amount(quantity),
        quantity.pair,
        quantity.metric,
        quantity.metric_why,
        quantity.numerator,
        quantity.denominator,
        quantity.what,
        quantity.line,
        urls.report(str(who[0]), quantity.id),
        quantity.sentence.of(text),
    )


def _amount(quantity: Quantity) -> tuple[Cell, ...]:
    """surface, value, unit, qualifier, bound, kind, role, change: the same eight columns in two tables."""
    return (
        quantity.surface,
        quantity.value,
        quantity.unit,
        quantity.qualifier,
        quantity.bound,
        quantity.kind,
        quantity.role,
        quantity.change,
    )


def _metrics(document: Document, who: tuple[Cell, ...], metric_ids: Iterable[str]) -> Iterable[tuple[Cell, ...]]:
    """Values by metric; for an annual report also a line for each metric it does not give."""
    by_id = {quantity.id: quantity for quantity in document.facts.quantities}
    by_metric: dict[str, list[Quantity]] = {}
    for quantity in document.facts.quantities:
        if quantity.metric:
            by_metric.setdefault(quantity.metric, []).append(quantity)
    annual = document.report.head.kind.value == "annual_report" and document.report.head.level != "department"
    for metric in metric_ids:
        for quantity in by_metric.get(metric, ()):
            parts = (by_id.get(quantity.numerator), by_id.get(quantity.denominator))
            values = tuple(part.value if part else None for part in parts)
            yield (metric, *who, "reported", quantity.id, *_amount(quantity), *values, urls.report(str(who[0]), quantity.id))
        if annual and metric not in by_metric:
            yield (metric, *who, "not_reported", *([""] * 12))


def _evidence(document: Document, who: tuple[Cell, ...]) -> Iterable[tuple[Cell, ...]]:
    text = document.report.text
    for evidence in document.facts.evidence:
        yield (
            evidence.indicator,
            *who,
            evidence.role,
            joined(evidence.matched),
            joined(evidence.quantities),
            evidence.line,
            urls.report(str(who[0]), evidence.anchor),
            evidence.sentence.of(text),
        )
