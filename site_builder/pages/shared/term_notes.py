"""The definitions a report page carries with it: one per term it uses, short, with where it comes from. They
open in place and print as notes."""

from collections.abc import Iterable

from msgspec import Struct

from site_builder.model.terms import Mention, Term, TermDefinition
from site_builder.pages.shared import urls
from site_builder.pages.shared.explanation import summary
from site_builder.pages.shared.indexes import Indexes

MAX_NOTE_CHARS = 160
"""Characters of a definition shown in place; the longest of 漯河's ten is 152. The term's page has the whole
"""


class TermNote(Struct, frozen=True, gc=False):
    """One term as it is explained on this page."""

    slug: str
    name: str
    text: str
    """Plain text; empty when nobody has explained the word yet"""
    source: str
    """Chinese: whose definition it is"""
    url: str
    """Of the term's page"""
    source_url: str = ""
    """Of the definition in a report, if it comes from one"""


def term_notes(report_key: str, mentions: Iterable[Mention], indexes: Indexes) -> tuple[TermNote, ...]:
    """One note per linked term, in order of first use. The report's own definition comes first, then the
    explanation of the portal's glossary, then the newest definition of another report, with its place and
    year.
    """
    slugs = dict.fromkeys(m.term for m in mentions if m.linked and m.term in indexes.terms)
    return tuple(term_note(report_key, indexes.terms[slug], indexes) for slug in slugs)


def term_note(report_key: str, term: Term, indexes: Indexes) -> TermNote:
    """What the page of a report says about a term that it uses."""
    definition = indexes.once("definitions", lambda: _by_report(indexes)).get((report_key, term.slug))
    if definition:
        where = urls.report(report_key, definition.anchor)
        return TermNote(
            term.slug, term.name, shorten(definition.text), "本报告的名词解释", urls.term(term.slug), where
        )
    return indexes.once(f"note {term.slug}", lambda: _general_note(term, indexes))


def _by_report(indexes: Indexes) -> dict[tuple[str, str], TermDefinition]:
    """(report key, slug) → the first definition the report gives."""
    return {
        (each.report, term.slug): each for term in indexes.corpus.terms for each in reversed(term.definitions)
    }


def _general_note(term: Term, indexes: Indexes) -> TermNote:
    """The note in a report that does not define the term itself: the same in all of them."""
    url = urls.term(term.slug)
    if term.entry and term.entry.explanation.strip():
        return TermNote(
            term.slug,
            term.name,
            shorten(term.entry.plain + summary(term.entry.explanation, MAX_NOTE_CHARS)),
            "本站词语表",
            url,
        )
    for definition in reversed(term.definitions):
        card = indexes.cards.get(definition.report)
        if card:
            source = f"{indexes.place_name(card.place)}{card.year or ''}年报告的名词解释"
            return TermNote(
                term.slug,
                term.name,
                shorten(definition.text),
                source,
                url,
                urls.report(card.key, definition.anchor),
            )
    return TermNote(term.slug, term.name, "", "尚无解释", url)


def shorten(text: str, limit: int = MAX_NOTE_CHARS) -> str:
    """The text, cut with an ellipsis when it is long.

    >>> shorten("一二三", 2)
    '一…'
    """
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
