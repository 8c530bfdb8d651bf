"""The sentences that speak to an indicator, place by place and report by report; of a long list some of each
report, and where the others stand.

Nothing is left out without a word: a report whose sentences are not all shown says how many more there are
and names their lines in the source, each a link into the text; `data/indicators.csv` has them all.
"""

from collections.abc import Iterable

from msgspec import Struct

from site_builder.model.corpus import EvidenceRow
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import spoken_by
from site_builder.pages.shared.values import Value, value_of_quantity, with_other_ends
from site_builder.vocabulary import Role

SENTENCES = 200
"""Of one page: with its numbers and words a sentence takes up to 1 kB, and a page of more than 300 kB is none
for a phone"""
SPOTS = 12
"""Lines named of one report: so many stand in one line of a phone's screen or two"""


class KindedValue(Struct, frozen=True, gc=False):
    """A number of the sentence with what kind of number it is."""

    value: Value
    kind: str
    """比率, 数量 …"""


class EvidenceLine(Struct, frozen=True, gc=False):
    """One sentence that speaks to the indicator."""

    sentence: str
    url: str
    matched: tuple[str, ...]
    """The words that decided"""
    role: str
    """In Chinese, empty for 本年情况"""
    values: tuple[KindedValue, ...]


class Spot(Struct, frozen=True, gc=False):
    """Where sentences stand that are not shown."""

    line: int
    url: str


class EvidenceReport(Struct, frozen=True, gc=False):
    """The evidence of one report."""

    year: int | None
    issuer: str
    """Of a department or a street, empty when the place's own government speaks"""
    url: str
    lines: tuple[EvidenceLine, ...]
    left: int = 0
    """Sentences that are not shown"""
    spots: tuple[Spot, ...] = ()
    """The lines they stand in, at most `SPOTS`"""
    more_spots: bool = False


class EvidencePlace(Struct, frozen=True):
    """The evidence of one place, by year."""

    name: str
    url: str
    reports: tuple[EvidenceReport, ...]


class EvidenceListing(Struct, frozen=True):
    """All evidence of one page."""

    places: tuple[EvidencePlace, ...] = ()
    sentences: int = 0
    """Shown or not"""
    per_report: int = 0
    """How many of each report are shown; 0 when all are"""


def evidence(rows: Iterable[EvidenceRow], indexes: Indexes, limit: int = SENTENCES) -> EvidenceListing:
    """The rows by place (in order of code), year and report; those of one report come in order of the text."""
    by_report: dict[str, list[EvidenceRow]] = {}
    for row in rows:
        by_report.setdefault(row.report, []).append(row)
    counts = [len(of_report) for of_report in by_report.values()]
    per_report = _per_report(counts, limit)
    by_place: dict[str, list[EvidenceReport]] = {}
    for _, of_report in sorted(
        by_report.items(), key=lambda item: (item[1][0].place, item[1][0].year or 0, item[0])
    ):
        by_place.setdefault(of_report[0].place, []).append(_report(of_report, per_report, indexes))
    places = []
    for code, reports in by_place.items():
        place = indexes.place(code)
        places.append(
            EvidencePlace(
                place.full_name if place else "地区未知",
                urls.place(place.slug) if place else "",
                tuple(reports),
            )
        )
    return EvidenceListing(tuple(places), sum(counts), per_report)


def _per_report(counts: list[int], limit: int) -> int:
    """How many sentences of each report fit on the page, at least one; 0 when all do.

    >>> _per_report([5, 2, 1], 8), _per_report([5, 2, 1], 7), _per_report([5, 2, 1], 6), _per_report([5, 2, 1], 2)
    (0, 4, 3, 1)
    """
    if sum(counts) <= limit:
        return 0
    fitting = 1
    while sum(min(count, fitting + 1) for count in counts) <= limit:
        fitting += 1
    return fitting


def _report(rows: list[EvidenceRow], per_report: int, indexes: Indexes) -> EvidenceReport:
    """The sentences of one report. Of too many, those that tell most: of the year itself, with numbers, with
    more of the words."""
    shown, left = rows, []
    if per_report and len(rows) > per_report:
        order = sorted(
            rows,
            key=lambda row: (
                row.evidence.role != Role.ACHIEVEMENT,
                not row.quantities,
                -len(row.evidence.matched),
            ),
        )
        kept = {id(row) for row in order[:per_report]}
        shown, left = (
            [row for row in rows if id(row) in kept],
            [row.evidence for row in rows if id(row) not in kept],
        )
    report = rows[0].report
    spots = [
        Spot(line, urls.report(report, anchor))
        for line, anchor in dict.fromkeys((each.line, each.anchor) for each in left)
    ]
    return EvidenceReport(
        year=rows[0].year,
        issuer=spoken_by(report, indexes),
        url=urls.report(report),
        lines=tuple(_line(row) for row in shown),
        left=len(left),
        spots=tuple(spots[:SPOTS]),
        more_spots=len(spots) > SPOTS,
    )


def _line(row: EvidenceRow) -> EvidenceLine:
    said = row.evidence
    return EvidenceLine(
        row.sentence,
        urls.report(row.report, said.anchor),
        said.matched,
        "" if said.role == Role.ACHIEVEMENT else said.role.word,
        tuple(
            KindedValue(value_of_quantity(each, row.report, row.sentence, other), each.kind.word)
            for each, other in with_other_ends(row.quantities)
        ),
    )
