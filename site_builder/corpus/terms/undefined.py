"""Quoted phrases and slogans that reports use and nobody has defined: a gap to show (待释), with counts and
sentences."""

import re
from collections.abc import Callable, Iterable
from heapq import nsmallest

from site_builder.corpus.terms.forms import normal
from site_builder.model.corpus import Traces
from site_builder.model.history import Passage, UndefinedTerm
from site_builder.model.terms import Term
from site_builder.text.readers.slugs import initial, sort_key

PASSAGES = 5
MAX_PHRASES_LISTED = 1000
_NOT_A_WORD = re.compile(r"[\d%.,:/\-~—～年月日第十一二三四五六七八九]+")
"""“十四五”, “12345”, “2023-2025”: numbers and plan periods are names, not words to explain."""


def gather_open_terms(
    traces: Callable[[], Iterable[Traces]], terms: Iterable[Term]
) -> tuple[UndefinedTerm, ...]:
    """The phrases that no term covers, those of most reports first, at most 1,000. Reads the traces twice and
    never holds them all."""
    known = {
        normal(form)
        for term in terms
        for form in (term.name, *term.aliases)
        if term.definitions or (term.entry and term.entry.explanation.strip())
    }
    counts: dict[str, list[int]] = {}
    for each in traces():
        for phrase in each.phrases:
            count = counts.setdefault(phrase.phrase, [0, 0])
            count[0] += phrase.mentions
            count[1] += 1
    open_phrases = [
        phrase for phrase in counts if normal(phrase) not in known and not _NOT_A_WORD.fullmatch(phrase)
    ]
    listed = nsmallest(MAX_PHRASES_LISTED, open_phrases, key=lambda p: (-counts[p][1], -counts[p][0], p))
    passages: dict[str, list[Passage]] = {phrase: [] for phrase in listed}
    for each in traces():
        for phrase in each.phrases:
            found = passages.get(phrase.phrase)
            if found is not None and len(found) < PASSAGES:
                found.append(
                    Passage(
                        each.report, each.year, phrase.anchor, phrase.line, phrase.sentence, phrase.section
                    )
                )
    return tuple(
        UndefinedTerm(p, sort_key(p), initial(p), counts[p][0], counts[p][1], tuple(passages[p]))
        for p in listed
    )
