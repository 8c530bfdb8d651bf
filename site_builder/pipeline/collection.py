"""Cards, tallies and tables → the corpus: the one barrier of a build, over light records only."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from site_builder.cache.entries import PartTally
from site_builder.cache.memoized import kept
from site_builder.cache.store import Store, total
from site_builder.config import SiteConfig
from site_builder.corpus.assemble import assemble
from site_builder.corpus.collection_indexes import CollectionIndexes, gather
from site_builder.corpus.history.revisions import Amount, restated_problems
from site_builder.corpus.terms.removed import KeptTerm
from site_builder.files.fingerprints import LINKING, code_digest, digest
from site_builder.model.corpus import Corpus, Job, Traces
from site_builder.model.terms import Term
from site_builder.pages.kinds.redirect import redirect_problems
from site_builder.pipeline.content_tables import ContentTables
from site_builder.pipeline.index_documents import AMOUNTS, TRACES, ResolvedIdentities
from site_builder.pipeline.previous_terms import missed_terms
from site_builder.problems import Problem
from site_builder.vocabulary import PageName


class Collection(Struct, frozen=True):
    """The corpus, what the store holds under each key by year and province, and everything that is wrong."""

    corpus: Corpus
    parts: dict[str, tuple[PartTally, ...]]
    problems: tuple[Problem, ...]
    redirect_lines: dict[str, tuple[str, int]] = {}
    """Old address → file and line that state it"""
    reading_key: str = ""
    """Of the dictionary and the registry of places"""
    missed: tuple[KeptTerm, ...] = ()
    """Terms that had a file when the site was last published, and are still used"""


def assemble_collection(
    config: SiteConfig,
    store: Store,
    tables: ContentTables,
    light: ResolvedIdentities,
    problems: tuple[Problem, ...],
) -> Collection:
    """Everything pages may know without opening a document."""
    counted = store.counted()
    corpus = assemble(
        cards=store.cards(),
        terms=light.terms,
        registry=tables.reading.registry,
        dictionary=tables.reading.dictionary,
        deadlines=tables.deadlines,
        tallies={key: total(entry) for key, entry in counted.items()},
        portal=config.portal,
        gathered=_gathered(store, light.terms.terms),
        redirects=tables.redirects,
        problems=tuple(dict.fromkeys((*problems, *tables.problems, *light.problems))),
    )
    retold = _restated(store, corpus)
    missed, gone = missed_terms(store, corpus)
    parts = {key: entry.parts for key, entry in counted.items()}
    return Collection(
        corpus, parts, (*corpus.problems, *retold, *gone), tables.redirect_lines, tables.reading_key, missed
    )


def _gathered(store: Store, terms: tuple[Term, ...]) -> CollectionIndexes:
    """What the traces say together; most changes of a report leave its traces as they were."""

    def traces() -> Iterator[Traces]:
        return (_TRACES.decode(data) for _report, data in store.pieces(TRACES))

    key = digest(
        code_digest(LINKING),
        msgspec.msgpack.encode(terms, order="deterministic"),
        store.pieces_digest(TRACES),
    )
    return kept(store, "gathered", key, CollectionIndexes, lambda: gather(traces, terms))


def _restated(store: Store, corpus: Corpus) -> tuple[Problem, ...]:
    """Last year's figures told differently, compared again only when a figure has changed."""

    def amounts_of(report: str) -> tuple[Amount, ...]:
        return _AMOUNTS.decode(store.piece(AMOUNTS, report))

    told = [(card.key, card.path, card.place, card.year, card.head, card.withheld) for card in corpus.cards]
    known = msgspec.msgpack.encode((told, corpus.dictionary.metrics), order="deterministic")
    key = digest(code_digest(LINKING), known, store.pieces_digest(AMOUNTS))
    return kept(
        store,
        "restated",
        key,
        tuple[Problem, ...],
        lambda: restated_problems(corpus.cards, amounts_of, corpus.dictionary),
    )


def redirect_findings(collection: Collection, jobs: Iterable[Job]) -> tuple[Problem, ...]:
    """What is wrong with the stated redirects, now that it is known which pages there are."""
    lines = collection.redirect_lines
    return (
        redirect_problems(
            collection.corpus.redirects, {job.url for job in jobs if job.kind != PageName.REDIRECT}, lines
        )
        if lines
        else ()
    )


_TRACES = msgspec.msgpack.Decoder(Traces)
_AMOUNTS = msgspec.msgpack.Decoder(tuple[Amount, ...])
