"""data/places/<slug>.json: the documents and key figures of one place, read by the comparison page and by
anyone else."""

from typing import Any

from site_builder.model.history import PlaceHistory, Series
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import report_lines, stands_apart
from site_builder.pages.shared.values import value_of_figure
from site_builder.vocabulary import DocumentKind


def place_record(code: str, story: PlaceHistory | None, indexes: Indexes) -> dict[str, Any]:
    """The place with its documents by year and its figures by metric; figures are as printed, with the folded
    number beside them."""
    place = indexes.corpus.places.by_code[code]
    return {
        "code": code,
        "name": place.full_name,
        "slug": place.slug,
        "level": place.level,
        "url": urls.place(place.slug),
        "gaps": story.gaps if story else (),
        "reports": [
            {
                "report": line.key,
                "url": line.url,
                "title": line.title,
                "kind": line.kind,
                "annual": line.kind == DocumentKind.ANNUAL_REPORT.word and not apart,
                **({"issuer": line.issuer, "own": False} if apart else {}),
                "year": line.year,
                "published": line.published or None,
                "timeliness": line.timeliness.status,
                "timely": line.timely,
                "days": line.timeliness.days,
                "contents": {content.name: content.status for content in line.contents},
            }
            for line in report_lines(indexes.by_place.get(code, ()), indexes)
            for apart in (stands_apart(indexes.cards[line.key]),)
        ],
        "series": [
            made for series in (story.series if story else ()) if (made := _series(series, code, indexes))
        ],
    }


def _series(series: Series, place: str, indexes: Indexes) -> dict[str, Any] | None:
    metric = indexes.metrics.get(series.metric)
    if metric is None:
        return None
    values = []
    for figure in series.figures:
        shown = value_of_figure(figure, place, indexes)
        values.append(
            {
                "year": figure.year,
                "report": figure.report,
                "words": shown.words,
                "value": None if figure.quantity.value is None else f"{figure.quantity.value:f}",
                "unit": figure.quantity.unit,
                "bound": shown.bound_words or None,
                "change": shown.change or None,
                "url": shown.url,
            }
        )
    return {"metric": metric.id, "name": metric.name, "unit": metric.unit, "values": values}
