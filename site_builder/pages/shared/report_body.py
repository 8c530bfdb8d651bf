"""The text of a report as a list of blocks in reading order: headings, paragraphs, tables, each with its
anchor, its source line and its marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from site_builder.model.facts import Document
from site_builder.model.page import TocItem
from site_builder.model.report import Paragraph, Report, Section, Table
from site_builder.model.span import Span
from site_builder.model.terms import Mention
from site_builder.pages.shared.escaping import escaped
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.marked_text import (
    TextMark,
    in_order,
    marked,
    quantity_marks,
    repair_marks,
    term_marks,
)
from site_builder.pages.shared.table_marks import TableCell, marked_table
from site_builder.vocabulary import BlockKind, TitleStatus


class PageBlock(Struct, frozen=True, gc=False):
    """One heading, paragraph or table."""

    kind: BlockKind
    anchor: str
    """Empty when another block has it already"""
    line: int
    html: Markup
    level: int = 0
    """Of a heading: 2–6, never skipping one"""
    number: str = ""
    proposed: bool = False
    """A heading whose words still need a person"""
    table: Table | None = None
    header: tuple[str, ...] = ()
    """Of a table; finished where it is `Markup`, else to be escaped"""
    rows: tuple[tuple[TableCell, ...], ...] = ()


def blocks(
    document: Document, mentions: Iterable[Mention], indexes: Indexes, up: str
) -> tuple[PageBlock, ...]:
    """The whole text. Linear in its length: every mark is looked up by the paragraph it stands in."""
    report = document.report
    marks = _Marks(
        report,
        [
            *quantity_marks(document.facts.quantities, indexes, up),
            *term_marks(mentions, indexes, up),
            *_checks(document),
        ],
    )
    headings = heading_levels(report.sections)
    parts: list[tuple[int, int, Section | Paragraph | Table]] = [
        (s.span.start, 0, s) for s in report.sections
    ]
    parts += [(p.span.start, 1, p) for p in report.paragraphs]
    parts += [(t.span.start, 2, t) for t in report.tables]
    seen: set[str] = set()
    out: list[PageBlock] = []
    for _, _, part in sorted(parts, key=lambda entry: entry[:2]):
        anchor = "" if part.anchor in seen else part.anchor
        seen.add(part.anchor)
        if isinstance(part, Section):
            out.append(_heading(part, anchor, headings[part.index], marks))
        elif isinstance(part, Paragraph):
            kind = (
                BlockKind.TITLE
                if part.section < 0 and part.span.of(report.text).strip() == report.head.title.value
                else part.kind
            )
            out.append(PageBlock(kind, anchor, part.line, marks.html(part.span)))
        else:
            header, rows = marked_table(part, report, marks.within(part.span))
            out.append(
                PageBlock(
                    BlockKind.TABLE, anchor, part.line, Markup(""), table=part, header=header, rows=rows
                )
            )
    return tuple(out)


def contents(report: Report) -> tuple[TocItem, ...]:
    """The contents list: the two upper levels; a third would be longer than a screen in the longest reports."""
    levels = heading_levels(report.sections)
    return tuple(
        TocItem(section.anchor, _listed(section), levels[section.index])
        for section in report.sections
        if levels[section.index] <= 3
    )


def _listed(section: Section) -> str:
    """A heading as the contents list has it; words that still need a person say so there too."""
    return (f"{section.number}{section.title}" or "（无标题）") + (
        "（待核对）" if section.status == TitleStatus.PROPOSED else ""
    )


def heading_levels(sections: Iterable[Section]) -> dict[int, int]:
    """Section index → HTML heading level: one below the enclosing section's, so that no level is ever skipped
    (WCAG 1.3.1)."""
    levels: dict[int, int] = {}
    for section in sections:
        levels[section.index] = min(6, levels.get(section.parent, 1) + 1)
    return levels


def _heading(section: Section, anchor: str, level: int, marks: "_Marks") -> PageBlock:
    """A heading as the text has it; the number apart, so that it can hang."""
    words = section.text.removeprefix(section.number).strip() if section.text else section.title
    html = Markup(marks.loose_anchors(section.span) + escaped(words or section.title))
    return PageBlock(
        BlockKind.HEADING,
        anchor,
        section.line,
        html,
        level,
        section.number,
        section.status == TitleStatus.PROPOSED,
    )


def _checks(document: Document) -> list[TextMark]:
    """A small sign after the last number of arithmetic that does not come out, leading to its note."""
    ends = {quantity.id: quantity.span.end for quantity in document.facts.quantities}
    out = []
    for number, check in enumerate((c for c in document.facts.checks if not c.holds), 1):
        at = max((ends[each] for each in check.quantities if each in ends), default=0)
        if at:
            out.append(
                TextMark(
                    at,
                    at,
                    3,
                    f'<a class="check-note" id="checked-{number}" href="#check-{number}"'
                    f' aria-label="算术核对说明{number}">核</a>',
                    "",
                )
            )
    return out


class _Marks:
    """The marks of a report, found by where they stand."""

    def __init__(self, report: Report, marks: Iterable[TextMark]) -> None:
        self.text = report.text
        self.marks = in_order((*marks, *repair_marks(report)))
        self.starts = [mark.start for mark in self.marks]

    def within(self, span: Span) -> list[TextMark]:
        """The marks that begin inside the span or at its end."""
        return self.marks[bisect_left(self.starts, span.start) : bisect_right(self.starts, span.end)]

    def html(self, span: Span) -> Markup:
        """The marked text of the span."""
        return marked(self.text, span, self.within(span))

    def loose_anchors(self, span: Span) -> str:
        """Only the anchors of the numbers in the span: headings and cells show their text bare, but links to
        a number must still arrive."""
        return "".join([mark.anchor for mark in self.within(span) if mark.anchor])
