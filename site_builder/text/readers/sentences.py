"""Text → sentence spans: the unit in which facts are quoted and linked.

Deliberately plain (。！？ and line ends, the convention of the hand-read gold): a reader must be able to
predict what a quotation will hold.
"""

import re
from collections.abc import Iterator

from site_builder.model.span import Span

_CLOSING = "”’』」）)〉》"
"""Closing quotes and brackets after the stop belong to the sentence: `……办成一件事。”`"""
_SENTENCES_ENDS = r"\n\r\u2028\u2029"
_SENTENCE, _CELL_SENTENCE = (
    re.compile(
        rf"[^\s。！？{bar}](?:[^。！？{bar}{_SENTENCES_ENDS}]*[^\s。！？{bar}])?(?:[^\S{_SENTENCES_ENDS}]*[。"
        rf"！？]+[{_CLOSING}]*)?"
    )
    for bar in ("", "|")
)
"""From the first character that is neither white space nor a stop to the last before the end of the line, of
the cell, or behind the next stops"""


def sentences(text: str, span: Span, cells: bool = False) -> tuple[Span, ...]:
    """The sentences inside `span`, in order, without surrounding white space; stretches of white space or
    bare stops are no sentence.

    With `cells` a `|` ends a sentence too: no sentence reaches from one cell of a table into the next.

    >>> [s.of("受理56件。维持47件！\\n完") for s in sentences("受理56件。维持47件！\\n完", Span(0, 14))]
    ['受理56件。', '维持47件！', '完']
    """
    start, end = span.start, min(span.end, len(text))
    plain = None if cells else _between_full_stops(text[start:end], start)
    return tuple(
        _matched(_CELL_SENTENCE if cells else _SENTENCE, text, start, end) if plain is None else plain
    )


def _between_full_stops(text: str, at: int) -> list[Span] | None:
    """The sentences of an ordinary paragraph, which begins at `at`: between one 。 and the next; three times
    as quick as the expression.

    None if anything else ends a sentence in it, if two stops or a closing quote follow one another, or if
    there is white space at an end.
    """
    if "！" in text or "？" in text or "\n" in text or "\r" in text or "\u2028" in text or "\u2029" in text:
        return None
    out: list[Span] = []
    *closed, rest = text.split("。")
    for part in closed:
        if not part or part[0] in _CLOSING or part[0].isspace():
            return None
        after = at + len(part) + 1
        if part[0].isalnum() or any(map(str.isalnum, part)):
            out.append(Span(at, after))
        at = after
    if rest and (rest[0] in _CLOSING or rest[0].isspace() or rest[-1].isspace()):
        return None
    if any(map(str.isalnum, rest)):
        out.append(Span(at, at + len(rest)))
    return out


def _matched(pattern: re.Pattern[str], text: str, first: int, last: int) -> Iterator[Span]:
    """The sentences of any stretch."""
    for start, end in map(re.Match.span, pattern.finditer(text, first, last)):
        if text[start].isalnum() or any(map(str.isalnum, text[start:end])):
            yield Span(start, end)


WHOLE = 500
"""Characters up to which a sentence is quoted whole; the longest of the five documents has fewer than 400"""
MAX_CHARS_BESIDE = 80
"""Characters looked through on each side of a fact for the ends of its clauses, when its sentence is longer
than `WHOLE`"""
CUT = "…"
_CLAUSE_ENDS = "，；、"


def excerpt(text: str, sentence: Span, around: Span) -> str:
    """The sentence, if it is no longer than `WHOLE`; else the clauses around a fact in it, with `…` where
    something is left out.

    A sentence is quoted once for every fact in it: whole sentences of any length would grow with the square
    of their length.

    >>> words = "受理案件12件，" * 100
    >>> at = words.index("12", 350)
    >>> excerpt(words, Span(0, len(words)), Span(at, at + 3))[:10], len(excerpt(words, Span(0, len(words)), Span(at, at + 3))) < 200
    ('…受理案件12件，受', True)
    """
    return quotation(text, sentence, around)[0]


def quotation(text: str, sentence: Span, around: Span) -> tuple[str, Span]:
    """The excerpt, and the span its characters stand for: an offset of the text less the start of that span
    is the offset in the excerpt."""
    if sentence.end - sentence.start <= WHOLE:
        return text[sentence.start : sentence.end], sentence
    fact_start = min(max(around.start, sentence.start), sentence.end)
    fact_end = min(max(around.end, fact_start), sentence.end, fact_start + WHOLE)
    start = _clause_start(
        text, max(sentence.start, fact_start - MAX_CHARS_BESIDE), fact_start, sentence.start
    )
    end = _clause_end(text, fact_end, min(sentence.end, fact_end + MAX_CHARS_BESIDE), sentence.end)
    before, after = CUT if start > sentence.start else "", CUT if end < sentence.end else ""
    return before + text[start:end] + after, Span(start - len(before), end + len(after))


def evidence_excerpt(text: str, sentence: Span, matched: tuple[str, ...]) -> str:
    """The excerpt around the first of the words found in a sentence."""
    if sentence.end - sentence.start <= WHOLE:
        return text[sentence.start : sentence.end]
    found = min(
        (at for word in matched if (at := text.find(word, sentence.start, sentence.end)) >= 0),
        default=sentence.start,
    )
    return excerpt(text, sentence, Span(found, found))


def _clause_start(text: str, lowest: int, fact: int, first: int) -> int:
    """The first start of a clause from `lowest` on; `lowest` itself when there is none before the fact."""
    if lowest == first:
        return first
    found = (position + 1 for position in range(lowest, fact) if text[position] in _CLAUSE_ENDS)
    return next(found, lowest)


def _clause_end(text: str, fact: int, highest: int, last: int) -> int:
    """The last end of a clause up to `highest`; `highest` itself when there is none after the fact."""
    if highest == last:
        return last
    found = (position for position in range(highest, fact, -1) if text[position - 1] in _CLAUSE_ENDS)
    return next(found, highest)
