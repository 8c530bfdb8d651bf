"""The catalogue of everything that can be wrong with content, and the one family of exceptions.

A problem is data: stages return problems, adapters render them. The Chinese texts live here and nowhere else; docs/problems.md is generated from
this table.
"""

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One finding, made for a clerk: which file and line, the words in question, the code that names text and advice in `CATALOGUE`."""

    code: str
    file: str
    """Relative to the content folder (`reports/…`, `glossary/…`, `indicators/…`, `places.yml`) or `mkdocs.yml`."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    text: str = ""
    """The offending words, as they stand."""
    detail: tuple[tuple[str, str], ...] = ()
    """Values for the placeholders of the catalogue's texts, as sorted pairs."""


class Entry(Struct, frozen=True):
    """What the catalogue says about one code. `text` and `advice` may hold {placeholders}; `{text}` is the offending words."""

    severity: str
    """error (this file is not published) · warning (published, should be mended) · note (worth knowing)"""
    text: str
    advice: str


CATALOGUE: dict[str, Entry] = {}


class SiteBuilderError(Exception):
    """Base of all errors a user may meet; its text is Chinese and complete."""


class UsageError(SiteBuilderError):
    """A command or the configuration cannot be understood (exit 2)."""


class BuildFailed(SiteBuilderError):
    """A strict build found problems, or the engine refused; the old site stands untouched (exit 1)."""
