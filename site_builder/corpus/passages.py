"""A document's sentences and paragraphs as passages: text with report, year, anchor, line and the title of their part."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from site_builder.corpus.phrases import Phrased, masked_all, phrased
from site_builder.corpus.pieces import Pieces, pieces_of
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


class Speaking(Struct, frozen=True):
    """Passages with the phrases they hold."""

    told: tuple[Told, ...]
    phrased: tuple[Phrased, ...]
    pieces: Pieces


class Reading(Struct, frozen=True, dict=True):
    """One annual report, ready to be compared. What a comparison needs is worked out once, for the year before and the year after."""

    key: str
    year: int
    document: Document
    paragraphs: tuple[Told, ...]
    sentences: tuple[Told, ...]

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """Its sentences without blanks and closing marks; their figures stay."""
        return tuple("".join(each.passage.text.split()).rstrip("。；;！!") for each in self.sentences)

    @cached_property
    def masked(self) -> tuple[str, ...]:
        """Its sentences with all figures made alike."""
        return tuple(masked_all(each.passage.text for each in self.sentences))[: len(self.sentences)]

    @cached_property
    def pieces(self) -> Pieces:
        """Of the masked sentences."""
        return pieces_of([(text,) for text in self.masked])

    @cached_property
    def promised(self) -> Speaking:
        """The sentences of its arrangements that hold a phrase."""
        return speaking(each for each in self.sentences if each.role == "arrangements")

    @cached_property
    def reporting(self) -> Speaking:
        """The paragraphs that tell what was done and how things stand."""
        return speaking((each for each in self.paragraphs if each.role not in {"arrangements", "attachment"}), silent=True)


def speaking(told: Iterable[Told], silent: bool = False) -> Speaking:
    """Passages with their phrases; with `silent` those without any too."""
    chosen = tuple(told)
    pairs = [pair for pair in zip(chosen, phrased([each.passage.text for each in chosen]), strict=False) if silent or pair[1].grams]
    pieces = pieces_of([each.runs.split("|") if each.runs else [] for _, each in pairs])
    return Speaking(tuple(each for each, _ in pairs), tuple(each for _, each in pairs), pieces)


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
