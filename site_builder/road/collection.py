"""Cards, tallies and tables → the corpus: the one barrier of a build, over light records only."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from site_builder.cache import PartTally, Store
from site_builder.config import SiteConfig
from site_builder.corpus.assemble import assemble
from site_builder.model.corpus import Corpus, Traces
from site_builder.problems import Problem
from site_builder.road.link import TRACES, Light
from site_builder.road.tables import Tables


class Collection(Struct, frozen=True):
    """The corpus, what the store holds under each key by year and province, and everything that is wrong."""

    corpus: Corpus
    parts: dict[str, tuple[PartTally, ...]]
    problems: tuple[Problem, ...]


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
    return Collection(corpus, parts, corpus.problems)


_TRACES = msgspec.msgpack.Decoder(Traces)
