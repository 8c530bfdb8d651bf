"""Source file → document: read, clean, parse, extract, for each file that changed; the others keep what the
store has of them."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from site_builder.cache.entries import FileEntry
from site_builder.cache.reader import Reader
from site_builder.cache.store import Store
from site_builder.config import SiteConfig
from site_builder.corpus.identity import report_key
from site_builder.corpus.rows import text_digest
from site_builder.files.fingerprints import digest
from site_builder.files.sources import list_sources, read_source
from site_builder.model.facts import Document, Facts
from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Definition, Report
from site_builder.model.text import CleanText, SourceFile
from site_builder.parse.checks.acknowledged import is_sensitive
from site_builder.pipeline.content_tables import ContentTables, reading_tables
from site_builder.problems import Problem
from site_builder.vocabulary import HoldBack, Severity
from site_builder.workers.pool import Workers

if TYPE_CHECKING:
    from site_builder.extract.metrics.compiled_rules import CompiledRules

Result = TypeVar("Result")
FILES_PER_CALL = 16
MIN_FILES_FOR_POOL = 60
"""Reports at about 4 ms each: below this, starting two processes (0.25 s) costs more than it saves"""
UNDERSTAND_STEP = "site_builder.pipeline.understand:examine_files"


class DocumentOutline(Struct, frozen=True):
    """What the barrier needs of one file, whether it can be published or not."""

    path: str
    sha256: str
    claim: str
    """The report key it asks for; empty when it cannot be published"""
    text_digest: str
    definitions: tuple[Definition, ...]
    problems: tuple[Problem, ...]


class UnderstandContext(Struct, frozen=True):
    """What all calls of this step share."""

    store: Path
    reports: Path
    reading_key: str
    hold_back: HoldBack = HoldBack.ERRORS
    """As `PluginOptions.hold_back`"""


class UnderstandTask(Struct, frozen=True):
    """One file to look at."""

    path: str
    signature: str
    known: str
    """The key the store has for it"""
    sidecars: tuple[str, ...] = ()
    """As `sources.Found` has them"""


class Changed(Struct, frozen=True):
    """A file that has to be worked out anew, with its new key."""

    task: UnderstandTask
    key: str
    source: SourceFile


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


def examine_changed(
    config: SiteConfig,
    store: Store,
    tables: ContentTables,
    workers: Workers,
    tell: Callable[[int, int], None],
) -> tuple[Problem, ...]:
    """Bring the store up to date with the reports folder; returns the problems of the folder itself. `tell`
    is called with (done, of)."""
    listing = list_sources(config.reports)
    version = f"{tables.reading_key} {config.hold_back}"
    known = (
        store.signatures()
        if store.get("reading_key") == version.encode()
        else dict.fromkeys(store.signatures(), ("", ""))
    )
    store.put("reading_key", version.encode())
    store.drop_files(set(known) - {found.path for found in listing.found})
    tasks = [
        UnderstandTask(found.path, found.signature, known.get(found.path, ("", ""))[1], found.sidecars)
        for found in listing.found
        if not found.signature or known.get(found.path, ("", ""))[0] != found.signature
    ]
    store.commit()
    done = 0
    for results in workers.run(
        UNDERSTAND_STEP,
        UnderstandContext(store.file, config.reports, tables.reading_key, config.hold_back),
        tasks,
        FILES_PER_CALL,
        MIN_FILES_FOR_POOL,
    ):
        store.save_files(result.entry for result in results if result.entry)
        store.touch_files((result.path, result.signature) for result in results if not result.entry)
        done += len(results)
        tell(done, len(tasks))
    store.commit()
    return listing.problems


def examine_files(common: UnderstandContext, tasks: list[UnderstandTask]) -> list[Examined]:
    """The step that worker processes run."""
    registry, tools = _knowledge(common.store, common.reading_key)
    looked = [_look(common, task) for task in tasks]
    understood = iter(
        understand_all([each.source for each in looked if isinstance(each, Changed)], registry, tools)
    )
    return [
        _examined(each, next(understood), registry, common.hold_back) if isinstance(each, Changed) else each
        for each in looked
    ]


@lru_cache(maxsize=1)
def _knowledge(store: Path, key: str) -> tuple[PlaceRegistry, "CompiledRules"]:
    """Registry and compiled tools, once per process."""
    from site_builder.extract.metrics.compiled_rules import compile_tools

    reader = Reader(store)
    tables = reading_tables(reader, key)
    reader.close()
    return tables.registry, compile_tools(tables.dictionary)


def _look(common: UnderstandContext, task: UnderstandTask) -> Examined | Changed:
    """The file as it is now: what there is to say of it at once, or what has to be worked out."""
    reading = read_source(common.reports, task.path, task.sidecars)
    source = reading.source
    if source is None:
        key = digest("unreadable", msgspec.msgpack.encode(reading.problems))
        return _unpublished(task, key, "", reading.problems)
    sidecar = msgspec.msgpack.encode(
        (source.sidecar, source.sidecar_path, source.sidecar_lines, source.sidecar_problems)
    )
    key = digest(common.reading_key, common.hold_back, source.sha256, sidecar)
    return Examined(task.path, task.signature, None) if key == task.known else Changed(task, key, source)


def _unpublished(task: UnderstandTask, key: str, sha256: str, problems: tuple[Problem, ...]) -> Examined:
    outline = DocumentOutline(task.path, sha256, "", "", (), problems)
    return Examined(
        task.path,
        task.signature,
        FileEntry(task.path, task.signature, key, msgspec.msgpack.encode(outline), None),
    )


def _examined(
    changed: Changed, understood: Understood | Problem, registry: PlaceRegistry, hold_back: HoldBack
) -> Examined:
    task, source = changed.task, changed.source
    if isinstance(understood, Problem):
        return _unpublished(task, changed.key, source.sha256, (understood,))
    document = understood.document
    problems = problems_of(understood)
    unsettled = held_back(problems, hold_back)
    problems += (Problem("X930", f"reports/{task.path}", 0, hold_back, unsettled),) if unsettled else ()
    good = not (document.report.refused or unsettled) and all(
        problem.severity != Severity.ERROR for problem in problems
    )
    outline = DocumentOutline(
        path=task.path,
        sha256=source.sha256,
        claim=report_key(document.report, registry) if good else "",
        text_digest=text_digest(document.report),
        definitions=() if document.report.withheld or not good else document.report.definitions,
        problems=problems,
    )
    data = msgspec.msgpack.encode(document) if good else None
    return Examined(
        task.path,
        task.signature,
        FileEntry(task.path, task.signature, changed.key, msgspec.msgpack.encode(outline), data),
    )


def held_back(problems: Sequence[Problem], what: HoldBack) -> tuple[tuple[str, str], ...]:
    """How many warnings, and of which codes, keep a report from being published by the option `hold_back`;
    nothing when none does."""
    warnings = [
        problem.code
        for problem in problems
        if problem.severity == Severity.WARNING and what != HoldBack.ERRORS
    ]
    codes = [code for code in warnings if what == HoldBack.WARNINGS or is_sensitive(code)]
    return (("count", str(len(codes))), ("codes", "、".join(dict.fromkeys(codes)))) if codes else ()


def understand_all(
    sources: Sequence[SourceFile], registry: PlaceRegistry, tools: "CompiledRules"
) -> list[Understood | Problem]:
    """Files through clean, parse and extract; in place of one on which a stage fails, the problem: it must
    not stop the others."""
    read = [_attempt(source, partial(_read, source, registry)) for source in sources]
    facts = iter(_facts([each[1] for each in read if not isinstance(each, Problem)], tools))
    return [
        each if isinstance(each, Problem) else _understood(source, *each, next(facts))
        for source, each in zip(sources, read, strict=True)
    ]


def _facts(reports: list[Report], tools: "CompiledRules") -> list[Facts | Problem]:
    """The facts of reports, worked out together; when that fails, one by one: then it shows which of them it
    is."""
    from site_builder.extract.facts import (
        extract,
        extract_all,
    )  # half a second of imports, which the process that leads a build leaves to others

    try:
        return list(extract_all(reports, tools))
    except Exception:
        return [_attempt(report, partial(extract, report, tools)) for report in reports]


def _understood(
    source: SourceFile, text: CleanText, report: Report, facts: Facts | Problem
) -> Understood | Problem:
    return facts if isinstance(facts, Problem) else Understood(source, text, Document(report, facts))


def _attempt(file: SourceFile | Report, work: Callable[[], Result]) -> Result | Problem:
    """The result, or the problem that a stage failed on the file: a defect of ours, on hostile input."""
    try:
        return work()
    except Exception as error:
        return Problem(
            "X908", f"reports/{file.path}", 0, "", (("reason", f"{type(error).__name__}: {error}"[:200]),)
        )


def _read(source: SourceFile, registry: PlaceRegistry) -> tuple[CleanText, Report]:
    from site_builder.parse.report import parse
    from site_builder.text.clean import clean

    text = clean(source)
    return text, parse(text, registry)


def understand(source: SourceFile, registry: PlaceRegistry, tools: "CompiledRules") -> Understood:
    """One file through clean, parse and extract; whatever a stage raises is raised."""
    from site_builder.extract.facts import extract

    text, report = _read(source, registry)
    return Understood(source, text, Document(report, extract(report, tools)))


def problems_of(understood: Understood) -> tuple[Problem, ...]:
    """Everything the stages found, each once. What is no text has only that problem: what parsing made of it
    would mislead."""
    if any(
        problem.severity == Severity.ERROR and problem.code.startswith("S")
        for problem in understood.clean.problems
    ):
        return tuple(dict.fromkeys(understood.clean.problems))
    found = (
        *understood.clean.problems,
        *understood.document.report.problems,
        *understood.document.facts.problems,
    )
    return tuple(dict.fromkeys(found))


def outlines(store: Store) -> Iterator[tuple[str, DocumentOutline]]:
    """(key, outline) of every file, in order of path."""
    for _path, key, data in store.outlines():
        yield key, _OUTLINE.decode(data)


_OUTLINE = msgspec.msgpack.Decoder(DocumentOutline)
