"""`/places/`: the tree province → city → county of all places that have a document, with their codes."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.model.page import TocItem
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.vocabulary import PageName, SiteSection


class PlaceNode(Struct, frozen=True):
    """One place of the tree."""

    code: str
    name: str
    level: str
    url: str
    """Empty when the place has no document of its own"""
    documents: int
    years: str
    """First and last report year, `2019–2024`, empty when there is none"""
    below: tuple["PlaceNode", ...]
    anchor: str = ""


class PlaceIndexView(View, frozen=True):
    """The places page."""

    provinces: tuple[PlaceNode, ...]
    places: int
    """How many places have a document"""
    unplaced: int
    """How many documents have no known place"""


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page."""
    shown = tuple(
        (code, len(cards), cards[0].year, cards[-1].year) for code, cards in indexes.by_place.items()
    )
    yield Job(urls.PLACES, PageName.PLACE_INDEX, "", SiteSection.PLACES, digest=digest_of(shown))


def view(job: Job, inputs: Inputs, indexes: Indexes) -> PlaceIndexView:  # noqa: ARG001 - every page kind has this signature
    """The whole tree; a place without documents of its own appears only as the parent of one that has some."""
    provinces = tuple(_node(code, indexes, 0) for code in indexes.children.get("", ()))
    places = sum(1 for code in indexes.by_place if indexes.place(code))
    info = PageInfo(
        url=job.url,
        section=SiteSection.PLACES,
        title="地区",
        description=f"已收录{places}个地区的法治政府建设年度报告，按省、市、县逐级列出。",
        toc=tuple(TocItem(node.anchor, node.name, 2) for node in provinces),
        column_type="概况信息",
    )
    return PlaceIndexView(
        info,
        provinces,
        places,
        sum(len(cards) for code, cards in indexes.by_place.items() if not indexes.place(code)),
    )


def _node(code: str, indexes: Indexes, depth: int) -> PlaceNode:
    place = indexes.corpus.places.by_code[code]
    cards = indexes.by_place.get(code, ())
    years = [card.year for card in cards if card.year]
    span = "" if not years else str(min(years)) if min(years) == max(years) else f"{min(years)}–{max(years)}"
    below = (
        tuple(_node(child, indexes, depth + 1) for child in indexes.children.get(code, ()))
        if depth < 8
        else ()
    )
    url = urls.place(place.slug) if cards else ""
    return PlaceNode(code, place.name, place.level, url, len(cards), span, below, place.slug)
