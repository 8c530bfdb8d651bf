"""Lines behind the opening → sections, paragraphs, tables, definitions, in one pass and in document order."""

import re
from typing import assert_never

from site_builder.model.report import Table
from site_builder.model.span import Span
from site_builder.model.text import Repair
from site_builder.parse.metadata.opening import Opening, line_role
from site_builder.parse.metadata.signature import Signature
from site_builder.parse.structure.attachments import take_attachment
from site_builder.parse.structure.definitions import define
from site_builder.parse.structure.enumerators import OPENERS, Enumerator, mark_of
from site_builder.parse.structure.heading_roles import STANDALONE, meaning_of
from site_builder.parse.structure.headings import cut_heading
from site_builder.parse.structure.lines import TextLine
from site_builder.parse.structure.outline import (
    SPACES_BETWEEN_HAN,
    OutlineBuilder,
    ParsedBody,
    StructureFinding,
)
from site_builder.parse.structure.tables import is_row, read_table
from site_builder.vocabulary import BlockKind, LineRole, SectionRole

NOTE_LINE = re.compile(r"[(（](?:此件|注|联系人|本报告|此文)[^()（）]{0,60}[)）]|注[:：].*")
SALUTATION = re.compile(
    r"(?:(?:尊敬的)?(?:主任|各位副主任|各位委员|各位代表|秘书长|同志们|各位领导)[、,，]?){1,8}[:：!！]?"
)
KEYS = {
    SectionRole.GLOSSARY: "glossary", SectionRole.PREAMBLE: "preamble", SectionRole.MEASURES: "measures", SectionRole.PROBLEMS: "problems",
    SectionRole.RESPONSIBILITY: "responsibility", SectionRole.ARRANGEMENTS: "arrangements", SectionRole.OTHER_MATTERS: "other",
    SectionRole.ATTACHMENT: "section", SectionRole.NONE: "section",
}  # fmt: skip
"""Anchors of headings that carry no number"""
HEADING_OR_NOTE_FIRST_CHARS = OPENERS | frozenset("附(（【")
"""The characters a heading, a note or an attachment may begin with"""
LONGEST_STANDALONE = 40
LONGEST_NOTE = 90
"""Characters; a longer line is text whatever it says"""


def read_body(
    text: str,
    lines: list[TextLine],
    opening: Opening,
    signed: list[Signature],
    title: str,
    year: int | None,
    repairs: tuple[Repair, ...],
) -> ParsedBody:
    """One pass over the lines; every line ends up in exactly one section, paragraph, table or definition."""
    outline = OutlineBuilder(text, year, repairs)
    for index in range(min(opening.body, len(lines))):
        role = opening.roles[index]
        line = lines[index]
        outline.paragraph(line.start, line.end, line.number, _kind_of_opening(role))
    signing = {i for each in signed for i in (each.issuer, each.date) if i >= 0}
    compact = SPACES_BETWEEN_HAN.sub("", title)
    index = opening.body
    while index < len(lines):
        line = lines[index]
        if (
            len(line.text) > LONGEST_NOTE
            and line.text[0] not in HEADING_OR_NOTE_FIRST_CHARS
            and "|" not in line.text
            and not outline.in_glossary
            and index not in signing
        ):
            outline.paragraph(
                line.start, line.end, line.number
            )  # three lines in four: none of the questions below can have another answer
            index += 1
        else:
            index += _take(outline, lines, index, signing, compact)
    return outline.body()


def _take(outline: OutlineBuilder, lines: list[TextLine], index: int, signing: set[int], title: str) -> int:
    """Take the line (or the table, or the attachment with its title) at `index`; returns how many lines were
    taken."""
    line = lines[index]
    text = line.text
    if index in signing:
        outline.paragraph(line.start, line.end, line.number, BlockKind.SIGNATURE)
        return 1
    if "|" in text:
        taken = _table(outline, lines, index)
        if taken:
            return taken
    if text[0] in "附(（【":
        taken = take_attachment(outline, lines, index)
        if taken:
            return taken
    if len(text) <= LONGEST_STANDALONE and _standalone(outline, line):
        return 1
    if outline.in_glossary and _definition(outline, line):
        return 1
    mark = mark_of(text) if text[0] in OPENERS else None
    cut = cut_heading(text, mark) if mark is not None else None
    if mark is not None and cut is not None:
        _heading(outline, line, mark, cut.end, cut.body, glued=cut.glued)
        return 1
    outline.paragraph(
        line.start, line.end, line.number, _kind(text, title) if len(text) <= LONGEST_NOTE else BlockKind.TEXT
    )
    return 1


def _heading(
    outline: OutlineBuilder, line: TextLine, mark: Enumerator, end: int, body: int, *, glued: bool
) -> None:
    has_body = body < len(line.text)
    outline.heading(line, mark, end, run_in=has_body)
    if glued:
        outline.findings.append(StructureFinding("B404", line.number, line.text[:40]))
    if has_body:
        outline.paragraph(line.start + body, line.end, line.number)


def _kind_of_opening(role: LineRole) -> BlockKind:
    """What a line before the body is as a paragraph."""
    match role:
        case LineRole.VOCATIVE:
            return BlockKind.VOCATIVE
        case LineRole.DATE:
            return BlockKind.SIGNATURE
        case LineRole.TITLE | LineRole.ISSUER | LineRole.NUMBER:
            return BlockKind.TITLE
        case LineRole.MEETING | LineRole.SPEAKER | LineRole.PAGE_DATE | LineRole.MENU | LineRole.NONE:
            return BlockKind.SUBTITLE
    assert_never(role)


def _kind(text: str, title: str) -> BlockKind:
    """What a short line is: text, an address, a note, or the title printed once more."""
    if SALUTATION.fullmatch(text):
        return BlockKind.VOCATIVE
    if NOTE_LINE.fullmatch(text):
        return BlockKind.NOTE
    compact = SPACES_BETWEEN_HAN.sub("", text)
    if len(compact) >= 6 and compact.strip("《》") in title:
        return BlockKind.TITLE
    addressed = (
        text[-1] in ":：" and line_role(text) == LineRole.VOCATIVE and "政府" in text and len(text) < 40
    )
    return BlockKind.VOCATIVE if addressed else BlockKind.TEXT


def _standalone(outline: OutlineBuilder, line: TextLine) -> bool:
    """A heading without number that is known by its wording."""
    if not STANDALONE.fullmatch(line.text):
        return False
    title = SPACES_BETWEEN_HAN.sub("", line.text).rstrip(":：")
    role = meaning_of(title).role
    key = KEYS[role]
    outline.unnumbered(line, "", title, key, role, line.span, line.text if title != line.text else "")
    return True


def _definition(outline: OutlineBuilder, line: TextLine) -> bool:
    """A paragraph of the glossary: a new definition, or more of the last one."""
    number = outline.counts.get(outline.section, 0) + 1
    found = define(line, f"{outline.sections[outline.section].anchor}-p{number}")
    if found is None:
        last = outline.definitions[-1] if outline.definitions else None
        if last is None or last.anchor.rsplit("-", 1)[0] != outline.sections[outline.section].anchor:
            return False
        if outline.tables and outline.tables[-1].span.start > last.span.start:
            return False  # behind a table nothing goes on with what stood before it
        outline.continued[len(outline.definitions) - 1] = line.end
        outline.paragraph(line.start, line.end, line.number, BlockKind.DEFINITION)
        return True
    outline.definitions.append(found)
    outline.paragraph(line.start, line.end, line.number, BlockKind.DEFINITION)
    return True


def _table(outline: OutlineBuilder, lines: list[TextLine], index: int) -> int:
    """Take the table that begins here; a block of bars that is none is remembered, so that it is looked at
    once."""
    if index < outline.no_table_before or not is_row(lines[index].text):
        return 0
    grid, used = read_table(lines, index)
    if grid is None:
        outline.no_table_before = index + used
        return 0
    key = outline.sections[outline.section].anchor + "-t" if outline.section >= 0 else "t"
    count = outline.taken.get(key, 0) + 1
    outline.taken[key] = count
    outline.tables.append(
        Table(f"{key}{count}", outline.section, Span(grid.start, grid.end), grid.line, grid.header, grid.rows)
    )
    if grid.ragged:
        outline.findings.append(
            StructureFinding("B405", grid.line, lines[index].text[:30], (("count", str(grid.ragged)),))
        )
    return used
