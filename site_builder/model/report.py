"""A report as a document: head, sections, blocks, tables, definitions; every node carries a span of the clean
text and a source line."""

from typing import Generic, TypeVar

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.model.text import Boilerplate, Repair
from site_builder.problems import Problem
from site_builder.vocabulary import (
    BlockKind,
    ContentStatus,
    DocumentKind,
    Encoding,
    Level,
    Origin,
    SectionRole,
    Shape,
    TitleStatus,
)

T = TypeVar("T")


class Sourced(Struct, Generic[T], frozen=True, array_like=True, gc=False):
    """A value with where it came from. `value is None` means unknown, and is shown as unknown."""

    value: T | None = None
    origin: Origin = Origin.UNKNOWN
    line: int = 0
    """Source line (of the sidecar when origin is sidecar); 0 when there is none."""
    raw: str = ""
    """The words it was read from."""
    label: str = ""
    """For dates: the label that decided (发布日期, 落款 …)."""
    note: str = ""
    """Chinese: how it was inferred, or why it is unknown."""


class DocumentMetadata(Struct, frozen=True, array_like=True):
    """What a document is: each value with its origin."""

    kind: Sourced[DocumentKind]
    shape: Sourced[Shape]
    title: Sourced[str]
    issuer: Sourced[str]
    place: Sourced[str]
    """The place code; name and slug come from the registry."""
    place_name: str
    place_slug: str
    level: Level
    """Of the issuer"""
    year: Sourced[int]
    published: Sourced[str]
    """`YYYY-MM-DD` or `YYYY-MM-DD HH:MM`"""
    written: Sourced[str]
    """成文日期, same form"""
    document_number: Sourced[str]
    source: Sourced[str]
    """来源 as printed by the page: the publishing unit, not the issuer"""
    source_url: Sourced[str]
    speaker: Sourced[str]
    meeting: Sourced[str]
    licence: Sourced[str]

    @property
    def document_kind(self) -> DocumentKind:
        """Its kind. A document whose kind nobody has told is another paper: it must never pass for a report."""
        return self.kind.value or DocumentKind.OTHER


class Section(Struct, frozen=True, array_like=True, gc=False):
    """A heading and what it governs, up to the next heading of the same or a higher level."""

    index: int
    parent: int
    """Index of the enclosing section, -1 at the top."""
    level: int
    """1 for 一、, 2 for （一）, 3 for 1. and so on"""
    number: str
    """As numbered in the (repaired) text: `一、`, `(三)`; empty for an unnumbered heading."""
    title: str
    """Without number and without the closing stop."""
    anchor: str
    """From the number path: `s1-2`; a repeated number takes a letter: `s4-3b`."""
    span: Span
    """Of the heading: number and title."""
    line: int
    role: SectionRole
    role_why: str = ""
    """The words that decided the role."""
    run_in: bool = False
    """Heading and body share one paragraph."""
    status: TitleStatus = TitleStatus.NONE
    text: str = ""
    """The whole heading as printed if it differs from number + title."""


class Paragraph(Struct, frozen=True, array_like=True, gc=False):
    """One paragraph of body text (without its run-in heading)."""

    anchor: str
    """`s1-2-p3`; `p1` before the first section."""
    section: int
    """Index of the innermost section, -1 before the first."""
    span: Span
    line: int
    kind: BlockKind = BlockKind.TEXT
    role: SectionRole = SectionRole.NONE
    """The paragraph's own meaning (an unnumbered problem paragraph inside 成效) or its section's."""


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """One table cell with forward-filled and merged text."""

    text: str
    line: int
    filled: bool = False
    """True where the text was carried down from a merged cell above."""


class Table(Struct, frozen=True, array_like=True):
    """A table of the text (pipe rows). Rows are rectangular after merging; `header` may be empty."""

    anchor: str
    section: int
    span: Span
    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Definition(Struct, frozen=True, array_like=True, gc=False):
    """An explanation that the report itself gives for a term (名词解释)."""

    term: str
    """As glossary key: without quotes where the quotes enclose it all; 行政诉讼“双下降” keeps both forms in
    `aliases`."""
    aliases: tuple[str, ...]
    text: str
    span: Span
    line: int
    anchor: str
    surface: str
    """The term as printed, with its quotes."""


class Content(Struct, frozen=True, array_like=True, gc=False):
    """One of the five required contents (厅字〔2019〕28号 art. 24) in this report."""

    name: SectionRole
    """One of `CONTENTS`"""
    status: ContentStatus
    anchor: str | None
    line: int
    why: str
    """The words that decided, or the reason for not_applicable."""


class Report(Struct, frozen=True, array_like=True):
    """One document, understood. Spans refer to `text`."""

    path: str
    sha256: str
    encoding: Encoding
    text: str
    line_starts: tuple[int, ...]
    line_numbers: tuple[int, ...]
    head: DocumentMetadata
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    """In document order."""
    tables: tuple[Table, ...]
    definitions: tuple[Definition, ...]
    contents: tuple[Content, ...]
    repairs: tuple[Repair, ...]
    furniture: tuple[Boilerplate, ...]
    withheld: str
    refused: str
    """A reason (Chinese) when the document is a look-alike and must not be published as a report; empty
    otherwise."""
    problems: tuple[Problem, ...]
    excluded: tuple[Span, ...] = ()
    """Remarks and gaps within the text (【批注：应为12件】, 20××年): shown as they stand, but no number is
    read from them"""
