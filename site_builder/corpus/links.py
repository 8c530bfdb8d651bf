"""Where the terms of the glossary stand in a report.

One automaton over all spellings of all terms reads each paragraph once: leftmost match, longest first, so a term inside another term is never
found by itself and the order of terms cannot matter. Stop contexts are words of the automaton too; they match and mean nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from site_builder.corpus.term_forms import SHORT, coined_parts, normal, plain, spellings
from site_builder.model.facts import Document
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.model.terms import Mention, Term

READ_KINDS = {"text", "note"}
"""Paragraph kinds that are prose: vocatives, subtitles, signatures, lists of attachments and definitions are not."""
NOT_READ = {"glossary"}
"""Section roles passed over: a report's own definitions are not uses."""
_TITLE_MARKS = re.compile("[《》]")


class Linker:
    """Finds mentions of a fixed set of terms. Build once per process: 20,000 terms take about 30 ms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        words: dict[str, tuple[str, int]] = {}
        for term in sorted(terms, key=lambda t: t.slug):
            for word, trim in _words(term):
                words.setdefault(word, (term.slug, trim))
            for stop in term.entry.avoid if term.entry else ():
                words.setdefault(stop, ("", 0))
        patterns = sorted(word for word in words if word)
        self._meanings = [words[word] for word in patterns]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest) if patterns else None

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Every mention in the prose of a report, in order; the first of each term in each section is marked to become a link.

        Never inside 《…》, a heading, the report's own definitions, a stop context or another term.
        """
        report = document.report
        if self._automaton is None or report.withheld or report.refused:
            return ()
        out: list[Mention] = []
        seen: set[tuple[str, int]] = set()
        sentences = [span.start for span in document.facts.sentences]
        for anchor, section, span, may_link in _stretches(report):
            text = span.of(report.text)
            for slug, start, end in self._find(text):
                where = Span(span.start + start, span.start + end)
                linked = may_link and (slug, section) not in seen
                if linked:
                    seen.add((slug, section))
                sentence = _sentence(document, sentences, where, span)
                out.append(Mention(slug, where, sentence, anchor, section, _line(report, where.start), linked))
        return tuple(out)

    def _find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Term, start and end of each match that counts."""
        assert self._automaton is not None
        matches = self._automaton.find_matches_as_indexes(text)
        if not matches:
            return
        titles = _titles(text)
        for index, start, end in matches:
            slug, trim = self._meanings[index]
            if not slug or _inside(start, titles) or _cuts_a_word(text, start, end):
                continue
            yield slug, start + trim, end - trim


def _words(term: Term) -> Iterator[tuple[str, int]]:
    """The strings that stand for a term, with how many marks to leave out at either end of the link."""
    surfaces = [definition.surface for definition in term.definitions]
    coined = {normal(part) for form in (term.name, *term.aliases, *surfaces) for part in coined_parts(form)}
    if term.entry and plain(term.entry.term) != term.entry.term:
        coined.add(normal(term.entry.term))
    for form in dict.fromkeys((term.name, *term.aliases, *surfaces)):
        if len(normal(form)) <= SHORT and normal(form) in coined:
            yield f"“{form}”", 1
            continue
        for word in spellings(form):
            yield word, 0


def _stretches(report: Report) -> Iterator[tuple[str, int, Span, bool]]:
    """The prose of a report and its tables: anchor, section, span, and whether a mention in it may become a link (a table cell may not)."""
    roles = [section.role for section in report.sections]
    own = {definition.anchor for definition in report.definitions}
    prose = [
        (paragraph.anchor, paragraph.section, paragraph.span, True)
        for paragraph in report.paragraphs
        if paragraph.kind in READ_KINDS and paragraph.anchor not in own and not (paragraph.section >= 0 and roles[paragraph.section] in NOT_READ)
    ]
    tables = [(table.anchor, table.section, table.span, False) for table in report.tables]
    yield from sorted(prose + tables, key=lambda stretch: stretch[2].start)


def _titles(text: str) -> list[tuple[int, int]]:
    """The stretches inside 《…》, nested ones as one. An opening mark that is never closed opens nothing."""
    out: list[tuple[int, int]] = []
    depth = opened = 0
    for mark in _TITLE_MARKS.finditer(text):
        if mark[0] == "《":
            opened = mark.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                out.append((opened, mark.start()))
    return out


def _inside(position: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether a position lies inside one of the stretches, which are in order."""
    index = bisect_right(stretches, (position, len(stretches) and stretches[-1][1])) - 1
    return index >= 0 and stretches[index][0] < position < stretches[index][1]


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether the match begins or ends in the middle of a Latin word or a number: 1+7+N is not in 11+7+N."""
    before = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    return before or (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _sentence(document: Document, starts: list[int], where: Span, around: Span) -> Span:
    """The sentence a mention stands in; the whole paragraph (or its line of a table) if no sentence covers it."""
    index = bisect_right(starts, where.start) - 1
    if index >= 0 and document.facts.sentences[index].end >= where.end:
        return document.facts.sentences[index]
    text = document.report.text
    line_start = text.rfind("\n", around.start, where.start) + 1
    line_end = text.find("\n", where.end, around.end)
    return Span(max(line_start, around.start), around.end if line_end < 0 else line_end)


def _line(report: Report, offset: int) -> int:
    """The source line of an offset."""
    return report.line_numbers[bisect_right(report.line_starts, offset) - 1]
