"""The small tables of the collection, made from the light indexes alone: reports, places, terms."""

from collections.abc import Iterator
from typing import Any

import msgspec

from site_builder.model.corpus import ReportCard
from site_builder.model.terms import Source, Term
from site_builder.pages.exports.cells import header, lines
from site_builder.pages.exports.document import stated
from site_builder.pages.exports.listing_columns import PLACES, REPORTS, PlaceLine, ReportRecord
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import RowKind

METADATA_COLUMNS = ("kind", "title", "issuer", "published", "document_number")


def reports_csv(indexes: Indexes) -> bytes:
    """reports.csv: a line per document, in the order of places and years."""
    return header(REPORTS) + lines(
        REPORTS.cells(ReportRecord(card, indexes.place(card.place), indexes.corpus.timeliness.get(card.key)))
        for card in indexes.corpus.cards
    )


def reports_json(indexes: Indexes) -> bytes:
    """reports.json: the same with origins nested, one object per line so that changes can be compared line by
    line."""
    encode = msgspec.json.Encoder().encode
    return (
        b"[\n"
        + b",\n".join(encode(_report_object(card, indexes)) for card in indexes.corpus.cards)
        + b"\n]\n"
    )


def places_csv(indexes: Indexes) -> bytes:
    """places.csv: every place with documents, and the divisions above it."""
    return header(PLACES) + lines(PLACES.cells(line) for line in _place_lines(indexes))


def terms_json(indexes: Indexes) -> bytes:
    """terms.json: every term with its explanation, definitions and counts, one object per line."""
    encode = msgspec.json.Encoder().encode
    return b"[\n" + b",\n".join(encode(_term(term, indexes)) for term in indexes.corpus.terms) + b"\n]\n"


def _report_object(card: ReportCard, indexes: Indexes) -> dict[str, Any]:
    place = indexes.place(card.place)
    timeliness = indexes.corpus.timeliness.get(card.key)
    out: dict[str, Any] = {
        "report": card.key,
        "url": urls.report(card.key),
        "data": urls.report_data(card.key),
        "file": card.path,
        "sha256": card.sha256,
    }
    out |= {name: stated(getattr(card.head, name)) for name in METADATA_COLUMNS}
    out["place"] = {
        **stated(card.head.place),
        "code": place.code if place else None,
        "name": place.full_name if place else None,
        "slug": place.slug if place else None,
    }
    out["year"] = stated(card.head.year)
    out["level"] = card.head.level or None
    out["timeliness"] = timeliness and {
        "status": timeliness.status,
        "days": timeliness.days,
        "deadline": timeliness.last_day or None,
        "source": timeliness.source or None,
    }
    out["contents"] = {content.name: content.anchor for content in card.contents}
    out["contents_status"] = {content.name: content.status for content in card.contents}
    if card.withheld:
        return {**out, "withheld": card.withheld}
    return {
        **out,
        "characters": card.characters,
        "quantities": card.quantities,
        "repairs": card.repairs,
        "unconfirmed": card.unconfirmed,
    }


def _place_lines(indexes: Indexes) -> Iterator[PlaceLine]:
    codes = {code for code in indexes.by_place if indexes.place(code)}
    codes |= {above.code for code in codes for above in indexes.ancestors(code)}
    for code in sorted(codes):
        cards = indexes.by_place.get(code, ())
        yield PlaceLine(
            indexes.corpus.places.by_code[code], tuple(card.year for card in cards if card.year), len(cards)
        )


def _term(term: Term, indexes: Indexes) -> dict[str, Any]:
    entry = term.entry
    tally = indexes.corpus.tallies.get(RowKind.TERM.key(term.slug))
    return {
        "term": term.name,
        "slug": term.slug,
        "url": urls.term(term.slug),
        "pinyin": term.pinyin,
        "aliases": term.aliases,
        "category": (entry.category or None) if entry else None,
        "plain": (entry.plain or None) if entry else None,
        "explanation": (entry.explanation or None) if entry else None,
        "for_you": (entry.for_you or None) if entry else None,
        "usage": (entry.usage or None) if entry else None,
        "status": (entry.status or None) if entry else None,
        "reason": (entry.reason or None) if entry else None,
        "sources": [_source(source) for source in entry.sources] if entry else [],
        "see_also": entry.see_also if entry else (),
        "definitions": [
            {
                "report": d.report,
                "surface": d.surface,
                "text": d.text,
                "line": d.line,
                "url": urls.report(d.report, d.anchor),
            }
            for d in term.definitions
        ],
        "mentions": tally.rows if tally else 0,
        "reports": tally.reports if tally else 0,
    }


def _source(source: Source) -> dict[str, Any]:
    """A source with everything known of it; `confirmed` tells whether the sentence was compared with a text
    of the document."""
    names = (
        "title",
        "number",
        "issuer",
        "date",
        "article",
        "quote",
        "url",
        "checked",
        "compared",
        "state",
        "replaced_by",
    )
    return {**{name: getattr(source, name) or None for name in names}, "confirmed": source.confirmed}
