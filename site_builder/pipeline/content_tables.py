"""What staff keep besides reports (metrics and framework, places, glossary, templates) → one record, kept
until one of its files changes."""

import msgspec
from msgspec import Struct

from site_builder.cache.memoized import kept
from site_builder.cache.reader import Reader
from site_builder.cache.store import Store
from site_builder.config import SiteConfig
from site_builder.corpus.terms.checks import check_references
from site_builder.corpus.terms.source_checks import check_sources
from site_builder.extract.numbers.units import KNOWN_UNITS
from site_builder.files.dictionary import read_dictionary
from site_builder.files.fingerprints import (
    READING,
    RENDERING,
    code_digest,
    content_digest,
    digest,
    files_digest,
    read_tree,
)
from site_builder.files.glossary import read_glossary
from site_builder.files.places import PLACES_FILE as PLACES
from site_builder.files.places import load_places
from site_builder.files.redirects import REDIRECTS_FILE as REDIRECTS
from site_builder.files.redirects import load_redirects
from site_builder.model.corpus import DeadlineRule
from site_builder.model.indicators import Dictionary
from site_builder.model.places import PlaceRegistry
from site_builder.model.terms import TermEntry
from site_builder.pipeline.staff_words import held_back, staff_findings
from site_builder.problems import Problem
from site_builder.vocabulary import Severity

TEMPLATE_FOLDERS = ("pages", "macros")


class ReadingTables(Struct, frozen=True):
    """What reading a report needs to know besides the report."""

    registry: PlaceRegistry
    dictionary: Dictionary


class ContentTables(Struct, frozen=True):
    """Everything staff keep, read and checked."""

    key: str
    """Of the files and the code that reads them"""
    reading: ReadingTables
    reading_key: str
    """Of the part that reports are read with: a changed deadline rule does not make 30,000 reports be read
    again"""
    deadlines: tuple[DeadlineRule, ...]
    redirects: tuple[tuple[str, str], ...]
    entries: tuple[TermEntry, ...]
    problems: tuple[Problem, ...]
    redirect_lines: dict[str, tuple[str, int]] = {}
    """Old address → file and line that state it"""


def ready_tables(config: SiteConfig, store: Store) -> ContentTables:
    """The tables, from the store when no file of theirs has changed: building the registry of places takes a
    third of a second."""
    key = digest(
        code_digest((*READING, "files", "pipeline/staff_words.py")),
        content_digest(
            config.content / name for name in ("indicators", "glossary", "places.yml", "redirects.yml")
        ),
        content_digest([config.pages]),
    )

    def made() -> ContentTables:
        tables = read_tables(config, key)
        store.put(f"reading:{tables.reading_key}", msgspec.msgpack.encode(tables.reading))
        return tables

    return kept(store, "tables", key, ContentTables, made)


def read_tables(config: SiteConfig, key: str = "") -> ContentTables:
    """Read and check everything staff keep besides reports."""
    places = load_places(config.content)
    dictionary, found = read_dictionary(config.content / "indicators", KNOWN_UNITS)
    glossary = read_glossary(config.content / "glossary")
    reading = ReadingTables(places.registry, dictionary)
    reading_key = digest(code_digest(READING), msgspec.msgpack.encode(reading, order="deterministic"))
    stated = load_redirects(config.content)
    moved = {f"places/{old}/": f"places/{new}/" for old, new in places.moved}
    redirects = tuple({**moved, **{each.old: each.new for each in stated.redirects}}.items())
    lines = {
        **dict.fromkeys(moved, (PLACES, 0)),
        **{each.old: (REDIRECTS, each.line) for each in stated.redirects},
    }
    sound = all(
        problem.severity != Severity.ERROR for problem in found
    )  # what could not be read may be what is referred to
    dead = (
        check_references(glossary.entries, dictionary)
        if sound and (dictionary.metrics or dictionary.frameworks)
        else ()
    )
    personal = staff_findings(config)
    held = held_back(personal)
    entries = tuple(entry for entry in glossary.entries if entry.path not in held)
    problems = (
        *places.problems,
        *found,
        *glossary.problems,
        *check_sources(glossary.entries),
        *dead,
        *stated.problems,
        *personal,
    )
    return ContentTables(key, reading, reading_key, places.deadlines, redirects, entries, problems, lines)


def reading_tables(reader: Reader, key: str) -> ReadingTables:
    """The tables for reading reports, as a worker process takes them from the store."""
    return msgspec.msgpack.decode(reader.blob(f"reading:{key}"), type=ReadingTables)


def templates_of(config: SiteConfig) -> dict[str, str]:
    """Name → source of every page template; a later folder of the theme overrides an earlier one."""
    return {
        f"{folder}/{name}": text
        for theme in config.themes
        for folder in TEMPLATE_FOLDERS
        for name, text in read_tree(theme / folder, ".html").items()
    }


def templates_key(config: SiteConfig) -> str:
    """Of the page templates and of all code that makes pages."""
    return digest(
        code_digest(RENDERING),
        files_digest(theme / folder for theme in config.themes for folder in TEMPLATE_FOLDERS),
    )
