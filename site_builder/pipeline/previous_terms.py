"""What a build remembers of the last publication to compare the next one with: the terms that had a file and
were used."""

import msgspec

from site_builder.cache.reader import Reader, decoded
from site_builder.cache.store import Store
from site_builder.corpus.terms.removed import KeptTerm, kept_terms, removed_terms
from site_builder.model.corpus import Corpus
from site_builder.problems import Problem

NAME = "kept_terms"
_TERMS_DECODER = msgspec.msgpack.Decoder(tuple[KeptTerm, ...])


def missed_terms(store: Store, corpus: Corpus) -> tuple[tuple[KeptTerm, ...], tuple[Problem, ...]]:
    """The remembered terms whose file is gone while reports still use them, and a problem for each."""
    kept = store.get(NAME)
    before = decoded(_TERMS_DECODER, kept) if kept else ()
    return removed_terms(
        before, corpus.terms, (old for old, _ in corpus.redirects), lambda report: _text(store, report)
    )


def _text(reader: Reader, report: str) -> str:
    """The text of a report, empty when it is published no more."""
    try:
        report_record = reader.document(report).report
    except KeyError:
        return ""
    return "" if report_record.withheld else report_record.text


def remember_terms(store: Store, corpus: Corpus, missed: tuple[KeptTerm, ...]) -> None:
    """Keep the terms as they are published now, and those that are still missed: until the file is back, or
    its address redirected."""
    store.put(NAME, msgspec.msgpack.encode((*missed, *kept_terms(corpus.terms, corpus.cards))))
    store.commit()
