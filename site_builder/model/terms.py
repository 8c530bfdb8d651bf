"""Glossary terms: what staff wrote, what reports define, and where the words are used."""

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.vocabulary import TermStatus


class TermEntry(Struct, frozen=True):
    """`content/glossary/<term>.md`: YAML head + explanation in Markdown."""

    term: str
    path: str
    line: int
    """Of the first line of the explanation."""
    explanation: str
    """Markdown source; empty means 待释."""
    aliases: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    category: str = ""
    avoid: tuple[str, ...] = ()
    """Stop contexts: longer words in which the term must not be linked (向我北大概 for 北大)."""
    status: TermStatus = TermStatus.EXPLAINED
    sources: tuple[str, ...] = ()
    """Named laws or public documents the explanation rests on."""
    metrics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    slug: str = ""
    """Overrides the derived slug."""
    lines: tuple[tuple[str, int], ...] = ()
    """(key of the head, its line), so that a problem can name it."""


class TermDefinition(Struct, frozen=True):
    """A report's own definition, with its place in the collection."""

    report: str
    """Report key (see model.corpus.ReportCard.key)"""
    text: str
    surface: str
    anchor: str
    line: int


class Term(Struct, frozen=True):
    """One glossary term, assembled from its file (if any) and from all definitions (if any)."""

    name: str
    slug: str
    pinyin: str
    """Sort key and search form: `shuang xia jiang`"""
    initial: str
    """A–Z, or `#` for digits and others"""
    aliases: tuple[str, ...]
    entry: TermEntry | None
    definitions: tuple[TermDefinition, ...]
    """In order of report and line"""


class Mention(Struct, frozen=True, array_like=True, gc=False):
    """One place where a term stands in a report."""

    term: str
    """Slug"""
    span: Span
    sentence: Span
    anchor: str
    section: int
    line: int
    linked: bool
    """True for the first in its section, which is the one that becomes a link."""
