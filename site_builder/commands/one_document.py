"""One file through the pipeline without building a site: what `explain` shows and `import` decides by."""

import os
from pathlib import Path
from typing import Any

from msgspec import Struct

from site_builder.config import SiteConfig
from site_builder.corpus.identity import report_key
from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.extract.metrics.compiled_rules import compile_tools
from site_builder.files.sources import SOURCE_FOLDER, list_sources, read_source
from site_builder.model.facts import Facts
from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.model.report import Report
from site_builder.model.terms import Mention, Term
from site_builder.model.text import SourceFile
from site_builder.pages.exports.document import explain_record
from site_builder.pipeline.content_tables import read_tables
from site_builder.pipeline.understand import Understood, problems_of, understand
from site_builder.problems import Problem, UsageError
from site_builder.text.readers.places import resolve
from site_builder.vocabulary import Severity


class Looked(Struct, frozen=True):
    """A document with everything that can be told of it alone."""

    understood: Understood
    key: str
    mentions: tuple[Mention, ...]
    terms: tuple[Term, ...]
    registry: PlaceRegistry
    metric_names: dict[str, str]
    """Id → Chinese name"""
    problems: tuple[Problem, ...]

    @property
    def report(self) -> Report:
        """What the text is: its metadata, sections, paragraphs, repairs."""
        return self.understood.document.report

    @property
    def facts(self) -> Facts:
        """What the text states: numbers, citations, evidence of indicators, arithmetic."""
        return self.understood.document.facts


class Unreadable(Struct, frozen=True):
    """A file that is no text, with the problems that say why."""

    problems: tuple[Problem, ...]


def look(config: SiteConfig, file: Path) -> Looked | Unreadable:
    """Read and understand one report file; a file outside the reports folder is looked at as if it lay at the
    folder's top.

    Raises UsageError when there is no such file.
    """
    file = Path(os.path.abspath(file))  # noqa: PTH100  # resolve() would follow links out of the project
    if not file.is_file():
        raise UsageError(
            f"这是文件夹，请指明其中的一个文件：{file}" if file.is_dir() else f"找不到文件：{file}"
        )
    inside = file.is_relative_to(config.reports)
    root = config.reports if inside else file.parent
    reading = read_source(root, file.relative_to(root).as_posix())
    if reading.source is None:
        return Unreadable(reading.problems)
    return look_at(config, reading.source, reading.problems)


def not_published(config: SiteConfig, file: Path, looked: Looked | Unreadable) -> tuple[str, ...]:
    """Why a build would not publish a file, in sentences, the most outward reason first; none when it would."""
    file = Path(os.path.abspath(file))  # noqa: PTH100  # as in `look`
    if not file.is_relative_to(config.reports):
        return ("文件不在 reports 文件夹里。请移到 reports 文件夹下面的“省/市/县”文件夹",)
    path = file.relative_to(config.reports).as_posix()
    listing = list_sources(config.reports)
    if path not in {found.path for found in listing.found}:
        told = [p for p in listing.problems if p.file == f"{SOURCE_FOLDER}{path}"]
        return tuple(f"{p.message}。{p.advice}".rstrip("。") for p in told) or (
            "它不是报告文本，或者在隐藏的文件夹里。报告的扩展名是 .txt",
        )
    return tuple(f"{p.code} {p.message}" for p in looked.problems if p.severity == Severity.ERROR)


def look_at(config: SiteConfig, source: SourceFile, found: tuple[Problem, ...] = ()) -> Looked:
    """The same for a source that is already in memory."""
    tables = read_tables(config)
    registry = tables.reading.registry
    understood = understand(source, registry, compile_tools(tables.reading.dictionary))
    key = report_key(understood.document.report, registry)
    terms = build_terms(
        tables.entries, [(key, definition) for definition in understood.document.report.definitions]
    ).terms
    mentions = Linker(terms).mentions(understood.document)
    metric_names = {metric.id: metric.name for metric in tables.reading.dictionary.metrics}
    return Looked(
        understood,
        key,
        mentions,
        terms,
        registry,
        metric_names,
        tuple(dict.fromkeys((*found, *problems_of(understood)))),
    )


def named_places(config: SiteConfig, name: str) -> tuple[tuple[str, ...], PlaceRegistry]:
    """The codes a place name (or code) may mean, with the registry: none when it is unknown, several when it
    is ambiguous.

    All of it must be understood: 河南省/火星县 is no place, though 河南省 is one.
    """
    registry = read_tables(config).reading.registry
    return codes_of(name, registry), registry


def codes_of(name: str, registry: PlaceRegistry) -> tuple[str, ...]:
    """The same with a registry that was read before."""
    whole = "".join(name.replace("\\", "/").replace("/", " ").split())
    match = (
        PlaceMatch(0, len(whole), whole, (whole,)) if whole in registry.by_code else resolve(whole, registry)
    )
    return match.codes if match and match.end == len(whole) else ()


def record(looked: Looked) -> dict[str, Any]:
    """The object `explain --json` prints: the same that the site publishes for this document, with the
    problems added."""
    names = {term.slug: term.name for term in looked.terms}
    return explain_record(
        looked.understood.document, looked.mentions, looked.registry, names, looked.key, looked.problems
    )
