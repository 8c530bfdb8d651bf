"""From corpus to published folder: plan, keep what stands, make what changed, compare a sample with
Material's own rendering, publish."""

import json
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, structs

from site_builder.cache.store import Store
from site_builder.config import SiteConfig
from site_builder.files.fingerprints import LINKING, code_digest, digest
from site_builder.files.publish import Folders, Manifest, read_manifest, unknown_files
from site_builder.files.switch import begin, discard_staging, publish
from site_builder.model.corpus import Job
from site_builder.model.page import Artifact, Page
from site_builder.pages.artifacts import artifacts
from site_builder.pages.context import build_context
from site_builder.pages.exports.sitemap import sitemap
from site_builder.pages.plan import plan_site
from site_builder.pages.shared.indexes import build_indexes
from site_builder.pipeline.collection import Collection, redirect_findings
from site_builder.pipeline.content_tables import templates_key, templates_of
from site_builder.pipeline.data_files import (
    Copy,
    Finish,
    Kept,
    StagedOutputs,
    copy_changed,
    feeds_changed,
    frame_copies,
    search_changed,
    source_copies,
    stage_artifacts,
    tables_changed,
)
from site_builder.pipeline.failures import Failure, leads_astray, refuse_if_general, withdrawn_reports
from site_builder.pipeline.render_pages import (
    Material,
    Recipes,
    compiled_templates,
    make_page,
    page_path,
    render_changed,
    stand_in_for,
)
from site_builder.problems import BuildFailed, Problem
from site_builder.search.build import limits_for
from site_builder.shells.prepared import FullRenderer, PreparedShells
from site_builder.shells.sections import shell_name
from site_builder.shells.splice import stamp
from site_builder.vocabulary import PageName
from site_builder.workers.pool import Workers

SAMPLED_PAGES_PER_SECTION = 5
"""Pages per section that are compared with Material's own rendering after every run of MkDocs"""
MANIFEST = "data/manifest.json"
SITEMAP = "sitemap.xml"
STALE = "stale:"
"""Before the recipe of a page that was kept because the new one failed: no recipe is equal to it, so the page
is tried again"""


class Counts(Struct, frozen=True):
    """How many files a publication has."""

    pages: int
    written: int
    unchanged: int


class Publication:
    """One publication in the making. The published folder is not touched before `publish`."""

    def __init__(
        self,
        config: SiteConfig,
        store: Store,
        collection: Collection,
        frames: PreparedShells,
        folders: Folders,
        workers: Workers,
    ) -> None:
        self.config, self.store, self.collection, self.frames = config, store, collection, frames
        self.folders, self.workers = folders, workers
        templates = templates_of(config)
        self._material = Material(
            collection.corpus, templates, frames.shells, compiled_templates(store, templates)
        )
        begin(folders)
        self.before = read_manifest(folders)
        self.kept = Kept(folders, self.before)
        self.outcome = StagedOutputs()
        self.problems: tuple[Problem, ...] = ()
        self.jobs: tuple[Job, ...] = ()
        self._begun: tuple[Finish, ...] = ()
        self._sampled: dict[str, Page] = {}
        self._failures: dict[str, Failure] = {}
        self._stand_ins: set[str] = set()

    def begin_files(self) -> None:
        """Begin with the files that no page has a part in, in another process if there is one."""
        corpus, place = self.collection.corpus, (self.folders, self.kept, self.outcome, self.workers)
        limits = limits_for(len(corpus.cards), self.config.search_files)
        self._begun = (
            search_changed(self.store, corpus, *place, code_digest(LINKING), limits),
            tables_changed(self.store, corpus, *place, code_digest(LINKING)),
        )

    def make_pages(self, tell: Callable[[int, int], None], sampling: bool = False) -> None:
        """Plan all pages; render those whose recipe has changed, and with `sampling` keep some of them for
        `check_against`."""
        corpus = self.collection.corpus
        planned = plan_site(corpus)
        self.jobs = self._free_of_hand_written(planned.jobs)
        self.problems += planned.problems + redirect_findings(self.collection, self.jobs)
        recipes = Recipes(self.store, self.collection.parts, corpus, self.frames.shells, self._code())
        wanted = {job.url: recipes.of(job) for job in self.jobs}
        changed = []
        for job in self.jobs:
            path = page_path(job.url)
            group = self.kept.group(wanted[job.url])
            if path in group:
                self.outcome.keep(group)
            else:
                changed.append(job)
        sampled = frozenset(job.url for job in self._sample()) if sampling else frozenset()
        for rendered in render_changed(
            self.store, self.folders, changed, self._material, self.workers, tell, sampled
        ):
            if rendered.page:
                self._sampled[rendered.url] = rendered.page
            if rendered.staged:
                self.outcome.add(
                    wanted[rendered.url], [rendered.staged, *rendered.companions], rendered.lastmod
                )
            elif rendered.failure:
                self._failures[rendered.url] = rendered.failure
                self.outcome.add("", rendered.companions)
        refuse_if_general(self._failures.values(), self.jobs)

    def _code(self) -> str:
        """Of what every page is made with, besides its own inputs. Staff change the dictionary and the places
        seldom, all reports are read anew then, and there is hardly a page that names no place and no metric.
        """
        return digest(templates_key(self.config), self.collection.reading_key)

    def _free_of_hand_written(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """The jobs whose address no hand-written page has; a hand-written page wins and the clash is
        reported."""
        taken = {file.path for file in self.frames.files}
        clashes = [job for job in jobs if page_path(job.url) in taken]
        self.problems += tuple(Problem("X905", "pages", 0, job.url) for job in clashes)
        return tuple(job for job in jobs if page_path(job.url) not in taken) if clashes else jobs

    def make_files(self, tell: Callable[[int, int], None]) -> None:
        """Everything that is not a page of ours."""
        corpus = self.collection.corpus
        tell(0, 4)
        # what they know of pages is of no use any more, and the data files need the memory
        self.workers.close()
        for finish in self._begun:
            finish()
        tell(1, 4)
        copy_changed(
            self._fitting(frame_copies(self.config, self.frames)),
            self.folders,
            self.kept,
            self.outcome,
            self.workers,
        )
        copy_changed(source_copies(self.config, corpus), self.folders, self.kept, self.outcome, self.workers)
        tell(2, 4)
        stage_artifacts(artifacts(corpus), self.folders, self.outcome)
        feeds_changed(corpus, self.folders, self.kept, self.outcome, templates_key(self.config))
        self._fill_gaps()
        tell(3, 4)
        stage_artifacts(sitemap(self._addresses(), corpus.portal), self.folders, self.outcome)
        stage_artifacts([self._manifest()], self.folders, self.outcome)
        tell(4, 4)

    def _fill_gaps(self) -> None:
        """Put something at the address of every page that could not be made: the last good page if it still
        leads nowhere wrong, else one that says so.

        Raises BuildFailed when it is the home page and there was none before: a portal does not begin without
        one.
        """
        if not self._failures:
            return
        indexes = build_indexes(self.collection.corpus)
        outputs, jobs = self.outcome.outputs, {job.url: job for job in self.jobs}
        there = {*outputs, *(page_path(url) for url in self._failures), MANIFEST, SITEMAP}
        withdrawn = withdrawn_reports(self.before.outputs, set(outputs))
        for url, failure in self._failures.items():
            path = page_path(url)
            kept = self.kept.outputs.get(path)
            good = (
                kept is not None
                and kept.recipe
                and not leads_astray((self.folders.site / path).read_bytes(), url, there, withdrawn)
            )
            if kept and good:
                self.outcome.keep(
                    {path: structs.replace(kept, recipe=STALE + kept.recipe.removeprefix(STALE))}
                )
            elif url or path in self.before.outputs:
                self.outcome.add("", [stand_in_for(jobs[url], self._material, indexes, self.folders)])
                self._stand_ins.add(path)
            else:
                raise BuildFailed(
                    f"首页生成不出来：{failure.place}：{failure.reason}。没有发布任何新内容，请把这条信息发给维护者"
                )
            self.problems += (
                self._missing(jobs[url], failure, "仍公布上一次的页面" if good else "暂时公布一页说明"),
            )

    def _missing(self, job: Job, failure: Failure, now: str) -> Problem:
        """The finding about a page that was not made: at the report it shows, or at the published file."""
        card = next(
            (
                card
                for card in self.collection.corpus.cards
                if job.kind == PageName.REPORT and card.key == job.key
            ),
            None,
        )
        file = f"reports/{card.path}" if card else f"{self.folders.site.name}/{page_path(job.url)}"
        detail = (
            ("address", f"/{job.url}"),
            ("reason", f"{failure.reason}（{failure.place}）"[:300]),
            ("now", now),
        )
        return Problem("X909", file, 0, "", detail)

    def _fitting(self, copies: Iterable[tuple[Copy, str]]) -> Iterator[tuple[Copy, str]]:
        """Without the hand-written files that are called as a folder of ours, or lie below a file of ours: there
        can be only one of the two."""
        ours = self.outcome.outputs.keys()
        folders = {path[:at] for path in ours for at, letter in enumerate(path) if letter == "/"}
        for copy, known in copies:
            above = {copy.path[:at] for at, letter in enumerate(copy.path) if letter == "/"}
            if copy.path in folders or above & ours:
                self.problems += (Problem("X918", "pages", 0, copy.path),)
            else:
                yield copy, known

    def _addresses(self) -> list[tuple[str, str]]:
        """(address, lastmod) of every page, hand-written ones too, stand-ins not."""
        outputs = self.outcome.outputs.items()
        pages = {
            path: output
            for path, output in outputs
            if path.endswith("index.html") and path not in self._stand_ins
        }
        return [(path.removesuffix("index.html"), output.lastmod) for path, output in pages.items()]

    def _manifest(self) -> Artifact:
        """SHA-256 of every source and every published file: anyone can check that a copy of the site is
        complete and unaltered."""
        sources = sorted(
            (card.path, card.sha256) for card in self.collection.corpus.cards if not card.withheld
        )
        files = sorted((path, output.sha256) for path, output in self.outcome.outputs.items())
        return Artifact(
            MANIFEST, f'{{"sources": [\n{_hashes(sources)}\n],\n"files": [\n{_hashes(files)}\n]}}\n'.encode()
        )

    def check_against(self, full: FullRenderer | None) -> None:
        """Compare a sample of stamped pages with Material's own rendering. Raises BuildFailed on the first
        byte that differs."""
        if full is None:
            return
        context = build_context(self.collection.corpus, self._material.templates, self._material.compiled)
        for job in self._sample():
            page = self._sampled.get(job.url) or make_page(job, self.store, context)
            stamped = stamp(self.frames.shells[shell_name(page.section, page.url)], page)
            rendered = full(page)
            if stamped != rendered:
                at = next(
                    (i for i, (a, b) in enumerate(zip(stamped, rendered, strict=False)) if a != b),
                    min(len(stamped), len(rendered)),
                )
                around = rendered[max(0, at - 40) : at + 40].decode("utf-8", "replace")
                raise BuildFailed(
                    f"页面 {page.url or '/'} 的框架与 Material 直接生成的不一致（第 {at}"
                    f" 字节附近：{around!r}）：主题模板按页面内容改变了框架"
                )

    def _sample(self) -> list[Job]:
        """The same pages every time: of each section a few, spread evenly over its addresses."""
        by_section: dict[str, list[Job]] = {}
        for job in sorted(self.jobs, key=lambda job: job.url):
            if job.url not in self._failures:
                by_section.setdefault(job.section, []).append(job)
        return [
            jobs[i * (len(jobs) - 1) // max(1, SAMPLED_PAGES_PER_SECTION - 1)]
            for jobs in by_section.values()
            for i in range(min(SAMPLED_PAGES_PER_SECTION, len(jobs)))
        ]

    def counts(self) -> Counts:
        """Pages in all; files written and files left alone."""
        written = len(
            self.outcome.outputs.keys() & set(self.outcome.written)
        )  # a file that two steps wrote is one file
        return Counts(len(self.jobs), written, len(self.outcome.outputs) - written)

    def publish(self) -> int:
        """Move everything into place; returns how many files were removed."""
        outputs = self.outcome.outputs
        orphans = set(self.before.outputs) - set(outputs)
        if not self.before.outputs:
            orphans = self._unknown()
        publish(self.folders, self.outcome.written, orphans, Manifest(outputs))
        return len(orphans)

    def _unknown(self) -> set[str]:
        """Files of a published folder whose record is lost. Raises BuildFailed when the folder is not one of
        ours: it is never emptied."""
        found = set(unknown_files(self.folders, set(self.outcome.outputs)))
        if found and not (self.folders.site / MANIFEST).exists():
            raise BuildFailed(
                f"站点文件夹 {self.folders.site.name} 里有不是本程序生成的文件（例如"
                f" {min(found)}）：请换一个空文件夹，或者先把它们移走"
            )
        return found

    def __enter__(self) -> "Publication":
        return self

    def __exit__(self, *_exception: object) -> None:
        """Whatever was staged and not published is dropped; the published folder stays as it is."""
        discard_staging(self.folders)


def _hashes(files: Iterable[tuple[str, str]]) -> str:
    """One line of JSON per file: easy to compare, and to search without a program."""
    return ",\n".join(
        f'{{"path": {json.dumps(path, ensure_ascii=False)}, "sha256": "{sha256}"}}' for path, sha256 in files
    )
