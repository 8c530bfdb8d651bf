"""A document's sentences and paragraphs as passages: text with report, year, anchor, line and the title of their part."""

from bisect import bisect_right

from msgspec import Struct

from site_builder.corpus.rows import top_titles
from site_builder.model.facts import Document
from site_builder.model.report import Paragraph, Report
from site_builder.model.stories import Passage

PROSE = {"text", "note"}
SHORTEST = 10
"""Characters: shorter sentences (“特此报告。”) say nothing that could be carried over or promised."""


class Told(Struct, frozen=True):
    """A passage with the part of the report it belongs to."""

    passage: Passage
    role: str
    """As Section.role"""
    place: int
    """Index of its paragraph"""


class Reading(Struct, frozen=True):
    """One annual report, ready to be compared."""

    key: str
    year: int
    document: Document
    paragraphs: tuple[Told, ...]
    sentences: tuple[Told, ...]


def read(key: str, document: Document) -> Reading:
    """All prose of a report. Glossary sections are left out: they repeat words without saying anything about the year."""
    report = document.report
    year = report.head.year.value
    known = year if isinstance(year, int) else None
    roles = section_roles(report)
    tops = top_titles(report)
    chosen = [
        (number, paragraph, paragraph.role or roles.get(paragraph.section, ""))
        for number, paragraph in enumerate(report.paragraphs)
        if paragraph.kind in PROSE
    ]
    chosen = [each for each in chosen if each[2] != "glossary"]
    paragraphs = tuple(
        Told(Passage(key, known, p.anchor, p.line, p.span.of(report.text), tops.get(p.section, "")), role, number) for number, p, role in chosen
    )
    sentences = _sentences(document, paragraphs, {number: paragraph for number, paragraph, _ in chosen})
    return Reading(key, known or 0, document, paragraphs, sentences)


def _sentences(document: Document, told: tuple[Told, ...], by_number: dict[int, Paragraph]) -> tuple[Told, ...]:
    """The sentences of the chosen paragraphs that are long enough to compare."""
    report = document.report
    starts = [by_number[each.place].span.start for each in told]
    out = []
    for span in document.facts.sentences:
        index = bisect_right(starts, span.start) - 1
        if index < 0 or span.end > by_number[told[index].place].span.end or span.end - span.start < SHORTEST:
            continue
        around = told[index]
        line = report.line_numbers[bisect_right(report.line_starts, span.start) - 1]
        passage = Passage(
            around.passage.report, around.passage.year, around.passage.anchor, line, span.of(report.text).strip(), around.passage.section
        )
        out.append(Told(passage, around.role, around.place))
    return tuple(out)


def section_roles(report: Report) -> dict[int, str]:
    """Index of each section → its role, taken from the section around it if it has none of its own."""
    out: dict[int, str] = {}
    for section in report.sections:
        out[section.index] = section.role or out.get(section.parent, "")
    return out
