"""Document + terms → what the collection keeps of it: card, mentions, rows, and its share of every index of
the whole."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.cache.entries import IndexEntry
from site_builder.cache.reader import Reader
from site_builder.cache.seals import Missing
from site_builder.cache.store import Store
from site_builder.corpus.history.revisions import amounts
from site_builder.corpus.identity import Identities, IdentityClaim, settle
from site_builder.corpus.rows import index_document
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import TermSet, build_terms
from site_builder.corpus.terms.traces import trace
from site_builder.files.fingerprints import LINKING, code_digest, digest
from site_builder.model.report import Definition
from site_builder.model.terms import Term, TermEntry
from site_builder.pages.exports.table_rows import TableRows, export_share
from site_builder.pipeline.understand import DocumentOutline
from site_builder.problems import Problem
from site_builder.search.segment import index_document as search_record
from site_builder.workers.pool import Workers

DOCUMENTS_PER_CALL = 6
"""Documents: what is linked and not yet stored is held in memory, about 400 kB each"""
MIN_DOCUMENTS_FOR_POOL = 150
"""Documents at about 1 ms each: below this, starting two processes costs more than it saves"""
INDEX_STEP = "site_builder.pipeline.index_documents:link_documents"
TRACES, SEARCH, AMOUNTS = "traces", "search", "amounts"
EXPORTS = TableRows.__struct_fields__
"""Parts of the tables, kept under their own names"""


class IndexContext(Struct, frozen=True):
    """What all calls of this step share."""

    store: Path
    terms_key: str


class IndexTask(Struct, frozen=True):
    """One document to link."""

    path: str
    report: str
    key: str
    """The key its index entry will have"""


class Linked(Struct, frozen=True):
    """The outcome for one document."""

    entry: IndexEntry
    traces: bytes
    search: bytes
    export: TableRows
    amounts: bytes
    """What the years of a place are compared by"""


CONTRADICTED = frozenset({"H304", "H306"})
"""The text says another place or year than the path does"""


class ResolvedIdentities(Struct, frozen=True):
    """The collection before linking: who stands at which address, and which terms there are."""

    identities: Identities
    keys: dict[str, str]
    """Path → key of the document's file entry"""
    terms: TermSet
    problems: tuple[Problem, ...]


def settle_collection(
    outlines: list[tuple[str, DocumentOutline]], entries: tuple[TermEntry, ...]
) -> ResolvedIdentities:
    """Give every document its address, and gather the terms that staff and reports define."""
    claims = [
        IdentityClaim(
            each.claim,
            each.path,
            each.sha256,
            each.text_digest,
            any(problem.code in CONTRADICTED for problem in each.problems),
        )
        for _, each in outlines
        if each.claim
    ]
    identities = settle(claims)
    definitions: list[tuple[str, Definition]] = [
        (identities.keys[each.path], definition)
        for _, each in outlines
        if each.path in identities.keys
        for definition in each.definitions
    ]
    terms = build_terms(entries, definitions)
    problems = tuple(problem for _, each in outlines for problem in each.problems)
    return ResolvedIdentities(
        identities, {each.path: key for key, each in outlines}, terms, (*problems, *identities.problems)
    )


def link_changed(
    store: Store, light: ResolvedIdentities, workers: Workers, tell: Callable[[int, int], None]
) -> bool:
    """Bring cards, mentions and rows in the store up to date; True when anything changed."""
    terms_key = linker_key(light.terms.terms)
    known = store.index_keys()
    tasks = []
    for path, report in light.identities.keys.items():
        key = digest(light.keys[path], path, report, terms_key)
        if known.get(report) != key:
            tasks.append(IndexTask(path, report, key))
    gone = sorted(set(known) - set(light.identities.keys.values()))
    if not tasks and not gone:
        return False
    touched = store.drop_reports(gone)
    store.put(f"terms:{terms_key}", msgspec.msgpack.encode(light.terms.terms))
    store.commit()
    done = 0
    for results in workers.run(
        INDEX_STEP,
        IndexContext(store.file, terms_key),
        sorted(tasks, key=lambda t: t.path),
        DOCUMENTS_PER_CALL,
        MIN_DOCUMENTS_FOR_POOL,
    ):
        touched |= store.save_index([linked.entry for linked in results])
        store.save_pieces(TRACES, ((linked.entry.report, linked.traces) for linked in results))
        store.save_pieces(AMOUNTS, ((linked.entry.report, linked.amounts) for linked in results))
        store.save_pieces(SEARCH, ((linked.entry.report, linked.search) for linked in results))
        for part in EXPORTS:
            store.save_pieces(
                part, ((linked.entry.report, getattr(linked.export, part)) for linked in results)
            )
        done += len(results)
        tell(done, len(tasks))
    store.count_again(touched)
    store.commit()
    return True


def linker_key(terms: tuple[Term, ...]) -> str:
    """Of what decides where links are set: names and spellings, not explanations."""
    told = [
        (t.slug, t.name, t.aliases, tuple(d.surface for d in t.definitions), t.entry.avoid if t.entry else ())
        for t in sorted(terms, key=lambda t: t.slug)
    ]
    return digest(code_digest(LINKING), msgspec.msgpack.encode(told))


def link_documents(common: IndexContext, tasks: list[IndexTask]) -> list[Linked]:
    """The step that worker processes run."""
    reader = Reader(common.store)
    linker = _linker(common.store, common.terms_key)
    out = [_link(reader, linker, task) for task in tasks]
    reader.close()
    return out


@lru_cache(maxsize=1)
def _linker(store: Path, key: str) -> Linker:
    """The compiled terms, once per process."""
    reader = Reader(store)
    terms = msgspec.msgpack.decode(reader.blob(f"terms:{key}"), type=tuple[Term, ...])
    reader.close()
    return Linker(terms)


def _link(reader: Reader, linker: Linker, task: IndexTask) -> Linked:
    document = reader.path_document(task.path)
    if document is None:
        raise Missing(task.path)
    mentions = linker.mentions(document)
    indexed = index_document(document, task.report, mentions)
    entry = IndexEntry(
        report=task.report,
        path=task.path,
        key=task.key,
        place=indexed.card.place,
        year=indexed.card.year or 0,
        card=msgspec.msgpack.encode(indexed.card),
        mentions=msgspec.msgpack.encode(mentions),
        groups=indexed.groups,
    )
    return Linked(
        entry,
        msgspec.msgpack.encode(trace(document, task.report, mentions)),
        search_record(document, task.report),
        export_share(document, task.report),
        msgspec.msgpack.encode(amounts(document)),
    )
