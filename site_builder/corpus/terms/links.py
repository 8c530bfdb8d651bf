"""Where the terms of the glossary stand in a report.

One automaton over all spellings of all terms reads each paragraph once: leftmost match, longest first, so a
term inside another term is never found by itself and the order of terms cannot matter. Stop contexts are
words of the automaton too; they match and mean nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from site_builder.corpus.terms.forms import MAX_CHARS_OF_SHORT_FORM, coined_parts, normal, plain, spellings
from site_builder.model.facts import Document
from site_builder.model.report import Report
from site_builder.model.span import Span
from site_builder.model.terms import Mention, Term
from site_builder.vocabulary import BlockKind, SectionRole

READ_KINDS = {BlockKind.TEXT, BlockKind.NOTE}
"""Paragraph kinds that are prose: vocatives, subtitles, signatures, lists of attachments and definitions are
not."""
NOT_READ = {SectionRole.GLOSSARY}
"""Section roles passed over: a report's own definitions are not uses."""
MAX_WORDS_FOR_FULL_TABLE = 2000
"""Words up to which the automaton is laid out as a full table: it reads a third faster, but takes 3 kB a word
and six times as long to build"""
_TITLE_MARKS = re.compile("[《》]")


Meaning = tuple[str, int, bool]
"""What a word of the automaton stands for: the slug of its term, empty for a stop context; the quotation
marks to leave out at either end of the link; whether it begins or ends in a Latin letter or a digit (then it
must not cut a longer word or number). A bare tuple, as it is taken apart per match."""


class Linker:
    """Finds mentions of a fixed set of terms. Build once per process: 20,000 terms take 0.4 s."""

    def __init__(self, terms: Iterable[Term]) -> None:
        words: dict[str, Meaning] = {}
        for term in sorted(terms, key=lambda t: t.slug):
            for word, trim in _words(term):
                words.setdefault(word, (term.slug, trim, _latin(word[0]) or _latin(word[-1])))
            for stop in term.entry.avoid if term.entry else ():
                words.setdefault(stop, ("", 0, False))
        patterns = sorted(word for word in words if word)
        form = (
            Implementation.DFA if len(patterns) <= MAX_WORDS_FOR_FULL_TABLE else Implementation.ContiguousNFA
        )
        self._meanings = [words[word] for word in patterns]
        self._automaton = (
            AhoCorasick(
                patterns, matchkind=MatchKind.LeftmostLongest, store_patterns=False, implementation=form
            )
            if patterns
            else None
        )

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Every mention in the prose of a report, in order; the first of each term in each section is marked
        to become a link.

        Never inside 《…》, a heading, the report's own definitions, a stop context or another term.
        """
        report = document.report
        if self._automaton is None or report.withheld or report.refused:
            return ()
        text, numbers, line_starts = (
            report.text,
            report.line_numbers,
            [*report.line_starts, len(report.text) + 1],
        )
        sentences = document.facts.sentences
        starts = [*(span.start for span in sentences), len(text) + 1]
        linked_in: dict[int, set[str]] = {}  # section -> terms that have their link there
        out: list[Mention] = []
        line = index = (
            # mentions come in order: line and sentence are looked up from the last ones on, and only behind
            # their ends
            0
        )
        for anchor, section, around, may_link in _stretches(report):
            seen = linked_in.setdefault(section, set())
            for slug, start, end in self._find(text, around):
                if start >= line_starts[line + 1]:
                    line = bisect_right(line_starts, start, line + 1) - 1
                if start >= starts[index]:  # the number of sentences that begin up to here
                    index = bisect_right(starts, start, index)
                where = Span(start, end)
                covered = index > 0 and sentences[index - 1].end >= end
                sentence = sentences[index - 1] if covered else _line_around(text, where, around)
                linked = may_link and slug not in seen
                if linked:
                    seen.add(slug)
                out.append(Mention(slug, where, sentence, anchor, section, numbers[line], linked))
        return tuple(out)

    def _find(self, text: str, around: Span) -> list[tuple[str, int, int]]:
        """Term, start and end of each match in a stretch that counts."""
        assert self._automaton is not None
        base = around.start
        stretch = text[base : around.end]
        matches = self._automaton.find_matches_as_indexes(stretch)
        if matches and "》" in stretch:
            matches = _outside(_titles(stretch), matches)
        out: list[tuple[str, int, int]] = []
        for index, start, end in matches:
            slug, trim, latin = self._meanings[index]
            if slug and not (latin and _cuts_a_word(stretch, start, end)):
                out.append((slug, base + start + trim, base + end - trim))
        return out


def _words(term: Term) -> Iterator[tuple[str, int]]:
    """The strings that stand for a term, with how many marks to leave out at either end of the link."""
    surfaces = [definition.surface for definition in term.definitions]
    coined = {normal(part) for form in (term.name, *term.aliases, *surfaces) for part in coined_parts(form)}
    if term.entry and plain(term.entry.term) != term.entry.term:
        coined.add(normal(term.entry.term))
    for form in dict.fromkeys((term.name, *term.aliases, *surfaces)):
        if len(normal(form)) <= MAX_CHARS_OF_SHORT_FORM and normal(form) in coined:
            yield f"“{form}”", 1
            continue
        for word in spellings(form):
            yield word, 0


def _stretches(report: Report) -> Iterator[tuple[str, int, Span, bool]]:
    """The prose of a report and its tables: anchor, section, span, and whether a mention in it may become a
    link (a table cell may not)."""
    roles = [section.role for section in report.sections]
    own = {definition.anchor for definition in report.definitions}
    prose = [
        (paragraph.anchor, paragraph.section, paragraph.span, True)
        for paragraph in report.paragraphs
        if paragraph.kind in READ_KINDS
        and paragraph.anchor not in own
        and not (paragraph.section >= 0 and roles[paragraph.section] in NOT_READ)
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


def _outside(
    titles: list[tuple[int, int]], matches: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """The matches that do not begin inside a title; both ascend."""
    out = []
    title = 0
    for match in matches:
        while title < len(titles) and titles[title][1] < match[1]:
            title += 1
        if title == len(titles) or match[1] <= titles[title][0]:
            out.append(match)
    return out


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether the match begins or ends in the middle of a Latin word or a number: 1+7+N is not in 11+7+N."""
    before = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    return before or (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))


def _latin(character: str) -> bool:
    """Whether a character is an ASCII letter or digit."""
    return character.isascii() and character.isalnum()


def _line_around(text: str, where: Span, around: Span) -> Span:
    """The line of a paragraph or table that a mention stands in, where no sentence covers it."""
    start = text.rfind("\n", around.start, where.start) + 1
    end = text.find("\n", where.end, around.end)
    return Span(max(start, around.start), around.end if end < 0 else end)
