"""The one barrier: light indexes of all documents → the collection that pages may know."""

from collections.abc import Iterable

from site_builder.corpus.collection_indexes import CollectionIndexes
from site_builder.corpus.history.timeline import timeliness
from site_builder.corpus.terms.checks import check_terms
from site_builder.corpus.terms.terms import TermSet
from site_builder.model.corpus import Corpus, DeadlineRule, ReportCard, SiteIdentity, Tally
from site_builder.model.indicators import Dictionary
from site_builder.model.places import PlaceRegistry
from site_builder.problems import Problem
from site_builder.vocabulary import DocumentKind

KIND_ORDER = {kind: rank for rank, kind in enumerate(DocumentKind)}


def assemble(
    cards: Iterable[ReportCard],
    terms: TermSet,
    registry: PlaceRegistry,
    dictionary: Dictionary,
    deadlines: tuple[DeadlineRule, ...],
    tallies: dict[str, Tally],
    portal: SiteIdentity,
    gathered: CollectionIndexes = CollectionIndexes(),  # noqa: B008 - a frozen record
    redirects: tuple[tuple[str, str], ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Corpus:
    """Everything pages may know without opening a document."""
    sorted_cards = tuple(sorted(cards, key=card_order))
    return Corpus(
        portal=portal,
        cards=sorted_cards,
        places=registry,
        terms=terms.terms,
        dictionary=dictionary,
        deadlines=deadlines,
        tallies=tallies,
        problems=(*problems, *terms.problems, *check_terms(terms.terms, tallies, gathered.suspects)),
        timeliness={card.key: timeliness(card, deadlines, registry) for card in sorted_cards},
        works=gathered.works,
        open_terms=gathered.open_terms,
        redirects=(*redirects, *_moved_reports(redirects, sorted_cards)),
        beside=gathered.beside,
    )


def card_order(card: ReportCard) -> tuple[str, int, int, str]:
    """Place code, year, kind, key; documents without a place or year come first of their kind."""
    return card.place, card.year or 0, KIND_ORDER[card.head.document_kind], card.key


def _moved_reports(
    redirects: Iterable[tuple[str, str]], cards: Iterable[ReportCard]
) -> tuple[tuple[str, str], ...]:
    """Where a place has moved, its reports have too: `places/tahe/` → `places/luohe/` takes
    `reports/tahe/2024/` with it."""
    moved: dict[str, list[str]] = {}
    for old, new in redirects:
        if old.startswith("places/") and new.startswith("places/"):
            moved.setdefault(new.removeprefix("places/"), []).append(old.removeprefix("places/"))
    pairs = ((card.key + "/").partition("/") for card in cards)
    return tuple(
        (f"reports/{old}{rest}", f"reports/{place}/{rest}")
        for place, _, rest in pairs
        for old in moved.get(place + "/", ())
    )
