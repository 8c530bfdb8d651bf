"""What several years of a place tell, as pages show it: each finding with the sentences it rests on and the
way to them.

These are findings by shared words (see model.stories), shown as such. The page of a place shows the beginning
of each, the page of a pair of years all of it.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from site_builder.model.history import Answer, Passage, Promise, Recurring, Revision
from site_builder.model.span import Span
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.values import Value, value_of_figure
from site_builder.text.readers.sentences import sentences
from site_builder.vocabulary import PromiseStatus

MAX_SENTENCES_SHOWN = 2
"""Sentences shown of a paragraph that speaks to a promise"""


class PassageLink(Struct, frozen=True):
    """A sentence with the way to it."""

    text: str
    url: str
    year: int | None
    section: str


class AnswerPart(Struct, frozen=True):
    """A paragraph of the next report, with the words it shares with the promise."""

    passage: PassageLink
    shared: tuple[str, ...]


class PromisePart(Struct, frozen=True):
    """One item of an arrangement and what the next report says near it."""

    passage: PassageLink
    status: PromiseStatus
    answers: tuple[AnswerPart, ...]


class RecurringYear(Struct, frozen=True):
    """One year's sentences of a shortcoming that returns: the first in words, the others by the way to them."""

    first: PassageLink
    others: tuple[str, ...]
    """Addresses"""


class RecurringPart(Struct, frozen=True):
    """A shortcoming named in several years."""

    shared: tuple[str, ...]
    years: tuple[RecurringYear, ...]


class RevisionPart(Struct, frozen=True):
    """One figure given twice, differently."""

    metric: str
    year: int
    earlier: Value
    later: Value
    note: str


def passage_link(passage: Passage) -> PassageLink:
    """The sentence with its address."""
    return PassageLink(
        passage.text, urls.report(passage.report, passage.anchor), passage.year, passage.section
    )


def promise_part(promise: Promise, most: int | None = None) -> PromisePart:
    """A promise with its answers, at most so many."""
    status = (
        PromiseStatus.ANSWERED
        if promise.answers
        else PromiseStatus.SILENT
        if promise.next_report
        else PromiseStatus.OPEN
    )
    answers = tuple(
        AnswerPart(passage_link(replace(answer.passage, text=_telling(answer))), answer.shared)
        for answer in promise.answers[:most]
    )
    return PromisePart(passage_link(promise.passage), status, answers)


def _telling(answer: Answer) -> str:
    """The sentences of a paragraph that hold its longest phrases shared with the promise, what is left out
    marked ……; the link leads to all of it."""
    printed, bare = _sentences(answer.passage.text)
    holding = dict.fromkeys(
        number for phrase in answer.shared for number, sentence in enumerate(bare) if phrase in sentence
    )
    chosen = sorted(list(holding)[:MAX_SENTENCES_SHOWN]) or list(range(len(printed)))
    out = "……" if chosen and chosen[0] > 0 else ""
    for number, following in zip(chosen, (*chosen[1:], len(printed)), strict=True):
        out += printed[number] + ("……" if following != number + 1 else "")
    return out or answer.passage.text


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[list[str], list[str]]:
    """The sentences of a paragraph, with and without quotation marks. One paragraph speaks to several
    promises."""
    printed = [span.of(text) for span in sentences(text, Span(0, len(text)))]
    return printed, [each.replace("“", "").replace("”", "") for each in printed]


def recurring_part(recurring: Recurring, phrases: int) -> RecurringPart:
    """A shortcoming with its first phrases and, of each year, one sentence in words."""
    by_year: dict[int | None, list[Passage]] = {}
    for passage in recurring.passages:
        by_year.setdefault(passage.year, []).append(passage)
    years = (
        RecurringYear(passage_link(first), tuple(passage_link(each).url for each in others))
        for first, *others in by_year.values()
    )
    return RecurringPart(recurring.shared[:phrases], tuple(years))


def restated_parts(restated: Iterable[Revision], place: str, indexes: Indexes) -> tuple[RevisionPart, ...]:
    """Figures given twice, with their values as printed."""
    return tuple(
        RevisionPart(
            metric.name if (metric := indexes.metrics.get(each.metric)) else each.metric,
            each.year,
            value_of_figure(each.earlier, place, indexes),
            value_of_figure(each.later, place, indexes),
            each.note,
        )
        for each in restated
    )
