"""Checks of the glossary against everything else: terms nobody uses or explains, links that probably mean
something else, references that lead nowhere."""

import difflib
import re
from collections.abc import Iterable

from msgspec import Struct

from site_builder.corpus.terms.forms import spellings
from site_builder.model.corpus import Suspect, Tally, Traces
from site_builder.model.indicators import Dictionary
from site_builder.model.terms import Mention, Term, TermEntry
from site_builder.problems import Problem
from site_builder.vocabulary import RowKind

_LONGER = re.compile("法(?![治律规定院庭制人学])|条例|局|厅|办公室|情(?=[，,。的])")
"""What makes a longer word of a term before it: 行政复议法, 行政复议局 and 信访局 are not 行政复议 and 信访.
法治 and 法律 begin a word of their own."""
_NEGATED = "非"
"""What makes another word of a term after it: 非行政许可审批 is not 行政许可."""


def suspects(text: str, mentions: Iterable[Mention]) -> tuple[Suspect, ...]:
    """The mentions of one report that may be part of a longer word, one entry per term and word."""
    found: dict[tuple[str, str], list[int]] = {}
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        after = _LONGER.match(text, end)
        word = (
            text[start : after.end()]
            if after
            else text[start - 1 : end]
            if start and text[start - 1] == _NEGATED
            else ""
        )
        if word:
            found.setdefault((mention.term, word), []).append(mention.line)
    return tuple(Suspect(term, word, len(lines), lines[0]) for (term, word), lines in found.items())


class Suspected(Struct, frozen=True, array_like=True, gc=False):
    """A word in which a term is linked that probably means something else, over the whole collection."""

    term: str
    word: str
    mentions: int


def gather_suspects(traces: Iterable[Traces]) -> tuple[Suspected, ...]:
    """The suspects of all reports added up, by term and word."""
    counts: dict[tuple[str, str], int] = {}
    for trace in traces:
        for suspect in trace.suspects:
            counts[suspect.term, suspect.word] = (
                counts.get((suspect.term, suspect.word), 0) + suspect.mentions
            )
    return tuple(Suspected(term, word, count) for (term, word), count in sorted(counts.items()))


def check_terms(
    terms: Iterable[Term], tallies: dict[str, Tally], suspected: Iterable[Suspected]
) -> tuple[Problem, ...]:
    """G604 for glossary files no report uses (one that tells readers what they can do stands without), G618
    where none can: a single character is never linked; G619 for files nobody explains; G606 for words in
    which a link probably means something else, unless they are in `avoid`."""
    problems = []
    by_slug = {term.slug: term for term in terms}
    for term in by_slug.values():
        tally = tallies.get(RowKind.TERM.key(term.slug))
        if term.entry and not (term.definitions or term.entry.for_you) and not (tally and tally.rows):
            linked = any(spellings(form) for form in (term.name, *term.aliases))
            problems.append(Problem("G604" if linked else "G618", term.entry.path, 1, term.name))
        if term.entry and not (term.definitions or term.entry.explanation or term.entry.status.strip()):
            problems.append(Problem("G619", term.entry.path, term.entry.line, term.name))
    for each in suspected:
        owner = by_slug.get(each.term)
        if owner:
            path = owner.entry.path if owner.entry else "glossary/"
            problems.append(
                Problem("G606", path, 1, each.word, (("term", owner.name), ("count", str(each.mentions))))
            )
    return tuple(problems)


def check_references(entries: Iterable[TermEntry], dictionary: Dictionary) -> tuple[Problem, ...]:
    """G615 for each metric and indicator that a glossary file names and the dictionary does not have."""
    known = {
        "metrics": {metric.id for metric in dictionary.metrics},
        "indicators": {
            f"{edition.edition}:{indicator.number}"
            for edition in dictionary.frameworks
            for one in edition.levels
            for two in one.groups
            for indicator in two.indicators
        },
    }
    problems = []
    for entry in entries:
        for key, there in known.items():
            for name in getattr(entry, key):
                if name not in there:
                    near = difflib.get_close_matches(name, there, n=1)
                    detail = (
                        ("term", entry.term),
                        ("key", key),
                        ("guess", f"您是不是要写 {near[0]}？" if near else ""),
                    )
                    problems.append(Problem("G615", entry.path, dict(entry.lines).get(key, 1), name, detail))
    return tuple(problems)
