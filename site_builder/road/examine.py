"""Source file → document: read, clean, parse, extract, for each file that changed; the others keep what the store has of them."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from site_builder.cache.entries import FileEntry
from site_builder.cache.reader import Reader
from site_builder.cache.store import Store
from site_builder.config import SiteConfig
from site_builder.corpus.identity import report_key
from site_builder.corpus.rows import text_digest
from site_builder.engine.workers import Workers
from site_builder.files.fingerprints import digest
from site_builder.files.sources import list_sources, read_source
from site_builder.model.facts import Document
from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Definition
from site_builder.model.text import CleanText, SourceFile
from site_builder.problems import Problem
from site_builder.road.tables import Tables, reading_tables

if TYPE_CHECKING:
    from site_builder.extract.tools import Tools

CHUNK = 16
WORTH_STARTING = 60
"""Reports at about 4 ms each: below this, starting two processes (0.25 s) costs more than it saves"""
STEP = "site_builder.road.examine:examine_files"


class Outline(Struct, frozen=True):
    """What the barrier needs of one file, whether it can be published or not."""

    path: str
    sha256: str
    claim: str
    """The report key it asks for; empty when it cannot be published"""
    text_digest: str
    definitions: tuple[Definition, ...]
    problems: tuple[Problem, ...]


class Common(Struct, frozen=True):
    """What all calls of this step share."""

    store: Path
    reports: Path
    reading_key: str


class Task(Struct, frozen=True):
    """One file to look at."""

    path: str
    signature: str
    known: str
    """The key the store has for it"""


class Examined(Struct, frozen=True):
    """The outcome for one file; `entry` None means that its bytes are the same as before."""

    path: str
    signature: str
    entry: FileEntry | None


class Understood(Struct, frozen=True):
    """One file on its way through the stages, for `explain` and `check`."""

    source: SourceFile
    clean: CleanText
    document: Document


def examine_changed(config: SiteConfig, store: Store, tables: Tables, workers: Workers, tell: Callable[[int, int], None]) -> tuple[Problem, ...]:
    """Bring the store up to date with the reports folder; returns the problems of the folder itself. `tell` is called with (done, of)."""
    listing = list_sources(config.reports)
    version = tables.reading_key
    known = store.signatures() if store.get("reading_key") == version.encode() else dict.fromkeys(store.signatures(), ("", ""))
    store.put("reading_key", version.encode())
    store.drop_files(set(known) - {found.path for found in listing.found})
    tasks = [
        Task(found.path, found.signature, known.get(found.path, ("", ""))[1])
        for found in listing.found
        if not found.signature or known.get(found.path, ("", ""))[0] != found.signature
    ]
    store.commit()
    done = 0
    for results in workers.run(STEP, Common(store.file, config.reports, version), tasks, CHUNK, WORTH_STARTING):
        store.save_files(result.entry for result in results if result.entry)
        store.touch_files((result.path, result.signature) for result in results if not result.entry)
        done += len(results)
        tell(done, len(tasks))
    store.commit()
    return listing.problems


def examine_files(common: Common, tasks: list[Task]) -> list[Examined]:
    """The step that worker processes run."""
    registry, tools = _knowledge(common.store, common.reading_key)
    return [_examine(common, task, registry, tools) for task in tasks]


@lru_cache(maxsize=1)
def _knowledge(store: Path, key: str) -> tuple[PlaceRegistry, "Tools"]:
    """Registry and compiled tools, once per process."""
    from site_builder.extract.tools import compile_tools

    reader = Reader(store)
    tables = reading_tables(reader, key)
    reader.close()
    return tables.registry, compile_tools(tables.dictionary)


def _examine(common: Common, task: Task, registry: PlaceRegistry, tools: "Tools") -> Examined:
    reading = read_source(common.reports, task.path)
    source = reading.source
    if source is None:
        key = digest("unreadable", msgspec.msgpack.encode(reading.problems))
        outline = Outline(task.path, "", "", "", (), reading.problems)
        return Examined(task.path, task.signature, FileEntry(task.path, task.signature, key, msgspec.msgpack.encode(outline), None))
    sidecar = msgspec.msgpack.encode((source.sidecar, source.sidecar_path, source.sidecar_lines, source.sidecar_problems))
    key = digest(common.reading_key, source.sha256, sidecar)
    if key == task.known:
        return Examined(task.path, task.signature, None)
    understood, failure = _attempt(source, registry, tools)
    if understood is None:
        outline = Outline(task.path, source.sha256, "", "", (), (failure,) if failure else ())
        return Examined(task.path, task.signature, FileEntry(task.path, task.signature, key, msgspec.msgpack.encode(outline), None))
    document = understood.document
    problems = problems_of(understood)
    good = not document.report.refused and all(problem.severity != "error" for problem in problems)
    outline = Outline(
        path=task.path,
        sha256=source.sha256,
        claim=report_key(document.report, registry) if good else "",
        text_digest=text_digest(document.report),
        definitions=() if document.report.withheld or not good else document.report.definitions,
        problems=problems,
    )
    data = msgspec.msgpack.encode(document) if good else None
    return Examined(task.path, task.signature, FileEntry(task.path, task.signature, key, msgspec.msgpack.encode(outline), data))


def _attempt(source: SourceFile, registry: PlaceRegistry, tools: "Tools") -> tuple[Understood | None, Problem | None]:
    """The document, or the problem that a stage failed on it: one file that we cannot digest must not stop the others."""
    try:
        return understand(source, registry, tools), None
    except Exception as error:  # a defect of ours, on hostile input: reported with the file, and the rest is published
        return None, Problem("X908", f"reports/{source.path}", 0, "", (("reason", f"{type(error).__name__}: {error}"[:200]),))


def understand(source: SourceFile, registry: PlaceRegistry, tools: "Tools") -> Understood:
    """One file through clean, parse and extract."""
    from site_builder.extract.facts import extract  # half a second of imports, which the process that leads a build leaves to others
    from site_builder.parse.report import parse
    from site_builder.text.clean import clean

    text = clean(source)
    report = parse(text, registry)
    return Understood(source, text, Document(report, extract(report, tools)))


def problems_of(understood: Understood) -> tuple[Problem, ...]:
    """Everything the stages found, each once. What is no text has only that problem: what parsing made of it would mislead."""
    if any(problem.severity == "error" and problem.code.startswith("S") for problem in understood.clean.problems):
        return tuple(dict.fromkeys(understood.clean.problems))
    found = (*understood.clean.problems, *understood.document.report.problems, *understood.document.facts.problems)
    return tuple(dict.fromkeys(found))


def outlines(store: Store) -> Iterator[tuple[str, Outline]]:
    """(key, outline) of every file, in order of path."""
    for _path, key, data in store.outlines():
        yield key, _OUTLINE.decode(data)


_OUTLINE = msgspec.msgpack.Decoder(Outline)
