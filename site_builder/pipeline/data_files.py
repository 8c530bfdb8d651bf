"""Everything published that is not a page: MkDocs' own files, source texts, the search index, exports;
unchanged groups are not made again.

A group is a set of files with one recipe. When the last build published files under the same recipe and they
still lie there untouched, the group stands.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.cache.reader import Reader
from site_builder.cache.store import Store
from site_builder.config import SiteConfig
from site_builder.files.fingerprints import digest
from site_builder.files.publish import Folders, Manifest, Output, Staged, stage, stage_stream, untouched
from site_builder.model.corpus import Corpus
from site_builder.model.page import Artifact
from site_builder.pages.artifacts import Stream, tables
from site_builder.pages.exports.feeds import feeds
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import build_indexes
from site_builder.pipeline.index_documents import SEARCH
from site_builder.pipeline.staff_words import held_pages
from site_builder.search.build import IndexLimits, Segment, manifest_artifact, segment_artifacts, segments
from site_builder.search.names import names_artifacts
from site_builder.search.segment import read_record
from site_builder.shells.prepared import PreparedShells, tree_of
from site_builder.workers.pool import Workers

SEARCH_STEP = "site_builder.pipeline.data_files:stage_segments"
COPY_STEP = "site_builder.pipeline.data_files:copy_files"
TABLES_STEP = "site_builder.pipeline.data_files:stage_tables"
COPY_CHUNK = 64
COPIES_WORTH_STARTING = 2000


Finish = Callable[[], None]
"""Waits for files that were begun and records them"""


class Copy(Struct, frozen=True):
    """A file to be published as it is."""

    origin: Path
    path: str


class Kept:
    """What of the last publication still lies there untouched."""

    def __init__(self, folders: Folders, manifest: Manifest) -> None:
        self.outputs = {
            path: output for path, output in manifest.outputs.items() if untouched(folders, path, output)
        }
        self._groups: dict[str, list[str]] = {}
        complete = set(manifest.outputs) == set(self.outputs)
        broken = (
            set()
            if complete
            else {output.recipe for path, output in manifest.outputs.items() if path not in self.outputs}
        )
        for path, output in self.outputs.items():
            if output.recipe not in broken:
                self._groups.setdefault(output.recipe, []).append(path)

    def group(self, recipe: str) -> dict[str, Output]:
        """The files of a recipe, empty when it must be carried out again."""
        return {path: self.outputs[path] for path in self._groups.get(recipe, ())}


class StagedOutputs(Struct):
    """What a build publishes, as it comes together."""

    outputs: dict[str, Output] = {}
    written: list[str] = []

    def keep(self, outputs: dict[str, Output]) -> None:
        """Files that stand as they are."""
        self.outputs.update(outputs)

    def add(self, recipe: str, staged: Iterable[Staged], lastmod: str = "") -> None:
        """Files that were made in this build."""
        for each in staged:
            self.outputs[each.path] = Output(recipe, each.sha256, each.size, each.mtime_ns, lastmod)
            if each.written:
                self.written.append(each.path)


def copy_changed(
    copies: Iterable[tuple[Copy, str]], folders: Folders, kept: Kept, outcome: StagedOutputs, workers: Workers
) -> None:
    """Publish files as they are; each comes with the SHA-256 it is known to have."""
    tasks: list[Copy] = []
    recipes: dict[str, str] = {}
    for copy, known in copies:
        recipe = f"copy:{known}"
        before = kept.outputs.get(copy.path)
        if before and before.recipe == recipe:
            outcome.keep({copy.path: before})
        else:
            recipes[copy.path] = recipe
            tasks.append(copy)
    for results in workers.run(COPY_STEP, folders, tasks, COPY_CHUNK, COPIES_WORTH_STARTING):
        for staged in results:
            outcome.add(recipes[staged.path], [staged])


def copy_files(folders: Folders, copies: list[Copy]) -> list[Staged]:
    """The step that worker processes run."""
    return [stage(folders, copy.path, copy.origin.read_bytes()) for copy in copies]


def frame_copies(config: SiteConfig, frames: PreparedShells) -> Iterator[tuple[Copy, str]]:
    """MkDocs' own files: theme assets, hand-written pages (but those with personal data that must not be
    public), 404.html."""
    held = held_pages(config)
    for file in frames.files:
        if file.path in held:
            continue
        yield Copy(tree_of(config) / file.path, file.path), file.sha256


def source_copies(config: SiteConfig, corpus: Corpus) -> Iterator[tuple[Copy, str]]:
    """The untouched source texts of all published reports; never of a withheld one."""
    for card in corpus.cards:
        if not card.withheld:
            yield Copy(config.reports / card.path, urls.report_source(card.key)), card.sha256


class Stored(Struct, frozen=True):
    """What the steps share that make files from the store."""

    store: Path
    folders: Folders


def search_changed(
    store: Store,
    corpus: Corpus,
    folders: Folders,
    kept: Kept,
    outcome: StagedOutputs,
    workers: Workers,
    code: str,
    limits: IndexLimits,
) -> Finish:
    """Publish the search index; only segments in which something changed are built: a single one at once in
    another process, several when asked for."""
    parts = segments(corpus.cards, limits)
    recipes = {
        segment.name: digest("search", code, segment.digest, "\0".join(segment.keys), str(segment.bits))
        for segment in parts
    }
    tasks = []
    for segment in parts:
        group = kept.group(recipes[segment.name])
        if group:
            outcome.keep(group)
        else:
            tasks.append(segment)
    common = Stored(store.file, folders)
    begun = workers.later(SEARCH_STEP, common, tasks) if len(tasks) == 1 else None

    def finish() -> None:
        made = begun() if begun else chain.from_iterable(workers.run(SEARCH_STEP, common, tasks, 1, 2))
        for segment, staged in zip(tasks, made, strict=True):
            outcome.add(recipes[segment.name], staged)
        stage_artifacts([manifest_artifact(parts)], folders, outcome)
        group_changed(
            digest("names", code, _named(corpus)), lambda: names_artifacts(corpus), folders, kept, outcome
        )

    return finish


def _named(corpus: Corpus) -> bytes:
    """Everything the list of names shows: reading them all takes a second of pypinyin, and one changed report
    seldom changes a name."""
    cards = [(card.key, card.place, card.year, card.head.title.value) for card in corpus.cards]
    terms = [(term.slug, term.name, term.aliases) for term in corpus.terms]
    return msgspec.msgpack.encode(
        (cards, terms, corpus.dictionary, corpus.places.edition, corpus.places.by_code), order="deterministic"
    )


def stage_segments(common: Stored, parts: list[Segment]) -> list[list[Staged]]:
    """The step that worker processes run."""
    reader = Reader(common.store)
    out = []
    for segment in parts:
        records = (read_record(reader.piece(SEARCH, key)) for key in segment.keys)
        out.append(
            [
                stage(common.folders, artifact.path, artifact.data)
                for artifact in segment_artifacts(segment, records)
            ]
        )
    reader.close()
    return out


def feeds_changed(corpus: Corpus, folders: Folders, kept: Kept, outcome: StagedOutputs, code: str) -> None:
    """Publish the feeds; most changes of a report change nothing that a feed says of it."""
    cards = [(card.key, card.place, card.year, card.head, card.terms) for card in corpus.cards]
    terms = [(term.slug, term.name) for term in corpus.terms]
    told = msgspec.msgpack.encode((cards, terms, corpus.portal, corpus.places.by_code), order="deterministic")
    group_changed(digest("feeds", code, told), lambda: feeds(build_indexes(corpus)), folders, kept, outcome)


def tables_changed(
    store: Store,
    corpus: Corpus,
    folders: Folders,
    kept: Kept,
    outcome: StagedOutputs,
    workers: Workers,
    code: str,
) -> Finish:
    """Publish the large tables, joined from what the store keeps of each report; without a change in any
    report they stand."""
    metrics = tuple(metric.id for metric in corpus.dictionary.metrics)
    recipe = digest(
        "tables", code, msgspec.msgpack.encode((sorted(store.content_digests().items()), metrics))
    )
    group = kept.group(recipe)
    if group:
        return lambda: outcome.keep(group)
    begun = workers.later(TABLES_STEP, Stored(store.file, folders), [metrics])
    return lambda: outcome.add(recipe, chain.from_iterable(begun()))


def stage_tables(common: Stored, dictionaries: list[tuple[str, ...]]) -> list[list[Staged]]:
    """The step that a worker process runs, with the metrics of the dictionary."""
    reader = Reader(common.store)

    def shares(part: str) -> Iterator[bytes]:
        return (data for _, data in reader.pieces(part))

    out = [[_staged(common.folders, each) for each in tables(metrics, shares)] for metrics in dictionaries]
    reader.close()
    return out


def group_changed(
    recipe: str,
    make: Callable[[], Iterable[Artifact | Stream]],
    folders: Folders,
    kept: Kept,
    outcome: StagedOutputs,
) -> None:
    """Publish files that have one recipe together; they are made only when it has changed."""
    group = kept.group(recipe)
    if group:
        outcome.keep(group)
    else:
        outcome.add(recipe, [_staged(folders, each) for each in make()])


def stage_artifacts(artifacts: Iterable[Artifact | Stream], folders: Folders, outcome: StagedOutputs) -> None:
    """Publish files that are made whole in every build that changes anything."""
    outcome.add("", [_staged(folders, artifact) for artifact in artifacts])


def _staged(folders: Folders, artifact: Artifact | Stream) -> Staged:
    return (
        stage_stream(folders, artifact.path, artifact.chunks)
        if isinstance(artifact, Stream)
        else stage(folders, artifact.path, artifact.data)
    )
