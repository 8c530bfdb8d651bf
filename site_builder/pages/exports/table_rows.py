"""What one document contributes to the tables of the whole collection: finished CSV lines, made once when the
document changes and then only joined.

Quantities of 30,000 reports are more than a gigabyte: no table is ever held whole, and an unchanged report is
never written out again.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

import msgspec
from msgspec import Struct

from site_builder.model.facts import Document
from site_builder.pages.exports.cells import lines
from site_builder.pages.exports.document_columns import (
    INDICATORS,
    METRICS,
    QUANTITIES,
    EvidenceRecord,
    MetricRecord,
    QuantityLine,
    RecordSource,
)
from site_builder.pages.exports.repaired import Repaired
from site_builder.text.readers.place_names import stands_beside
from site_builder.vocabulary import DocumentKind, ReportedStatus

ANY_METRIC = "\0"
"""Stands for the metric in the line of one that is not given; no text of a report holds it"""


class TableRows(Struct, frozen=True):
    """What one document contributes, without headers: a part for each table, kept and read apart."""

    quantities: bytes = b""
    """Lines"""
    metrics: bytes = b""
    """`RowSource`, encoded: which metrics are not given depends on the dictionary"""
    indicators: bytes = b""
    """Lines"""


class RowSource(Struct, frozen=True, array_like=True):
    """The part of metrics.csv."""

    lines: bytes = b""
    silent: bytes = b""
    """For an annual report: the line about a metric it does not give, with ANY_METRIC in its place; empty for
    other documents"""
    metrics: tuple[str, ...] = ()
    """Metrics it does give"""


def export_share(document: Document, key: str) -> TableRows:
    """The share of one document. A withheld report has none."""
    report = document.report
    if report.withheld or report.refused:
        return TableRows(metrics=msgspec.msgpack.encode(RowSource()))
    head = report.head
    source = RecordSource(
        key=key,
        place=str(head.place.value or ""),
        year=head.year.value,
        text=report.text,
        repaired=Repaired(report.repairs),
    )
    annual = head.kind.value == DocumentKind.ANNUAL_REPORT and not _apart(document)
    given = (
        tuple(sorted({quantity.metric for quantity in document.facts.quantities if quantity.metric}))
        if annual
        else ()
    )
    silent = (
        lines([METRICS.cells(MetricRecord(source, ANY_METRIC, ReportedStatus.NOT_REPORTED))])
        if annual
        else b""
    )
    reported = lines(METRICS.cells(line) for line in _metrics(document, source))
    return TableRows(
        lines(QUANTITIES.cells(QuantityLine(source, quantity)) for quantity in document.facts.quantities),
        msgspec.msgpack.encode(RowSource(reported, silent, given)),
        lines(INDICATORS.cells(EvidenceRecord(source, evidence)) for evidence in document.facts.evidence),
    )


def metric_lines(part: bytes, metric_ids: Iterable[str]) -> bytes:
    """Lines of metrics.csv: what the report gives, and one `not_reported` line for each metric of the
    dictionary that an annual report does not give."""
    given = _GIVEN.decode(part)
    if not given.silent:
        return given.lines
    known = set(given.metrics)
    before, _, after = given.silent.partition(ANY_METRIC.encode())
    return given.lines + b"".join(
        [before + metric.encode() + after for metric in metric_ids if metric not in known]
    )


def _metrics(document: Document, source: RecordSource) -> Iterator[MetricRecord]:
    """Values by metric."""
    by_id = {quantity.id: quantity for quantity in document.facts.quantities}
    status = _status(document)
    issuer = str(document.report.head.issuer.value or "") if status == ReportedStatus.OTHER_ISSUER else ""
    for quantity in sorted((q for q in by_id.values() if q.metric), key=lambda q: q.metric):
        yield MetricRecord(
            source=source,
            metric=quantity.metric,
            status=status,
            issuer=issuer,
            quantity=quantity,
            numerator=by_id.get(quantity.numerator),
            denominator=by_id.get(quantity.denominator),
        )


def _status(document: Document) -> ReportedStatus:
    """What the values of a document are: only a report or a plan of the place itself gives them as the
    place's."""
    if _apart(document):
        return ReportedStatus.OTHER_ISSUER
    kind = document.report.head.document_kind
    match kind:
        case DocumentKind.ANNUAL_REPORT | DocumentKind.PLAN:
            return ReportedStatus.REPORTED
        case DocumentKind.OTHER:
            return ReportedStatus.OTHER_KIND
    assert_never(kind)


def _apart(document: Document) -> bool:
    """Whether the report is a department's or a town's, and its numbers not those of the place it is filed
    under."""
    head = document.report.head
    return stands_beside(head.level, str(head.place.value or ""), head.place_name)


_GIVEN = msgspec.msgpack.Decoder(RowSource)
