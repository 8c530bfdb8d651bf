"""What a publication would take away, compared with the last one: a mass of it is not taken away before
somebody says so.

What was published is kept beside the manifest in the cache. A fresh cache knows nothing; then the published
folder itself tells, if it is there: its manifest names every source, its data files the terms and the
metrics.
"""

from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from site_builder.config import SiteConfig
from site_builder.files.plain import in_the_way
from site_builder.files.publish import Folders
from site_builder.model.corpus import Corpus
from site_builder.pages.shared import urls
from site_builder.pipeline.content_tables import ContentTables
from site_builder.problems import Problem
from site_builder.text.charset import decode
from site_builder.text.edits import edited_figures

REMOVALS_PART = 10
"""More than one report in ten at once is no everyday removal"""
MIN_REMOVED_REPORTS = 3
"""Fewer reports than this are: in a portal of five, one is already a fifth"""
MAX_REMOVED_REPORTS_NAMED = 3
"""Removed reports that are named"""
MAX_EDITS_TOLD_PER_REPORT = 20
"""Edited figures told per report"""
Read = TypeVar("Read")


class PublishedContent(Struct, frozen=True):
    """What a publication was made from."""

    reports: dict[str, str] = {}
    """Path → SHA-256 of every published report"""
    terms: int = 0
    """Terms that have a file"""
    indicators: int = 0
    """Metrics and frameworks"""


class _Source(Struct, frozen=True):
    path: str
    sha256: str


class _Manifest(Struct, frozen=True):
    sources: tuple[_Source, ...] = ()


class _Term(Struct, frozen=True):
    explanation: str | None = None
    sources: tuple[object, ...] = ()


class _Package(Struct, frozen=True):
    metrics: tuple[dict[str, object], ...] = ()


def published_content(folders: Folders) -> PublishedContent:
    """What the last publication was made from; empty when nothing is known."""
    try:
        return msgspec.msgpack.decode(_file(folders).read_bytes(), type=PublishedContent)
    except (OSError, msgspec.DecodeError):
        data = folders.site / "data"
        sources = _json(data / "manifest.json", _Manifest, _Manifest()).sources
        terms = _json(data / "terms.json", tuple[_Term, ...], ())
        metrics = _json(data / "datapackage.json", _Package, _Package()).metrics
        return PublishedContent(
            {each.path: each.sha256 for each in sources},
            sum(bool(t.explanation or t.sources) for t in terms),
            len(metrics),
        )


def _json(file: Path, kind: type[Read], otherwise: Read) -> Read:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return otherwise


def remember_content(folders: Folders, tables: ContentTables, corpus: Corpus) -> None:
    """Keep what was published, for the next build to compare with."""
    part = _file(folders).with_suffix(".content.part")
    part.write_bytes(msgspec.msgpack.encode(_present(tables, corpus)))
    part.replace(_file(folders))


def _file(folders: Folders) -> Path:
    return folders.manifest.with_suffix(".content")


def _present(tables: ContentTables, corpus: Corpus) -> PublishedContent:
    dictionary = tables.reading.dictionary
    reports = {card.path: card.sha256 for card in corpus.cards}
    return PublishedContent(
        reports, len(tables.entries), len(dictionary.metrics) + len(dictionary.frameworks)
    )


def removal_problems(
    config: SiteConfig, before: PublishedContent, tables: ContentTables, corpus: Corpus, files: set[str]
) -> tuple[Problem, ...]:
    """X933 (an error: nothing is published) when a mass of content is gone and `confirm_removals` does not
    state just how much; X934 when it states what is done already. `files` are the report files that are
    there, published or not: one that is refused is not removed.
    """
    now = _present(tables, corpus)
    present = set(now.reports.values())
    gone = sorted(
        path for path, digest in before.reports.items() if path not in files and digest not in present
    )
    lost = {
        "份报告": (
            len(gone)
            if len(gone) == len(before.reports)
            or (len(gone) >= MIN_REMOVED_REPORTS and len(gone) * REMOVALS_PART > len(before.reports))
            else 0
        ),
        "个词条": before.terms if not now.terms else 0,
        "个指标和指标体系": before.indicators if not now.indicators else 0,
    }
    count = sum(lost.values())
    if count and config.confirm_removals != count:
        what = "、".join(f"{number} {name}" for name, number in lost.items() if number)
        named = (
            "、".join(f"reports/{path}" for path in gone[:MAX_REMOVED_REPORTS_NAMED])
            if lost["份报告"]
            else ""
        )
        detail = (("what", what), ("count", str(count)), ("named", f"（例如 {named}）" if named else ""))
        return (Problem("X933", "content", 0, "", detail),)
    if not count and config.confirm_removals:
        return (Problem("X934", config.file.name, 0, str(config.confirm_removals)),)
    return ()


def edit_problems(config: SiteConfig, before: PublishedContent, corpus: Corpus) -> tuple[Problem, ...]:
    """T225 for each figure that was changed straight in a published text; the published folder holds the
    earlier one."""
    out: list[Problem] = []
    for card in corpus.cards:
        known = before.reports.get(card.path)
        if not known or known == card.sha256 or card.withheld or in_the_way(config.reports, card.path)[0]:
            continue
        try:
            old, new = (
                (config.site / urls.report_source(card.key)).read_bytes(),
                (config.reports / card.path).read_bytes(),
            )
        except OSError:
            continue
        if sha256(old).hexdigest() == known:
            edits = list(edited_figures(decode(old).text, decode(new).text))[:MAX_EDITS_TOLD_PER_REPORT]
            out += [
                Problem(
                    "T225",
                    f"reports/{card.path}",
                    e.line,
                    e.after,
                    (("before", e.before), ("line", str(e.line))),
                )
                for e in edits
            ]
    return tuple(out)
