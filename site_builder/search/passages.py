"""A report as search sees it: passages in reading order, each with the anchor it is found at and what kind of
section it belongs to."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from msgspec import Struct

from site_builder.model.facts import Document
from site_builder.model.report import Report, Section, Table
from site_builder.vocabulary import CONTENTS, DocumentKind, SectionRole

SEARCHED_ROLES = (
    SectionRole.NONE,
    *CONTENTS,
    SectionRole.GLOSSARY,
    SectionRole.ATTACHMENT,
    SectionRole.PREAMBLE,
)
"""Section.role by number; the number is what the index stores, so the order is part of the format."""
SEARCHED_KINDS = (DocumentKind.ANNUAL_REPORT, DocumentKind.PLAN, DocumentKind.OTHER)
"""Head.kind by number, likewise."""
_ROLE_NUMBER = {role: number for number, role in enumerate(SEARCHED_ROLES)}


class SearchPassage(Struct, frozen=True, array_like=True, gc=False):
    """The smallest thing a search result can point to: the title, a heading, a paragraph, a table row."""

    anchor: str
    role: int
    """Index into ROLES"""
    text: str
    """On one line"""


def passages(document: Document) -> list[SearchPassage]:
    """All passages of a report, the title first (with an empty anchor: the top of the page), the others in
    reading order.

    A heading that shares its line with the body (（一）深化改革。全年……) is one passage with it: a phrase may
    stand across the stop between them. A cell that only repeats the merged cell above it is not text of the
    report. A withheld report has only its title: search must not give away what the page does not show.
    """
    report = document.report
    title = [SearchPassage("", 0, one_line(title_of(report)))]
    if report.withheld:
        return title
    inherited = _inherited_roles(report.sections)
    run_in = {section.line: section.span.start for section in report.sections if section.run_in}
    joined = {paragraph.line for paragraph in report.paragraphs} & run_in.keys()
    found: list[tuple[int, int, SearchPassage]] = []
    for section in report.sections:
        if section.line not in joined:
            heading = section.text or section.number + section.title
            found.append(
                (
                    section.span.start,
                    0,
                    SearchPassage(section.anchor, inherited[section.index], one_line(heading)),
                )
            )
    for paragraph in report.paragraphs:
        role = _ROLE_NUMBER[paragraph.role] or inherited.get(paragraph.section, 0)
        start = run_in.pop(paragraph.line, paragraph.span.start)
        found.append(
            (
                start,
                1,
                SearchPassage(paragraph.anchor, role, one_line(report.text[start : paragraph.span.end])),
            )
        )
    quantities = (
        sorted((quantity.span.start, quantity.line, quantity.id) for quantity in document.facts.quantities)
        if report.tables
        else []
    )
    for table in report.tables:
        role = inherited.get(table.section, 0)
        rows = [
            table.header,
            *(tuple("" if cell.filled else cell.text for cell in row) for row in table.rows),
        ]
        anchors = [table.anchor, *_row_anchors(table, quantities)]
        found += [
            (
                table.span.start,
                2 + number,
                SearchPassage(
                    anchors[number], role, one_line(" | ".join(cell for cell in row if cell.strip()))
                ),
            )
            for number, row in enumerate(rows)
        ]
    found.sort(key=lambda item: item[:2])
    return title + [passage for _, _, passage in found if passage.text]


def _row_anchors(table: Table, quantities: list[tuple[int, int, str]]) -> list[str]:
    """Per row the anchor of its first number, which the page sets in the row; the table's where a row has
    none. Quantities: (start, line, id), ascending."""
    starts = list(
        accumulate(
            (
                min((cell.line for cell in row if cell.text and not cell.filled), default=0)
                for row in table.rows
            ),
            max,
        )
    )
    anchors = [table.anchor] * len(table.rows)
    inside = (
        quantities[bisect_left(quantities, (table.span.start,)) : bisect_left(quantities, (table.span.end,))]
        if starts
        else []
    )
    for _, line, name in reversed(inside):
        anchors[max(0, bisect_right(starts, line) - 1)] = name
    return anchors


def title_of(report: Report) -> str:
    """The title as the report states it; failing that, place and year; failing both, the file's path."""
    head = report.head
    composed = f"{head.place_name}{head.year.value}年" if head.place_name and head.year.value else report.path
    return str(head.title.value or composed)


def one_line(text: str) -> str:
    """Line ends become spaces (the index keeps one passage per line), lone surrogates become �: the length
    stays.

    >>> one_line("第一行\\n第二行")
    '第一行 第二行'
    """
    if not text.isprintable():
        text = (
            text.replace("\n", " ")
            .replace("\r", " ")
            .encode("utf-16-le", "replace")
            .decode("utf-16-le", "replace")
        )
    return text.strip()


def _inherited_roles(sections: tuple[Section, ...]) -> dict[int, int]:
    """Section index → number of its role, or of the nearest enclosing section that has one. Parents come
    before their children."""
    roles: dict[int, int] = {}
    for section in sections:
        roles[section.index] = _ROLE_NUMBER[section.role] or roles.get(section.parent, 0)
    return roles
