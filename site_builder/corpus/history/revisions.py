"""Last year's figure told differently: report N+1 gives a value for year N that is not the one report N gave.
A note, never a correction.

Readers see it on the page of the place, with both sentences; staff are told by `check`. For that no report is
opened again: linking leaves the few numbers that can be compared of each report in the store.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from site_builder.corpus.history.passages import ComparableReport
from site_builder.corpus.history.series import figure
from site_builder.corpus.identity import has_own_issuer
from site_builder.model.corpus import ReportCard
from site_builder.model.facts import Document
from site_builder.model.history import Revision
from site_builder.model.indicators import Dictionary, Metric
from site_builder.problems import Problem
from site_builder.text.readers.sentences import excerpt
from site_builder.vocabulary import Bound, Change, DocumentKind, QuantityKind, Role

_LAST_YEAR = re.compile("上年|去年|上一年|同比|上年度")
_YEAR = re.compile("((?:19|20)[0-9]{2})年")


class Amount(Struct, frozen=True, array_like=True, gc=False):
    """An exact number of a metric, with no more than a comparison between two years needs."""

    id: str
    metric: str
    value: Decimal
    unit: str
    kind: QuantityKind
    role: Role
    change: Change
    surface: str
    line: int
    last_year: bool
    """Whether its sentence speaks of the year before"""
    years: tuple[int, ...]
    """The years its sentence names"""


def amounts(document: Document) -> tuple[Amount, ...]:
    """The numbers of a report that may be compared with another year's."""
    text = document.report.text
    return tuple(
        Amount(
            q.id,
            q.metric,
            q.value,
            q.unit,
            q.kind,
            q.role,
            q.change,
            q.surface,
            q.line,
            *_spoken_of(excerpt(text, q.sentence, q.span)),
        )
        for q in document.facts.quantities
        if q.metric
        and q.value is not None
        and q.bound == Bound.EXACT
        and q.role in (Role.ACHIEVEMENT, Role.COMPARISON)
    )


def _spoken_of(sentence: str) -> tuple[bool, tuple[int, ...]]:
    return bool(_LAST_YEAR.search(sentence)), tuple(int(year) for year in _YEAR.findall(sentence))


def disagreements(
    earlier: Iterable[Amount], later: Iterable[Amount], year: int, metrics: dict[str, Metric]
) -> Iterator[tuple[Amount, Amount]]:
    """(said, told) for each number of the later report that is the earlier year's and differs. Only where the
    earlier report gives just one value."""
    said: dict[str, list[Amount]] = {}
    for each in earlier:
        if each.metric in metrics and _comparable(each, metrics[each.metric]):
            said.setdefault(each.metric, []).append(each)
    for told in later:
        before = said.get(told.metric, [])
        if len({each.value for each in before}) == 1 and _about(told, year) and _differs(before[0], told):
            yield before[0], told


def restated(
    earlier: ComparableReport,
    later: ComparableReport,
    given: dict[str, tuple[Amount, ...]],
    dictionary: Dictionary,
) -> tuple[Revision, ...]:
    """The figures of two consecutive reports that disagree, with their sentences; `given` has the amounts of
    each report."""
    metrics = {metric.id: metric for metric in dictionary.metrics}
    first = {quantity.id: quantity for quantity in earlier.document.facts.quantities}
    second = {quantity.id: quantity for quantity in later.document.facts.quantities}
    return tuple(
        Revision(
            told.metric,
            earlier.year,
            figure(earlier, first[said.id]),
            figure(later, second[told.id]),
            _note(earlier.year, later.year, said, told),
        )
        for said, told in disagreements(given[earlier.key], given[later.key], earlier.year, metrics)
    )


def restated_problems(
    cards: Iterable[ReportCard], amounts_of: Callable[[str], tuple[Amount, ...]], dictionary: Dictionary
) -> tuple[Problem, ...]:
    """Q512 for each figure that two consecutive annual reports of one place tell differently, at its line in
    the later one. `cards` in order of place and year."""
    metrics = {metric.id: metric for metric in dictionary.metrics}
    problems = []
    amounts_of = lru_cache(maxsize=2)(
        amounts_of
    )  # every report is the earlier of one pair and the later of another
    for one, other in pairwise(card for card in cards if _comparable_report(card)):
        if one.place == other.place and one.year and other.year == one.year + 1:
            for said, told in disagreements(amounts_of(one.key), amounts_of(other.key), one.year, metrics):
                note = f"{metrics[told.metric].name}，{_note(one.year, other.year, said, told)}"
                problems.append(
                    Problem(
                        "Q512",
                        f"reports/{other.path}",
                        told.line,
                        told.surface,
                        (("note", note), ("other", f"reports/{one.path}")),
                    )
                )
    return tuple(problems)


def _comparable_report(card: ReportCard) -> bool:
    """Whether a report belongs to the story of its place: the government's own annual report, not a
    department's or a withheld one."""
    own = card.head.kind.value == DocumentKind.ANNUAL_REPORT and not has_own_issuer(card.head)
    return own and bool(card.place) and bool(card.year) and not card.withheld


def _comparable(amount: Amount, metric: Metric) -> bool:
    """As `series.comparable`, of what is kept of a quantity."""
    achieved = amount.role == Role.ACHIEVEMENT and amount.change != Change.FROM
    return achieved and amount.kind == metric.kind and amount.unit in (metric.unit, *metric.units)


def _about(amount: Amount, year: int) -> bool:
    """Whether a number of the later report is said to be the earlier year's: the start of a change, or a
    comparison that names the year."""
    if amount.change == Change.FROM:
        return year in amount.years or amount.last_year or not amount.years
    return amount.role == Role.COMPARISON and amount.change == Change.NONE and year in amount.years


def _differs(one: Amount, other: Amount) -> bool:
    """Whether two values of one unit are not equal."""
    return one.unit == other.unit and one.kind == other.kind and one.value != other.value


def _note(year: int, later: int, said: Amount, told: Amount) -> str:
    """The sentence shown."""
    return (
        f"{year}年的报告写的是{said.surface}，{later}年的报告写{year}年是{told.surface}。两处口径可能不同，"
        "请对照原文。"
    )
