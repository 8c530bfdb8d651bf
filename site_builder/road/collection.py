"""Cards, tallies and tables → the corpus: the one barrier of a build, over light records only."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from site_builder.cache.entries import PartTally
from site_builder.cache.store import Store
from site_builder.config import SiteConfig
from site_builder.corpus.assemble import assemble
from site_builder.corpus.removed_terms import KeptTerm
from site_builder.corpus.restated import Amount, restated_problems
from site_builder.model.corpus import Corpus, Job, Traces
from site_builder.pages.redirect import redirect_problems
from site_builder.problems import Problem
from site_builder.road.link import AMOUNTS, TRACES, Light
from site_builder.road.memory import missed_terms
from site_builder.road.tables import Tables


class Collection(Struct, frozen=True):
    """The corpus, what the store holds under each key by year and province, and everything that is wrong."""

    corpus: Corpus
    parts: dict[str, tuple[PartTally, ...]]
    problems: tuple[Problem, ...]
    redirect_lines: dict[str, tuple[str, int]] = {}
    """Old address → file and line that state it"""
    missed: tuple[KeptTerm, ...] = ()
    """Terms that had a file when the site was last published, and are still used"""


def assemble_collection(config: SiteConfig, store: Store, tables: Tables, light: Light, problems: tuple[Problem, ...]) -> Collection:
    """Everything pages may know without opening a document."""
    parts = store.part_tallies()

    def traces() -> Iterator[Traces]:
        return (_TRACES.decode(data) for _report, data in store.pieces(TRACES))

    corpus = assemble(
        cards=store.cards(),
        terms=light.terms,
        registry=tables.reading.registry,
        dictionary=tables.reading.dictionary,
        deadlines=tables.deadlines,
        tallies=store.tallies(parts),
        portal=config.portal,
        traces=traces,
        redirects=tables.redirects,
        problems=tuple(dict.fromkeys((*problems, *tables.problems, *light.problems))),
    )
    retold = restated_problems(corpus.cards, lambda report: _AMOUNTS.decode(store.piece(AMOUNTS, report)), corpus.dictionary)
    missed, gone = missed_terms(store, corpus)
    return Collection(corpus, parts, (*corpus.problems, *retold, *gone), tables.redirect_lines, missed)


def redirect_findings(collection: Collection, jobs: Iterable[Job]) -> tuple[Problem, ...]:
    """What is wrong with the stated redirects, now that it is known which pages there are."""
    lines = collection.redirect_lines
    return redirect_problems(collection.corpus.redirects, {job.url for job in jobs if job.kind != "redirect"}, lines) if lines else ()


_TRACES = msgspec.msgpack.Decoder(Traces)
_AMOUNTS = msgspec.msgpack.Decoder(tuple[Amount, ...])
