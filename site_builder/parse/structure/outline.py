"""Collects sections and paragraphs in document order, and gives them anchors that survive insertions
elsewhere in the text.

A section's anchor is its number path (`s1-2`); a repeated number takes a letter (`s4-3b`), as lawyers do.
Every look-up is constant time: a text of 20,000 headings with one number costs no more than one of 20,000
numbers.
"""

import re
from typing import NamedTuple

from msgspec import Struct

from site_builder.model.report import Definition, Paragraph, Section, Table
from site_builder.model.span import Span
from site_builder.model.text import Repair
from site_builder.parse.structure.definitions import extended
from site_builder.parse.structure.enumerators import RANKS, Enumerator
from site_builder.parse.structure.heading_roles import MAX_ANNOUNCEMENT_CHARS, meaning_of, paragraph_meaning
from site_builder.parse.structure.lines import TextLine
from site_builder.vocabulary import BlockKind, RepairStatus, SectionRole, TitleStatus

BLOCK_TEXT = BlockKind.TEXT
SECTION_ATTACHMENT = SectionRole.ATTACHMENT
SECTION_GLOSSARY = SectionRole.GLOSSARY
SECTION_NONE = SectionRole.NONE
"""Asked for at every number or paragraph, and so bound once: to read a member off its vocabulary takes 0.1 µs
"""


OUTER = 0
"""Rank of headings without number: attachments and glossaries hold numbered ones and are held by none"""
UNNUMBERED_HEADING_RANK = 2
"""Rank of the other headings without number (前言, 存在的问题): 一、 does not lie inside them, (一) does"""
SPACES_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
MAX_HEADING_DEPTH = 8
MAX_RANK_CHECKED_FOR_ORDER = 4
"""Rank down to which a number out of order is told: deeper ones are often left out or begin again"""


class StructureFinding(NamedTuple):
    """Something about the structure worth a problem."""

    code: str
    line: int
    text: str
    detail: tuple[tuple[str, str], ...] = ()


class ParsedBody(NamedTuple):
    """Everything behind the head."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    definitions: tuple[Definition, ...]
    findings: tuple[StructureFinding, ...]


class OpenSection(Struct, frozen=True, gc=False):
    """An open section on the way down."""

    rank: int
    section: int
    role: SectionRole
    """The role that holds in it: its own, or else that of the section around it"""
    stem: str
    """What the anchors of its paragraphs begin with"""


NOWHERE = OpenSection(0, -1, SectionRole.NONE, "p")
"""Before the first heading"""


class OutlineBuilder:
    """Collects the body line by line; `body` is what it saw."""

    def __init__(self, text: str, year: int | None, repairs: tuple[Repair, ...]) -> None:
        self.text = text
        self.year = year
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.definitions: list[Definition] = []
        self.continued: dict[int, int] = {}
        """Index of a definition → end of the last paragraph that continues it"""
        self.findings: list[StructureFinding] = []
        self.open: list[OpenSection] = []
        self.taken: dict[str, int] = {}
        self.last_child: dict[tuple[int, int], int] = {}
        self.last_of_rank: dict[int, int] = {}
        self.counts: dict[int, int] = {}
        self.no_table_before = 0
        self.uncertain = [r for r in repairs if r.status in (RepairStatus.PROPOSED, RepairStatus.CONFIRMED)]

    @property
    def section(self) -> int:
        """Index of the innermost open section; -1 before the first."""
        return self.open[-1].section if self.open else NOWHERE.section

    @property
    def in_glossary(self) -> bool:
        """Whether what comes next may be a definition."""
        return bool(self.open) and self.open[0].role == SECTION_GLOSSARY

    def heading(self, line: TextLine, mark: Enumerator, end: int, *, run_in: bool) -> None:
        """Open a numbered section."""
        rank = RANKS[mark.kind]
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        parent = self.section
        if rank <= MAX_RANK_CHECKED_FOR_ORDER:
            self._check_number(parent, rank, mark, line)
        base = self.sections[parent].anchor + "-" if parent >= 0 else "s"
        title = line.text[mark.end : end].strip()
        self._add(
            rank,
            mark.text,
            title,
            f"{base}{mark.value}",
            Span(line.start, line.start + end),
            line,
            run_in=run_in,
        )

    def unnumbered(
        self,
        line: TextLine,
        number: str,
        title: str,
        anchor: str,
        role: SectionRole,
        span: Span,
        printed: str = "",
    ) -> None:
        """Open a section that carries no number of its own."""
        self.open.clear()
        self.last_of_rank.clear()
        rank = OUTER if role in (SectionRole.ATTACHMENT, SectionRole.GLOSSARY) else UNNUMBERED_HEADING_RANK
        self._add(rank, number, title, anchor, span, line, role=role, printed=printed)

    def _add(
        self,
        rank: int,
        number: str,
        title: str,
        anchor: str,
        span: Span,
        line: TextLine,
        *,
        run_in: bool = False,
        role: SectionRole = SectionRole.NONE,
        printed: str = "",
    ) -> None:
        around = self.open[-1] if self.open else None
        parent = self.sections[around.section] if around else None
        seen = self.taken.get(anchor, 0)
        self.taken[anchor] = seen + 1
        outermost = parent is None or (parent.role == SECTION_ATTACHMENT and len(self.open) == 1)
        meaning = meaning_of(title, 1 if outermost else 2)
        section = Section(
            len(self.sections),
            parent.index if parent else -1,
            min(parent.level + 1, MAX_HEADING_DEPTH) if parent else 1,
            number,
            title,
            anchor + letters(seen) if seen else anchor,
            span,
            line.number,
            role or meaning.role,
            "" if role == SECTION_ATTACHMENT else meaning.why,
            run_in,
            self._status(span) if self.uncertain else TitleStatus.NONE,
            printed or ("" if line.text[: span.end - line.start] == number + title else span.of(self.text)),
        )
        self.sections.append(section)
        self.open.append(
            OpenSection(
                rank,
                section.index,
                section.role or (around.role if around else SECTION_NONE),
                section.anchor + "-p",
            )
        )

    def _status(self, span: Span) -> TitleStatus:
        for repair in self.uncertain:
            if repair.span.start < span.end and span.start < repair.span.end:
                return TitleStatus(repair.status)
        return TitleStatus.NONE

    def _check_number(self, parent: int, rank: int, mark: Enumerator, line: TextLine) -> None:
        """Note repeated and skipped numbers; a series that runs on across sections (3. under a new (二)) is
        in order."""
        last = self.last_child.get((parent, rank), 0)
        running = self.last_of_rank.get(rank, 0)
        self.last_child[parent, rank] = self.last_of_rank[rank] = mark.value
        if mark.value == last + 1 or (last == 0 and mark.value == running + 1):
            return
        detail = (("number", mark.text), ("before", str(last)))
        if mark.value == last:
            self.findings.append(StructureFinding("B402", line.number, line.text[:30], detail))
        elif mark.value > last:
            self.findings.append(StructureFinding("B401", line.number, line.text[:30], detail))
        elif mark.value > 1:
            self.findings.append(StructureFinding("B403", line.number, line.text[:30], detail))

    def paragraph(self, start: int, end: int, line: int, kind: BlockKind = BlockKind.TEXT) -> str:
        """Add a paragraph to the open section and return its anchor."""
        level = self.open[-1] if self.open else NOWHERE
        section, role = level.section, level.role
        self.counts[section] = count = self.counts.get(section, 0) + 1
        anchor = f"{level.stem}{count}"
        if kind == BLOCK_TEXT and role not in (SECTION_GLOSSARY, SECTION_ATTACHMENT):
            role = (
                paragraph_meaning(self.text[start : min(end, start + MAX_ANNOUNCEMENT_CHARS)], self.year).role
                or role
            )
        self.paragraphs.append(Paragraph(anchor, section, Span(start, end), line, kind, role))
        return anchor

    def body(self) -> ParsedBody:
        """What was collected."""
        for index, end in self.continued.items():
            self.definitions[index] = extended(self.definitions[index], end, self.text)
        return ParsedBody(
            tuple(self.sections),
            tuple(self.paragraphs),
            tuple(self.tables),
            tuple(self.definitions),
            tuple(self.findings),
        )


def letters(seen: int) -> str:
    """The suffix of a repeated anchor: none, b, c, … z, aa, ab, …

    >>> [letters(n) for n in (0, 1, 25, 26, 51, 52)]
    ['', 'b', 'z', 'aa', 'az', 'ba']
    """
    out = ""
    left = seen + 1 if seen else 0
    while left:
        left, digit = divmod(left - 1, 26)
        out = chr(ord("a") + digit) + out
    return out
