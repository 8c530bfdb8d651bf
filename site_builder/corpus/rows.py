"""One document → what the collection keeps of it: a light card, and rows filed under everything they can be compared by."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.corpus.works import work_slug
from site_builder.model.corpus import CheckRow, CitationRow, EvidenceRow, MentionRow, MetricRow, ReportCard, Row
from site_builder.model.facts import Document, Quantity
from site_builder.model.report import Report
from site_builder.model.terms import Mention
from site_builder.text.sentences import evidence_excerpt, excerpt, quotation

AnyRow = MetricRow | EvidenceRow | MentionRow | CitationRow | CheckRow
ROW_TYPES: dict[str, type[AnyRow]] = {
    "metric": MetricRow,
    "aside": MetricRow,
    "indicator": EvidenceRow,
    "plan": EvidenceRow,
    "term": MentionRow,
    "document": CitationRow,
    "check": CheckRow,
}
"""First part of a row's key → the record its payload holds."""

_ENCODER = msgspec.msgpack.Encoder()


class Indexed(Struct, frozen=True):
    """What is kept of one document."""

    card: ReportCard
    rows: tuple[Row, ...]


def index_document(document: Document, key: str, mentions: tuple[Mention, ...]) -> Indexed:
    """The card and the rows of a document whose address is `key`. A withheld or refused report has a card and no rows."""
    card = make_card(document, key, mentions)
    open_text = not (document.report.withheld or document.report.refused)
    return Indexed(card, tuple(_rows(document, card, mentions)) if open_text else ())


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
        unconfirmed=sum(repair.status in {"proposed", "flagged"} for repair in report.repairs),
        terms=tuple(sorted({mention.term for mention in mentions})),
        digest=sha256(_ENCODER.encode(document)).hexdigest()[:16],
        withheld=report.withheld,
        text_digest=text_digest(report),
    )


def text_digest(report: Report) -> str:
    """Of the paragraphs without blanks: two copies of one text have it in common, whatever pages they were taken from."""
    text = report.text
    body = "".join("\n".join([text[paragraph.span.start : paragraph.span.end] for paragraph in report.paragraphs]).split())
    return sha256(body.encode()).hexdigest()[:16] if body else ""


def _rows(document: Document, card: ReportCard, mentions: tuple[Mention, ...]) -> Iterator[Row]:
    """All rows, numbered in order."""
    for sequence, (key, record) in enumerate(_records(document, card, mentions)):
        yield Row(key, card.key, card.place, card.year or 0, sequence, _ENCODER.encode(record))


def _records(document: Document, card: ReportCard, mentions: Iterable[Mention]) -> Iterator[tuple[str, AnyRow]]:
    """Every record with the key it is filed under. A report has four hundred: the text is cut here without a call for each."""
    report, facts = document.report, document.facts
    text = report.text
    who = (card.key, card.place, card.year)
    tops = top_titles(report)
    by_id = {quantity.id: quantity for quantity in facts.quantities}
    for quantity in facts.quantities:
        if quantity.metric:
            parts = by_id.get(quantity.numerator), by_id.get(quantity.denominator)
            top = tops.get(quantity.section, "")
            shelf = "metric" if quantity.role == "achievement" else "aside"  # targets and figures of others are shown, and counted nowhere
            yield f"{shelf}:{quantity.metric}", MetricRow(*who, *quoted(text, quantity), top, *parts)
    spoken = "indicator" if report.head.kind.value == "annual_report" else "plan"  # a plan that prints the framework is no evidence of anything done
    for evidence in facts.evidence:
        quantities = tuple([by_id[each] for each in evidence.quantities if each in by_id]) if evidence.quantities else ()
        yield f"{spoken}:{evidence.indicator}", EvidenceRow(*who, evidence, evidence_excerpt(text, evidence.sentence, evidence.matched), quantities)
    for mention in mentions:
        where = mention.span
        words, (around, shown) = text[where.start : where.end], quotation(text, mention.sentence, where)
        mention = mention if shown is mention.sentence else replace(mention, sentence=shown)
        yield f"term:{mention.term}", MentionRow(*who, mention, words, around, tops.get(mention.section, ""))
    for citation in facts.citations:
        yield f"document:{work_slug(citation.title)}", CitationRow(*who, citation, excerpt(text, citation.sentence, citation.span))
    for check in facts.checks:
        said = by_id.get(check.quantities[0]) if check.quantities else None
        yield "check", CheckRow(*who, check, excerpt(text, said.sentence, said.span) if said else "")


def quoted(text: str, quantity: Quantity) -> tuple[Quantity, str]:
    """A quantity with its sentence as it is shown; of a very long one only what is shown counts as its sentence."""
    words, shown = quotation(text, quantity.sentence, quantity.span)
    return (quantity if shown is quantity.sentence else replace(quantity, sentence=shown)), words


def top_titles(report: Report) -> dict[int, str]:
    """Index of each section → title of the level-1 section it belongs to."""
    out: dict[int, str] = {}
    for section in report.sections:
        out[section.index] = out.get(section.parent, section.title) if section.parent >= 0 else section.title
    return out
