"""`/places/compare/`: two places side by side, read from their data files by a script; without one the page
leads to the places themselves.

One page for all pairs (`?a=luohe&b=luoyang`): a page per pair would be quadratic.
"""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.places import Place
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import Crumb, PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import PageName, SiteSection


class ComparedPlace(Struct, frozen=True):
    """One place that can be chosen."""

    slug: str
    name: str
    """With the divisions above, because names repeat"""
    url: str


class CompareView(View, frozen=True):
    """The list of places; the script does the rest."""

    provinces: tuple[tuple[str, tuple[ComparedPlace, ...]], ...]
    data_folder: str
    metrics_folder: str


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page."""
    yield Job(
        urls.COMPARE,
        PageName.COMPARE,
        "",
        SiteSection.PLACES,
        digest=digest_of([(place.slug, place.full_name) for place in _places(indexes)]),
    )


def view(job: Job, inputs: Inputs, indexes: Indexes) -> CompareView:  # noqa: ARG001 - every page kind has this signature
    """All places with documents, by province."""
    grouped: dict[str, list[ComparedPlace]] = {}
    for place in _places(indexes):
        grouped.setdefault(indexes.place_name(indexes.province_code(place.code)), []).append(
            ComparedPlace(place.slug, place.full_name, urls.place(place.slug))
        )
    info = PageInfo(
        job.url,
        SiteSection.PLACES,
        "比较两个地区",
        "任选两个地区，并排查看历年文件和关键数据；只并排，不排名。",
        (Crumb("地区", urls.PLACES),),
        column_type="数据发布",
    )
    return CompareView(
        info, tuple((name, tuple(places)) for name, places in grouped.items()), urls.PLACE_DATA, urls.METRICS
    )


def _places(indexes: Indexes) -> list[Place]:
    return [place for code in sorted(indexes.by_place) if (place := indexes.place(code))]
