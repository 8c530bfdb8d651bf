"""A glossary file that was deleted although reports still use its words: found by comparing with the terms of
the last publication.

Only the names, spellings and a few reports of each term are kept between builds; whether the words still
stand is looked up in the texts, so that a term whose last report is gone too is no reason to say anything.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from site_builder.corpus.terms.forms import normal
from site_builder.model.corpus import ReportCard
from site_builder.model.terms import Term
from site_builder.problems import Problem

MAX_EXAMPLE_REPORTS_PER_TERM = 20
"""Reports kept per term: enough to say that a word is in use, and with which example"""


class KeptTerm(Struct, frozen=True):
    """What is remembered of a term that had a glossary file and was used."""

    name: str
    slug: str
    path: str
    forms: tuple[str, ...]
    reports: tuple[str, ...]


def kept_terms(terms: Iterable[Term], cards: Iterable[ReportCard]) -> tuple[KeptTerm, ...]:
    """What to remember of the terms as they are published now."""
    users: dict[str, list[str]] = {}
    for card in cards:
        for slug in card.terms:
            found = users.setdefault(slug, [])
            if len(found) < MAX_EXAMPLE_REPORTS_PER_TERM:
                found.append(card.key)
    return tuple(
        KeptTerm(term.name, term.slug, term.entry.path, (term.name, *term.aliases), tuple(users[term.slug]))
        for term in terms
        if term.entry and term.slug in users
    )


def removed_terms(
    before: Iterable[KeptTerm],
    terms: Iterable[Term],
    redirected: Iterable[str],
    text_of: Callable[[str], str],
) -> tuple[tuple[KeptTerm, ...], tuple[Problem, ...]]:
    """The remembered terms that have no file any more while their words still stand in reports, and G611 for
    each.

    Not told: a term that is still one under another file or by a report's own definition, and one whose old
    address has been redirected, by which staff say that they meant it. `text_of` gives the text of a report
    key, empty when there is none.
    """
    known = {normal(form) for term in terms for form in (term.name, *term.aliases)}
    told = set(redirected)
    missing = []
    problems = []
    for term in before:
        if normal(term.name) in known or f"glossary/{term.slug}/" in told:
            continue
        using = [
            report
            for report in term.reports
            if (text := text_of(report)) and any(form in text for form in term.forms)
        ]
        if using:
            missing.append(term)
            count = (
                f"至少{len(using)}" if len(term.reports) == MAX_EXAMPLE_REPORTS_PER_TERM else str(len(using))
            )
            problems.append(
                Problem(
                    "G611",
                    term.path,
                    0,
                    term.name,
                    (("count", count), ("report", using[0]), ("slug", term.slug)),
                )
            )
    return tuple(missing), tuple(problems)
