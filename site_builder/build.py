"""The table of contents of a build: the order of the steps, and nothing else.

The stages are imported when a build needs them: an unchanged rebuild of a thousand reports is over before
they would be loaded.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from site_builder.config import SiteConfig
from site_builder.files.lock import build_lock
from site_builder.files.publish import Folders, folders_for
from site_builder.files.strays import stray_files
from site_builder.pipeline.last_build import LastBuild, last_build, last_build_key, remember
from site_builder.problems import BuildFailed, Problem, system_reason
from site_builder.shells.prepared import FullRenderer, PreparedShells, kept_shells, run_mkdocs
from site_builder.vocabulary import Severity

if TYPE_CHECKING:
    from concurrent.futures import Future

    from site_builder.cache.store import Store
    from site_builder.pipeline.collection import Collection
    from site_builder.pipeline.content_tables import ContentTables
    from site_builder.pipeline.index_documents import ResolvedIdentities
    from site_builder.pipeline.publication import Publication
    from site_builder.pipeline.removals import PublishedContent
    from site_builder.workers.pool import Workers

SHORT_STEPS = (
    "site_builder.pipeline.understand:examine_files",
    "site_builder.pipeline.index_documents:link_documents",
)
"""What a process of its own does even for a single report: it needs the stages, and the process that leads
the build then need not import them"""
READY = (
    "site_builder.pipeline.index_documents",
    "site_builder.text.clean",
    "site_builder.parse.report",
    "site_builder.extract.facts",
)

NOT_MADE = "X909"
"""A page that could not be made this time"""
TOLD_ONCE = frozenset({"T225"})
"""Of what changed since the last publication: with this one it is published"""

OnProgress = Callable[[str, int, int], None]
"""Called with (step, done, of) as the work goes on; steps are `STEPS`"""

STEPS = {
    "frame": "准备页面框架",
    "examine": "读取报告",
    "link": "链接词语",
    "render": "生成页面",
    "files": "生成数据文件",
    "publish": "发布",
}


class FreshShells(Struct, frozen=True):
    """The frame that a running MkDocs has just made, and its way to render a page in full."""

    frames: PreparedShells
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


class CheckResult(Struct, frozen=True):
    """The outcome of a check of the whole collection, without pages."""

    tables: "ContentTables"
    light: "ResolvedIdentities"
    problems: tuple[Problem, ...]


def quiet(_step: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@contextlib.contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what the disk refuses into BuildFailed: one Chinese sentence. Publication and the store have words
    of their own."""
    try:
        yield
    except OSError as error:
        named = f"：{error.filename}" if error.filename else ""
        raise BuildFailed(
            f"读写文件时出错（{system_reason(error)}{named}）。没有发布任何新内容，原来的网站保持不变。"
            "请检查磁盘和权限，再运行一次"
        ) from error


def build(
    config: SiteConfig,
    problems: tuple[Problem, ...] = (),
    strict: bool = False,
    tell: OnProgress = quiet,
    made: FreshShells | None = None,
) -> Result:
    """Bring the published folder up to date with the content.

    Good documents are published although others have problems; `strict` publishes nothing new when there is
    any error or warning. Raises UsageError when another build holds the cache and BuildFailed when the frame
    cannot be made; the old site stands in both cases.
    """
    problems = (*problems, *stray_files(config.content, config.pages, config.root))
    with build_lock(config.cache), told_in_words():
        folders = folders_for(config.site, config.cache)
        key = last_build_key(config, problems)
        stands = last_build(folders, key) if made is None else None
        if stands:
            published = not (strict and any(problem.severity != Severity.NOTE for problem in stands.problems))
            return Result(stands.documents, stands.pages, 0, stands.files, 0, stands.problems, published)
        from site_builder.cache.store import twice

        result = twice(lambda: _build_anew(config, folders, problems, strict, tell, made))
        if result.published and not any(
            problem.code == NOT_MADE for problem in result.problems
        ):  # what failed is tried again
            lasting = tuple(problem for problem in result.problems if problem.code not in TOLD_ONCE)
            remember(
                folders,
                LastBuild(key, result.documents, result.pages, result.written + result.unchanged, lasting),
            )
        return result


def _build_anew(
    config: SiteConfig,
    folders: Folders,
    problems: tuple[Problem, ...],
    strict: bool,
    tell: OnProgress,
    made: FreshShells | None,
) -> Result:
    """Look at everything; make what changed."""
    from concurrent.futures import ThreadPoolExecutor

    from site_builder.workers.allocator import tune_allocator
    from site_builder.workers.pool import Workers

    tune_allocator()
    with Workers(config.workers) as workers, ThreadPoolExecutor(1, "frame") as beside:
        workers.prepare(SHORT_STEPS, READY)  # while this process imports what the steps here need
        framing = beside.submit(
            _frames, config, made, tell
        )  # two seconds of MkDocs, while the workers read the reports
        return _steps(config, folders, problems, strict, tell, framing, workers)


def _steps(
    config: SiteConfig,
    folders: Folders,
    problems: tuple[Problem, ...],
    strict: bool,
    tell: OnProgress,
    framing: "Future[tuple[PreparedShells, FullRenderer | None]]",
    workers: "Workers",
) -> Result:
    """The steps, one after the other."""
    from site_builder.cache.store import open_store
    from site_builder.pipeline.collection import assemble_collection
    from site_builder.pipeline.content_tables import ready_tables
    from site_builder.pipeline.index_documents import link_changed, settle_collection
    from site_builder.pipeline.previous_terms import remember_terms
    from site_builder.pipeline.publication import Publication
    from site_builder.pipeline.removals import published_content, remember_content
    from site_builder.pipeline.understand import examine_changed, outlines

    with open_store(config.cache / "store.db") as store:
        tables = ready_tables(config, store)
        found = examine_changed(config, store, tables, workers, lambda done, of: tell("examine", done, of))
        light = settle_collection(list(outlines(store)), tables.entries)
        link_changed(store, light, workers, lambda done, of: tell("link", done, of))
        frames, full = framing.result()
        collection = assemble_collection(config, store, tables, light, (*problems, *frames.problems, *found))
        collection = replace(
            collection,
            problems=(
                *collection.problems,
                *_against_last(config, store, tables, collection, published_content(folders)),
            ),
        )
        with Publication(config, store, collection, frames, folders, workers) as publication:
            publication.begin_files()
            publication.make_pages(lambda done, of: tell("render", done, of), sampling=full is not None)
            publication.make_files(lambda done, of: tell("files", done, of))
            publication.check_against(full)
            result = _publish(publication, collection, strict, tell)
        if result.published:
            remember_terms(store, collection.corpus, collection.missed)
            remember_content(folders, tables, collection.corpus)
        return result


def _against_last(
    config: SiteConfig,
    store: "Store",
    tables: "ContentTables",
    collection: "Collection",
    before: "PublishedContent",
) -> tuple[Problem, ...]:
    """What the last publication tells of this one. Raises BuildFailed when a mass of content is gone and
    nobody has confirmed it."""
    from site_builder.pipeline.removals import edit_problems, removal_problems

    found = removal_problems(config, before, tables, collection.corpus, set(store.signatures()))
    held = next((problem for problem in found if problem.severity == Severity.ERROR), None)
    if held:
        raise BuildFailed(f"{held.code} {held.message}。{held.advice}")
    return (*found, *edit_problems(config, before, collection.corpus))


def _frames(
    config: SiteConfig, made: FreshShells | None, tell: OnProgress
) -> tuple[PreparedShells, FullRenderer | None]:
    """The frame: just made by a running MkDocs, kept from the last build, or made now."""
    if made:
        return made.frames, made.full
    kept = kept_shells(config)
    if kept:
        return kept, None
    tell("frame", 0, 1)
    return run_mkdocs(config)


def _publish(publication: "Publication", collection: "Collection", strict: bool, tell: OnProgress) -> Result:
    """Make the new site the published one, unless the build is strict and something is wrong."""
    problems = tuple(dict.fromkeys((*collection.problems, *publication.problems)))
    counts = publication.counts()
    if strict and any(problem.severity != Severity.NOTE for problem in problems):
        return Result(
            len(collection.corpus.cards), counts.pages, 0, counts.unchanged, 0, problems, published=False
        )
    tell("publish", 0, 1)
    removed = publication.publish()
    return Result(
        len(collection.corpus.cards), counts.pages, counts.written, counts.unchanged, removed, problems
    )


def check(config: SiteConfig, problems: tuple[Problem, ...] = (), tell: OnProgress = quiet) -> CheckResult:
    """Read and link everything and find what is wrong, without making a page."""
    from site_builder.cache.store import twice

    with build_lock(config.cache), told_in_words():
        return twice(lambda: _check_anew(config, problems, tell))


def _check_anew(config: SiteConfig, problems: tuple[Problem, ...], tell: OnProgress) -> CheckResult:
    """Look at everything; make nothing."""
    from site_builder.cache.store import open_store
    from site_builder.pages.plan import plan_site
    from site_builder.pipeline.collection import assemble_collection, redirect_findings
    from site_builder.pipeline.content_tables import ready_tables
    from site_builder.pipeline.index_documents import link_changed, settle_collection
    from site_builder.pipeline.removals import edit_problems, published_content, removal_problems
    from site_builder.pipeline.understand import examine_changed, outlines
    from site_builder.workers.pool import Workers

    problems = (*problems, *stray_files(config.content, config.pages, config.root))
    with Workers(config.workers) as workers, open_store(config.cache / "store.db") as store:
        tables = ready_tables(config, store)
        found = examine_changed(config, store, tables, workers, lambda done, of: tell("examine", done, of))
        light = settle_collection(list(outlines(store)), tables.entries)
        link_changed(store, light, workers, lambda done, of: tell("link", done, of))
        collection = assemble_collection(config, store, tables, light, (*problems, *found))
        planned = plan_site(collection.corpus)
        redirects = redirect_findings(collection, planned.jobs)
        before = published_content(folders_for(config.site, config.cache))
        removed = removal_problems(config, before, tables, collection.corpus, set(store.signatures()))
        edited = edit_problems(config, before, collection.corpus)
        told = (*collection.problems, *planned.problems, *redirects, *removed, *edited)
        return CheckResult(tables, light, tuple(dict.fromkeys(told)))
