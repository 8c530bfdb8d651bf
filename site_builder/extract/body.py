"""Report → the sentences that may state something, with the paragraph, section and source line of each."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from site_builder.model.report import Report, Section
from site_builder.model.span import Span
from site_builder.text.readers.sentences import sentences
from site_builder.vocabulary import BlockKind, SectionRole

DIGIT = re.compile("[0-9０-９]")
SKIPPED = frozenset({BlockKind.VOCATIVE, BlockKind.SUBTITLE, BlockKind.SIGNATURE, BlockKind.ATTACHMENT_LIST})
"""Kinds of paragraph that state nothing about the year."""


class Block(Struct, frozen=True, gc=False):
    """A paragraph or table as extraction sees it."""

    span: Span
    anchor: str
    line: int
    section: int
    role: SectionRole
    kind: BlockKind


class Body(Struct, frozen=True):
    """The sentences of one report in document order: three columns of one length."""

    report: Report
    spans: list[Span]
    """Where each stands in the report"""
    blocks: list[Block]
    sources: list[int]
    """Its source line"""
    first: int
    """How many sentences the reports have that are looked at together with this one and before it"""

    def texts(self) -> list[str]:
        """The sentences, with blanks in place of what must not be read."""
        text = without(self.report.text, self.report.excluded)
        return [text[span.start : span.end] for span in self.spans]


def body_of(report: Report, first: int = 0) -> Body:
    """The sentences of the paragraphs, tables and telling headings of a report; cells of a table row are
    sentences of their own.

    A report that is withheld or refused has none: nothing of it may appear.
    """
    text, line_starts, numbers = report.text, report.line_starts, report.line_numbers
    spans: list[Span] = []
    blocks: list[Block] = []
    sources: list[int] = []
    for block in [] if report.withheld or report.refused else _blocks(report):
        here = sentences(text, block.span, cells=block.kind == BlockKind.TABLE)
        row = bisect_right(line_starts, block.span.start)
        if not numbers or row == len(line_starts) or line_starts[row] >= block.span.end:
            sources += [numbers[row - 1] if numbers else block.line] * len(here)
        else:
            sources += [numbers[bisect_right(line_starts, span.start) - 1] for span in here]
        spans += here
        blocks += [block] * len(here)
    return Body(report, spans, blocks, sources, first)


def without(text: str, excluded: Sequence[Span]) -> str:
    """The text with blanks in place of some stretches, so that every position stays what it is.

    >>> without("办结【批注：应为12件】8件", [Span(2, 12)])
    '办结          8件'
    """
    if not excluded:
        return text
    pieces, at = [], 0
    for span in excluded:
        pieces += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def bodies_of(reports: Sequence[Report]) -> list[Body]:
    """The sentences of several reports that are looked at together."""
    bodies: list[Body] = []
    first = 0
    for report in reports:
        bodies.append(body_of(report, first))
        first += len(bodies[-1].spans)
    return bodies


def _blocks(report: Report) -> list[Block]:
    roles = [s.role for s in report.sections]
    for index, section in enumerate(report.sections):
        if not roles[index] and section.parent >= 0:
            roles[index] = roles[section.parent]
    blocks = [
        Block(
            p.span,
            p.anchor,
            p.line,
            p.section,
            p.role or (roles[p.section] if p.section >= 0 else SectionRole.NONE),
            p.kind,
        )
        for p in report.paragraphs
        if p.kind not in SKIPPED
    ]
    blocks += [
        Block(
            t.span,
            t.anchor,
            t.line,
            t.section,
            roles[t.section] if t.section >= 0 else SectionRole.NONE,
            BlockKind.TABLE,
        )
        for t in report.tables
    ]
    blocks += [_heading(report.text, s, roles[s.index]) for s in report.sections if DIGIT.search(s.title)]
    blocks.sort(key=lambda b: b.span.start)
    return blocks


def _heading(text: str, section: Section, role: SectionRole) -> Block:
    """A heading that states a number (1.全年办结案件120件。) without its own number."""
    start = section.span.start + (
        len(section.number) if text.startswith(section.number, section.span.start) else 0
    )
    return Block(
        Span(start, section.span.end), section.anchor, section.line, section.index, role, BlockKind.HEADING
    )
