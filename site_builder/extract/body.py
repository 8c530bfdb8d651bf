"""Report → the sentences that may state something, as one text with a sentence on each line.

Every later step looks at this text and not at the report: an expression runs over it once instead of once a sentence, no match reaches from one
sentence into the next, and what states nothing (salutation, signature) is not there to be found. Positions lead back by the distance kept per line.
"""

import re
from bisect import bisect_right
from itertools import accumulate

import numpy as np
from msgspec import Struct

from site_builder.extract.words import Codes, Ints, codes_of
from site_builder.model.report import Report, Section
from site_builder.model.span import Span
from site_builder.text.sentences import sentences

DIGIT = re.compile("[0-9０-９]")
SKIPPED = frozenset({"vocative", "subtitle", "signature", "attachment_list"})
"""Kinds of paragraph that state nothing about the year."""


class Block(Struct, frozen=True, gc=False):
    """A paragraph or table as extraction sees it."""

    span: Span
    anchor: str
    line: int
    section: int
    role: str
    kind: str


class Body(Struct, frozen=True):
    """The sentences of a report in document order: columns of one length, and the text they make."""

    text: str
    """Every sentence followed by a line feed: a sentence holds none"""
    codes: Codes
    """The same as code points"""
    starts: list[int]
    """Where each sentence begins in `text`, and after the last one its length"""
    spans: list[Span]
    """Where it stands in the report"""
    blocks: list[Block]
    lines: list[int]
    """Its source line"""

    def sentence_at(self, positions: Ints) -> Ints:
        """The ordinals of the sentences in which positions of `text` lie."""
        return np.searchsorted(np.array(self.starts), positions, side="right") - 1


def body_of(report: Report) -> Body:
    """The sentences of the paragraphs, tables and telling headings of a report; cells of a table row are sentences of their own."""
    text, line_starts, numbers = report.text, report.line_starts, report.line_numbers
    spans: list[Span] = []
    blocks: list[Block] = []
    lines: list[int] = []
    for block in _blocks(report):
        row = bisect_right(line_starts, block.span.start) - 1
        for span in sentences(text, block.span, cells=block.kind == "table"):
            while row + 1 < len(line_starts) and line_starts[row + 1] <= span.start:
                row += 1
            spans.append(span)
            blocks.append(block)
            lines.append(numbers[row] if numbers else block.line)
    joined = "\n".join([*[text[s.start : s.end] for s in spans], ""])
    starts = list(accumulate((s.end - s.start + 1 for s in spans), initial=0))
    return Body(joined, codes_of(joined), starts, spans, blocks, lines)


def _blocks(report: Report) -> list[Block]:
    roles = [s.role for s in report.sections]
    for index, section in enumerate(report.sections):
        if not roles[index] and section.parent >= 0:
            roles[index] = roles[section.parent]
    blocks = [
        Block(p.span, p.anchor, p.line, p.section, p.role or (roles[p.section] if p.section >= 0 else ""), p.kind)
        for p in report.paragraphs
        if p.kind not in SKIPPED
    ]
    blocks += [Block(t.span, t.anchor, t.line, t.section, roles[t.section] if t.section >= 0 else "", "table") for t in report.tables]
    blocks += [_heading(report.text, s, roles[s.index]) for s in report.sections if DIGIT.search(s.title)]
    blocks.sort(key=lambda b: b.span.start)
    return blocks


def _heading(text: str, section: Section, role: str) -> Block:
    """A heading that states a number (1.全年办结案件120件。) without its own number."""
    start = section.span.start + (len(section.number) if text.startswith(section.number, section.span.start) else 0)
    return Block(Span(start, section.span.end), section.anchor, section.line, section.index, role, "heading")
