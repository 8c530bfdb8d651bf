"""What the traces of all documents say together: cited documents, undefined phrases, neighbouring terms,
words that are probably no terms."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from site_builder.corpus.terms.checks import Suspected, gather_suspects
from site_builder.corpus.terms.cited_sources import gather_works
from site_builder.corpus.terms.cooccurrence import gather_beside
from site_builder.corpus.terms.undefined import gather_open_terms
from site_builder.model.corpus import Traces
from site_builder.model.history import CitedSource, UndefinedTerm
from site_builder.model.terms import Term


class CollectionIndexes(Struct, frozen=True):
    """Of the whole collection; depends on nothing but the traces and the terms."""

    works: tuple[CitedSource, ...] = ()
    open_terms: tuple[UndefinedTerm, ...] = ()
    beside: dict[str, tuple[tuple[str, int], ...]] = {}
    suspects: tuple[Suspected, ...] = ()


def gather(traces: Callable[[], Iterable[Traces]], terms: Iterable[Term]) -> CollectionIndexes:
    """Add up the traces. `traces` is called once per index that reads them all in passing, so that they are
    never all in memory."""
    return CollectionIndexes(
        gather_works(traces()),
        gather_open_terms(traces, terms),
        gather_beside(traces()),
        gather_suspects(traces()),
    )
