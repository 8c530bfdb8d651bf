"""What one document contributes to the tables of the whole collection: finished CSV lines, made once when the document changes and then only joined.

Quantities of 30,000 reports are more than a gigabyte: no table is ever held whole, and an unchanged report is never written out again.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from site_builder.model.facts import Document, Quantity
from site_builder.pages import urls
from site_builder.pages.exports.cells import Cell, joined, lines
from site_builder.pages.exports.fields import METRICS
from site_builder.pages.exports.repaired import Repaired
from site_builder.text.place_names import stands_beside
from site_builder.text.sentences import evidence_excerpt, excerpt

AFTER_STATUS = len(METRICS.fields) - 1 - [field.name for field in METRICS.fields].index("status")
"""Columns of metrics.csv that a metric which is not given leaves empty"""


class Share(Struct, frozen=True):
    """What one document contributes, without headers: a part for each table, kept and read apart."""

    quantities: bytes = b""
    """Lines"""
    metrics: bytes = b""
    """`Given`, encoded: which metrics are not given depends on the dictionary"""
    indicators: bytes = b""
    """Lines"""


class Given(Struct, frozen=True, array_like=True):
    """The part of metrics.csv."""

    lines: bytes = b""
    silent: bytes = b""
    """For an annual report: the cells that begin a line about a metric it does not give; empty for other documents"""
    metrics: tuple[str, ...] = ()
    """Metrics it does give"""


def export_share(document: Document, key: str) -> Share:
    """The share of one document. A withheld report has none."""
    report = document.report
    if report.withheld or report.refused:
        return Share(metrics=msgspec.msgpack.encode(Given()))
    year = report.head.year.value
    who: tuple[Cell, ...] = (key, str(report.head.place.value or ""), year if isinstance(year, int) else None)
    annual = report.head.kind.value == "annual_report" and not _apart(document)
    given = tuple(sorted({quantity.metric for quantity in document.facts.quantities if quantity.metric}))
    silent = lines([who]).removesuffix(b"\r\n") if annual else b""
    repaired = Repaired(report.repairs)
    return Share(
        lines(_quantity(quantity, who, report.text, repaired) for quantity in document.facts.quantities),
        msgspec.msgpack.encode(Given(lines(_metrics(document, who, repaired)), silent, given if annual else ())),
        lines(_evidence(document, who, repaired)),
    )


def metric_lines(part: bytes, metric_ids: Iterable[str]) -> bytes:
    """Lines of metrics.csv: what the report gives, and one `not_reported` line for each metric of the dictionary that an annual report does not give."""
    given = _GIVEN.decode(part)
    if not given.silent:
        return given.lines
    known = set(given.metrics)
    rest = b"," + given.silent + b",not_reported" + b"," * AFTER_STATUS + b"\r\n"
    return given.lines + b"".join([metric.encode() + rest for metric in metric_ids if metric not in known])


def _quantity(quantity: Quantity, who: tuple[Cell, ...], text: str, repaired: Repaired) -> tuple[Cell, ...]:
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
        excerpt(text, quantity.sentence, quantity.span),
        *_repairs(quantity, repaired),
    )


def _repairs(quantity: Quantity, repaired: Repaired) -> tuple[Cell, Cell]:
    """sentence_repairs, replaced_from: the same two columns in two tables."""
    return joined(repaired.kinds(quantity.sentence)), joined(repaired.before(quantity.span))


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


def _metrics(document: Document, who: tuple[Cell, ...], repaired: Repaired) -> Iterable[tuple[Cell, ...]]:
    """Values by metric."""
    by_id = {quantity.id: quantity for quantity in document.facts.quantities}
    status: tuple[Cell, ...] = ("other_issuer", document.report.head.issuer.value) if _apart(document) else ("reported", "")
    for quantity in sorted((q for q in by_id.values() if q.metric), key=lambda q: q.metric):
        parts = (by_id.get(quantity.numerator), by_id.get(quantity.denominator))
        values = tuple(part.value if part else None for part in parts)
        where = urls.report(str(who[0]), quantity.id)
        yield (quantity.metric, *who, *status, quantity.id, *_amount(quantity), *values, where, *_repairs(quantity, repaired))


def _apart(document: Document) -> bool:
    """Whether the report is a department's or a town's, and its numbers not those of the place it is filed under."""
    head = document.report.head
    return stands_beside(head.level, str(head.place.value or ""), head.place_name)


def _evidence(document: Document, who: tuple[Cell, ...], repaired: Repaired) -> Iterable[tuple[Cell, ...]]:
    text, page = document.report.text, urls.report(str(who[0]))
    for evidence in document.facts.evidence:
        yield (
            evidence.indicator,
            *who,
            evidence.role,
            joined(evidence.matched),
            joined(evidence.quantities),
            evidence.line,
            f"{page}#{evidence.anchor}" if evidence.anchor else page,
            evidence_excerpt(text, evidence.sentence, evidence.matched),
            joined(repaired.kinds(evidence.sentence)),
        )


_GIVEN = msgspec.msgpack.Decoder(Given)
