"""All that several years of one place tell, put together for its page."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from site_builder.corpus.history.passages import read
from site_builder.corpus.history.promises import promises
from site_builder.corpus.history.recurring import recurring
from site_builder.corpus.history.revisions import amounts, restated
from site_builder.corpus.history.series import series
from site_builder.corpus.history.year_diff import carried
from site_builder.corpus.identity import has_own_issuer
from site_builder.model.facts import Document
from site_builder.model.history import PlaceHistory
from site_builder.model.indicators import Dictionary
from site_builder.vocabulary import DocumentKind


def place_history(
    place: str, documents: Iterable[tuple[str, Document]], dictionary: Dictionary
) -> PlaceHistory:
    """The story of a place from all its documents (report key, document). Departments, towns, plans, and
    withheld or refused documents have no part in it."""
    readings = tuple(read(key, document) for key, document in main_reports(documents))
    pairs = [(one, other) for one, other in pairwise(readings) if other.year == one.year + 1]
    following = {one.year: other for one, other in pairs}
    years = [reading.year for reading in readings]
    given = {reading.key: amounts(reading.document) for reading in readings}
    return PlaceHistory(
        place=place,
        gaps=tuple(year for year in range(years[0], years[-1]) if year not in years) if years else (),
        series=series(readings, dictionary),
        carried=tuple(carried(one, other) for one, other in reversed(pairs)),
        promises=tuple(
            promise
            for reading in reversed(readings)
            for promise in promises(reading, following.get(reading.year))
        ),
        recurring=recurring(readings),
        restated=tuple(
            each for one, other in reversed(pairs) for each in restated(one, other, given, dictionary)
        ),
    )


def main_reports(documents: Iterable[tuple[str, Document]]) -> Sequence[tuple[str, Document]]:
    """The annual reports of the place itself that may be shown, one per year, by year."""
    by_year: dict[int, tuple[str, Document]] = {}
    for key, document in sorted(documents, key=lambda pair: pair[0]):
        head, year = document.report.head, document.report.head.year.value
        may_show = not (document.report.withheld or document.report.refused)
        if (
            head.kind.value == DocumentKind.ANNUAL_REPORT
            and not has_own_issuer(head)
            and isinstance(year, int)
            and may_show
        ):
            by_year.setdefault(year, (key, document))
    return [by_year[year] for year in sorted(by_year)]
