"""The table of contents of a build: the order of the steps, and nothing else.

The stages are imported when a build needs them: an unchanged rebuild of a thousand reports is over before they would be loaded.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from site_builder.config import SiteConfig
from site_builder.engine.frames import Frames, FullRenderer, kept_frames, run_mkdocs
from site_builder.files.lock import build_lock
from site_builder.files.publish import Folders, folders_for
from site_builder.problems import Problem
from site_builder.road.standing import Standing, remember, standing, standing_key
from site_builder.vocabulary import Severity

if TYPE_CHECKING:
    from concurrent.futures import Future

    from site_builder.engine.workers import Workers
    from site_builder.road.collection import Collection
    from site_builder.road.link import Light
    from site_builder.road.publication import Publication
    from site_builder.road.tables import Tables

SHORT_STEPS = ("site_builder.road.examine:examine_files", "site_builder.road.link:link_documents")
"""What a process of its own does even for a single report: it needs the stages, and the process that leads the build then need not import them"""
READY = ("site_builder.road.link", "site_builder.text.clean", "site_builder.parse.report", "site_builder.extract.facts")

Tell = Callable[[str, int, int], None]
"""Called with (step, done, of) as the work goes on; steps are `STEPS`"""

STEPS = {"frame": "准备页面框架", "examine": "读取报告", "link": "链接词语", "render": "生成页面", "files": "生成数据文件", "publish": "发布"}


class Made(Struct, frozen=True):
    """The frame that a running MkDocs has just made, and its way to render a page in full."""

    frames: Frames
    full: FullRenderer


class Result(Struct, frozen=True):
    """What a build did. `seconds` is measured by whoever called it."""

    documents: int
    pages: int
    written: int
    """Files written because their bytes changed"""
    unchanged: int
    removed: int
    problems: tuple[Problem, ...]
    published: bool = True
    """False when a strict build found problems and left the old site as it was"""

    @property
    def failed(self) -> bool:
        """Whether the process should exit with 1."""
        return not self.published or any(problem.severity == Severity.ERROR for problem in self.problems)


class Finding(Struct, frozen=True):
    """The outcome of a check of the whole collection, without pages."""

    tables: "Tables"
    light: "Light"
    problems: tuple[Problem, ...]


def quiet(_step: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def build(config: SiteConfig, problems: tuple[Problem, ...] = (), strict: bool = False, tell: Tell = quiet, made: Made | None = None) -> Result:
    """Bring the published folder up to date with the content.

    Good documents are published although others have problems; `strict` publishes nothing new when there is any error or warning. Raises UsageError when
    another build holds the cache and BuildFailed when the frame cannot be made; the old site stands in both cases.
    """
    with build_lock(config.cache):
        folders = folders_for(config.site, config.cache)
        key = standing_key(config, problems)
        stands = standing(folders, key) if made is None else None
        if stands:
            published = not (strict and any(problem.severity != Severity.NOTE for problem in stands.problems))
            return Result(stands.documents, stands.pages, 0, stands.files, 0, stands.problems, published)
        try:
            result = _build_anew(config, folders, problems, strict, tell, made)
        except sqlite3.DatabaseError:  # damage that showed only on the way: the store has been thrown away, and nothing else was touched
            result = _build_anew(config, folders, problems, strict, tell, made)
        if result.published:
            remember(folders, Standing(key, result.documents, result.pages, result.written + result.unchanged, result.problems))
        return result


def _build_anew(config: SiteConfig, folders: Folders, problems: tuple[Problem, ...], strict: bool, tell: Tell, made: Made | None) -> Result:
    """Look at everything; make what changed."""
    from concurrent.futures import ThreadPoolExecutor

    from site_builder.engine.thrift import be_thrifty
    from site_builder.engine.workers import Workers

    be_thrifty()
    with Workers(config.workers) as workers, ThreadPoolExecutor(1, "frame") as beside:
        workers.prepare(SHORT_STEPS, READY)  # while this process imports what the steps here need
        framing = beside.submit(_frames, config, made, tell)  # two seconds of MkDocs, while the workers read the reports
        return _steps(config, folders, problems, strict, tell, framing, workers)


def _steps(
    config: SiteConfig,
    folders: Folders,
    problems: tuple[Problem, ...],
    strict: bool,
    tell: Tell,
    framing: "Future[tuple[Frames, FullRenderer | None]]",
    workers: "Workers",
) -> Result:
    """The steps, one after the other."""
    from site_builder.cache.store import open_store
    from site_builder.road.collection import assemble_collection
    from site_builder.road.examine import examine_changed, outlines
    from site_builder.road.link import link_changed, settle_collection
    from site_builder.road.memory import remember_terms
    from site_builder.road.publication import Publication
    from site_builder.road.tables import ready_tables

    with open_store(config.cache / "store.db") as store:
        tables = ready_tables(config, store)
        found = examine_changed(config, store, tables, workers, lambda done, of: tell("examine", done, of))
        light = settle_collection(list(outlines(store)), tables.entries)
        link_changed(store, light, workers, lambda done, of: tell("link", done, of))
        frames, full = framing.result()
        collection = assemble_collection(config, store, tables, light, (*problems, *frames.problems, *found))
        with Publication(config, store, collection, frames, folders, workers) as publication:
            publication.begin_files()
            publication.make_pages(lambda done, of: tell("render", done, of), sampling=full is not None)
            publication.make_files(lambda done, of: tell("files", done, of))
            publication.check_against(full)
            result = _publish(publication, collection, strict, tell)
        if result.published:
            remember_terms(store, collection.corpus, collection.missed)
        return result


def _frames(config: SiteConfig, made: Made | None, tell: Tell) -> tuple[Frames, FullRenderer | None]:
    """The frame: just made by a running MkDocs, kept from the last build, or made now."""
    if made:
        return made.frames, made.full
    kept = kept_frames(config)
    if kept:
        return kept, None
    tell("frame", 0, 1)
    return run_mkdocs(config)


def _publish(publication: "Publication", collection: "Collection", strict: bool, tell: Tell) -> Result:
    """Make the new site the published one, unless the build is strict and something is wrong."""
    problems = tuple(dict.fromkeys((*collection.problems, *publication.problems)))
    counts = publication.counts()
    if strict and any(problem.severity != Severity.NOTE for problem in problems):
        return Result(len(collection.corpus.cards), counts.pages, 0, counts.unchanged, 0, problems, published=False)
    tell("publish", 0, 1)
    removed = publication.publish()
    return Result(len(collection.corpus.cards), counts.pages, counts.written, counts.unchanged, removed, problems)


def check(config: SiteConfig, problems: tuple[Problem, ...] = (), tell: Tell = quiet) -> Finding:
    """Read and link everything and find what is wrong, without making a page."""
    from site_builder.cache.store import open_store
    from site_builder.engine.workers import Workers
    from site_builder.pages.plan import plan
    from site_builder.road.collection import assemble_collection, redirect_findings
    from site_builder.road.examine import examine_changed, outlines
    from site_builder.road.link import link_changed, settle_collection
    from site_builder.road.tables import ready_tables

    with build_lock(config.cache), Workers(config.workers) as workers, open_store(config.cache / "store.db") as store:
        tables = ready_tables(config, store)
        found = examine_changed(config, store, tables, workers, lambda done, of: tell("examine", done, of))
        light = settle_collection(list(outlines(store)), tables.entries)
        link_changed(store, light, workers, lambda done, of: tell("link", done, of))
        collection = assemble_collection(config, store, tables, light, (*problems, *found))
        redirects = redirect_findings(collection, plan(collection.corpus) if collection.redirect_lines else ())
        return Finding(tables, light, tuple(dict.fromkeys((*collection.problems, *redirects))))
