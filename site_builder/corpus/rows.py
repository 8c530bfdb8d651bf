"""One document → what the collection keeps of it: a light card, and rows filed under everything they can be
compared by."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b, sha256
from typing import TypeVar, assert_never

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.corpus.terms.cited_sources import work_slug
from site_builder.model.corpus import (
    AnyRow,
    CheckRow,
    CitationRow,
    EvidenceRow,
    MentionRow,
    MetricRow,
    ReportCard,
    RowGroup,
)
from site_builder.model.facts import Citation, Document, Quantity
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.model.terms import Mention
from site_builder.text.readers.sentences import evidence_excerpt, excerpt, quotation
from site_builder.vocabulary import DocumentKind, RepairStatus, Role, RowKind

_ENCODER = msgspec.msgpack.Encoder()
DIGEST_BITS = 44
"""Digests of rows are added up in SQL: 2**44 times half a million rows stays inside SQLite's 63 bits."""


class Indexed(Struct, frozen=True):
    """What is kept of one document."""

    card: ReportCard
    groups: tuple[RowGroup, ...]
    """In order of key"""


def index_document(document: Document, key: str, mentions: tuple[Mention, ...]) -> Indexed:
    """The card and the rows of a document whose address is `key`. A withheld or refused report has a card and
    no rows."""
    card = make_card(document, key, mentions)
    open_text = not (document.report.withheld or document.report.refused)
    return Indexed(card, _groups(document, card, mentions) if open_text else ())


def row_group(key: str, rows: Sequence[AnyRow], count: int) -> RowGroup:
    """Rows of one report under one key, encoded."""
    payload = _ENCODER.encode(rows)
    return RowGroup(
        key, count, payload, int.from_bytes(blake2b(payload, digest_size=8).digest()) >> (64 - DIGEST_BITS)
    )


def make_card(document: Document, key: str, mentions: tuple[Mention, ...]) -> ReportCard:
    """What lists and timelines need to know of a document."""
    report, facts = document.report, document.facts
    year = report.head.year.value
    return ReportCard(
        key=key,
        path=report.path,
        sha256=report.sha256,
        head=report.head,
        place=str(report.head.place.value or ""),
        year=year if isinstance(year, int) else None,
        contents=report.contents,
        characters=sum(paragraph.span.end - paragraph.span.start for paragraph in report.paragraphs),
        quantities=len(facts.quantities),
        repairs=sum(repair.count for repair in report.repairs),
        unconfirmed=sum(
            repair.status in {RepairStatus.PROPOSED, RepairStatus.FLAGGED} for repair in report.repairs
        ),
        terms=tuple(sorted({mention.term for mention in mentions})),
        digest=blake2b(_ENCODER.encode(document), digest_size=8).hexdigest(),
        withheld=report.withheld,
    )


def text_digest(report: Report) -> str:
    """Of the paragraphs without blanks: two copies of one text have it in common, whatever pages they were
    taken from."""
    text = report.text
    body = "".join(
        "\n".join(
            [text[paragraph.span.start : paragraph.span.end] for paragraph in report.paragraphs]
        ).split()
    )
    return sha256(body.encode()).hexdigest()[:16] if body else ""


def _groups(document: Document, card: ReportCard, mentions: Iterable[Mention]) -> tuple[RowGroup, ...]:
    """All rows by the key they are filed under."""
    rows: dict[str, list[AnyRow]] = {}
    counts: dict[str, int] = {}
    tops = top_titles(document.report)
    for key, record in _facts(document, card, tops):
        rows.setdefault(key, []).append(record)
    for (term, _), (record, count) in _mentioning(document.report.text, card, mentions, tops).items():
        key = RowKind.TERM.key(term)
        rows.setdefault(key, []).append(record)
        counts[key] = counts.get(key, 0) + count
    return tuple(
        [row_group(key, of_key, counts.get(key, len(of_key))) for key, of_key in sorted(rows.items())]
    )


def _facts(document: Document, card: ReportCard, tops: dict[int, str]) -> Iterator[tuple[str, AnyRow]]:
    """Every fact with the key it is filed under."""
    report, facts = document.report, document.facts
    text = report.text
    who = (card.key, card.place, card.year)
    by_id = {quantity.id: quantity for quantity in facts.quantities}
    for quantity in facts.quantities:
        if quantity.metric:
            parts = [
                _standing_in(part.sentence, part) if (part := by_id.get(each)) else None
                for each in (quantity.numerator, quantity.denominator)
            ]
            shelf = _shelf(report.head.document_kind, quantity.role)
            yield (
                shelf.key(quantity.metric),
                MetricRow(*who, *quoted(text, quantity), tops.get(quantity.section, ""), *parts),
            )
    annual = report.head.document_kind == DocumentKind.ANNUAL_REPORT
    spoken = (
        RowKind.INDICATOR if annual else RowKind.PLAN
    )  # a plan that prints the framework is no evidence of anything done
    for evidence in facts.evidence:
        quantities = tuple(
            [_standing_in(each.sentence, each) for name in evidence.quantities if (each := by_id.get(name))]
        )
        sentence = evidence_excerpt(text, evidence.sentence, evidence.matched)
        yield (
            spoken.key(evidence.indicator),
            EvidenceRow(*who, replace(evidence, sentence=Span(0, len(sentence))), sentence, quantities),
        )
    for citation in facts.citations:
        words, shown = quotation(text, citation.sentence, citation.span)
        yield (
            RowKind.DOCUMENT.key(work_slug(citation.title)),
            CitationRow(*who, _standing_in(shown, citation), words),
        )
    for check in facts.checks:
        said = by_id.get(check.quantities[0]) if check.quantities else None
        yield RowKind.CHECK, CheckRow(*who, check, excerpt(text, said.sentence, said.span) if said else "")


def _shelf(kind: DocumentKind, role: Role) -> RowKind:
    """Where a value of a metric is filed: under the metric if a report gives it as a result of its year.
    Targets, figures of others and what stands in another paper (自查, 考核, 述职) are shown as what they are,
    and counted nowhere.

    >>> _shelf(DocumentKind.ANNUAL_REPORT, Role.ACHIEVEMENT), _shelf(DocumentKind.ANNUAL_REPORT, Role.TARGET), _shelf(DocumentKind.OTHER, Role.ACHIEVEMENT)
    ('metric', 'aside', 'aside')
    """
    match kind:
        case DocumentKind.ANNUAL_REPORT | DocumentKind.PLAN:
            return RowKind.METRIC if role == Role.ACHIEVEMENT else RowKind.ASIDE
        case DocumentKind.OTHER:
            return RowKind.ASIDE
    assert_never(kind)


def _mentioning(
    text: str, card: ReportCard, mentions: Iterable[Mention], tops: dict[int, str]
) -> dict[tuple[str, Span], tuple[MentionRow, int]]:
    """The sentences that mention a term, each with how often."""
    found: dict[tuple[str, Span], tuple[MentionRow, int]] = {}
    for mention in mentions:
        words, shown = quotation(text, mention.sentence, mention.span)
        known = found.get((mention.term, shown))
        start, end = mention.span.start - shown.start, mention.span.end - shown.start
        row = (
            known[0]
            if known
            else MentionRow(
                card.key,
                card.place,
                card.year,
                mention.anchor,
                words,
                start,
                end,
                tops.get(mention.section, ""),
            )
        )
        found[mention.term, shown] = row, known[1] + 1 if known else 1
    return found


Fact = TypeVar("Fact", Quantity, Citation)


def quoted(text: str, quantity: Quantity) -> tuple[Quantity, str]:
    """A quantity with its sentence as it is shown."""
    words, shown = quotation(text, quantity.sentence, quantity.span)
    return _standing_in(shown, quantity), words


def _standing_in(shown: Span, fact: Fact) -> Fact:
    """A fact with its position in the quotation that is shown instead of the one in the text."""
    start = shown.start
    return replace(
        fact, span=Span(fact.span.start - start, fact.span.end - start), sentence=Span(0, shown.end - start)
    )


def top_titles(report: Report) -> dict[int, str]:
    """Index of each section → title of the level-1 section it belongs to."""
    out: dict[int, str] = {}
    for section in report.sections:
        out[section.index] = out.get(section.parent, section.title) if section.parent >= 0 else section.title
    return out
