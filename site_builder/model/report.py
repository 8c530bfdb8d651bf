"""A report as a document: head, sections, blocks, tables, definitions; every node carries a span of the clean text and a source line."""

from msgspec import Struct

from site_builder.model.span import Span
from site_builder.model.text import Furniture, Repair
from site_builder.problems import Problem


class Stated(Struct, frozen=True, array_like=True, gc=False):
    """A value with where it came from. `value is None` means unknown, and is shown as unknown."""

    value: str | int | None = None
    origin: str = "unknown"
    """sidecar · text (stated in the text) · page (labelled line or index block of the page copy) · signature (落款) · path · composed (put together from other values) · registry · unknown"""
    line: int = 0
    """Source line (of the sidecar when origin is sidecar); 0 when there is none."""
    raw: str = ""
    """The words it was read from."""
    label: str = ""
    """For dates: the label that decided (发布日期, 落款 …)."""
    note: str = ""
    """Chinese: how it was inferred, or why it is unknown."""


class Head(Struct, frozen=True, array_like=True):
    """What a document is: each value with its origin."""

    kind: Stated
    """annual_report · plan · other"""
    shape: Stated
    """five_part · work_summary · to_congress (向人大常委会报告) · official_letter (公文式) · white_paper · plan · other"""
    title: Stated
    issuer: Stated
    place: Stated
    """The place code; name and slug come from the registry."""
    place_name: str
    place_slug: str
    level: str
    """Level of the issuer: province · city · county · area · town · department; empty if unknown"""
    year: Stated
    published: Stated
    """`YYYY-MM-DD` or `YYYY-MM-DD HH:MM`"""
    written: Stated
    """成文日期, same form"""
    document_number: Stated
    source: Stated
    """来源 as printed by the page: the publishing unit, not the issuer"""
    source_url: Stated
    speaker: Stated
    meeting: Stated
    licence: Stated


class Section(Struct, frozen=True, array_like=True, gc=False):
    """A heading and what it governs, up to the next heading of the same or a higher level."""

    index: int
    parent: int
    """Index of the enclosing section, -1 at the top."""
    level: int
    """1 for 一、 · 2 for （一） · 3 for 1. · …"""
    number: str
    """As numbered in the (repaired) text: `一、`, `(三)`; empty for an unnumbered heading."""
    title: str
    """Without number and without the closing stop."""
    anchor: str
    """From the number path: `s1-2`; a repeated number takes a letter: `s4-3b`."""
    span: Span
    """Of the heading: number and title."""
    line: int
    role: str
    """measures · problems · responsibility · arrangements · other_matters · glossary · attachment · preamble · "" (none recognised, inherits from parent when reading)"""
    role_why: str = ""
    """The words that decided the role."""
    run_in: bool = False
    """Heading and body share one paragraph."""
    status: str = ""
    """"" · proposed (待核对) · confirmed: repair status of the title"""
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
    kind: str = "text"
    """text · title (a line of the title, wherever it is printed) · vocative · subtitle · signature · attachment_list · definition · note"""
    role: str = ""
    """Same values as Section.role; the paragraph's own meaning (an unnumbered problem paragraph inside 成效) or its section's."""


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
    """As glossary key: without quotes where the quotes enclose it all; 行政诉讼“双下降” keeps both forms in `aliases`."""
    aliases: tuple[str, ...]
    text: str
    span: Span
    line: int
    anchor: str
    surface: str
    """The term as printed, with its quotes."""


class Content(Struct, frozen=True, array_like=True, gc=False):
    """One of the five required contents (厅字〔2019〕28号 art. 24) in this report."""

    name: str
    """measures · problems · responsibility · arrangements · other_matters"""
    status: str
    """present (own section) · folded (inside another section) · absent · not_applicable (before report year 2019, or not an annual report)"""
    anchor: str | None
    line: int
    why: str
    """The words that decided, or the reason for not_applicable."""


class Report(Struct, frozen=True, array_like=True):
    """One document, understood. Spans refer to `text`."""

    path: str
    sha256: str
    encoding: str
    text: str
    line_starts: tuple[int, ...]
    line_numbers: tuple[int, ...]
    head: Head
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    """In document order."""
    tables: tuple[Table, ...]
    definitions: tuple[Definition, ...]
    contents: tuple[Content, ...]
    repairs: tuple[Repair, ...]
    furniture: tuple[Furniture, ...]
    withheld: str
    refused: str
    """A reason (Chinese) when the document is a look-alike and must not be published as a report; empty otherwise."""
    problems: tuple[Problem, ...]
    excluded: tuple[Span, ...] = ()
    """Remarks and gaps within the text (【批注：应为12件】, 20××年): shown as they stand, but no number is read from them"""
