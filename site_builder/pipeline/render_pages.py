"""Corpus → pages: which jobs have changed, and for each of those fetch, render, stamp, stage, in worker
processes."""

import sqlite3
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import TemplateError
from msgspec import Struct

from site_builder.cache.entries import PartTally
from site_builder.cache.memoized import kept
from site_builder.cache.reader import Reader, chosen
from site_builder.cache.store import Store
from site_builder.corpus.history.history import place_history
from site_builder.files.fingerprints import RENDERING, code_digest, digest
from site_builder.files.publish import Folders, Staged, stage
from site_builder.model.corpus import Corpus, Inputs, Job
from site_builder.model.history import PlaceHistory
from site_builder.model.page import Page
from site_builder.pages.artifacts import companions
from site_builder.pages.context import (
    COMPILER,
    RenderContext,
    build_context,
    build_environment,
    compile_templates,
)
from site_builder.pages.plan import view_types
from site_builder.pages.render import render
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.pagination import split_name
from site_builder.pages.shared.stand_in import stand_in
from site_builder.pages.template_check import check_templates
from site_builder.pipeline.failures import Failure, failure_of
from site_builder.problems import BuildFailed, template_place
from site_builder.shells.sections import shell_name
from site_builder.shells.splice import Shell, stamp
from site_builder.workers.pool import Workers

PAGES_PER_PORTION = 24
MIN_PORTIONS_FOR_POOL = 6
"""Portions of 24 pages at about 2 ms each: below this, starting two processes costs more than it saves"""
RENDER_STEP = "site_builder.pipeline.render_pages:render_pages"
SHOWN_FAULTS = 5
"""Faults of templates named in one message"""


class RenderTask(Struct, frozen=True):
    """What all calls of this step share."""

    store: Path
    folders: Folders
    context_key: str
    sampled: frozenset[str]
    """Addresses of the pages that are compared with Material's own rendering"""


class Rendered(Struct, frozen=True):
    """The outcome of one job."""

    url: str
    staged: Staged | None
    lastmod: str
    failure: Failure | None = None
    companions: tuple[Staged, ...] = ()
    """Data files made beside the page from the same inputs"""
    page: Page | None = None
    """Only of a page that is sampled"""


class Material(Struct, frozen=True):
    """What every page is made with, as it travels to the worker processes."""

    corpus: Corpus
    templates: dict[str, str]
    shells: dict[str, Shell]
    compiled: dict[str, bytes] = {}
    """The templates, compiled"""


class Recipes:
    """Digests of everything a page is made from, without making it."""

    def __init__(
        self,
        store: Store,
        parts: dict[str, tuple[PartTally, ...]],
        corpus: Corpus,
        shells: dict[str, Shell],
        code: str,
    ) -> None:
        self._contents = store.content_digests()
        self._parts = parts
        self._general = digest(code, msgspec.msgpack.encode(corpus.portal))
        self._shells = {name: digest(*shell.pieces, *shell.slots) for name, shell in shells.items()}

    def of(self, job: Job) -> str:
        """The recipe of one page: equal recipes give equal bytes. What a story is told from is in the digest
        of the job, with the cards of its reports."""
        shell = self._shells.get(shell_name(job.section, job.url), "")
        return digest(
            self._general,
            shell,
            "\0".join((job.url, job.kind, job.key, job.section, job.part, job.digest, job.story)),
            *(self._rows(key, job.part) for key in job.rows),
            *(f"{key}={self._contents.get(key, '')}" for key in job.documents),
        )

    def _rows(self, key: str, part: str) -> str:
        """Digest of the rows a job sees under one key."""
        seen = chosen(self._parts.get(key, ()), *split_name(part))
        return f"{key}={sum(each.count for each in seen)}.{sum(each.digest for each in seen):x}"


def compiled_templates(store: Store, templates: dict[str, str]) -> dict[str, bytes]:
    """The templates compiled, from the store unless one has changed. Raises BuildFailed for one that cannot
    be compiled."""
    key = digest(
        COMPILER,
        sys.version,
        code_digest(RENDERING),
        msgspec.msgpack.encode(templates, order="deterministic"),
    )
    try:
        return kept(store, "compiled", key, dict[str, bytes], lambda: _checked_and_compiled(templates))
    except TemplateError as error:
        raise BuildFailed(
            f"{template_place(error) or '模板'}有误：{error}。没有发布任何新内容，原来的网站保持不变。请检查"
            " themes/ 里最近改过的模板"
        ) from None


def _checked_and_compiled(templates: dict[str, str]) -> dict[str, bytes]:
    """Templates that ask for nothing that is not there, compiled. Raises BuildFailed, before a page is made,
    for what they ask in vain."""
    faults = check_templates(build_environment(templates), templates, view_types())
    if faults:
        told = "；".join(
            f"{fault.template}{f' 第 {fault.line} 行' if fault.line else ''}：{fault.message}"
            for fault in faults[:SHOWN_FAULTS]
        )
        more = f"（另有 {len(faults) - SHOWN_FAULTS} 处）" if len(faults) > SHOWN_FAULTS else ""
        raise BuildFailed(
            f"主题模板有误：{told}{more}（没有发布任何新内容，原来的网站保持不变；模板能用什么，见"
            " docs/templates.md）"
        )
    return compile_templates(templates)


def page_path(url: str) -> str:
    """The file of an address. >>> page_path("places/luohe/"), page_path("")
    ('places/luohe/index.html', 'index.html')
    """
    return f"{url}index.html"


def render_changed(
    store: Store,
    folders: Folders,
    jobs: Iterable[Job],
    material: Material,
    workers: Workers,
    tell: Callable[[int, int], None],
    sampled: frozenset[str] = frozenset(),
) -> list[Rendered]:
    """Render these jobs into the staging folder; those that are sampled are handed back as pages too."""
    tasks = list(jobs)
    if not tasks:
        return []
    data = msgspec.msgpack.encode(material)
    key = digest(data)
    store.put("material", data)
    store.commit()
    out: list[Rendered] = []
    for (results,) in workers.run(
        RENDER_STEP, RenderTask(store.file, folders, key, sampled), _portions(tasks), 1, MIN_PORTIONS_FOR_POOL
    ):
        out += results
        tell(len(out), len(tasks))
    return out


def _portions(jobs: list[Job]) -> list[list[Job]]:
    """The jobs in the portions they are given out in. Pages that tell of one place stay together, for then
    its story is told once; they take longest and go first."""
    of_place: dict[str, list[Job]] = {}
    for job in jobs:
        if job.story:
            of_place.setdefault(job.story, []).append(job)
    portions: list[list[Job]] = [[]]
    for group in (*of_place.values(), *([job] for job in jobs if not job.story)):
        if portions[-1] and len(portions[-1]) + len(group) > PAGES_PER_PORTION:
            portions.append([])
        portions[-1] += group
    return portions


def render_pages(common: RenderTask, portions: list[list[Job]]) -> list[list[Rendered]]:
    """The step that worker processes run."""
    context, shells = _material(common.store, common.context_key)
    reader = Reader(common.store)
    stories = Histories(reader, context.indexes)
    out = [[_attempt(job, stories, context, shells, common) for job in portion] for portion in portions]
    reader.close()
    return out


@lru_cache(maxsize=1)
def _material(store: Path, key: str) -> tuple[RenderContext, dict[str, Shell]]:  # noqa: ARG001  # the key makes a new build a new entry
    """Indexes, compiled templates and shells, once per process and build."""
    reader = Reader(store)
    material = msgspec.msgpack.decode(reader.blob("material"), type=Material)
    reader.close()
    return build_context(material.corpus, material.templates, material.compiled), material.shells


def _attempt(
    job: Job, stories: "Histories", context: RenderContext, shells: dict[str, Shell], common: RenderTask
) -> Rendered:
    """One page; a page that cannot be made is a failure that names it, and the others are made. Damage of the
    store is not the page's: it is raised."""
    data: tuple[Staged, ...] = ()
    try:
        inputs = fetch(job, stories)
        data = tuple(
            stage(common.folders, each.path, each.data) for each in companions(job, inputs, context.indexes)
        )
        page = render(job, inputs, context)
        staged = stage(
            common.folders, page_path(page.url), stamp(shells[shell_name(page.section, page.url)], page)
        )
    except sqlite3.Error:  # no fault of the page: the store is damaged, and everything is made anew
        raise
    except Exception as error:  # a defect of ours in one page must not take the site down
        return Rendered(job.url, None, "", failure_of(job, error), data)
    return Rendered(job.url, staged, page.lastmod, None, data, page if job.url in common.sampled else None)


def stand_in_for(job: Job, material: Material, indexes: Indexes, folders: Folders) -> Staged:
    """Stage the page that stands where one could not be made."""
    page = stand_in(job, indexes)
    return stage(folders, page_path(job.url), stamp(material.shells[shell_name(job.section, job.url)], page))


def make_page(job: Job, reader: Reader, context: RenderContext) -> Page:
    """Fetch what the job asks for and render it."""
    return render(job, fetch(job, Histories(reader, context.indexes)), context)


class Histories:
    """The stories of places. The last one told is kept: the pages that show parts of it are made one after
    the other."""

    def __init__(self, reader: Reader, indexes: Indexes) -> None:
        self.reader, self._indexes = reader, indexes
        self._told: PlaceHistory | None = None

    def of(self, place: str) -> PlaceHistory:
        """The story of a place, from all its documents."""
        if self._told is None or self._told.place != place:
            documents = (
                (card.key, self.reader.document(card.key)) for card in self._indexes.by_place.get(place, ())
            )
            self._told = place_history(place, documents, self._indexes.corpus.dictionary)
        return self._told


def fetch(job: Job, stories: Histories) -> Inputs:
    """The rows and documents of a job, and the story of its place."""
    reader = stories.reader
    year, province = split_name(job.part) if job.rows else (None, "")
    return Inputs(
        rows={key: reader.rows(key, year, province[:2]) for key in job.rows},
        documents={key: reader.document(key) for key in job.documents},
        mentions={key: reader.mentions(key) for key in job.documents},
        story=stories.of(job.story) if job.story else None,
    )
