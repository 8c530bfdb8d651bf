"""One document as a record: what `explain --json` prints and what data/reports/<key>.json holds, the same
object in both places."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from site_builder.model.facts import Check, Citation, Document, Evidence, Quantity
from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Report, Section, Sourced
from site_builder.model.terms import Mention
from site_builder.model.text import Repair
from site_builder.pages.exports.repaired import BY_STAFF, Repaired
from site_builder.problems import Problem, visible
from site_builder.text.readers.sentences import evidence_excerpt, excerpt


def explain_record(
    document: Document,
    mentions: Iterable[Mention],
    registry: PlaceRegistry,
    term_names: Mapping[str, str],
    key: str = "",
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    """Everything that was read out of one file, each value with where it stands. `term_names` maps slugs to
    terms; `key` is the report's address.

    Numbers are strings of decimal digits, so that no reader of JSON rounds them; unknown is null. A withheld
    report gives its head and the reason, nothing of its text.
    """
    report = document.report
    record = _identity(report, registry, key)
    if report.withheld:
        return {**record, "withheld": report.withheld}
    head = report.head
    repaired = Repaired(report.repairs)
    return {
        **record,
        "written": stated(head.written),
        "source": stated(head.source),
        "source_url": stated(head.source_url),
        "licence": stated(head.licence),
        "level": head.level or None,
        "contents": {content.name: content.anchor for content in report.contents},
        "contents_status": {content.name: content.status for content in report.contents},
        "sections": [_section(section) for section in report.sections],
        "repairs": [_repair(repair) for repair in report.repairs],
        "quantities": [_quantity(quantity, report.text, repaired) for quantity in document.facts.quantities],
        "terms": [
            {"term": term_names.get(m.term, m.term), "slug": m.term, "line": m.line, "anchor": m.anchor}
            for m in mentions
        ],
        "definitions": [
            {"term": d.term, "text": d.text, "line": d.line, "anchor": d.anchor} for d in report.definitions
        ],
        "citations": [_citation(citation, report.text) for citation in document.facts.citations],
        "evidence": [_evidence(evidence, report.text, repaired) for evidence in document.facts.evidence],
        "checks": [_check(check) for check in document.facts.checks],
        "furniture": [{"kind": f.kind, "line": f.line, "text": f.text} for f in report.furniture],
        "problems": [_problem(problem) for problem in problems],
    }


def encode_record(record: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8, indented for people, one line break at the end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def stated(value: Sourced[Any]) -> dict[str, Any]:
    """A value with its origin; what is not known is null."""
    out: dict[str, Any] = {
        "value": value.value if value.value != "" else None,
        "origin": value.origin,
        "line": value.line or None,
    }
    if value.note:
        out["note"] = value.note
    if value.label:
        out["label"] = value.label
    return out


def _identity(report: Report, registry: PlaceRegistry, key: str) -> dict[str, Any]:
    """What the document is, with where each value comes from."""
    head = report.head
    return {
        "report": key or None,
        "file": report.path,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "kind": stated(head.kind),
        "title": stated(head.title),
        "issuer": stated(head.issuer),
        "place": _place(head.place, registry),
        "year": stated(head.year),
        "published": stated(head.published),
        "document_number": stated(head.document_number),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "number": section.number,
        "title": section.title,
        "anchor": section.anchor,
        "line": section.line,
        "role": section.role or None,
    }


def _evidence(evidence: Evidence, text: str, repaired: Repaired) -> dict[str, Any]:
    return {
        "indicator": evidence.indicator,
        "role": evidence.role,
        "matched": evidence.matched,
        "quantities": evidence.quantities,
        "line": evidence.line,
        "anchor": evidence.anchor,
        "sentence": evidence_excerpt(text, evidence.sentence, evidence.matched),
        "sentence_repairs": repaired.kinds(evidence.sentence),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "kind": check.kind,
        "quantities": check.quantities,
        "stated": check.stated,
        "computed": check.computed,
        "note": check.note,
        "line": check.line,
        "anchor": check.anchor,
        "holds": check.holds,
    }


def _place(value: Sourced[Any], registry: PlaceRegistry) -> dict[str, Any]:
    """The place also with its name and address."""
    place = registry.by_code.get(str(value.value or ""))
    known = (
        {"code": place.code, "name": place.name, "full_name": place.full_name, "slug": place.slug}
        if place
        else {"code": None, "name": None, "slug": None}
    )
    return {**stated(value), **known}


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "line": repair.line,
        "kind": repair.kind,
        "before": visible(repair.before),
        "after": visible(repair.after),
        "confirmed": repair.status in BY_STAFF,
        "status": repair.status,
        "count": repair.count,
        "candidates": repair.candidates,
        "note": repair.note or None,
    }


def _quantity(quantity: Quantity, text: str, repaired: Repaired) -> dict[str, Any]:
    return {
        "id": quantity.id,
        "surface": quantity.surface,
        "value": None if quantity.value is None else f"{quantity.value:f}",
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "bound": quantity.bound,
        "kind": quantity.kind,
        "role": quantity.role,
        "role_why": quantity.role_why or None,
        "change": quantity.change or None,
        "pair": quantity.pair or None,
        "metric": quantity.metric or None,
        "metric_why": quantity.metric_why or None,
        "numerator": quantity.numerator or None,
        "denominator": quantity.denominator or None,
        "what": quantity.what or None,
        "line": quantity.line,
        "anchor": quantity.anchor,
        "sentence": excerpt(text, quantity.sentence, quantity.span),
        "sentence_repairs": repaired.kinds(quantity.sentence),
        "replaced_from": repaired.before(quantity.span),
    }


def _citation(citation: Citation, text: str) -> dict[str, Any]:
    return {
        "title": citation.title,
        "number": citation.number or None,
        "kind": citation.kind,
        "line": citation.line,
        "anchor": citation.anchor,
        "sentence": excerpt(text, citation.sentence, citation.span),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line or None,
        "text": visible(problem.text),
        "message": problem.message,
        "advice": problem.advice,
    }
