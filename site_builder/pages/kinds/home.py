"""`/`: the four questions of a visitor answered at once: find my place, what does this word mean, how does a
figure compare, what is new."""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.model.corpus import Inputs, Job
from site_builder.pages.shared import urls
from site_builder.pages.shared.digest import digest_of
from site_builder.pages.shared.frame import PageInfo, View
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import ReportLine, newest_date, report_lines
from site_builder.vocabulary import Mode, PageName, RowKind, SiteSection

NEWEST = 6
TERMS = 14
MAX_METRICS_SHOWN = 8
MAX_PLACES_SHOWN = 24
"""How many of each the page shows; the full lists are one click away"""


class HomeLink(Struct, frozen=True):
    """A name, its address, and a figure beside it."""

    name: str
    url: str
    count: int = 0


class Province(Struct, frozen=True):
    """A province with the places below it that have documents."""

    name: str
    url: str
    """Empty when the province itself has no document"""
    places: tuple[HomeLink, ...]
    more: int
    """Places not shown"""


class HomeView(View, frozen=True):
    """The home page."""

    name: str
    description: str
    official: bool
    organizer: str
    reports: int
    places: int
    years: tuple[int, ...]
    terms: int
    metrics: int
    indicators: int
    quantities: int
    newest: tuple[ReportLine, ...]
    provinces: tuple[Province, ...]
    common_terms: tuple[HomeLink, ...]
    letters: tuple[str, ...]
    common_metrics: tuple[HomeLink, ...]


def jobs(indexes: Indexes) -> Iterator[Job]:
    """One page."""
    corpus = indexes.corpus
    timeliness = tuple(sorted(corpus.timeliness.items()))
    shown = digest_of(
        corpus.cards,
        corpus.terms,
        corpus.dictionary.metrics,
        tuple(sorted(corpus.tallies.items())),
        timeliness,
        corpus.portal,
    )
    yield Job(urls.HOME_URL, PageName.HOME, "", SiteSection.HOME, digest=shown)


def view(job: Job, inputs: Inputs, indexes: Indexes) -> HomeView:  # noqa: ARG001 - every page kind has this signature
    """The home page; a list that would be empty is left to the template to say so."""
    corpus = indexes.corpus
    dated = sorted(
        corpus.cards, key=lambda card: (str(card.head.published.value or ""), card.year or 0), reverse=True
    )
    info = PageInfo(
        url="",
        section=SiteSection.HOME,
        title=corpus.portal.name,
        description=corpus.portal.description,
        lastmod=newest_date(corpus.cards),
    )
    return HomeView(
        info=info,
        name=corpus.portal.name,
        description=corpus.portal.description,
        official=corpus.portal.mode == Mode.OFFICIAL,
        organizer=corpus.portal.organizer,
        reports=len(corpus.cards),
        places=sum(1 for code in indexes.by_place if indexes.place(code)),
        years=tuple(sorted((year for year in indexes.by_year if year), reverse=True)),
        terms=len(corpus.terms),
        metrics=sum(
            1 for metric in corpus.dictionary.metrics if RowKind.METRIC.key(metric.id) in corpus.tallies
        ),
        indicators=len(indexes.indicators),
        quantities=sum(card.quantities for card in corpus.cards),
        newest=report_lines(dated[:NEWEST], indexes),
        provinces=tuple(_province(code, indexes) for code in indexes.children.get("", ())),
        common_terms=_common_terms(indexes),
        letters=tuple(dict.fromkeys(term.initial for term in corpus.terms)),
        common_metrics=_common_metrics(indexes),
    )


def _province(code: str, indexes: Indexes) -> Province:
    """A province and all places with documents below it, by code. Cut when the collection covers more than a
    screen holds."""
    below: list[HomeLink] = []
    waiting = list(indexes.children.get(code, ()))
    while waiting:
        each = waiting.pop(0)
        place = indexes.corpus.places.by_code[each]
        if each in indexes.by_place:
            below.append(HomeLink(place.name, urls.place(place.slug), len(indexes.by_place[each])))
        waiting.extend(indexes.children.get(each, ()))
    own = indexes.corpus.places.by_code[code]
    url = urls.place(own.slug) if code in indexes.by_place else ""
    return Province(own.name, url, tuple(below[:MAX_PLACES_SHOWN]), max(0, len(below) - MAX_PLACES_SHOWN))


def _common_terms(indexes: Indexes) -> tuple[HomeLink, ...]:
    """The explained terms most reports use; with equal use in the order of the glossary."""
    used = [
        HomeLink(term.name, urls.term(term.slug), tally.reports)
        for term in indexes.corpus.terms
        if (tally := indexes.corpus.tallies.get(RowKind.TERM.key(term.slug)))
        and (term.definitions or (term.entry and term.entry.explanation.strip()))
    ]
    return tuple(sorted(used, key=lambda link: -link.count)[:TERMS])


def _common_metrics(indexes: Indexes) -> tuple[HomeLink, ...]:
    """The metrics most places report; with equal coverage in the order of the dictionary."""
    used = [
        HomeLink(metric.name, urls.metric(metric.id), tally.places)
        for metric in indexes.corpus.dictionary.metrics
        if (tally := indexes.corpus.tallies.get(RowKind.METRIC.key(metric.id)))
    ]
    return tuple(sorted(used, key=lambda link: -link.count)[:MAX_METRICS_SHOWN])
