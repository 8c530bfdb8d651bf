"""A document's sentences and paragraphs as passages: text with report, year, anchor, line and the title of
their part."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain

from msgspec import Struct

from site_builder.corpus.history.common_phrases import PhraseTexts
from site_builder.corpus.history.normalized_text import (
    PARAGRAPH_SEPARATOR,
    NormalizedText,
    NumberMasked,
    content,
    masked,
)
from site_builder.corpus.history.shingles import SHINGLE, ShingleIndex, ShingleWindows, pieces_of
from site_builder.corpus.rows import top_titles
from site_builder.model.facts import Document
from site_builder.model.history import Passage
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.vocabulary import BlockKind, SectionRole

PROSE = {BlockKind.TEXT, BlockKind.NOTE}
MIN_SENTENCE_CHARS_COMPARED = 10
"""Characters: shorter sentences (“特此报告。”) say nothing that could be carried over or promised."""


class RolePassage(Struct, frozen=True):
    """A passage with the part of the report it belongs to."""

    passage: Passage
    role: SectionRole
    """As Section.role"""
    start: int
    """Where it stands in the prose of its report"""
    end: int


class PassageSet(Struct, frozen=True):
    """Passages with the phrases they hold."""

    told: tuple[RolePassage, ...]
    texts: PhraseTexts


class ComparableReport(Struct, frozen=True, dict=True):
    """One annual report, ready to be compared. What a comparison needs is worked out once, for the year
    before and the year after."""

    key: str
    year: int
    document: Document
    prose: str
    """All its paragraphs"""
    paragraphs: tuple[RolePassage, ...]
    sentences: tuple[RolePassage, ...]

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """Its sentences without blanks and closing marks; their figures stay."""
        return tuple("".join(each.passage.text.split()).rstrip("。；;！!") for each in self.sentences)

    @cached_property
    def masked(self) -> NumberMasked:
        """Its sentences with all figures made alike."""
        return masked(self.prose, [(each.start, each.end) for each in self.sentences])

    @cached_property
    def pieces(self) -> ShingleIndex:
        """Of the masked sentences."""
        return pieces_of(self.masked.windows)

    @cached_property
    def content(self) -> NormalizedText:
        """Of all its prose."""
        return content(self.prose)

    @cached_property
    def promised(self) -> PassageSet:
        """The sentences of its arrangements that hold a phrase."""
        return with_phrases(
            self._speaking(each for each in self.sentences if each.role == SectionRole.ARRANGEMENTS)
        )

    @cached_property
    def reporting(self) -> PassageSet:
        """The paragraphs that tell what was done and how things stand."""
        return self._speaking(
            each
            for each in self.paragraphs
            if each.role not in {SectionRole.ARRANGEMENTS, SectionRole.ATTACHMENT}
        )

    @cached_property
    def shortcomings(self) -> PassageSet:
        """The sentences that admit one."""
        return self._speaking(each for each in self.sentences if each.role == SectionRole.PROBLEMS)

    def _speaking(self, told: Iterable[RolePassage]) -> PassageSet:
        """Passages with the windows of the report's content that lie inside them."""
        import numpy as np

        chosen, found = tuple(told), self.content
        bounds = found.moved[
            np.array([(each.start, each.end) for each in chosen], dtype=np.int64).reshape(-1, 2)
        ]
        owners = np.searchsorted(bounds[:, 0], found.at, "right") - 1
        inside = owners >= 0
        inside[inside] = found.at[inside] + SHINGLE <= bounds[owners[inside], 1]
        windows = ShingleWindows(len(chosen), found.codes[inside], owners[inside])
        return PassageSet(
            chosen, PhraseTexts(found.bare, tuple(map(tuple, bounds.tolist())), found.at[inside], windows)
        )


def with_phrases(speaking: PassageSet) -> PassageSet:
    """Those of the passages that hold a phrase."""
    import numpy as np

    texts = speaking.texts
    kept = np.bincount(texts.windows.owners, minlength=len(speaking.told)) > 0
    chosen = np.flatnonzero(kept).tolist()
    windows = ShingleWindows(len(chosen), texts.windows.codes, (np.cumsum(kept) - 1)[texts.windows.owners])
    bounds = tuple(texts.bounds[number] for number in chosen)
    return PassageSet(
        tuple(speaking.told[number] for number in chosen), PhraseTexts(texts.bare, bounds, texts.at, windows)
    )


def together(several: Sequence[PassageSet]) -> PassageSet:
    """The passages of several reports as one set."""
    import numpy as np

    texts = [each.texts for each in several]
    shifts = [0, *accumulate(len(each.bare) + len(PARAGRAPH_SEPARATOR) for each in texts)]
    firsts = [0, *accumulate(len(each.bounds) for each in texts)]
    empty = np.zeros(0, dtype=np.int64)
    return PassageSet(
        tuple(chain.from_iterable(each.told for each in several)),
        PhraseTexts(
            PARAGRAPH_SEPARATOR.join(each.bare for each in texts),
            tuple(
                (start + shift, end + shift)
                for each, shift in zip(texts, shifts, strict=False)
                for start, end in each.bounds
            ),
            np.concatenate([empty, *(each.at + shift for each, shift in zip(texts, shifts, strict=False))]),
            ShingleWindows(
                firsts[-1],
                np.concatenate([empty.astype(np.uint64), *(each.windows.codes for each in texts)]),
                np.concatenate(
                    [
                        empty,
                        *(each.windows.owners + first for each, first in zip(texts, firsts, strict=False)),
                    ]
                ),
            ),
        ),
    )


def read(key: str, document: Document) -> ComparableReport:
    """All prose of a report. Glossary sections are left out: they repeat words without saying anything about
    the year."""
    report = document.report
    year = report.head.year.value
    known = year if isinstance(year, int) else None
    roles, tops = section_roles(report), top_titles(report)
    chosen = [
        (each, each.role or roles.get(each.section, SectionRole.NONE))
        for each in report.paragraphs
        if each.kind in PROSE
    ]
    paragraphs = []
    start = 0
    for each, role in chosen:
        if role != SectionRole.GLOSSARY:
            text = each.span.of(report.text)
            passage = Passage(key, known, each.anchor, each.line, text, tops.get(each.section, ""))
            paragraphs.append(RolePassage(passage, role, start, start + len(text)))
            start += len(text) + len(PARAGRAPH_SEPARATOR)
    prose = PARAGRAPH_SEPARATOR.join(each.passage.text for each in paragraphs)
    spans = [each.span for each, role in chosen if role != SectionRole.GLOSSARY]
    return ComparableReport(
        key, known or 0, document, prose, tuple(paragraphs), tuple(_sentences(document, paragraphs, spans))
    )


def _sentences(
    document: Document, paragraphs: Sequence[RolePassage], spans: Sequence[Span]
) -> Iterator[RolePassage]:
    """The sentences of the chosen paragraphs, which stand at `spans`, that are long enough to compare."""
    report = document.report
    starts = [span.start for span in spans]
    for span in document.facts.sentences:
        index = bisect_right(starts, span.start) - 1
        if index < 0 or span.end > spans[index].end or span.end - span.start < MIN_SENTENCE_CHARS_COMPARED:
            continue
        around, moved = paragraphs[index], paragraphs[index].start - spans[index].start
        line = report.line_numbers[bisect_right(report.line_starts, span.start) - 1]
        of = around.passage
        passage = Passage(of.report, of.year, of.anchor, line, span.of(report.text).strip(), of.section)
        yield RolePassage(passage, around.role, span.start + moved, span.end + moved)


def section_roles(report: Report) -> dict[int, SectionRole]:
    """Index of each section → its role, taken from the section around it if it has none of its own."""
    out: dict[int, SectionRole] = {}
    for section in report.sections:
        out[section.index] = section.role or out.get(section.parent, SectionRole.NONE)
    return out
