"""The look-ups every page kind needs, built once per process from the corpus: nothing here grows with the
length of the reports."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from msgspec import Struct

from site_builder.model.corpus import Corpus, ReportCard
from site_builder.model.indicators import Framework, Indicator, Level1, Level2, Metric
from site_builder.model.places import Place
from site_builder.model.terms import Term

Indexed = TypeVar("Indexed")


class PlacedIndicator(Struct, frozen=True):
    """A level-3 indicator with the levels above it."""

    key: str
    framework: Framework
    level1: Level1
    level2: Level2
    indicator: Indicator


@dataclass(frozen=True, slots=True)
class Indexes:
    """The corpus and the ways into it. Read-only."""

    corpus: Corpus
    cards: dict[str, ReportCard]
    """By report key"""
    by_place: dict[str, tuple[ReportCard, ...]]
    """Place code → its documents, in the order of the corpus (year, kind)"""
    by_year: dict[int, tuple[ReportCard, ...]]
    """Report year → documents; those without a year are under 0"""
    children: dict[str, tuple[str, ...]]
    """Place code → codes below it that have documents themselves or further below; `""` → provinces"""
    terms: dict[str, Term]
    """By slug"""
    term_slugs: dict[str, str]
    """Name or alias → slug; a name wins over an alias"""
    seen_from: dict[str, tuple[str, ...]]
    """Slug → slugs of the terms that point to it with 另见"""
    metrics: dict[str, Metric]
    indicators: dict[str, PlacedIndicator]
    """By `edition:number`"""
    provinces: dict[str, str] = field(default_factory=dict)
    """Place code → province code, filled as it is asked for"""
    memory: dict[str, object] = field(default_factory=dict)
    """What one page kind computes from the corpus once per process and needs for each of its pages"""
    work_slugs: dict[str, str] = field(default_factory=dict)
    """Title of a cited document → slug of its page"""

    def once(self, name: str, make: Callable[[], Indexed]) -> Indexed:
        """What `make` makes, made once per process and kept under its name."""
        if name not in self.memory:
            self.memory[name] = make()
        return cast("Indexed", self.memory[name])

    def place(self, code: str) -> Place | None:
        """The place with this code, None when unknown."""
        return self.corpus.places.by_code.get(code)

    def place_name(self, code: str) -> str:
        """A name fit for display; an unknown place is called so."""
        place = self.place(code)
        return place.name if place else "地区未知"

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """The places above, from the province down."""
        above: list[Place] = []
        place = self.place(code)
        while place and place.parent and len(above) < 8:
            place = self.place(place.parent)
            if place:
                above.append(place)
        return tuple(reversed(above))

    def province(self, code: str) -> Place | None:
        """The province a place lies in; a province is its own."""
        above = self.ancestors(code)
        return above[0] if above else self.place(code)

    def province_code(self, code: str) -> str:
        """Code of the province a place lies in, empty for an unknown place; kept, because listings ask for
        every row."""
        known = self.provinces.get(code)
        if known is None:
            province = self.province(code)
            known = self.provinces[code] = province.code if province else ""
        return known


def build_indexes(corpus: Corpus) -> Indexes:
    """Index a corpus. Linear in the number of documents, terms and indicators."""
    by_place: dict[str, list[ReportCard]] = {}
    by_year: dict[int, list[ReportCard]] = {}
    for card in corpus.cards:
        by_place.setdefault(card.place, []).append(card)
        by_year.setdefault(card.year or 0, []).append(card)
    slugs = _term_slugs(corpus)
    return Indexes(
        corpus=corpus,
        cards={card.key: card for card in corpus.cards},
        by_place={code: tuple(cards) for code, cards in by_place.items()},
        by_year={year: tuple(cards) for year, cards in sorted(by_year.items())},
        children=_children(corpus, set(by_place)),
        terms={term.slug: term for term in corpus.terms},
        term_slugs=slugs,
        seen_from=_seen_from(corpus, slugs),
        metrics={metric.id: metric for metric in corpus.dictionary.metrics},
        indicators={
            placed.key: placed
            for framework in corpus.dictionary.frameworks
            for placed in placed_indicators(framework)
        },
        work_slugs={title: work.slug for work in corpus.works for title in (work.title, *work.titles)},
    )


def placed_indicators(framework: Framework) -> tuple[PlacedIndicator, ...]:
    """All level-3 indicators of one edition, in its order."""
    return tuple(
        PlacedIndicator(f"{framework.edition}:{indicator.number}", framework, level1, level2, indicator)
        for level1 in framework.levels
        for level2 in level1.groups
        for indicator in level2.indicators
    )


def _term_slugs(corpus: Corpus) -> dict[str, str]:
    slugs = {alias: term.slug for term in reversed(corpus.terms) for alias in term.aliases}
    slugs.update((term.name, term.slug) for term in corpus.terms)
    return slugs


def _seen_from(corpus: Corpus, slugs: dict[str, str]) -> dict[str, tuple[str, ...]]:
    seen: dict[str, list[str]] = {}
    for term in corpus.terms:
        for name in term.entry.see_also if term.entry else ():
            if name in slugs:
                seen.setdefault(slugs[name], []).append(term.slug)
    return {slug: tuple(origins) for slug, origins in seen.items()}


def _children(corpus: Corpus, codes: set[str]) -> dict[str, tuple[str, ...]]:
    """The tree of places that lead to a document, ordered by code."""
    below: dict[str, set[str]] = {}
    waiting = [code for code in codes if code in corpus.places.by_code]
    seen: set[str] = set()
    while waiting:
        code = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        parent = corpus.places.by_code[code].parent
        parent = parent if parent in corpus.places.by_code else ""
        below.setdefault(parent, set()).add(code)
        if parent:
            waiting.append(parent)
    return {code: tuple(sorted(names)) for code, names in below.items()}
