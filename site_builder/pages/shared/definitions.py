"""How reports define a term: each wording once, with the reports that give it. Year after year, and from
place to place, the same words are copied."""

from msgspec import Struct

from site_builder.model.terms import Term, TermDefinition
from site_builder.pages.shared import urls
from site_builder.pages.shared.indexes import Indexes
from site_builder.pages.shared.report_lines import spoken_by

WORDINGS = 60
"""On a page, about 1 kB each with their reports"""
GIVERS = 20
"""Reports named of one wording, of more the newest; the number of all is told"""


class Giver(Struct, frozen=True):
    """A report that gives a definition."""

    place: str
    place_url: str
    year: int | None
    report: str
    """Title of the report"""
    url: str
    """Address with anchor"""
    line: int


class DefinitionWording(Struct, frozen=True):
    """One definition in the words of the reports."""

    surface: str
    text: str
    givers: tuple[Giver, ...]
    reports: int
    """How many give it, named or not"""


class Definitions(Struct, frozen=True):
    """All definitions of a term, those given by most reports first."""

    wordings: tuple[DefinitionWording, ...] = ()
    copied: bool = False
    """Whether any wording is given by several reports"""
    left: int = 0
    """Wordings that are not shown"""
    shortened: bool = False
    """Whether anything is not shown; `data/terms.json` has it all"""


def definitions(term: Term, indexes: Indexes) -> Definitions:
    """The definitions of a term; only those that are the same to the letter are taken together."""
    same: dict[tuple[str, str], list[TermDefinition]] = {}
    for each in term.definitions:
        same.setdefault((each.surface, each.text), []).append(each)
    found = sorted(same.items(), key=lambda item: -len(item[1]))
    wordings = tuple(
        DefinitionWording(surface, text, _givers(given, indexes), len(given))
        for (surface, text), given in found[:WORDINGS]
    )
    left = len(found) - len(wordings)
    copied = any(each.reports > 1 for each in wordings)
    return Definitions(wordings, copied, left, bool(left) or any(each.reports > GIVERS for each in wordings))


def _givers(given: list[TermDefinition], indexes: Indexes) -> tuple[Giver, ...]:
    givers = [_giver(each, indexes) for each in given]
    return tuple(
        givers if len(givers) <= GIVERS else sorted(givers, key=lambda giver: -(giver.year or 0))[:GIVERS]
    )


def _giver(definition: TermDefinition, indexes: Indexes) -> Giver:
    """A definition with the place and year of the report that gives it."""
    card = indexes.cards.get(definition.report)
    place = indexes.place(card.place) if card else None
    return Giver(
        place=spoken_by(definition.report, indexes) or (place.name if place else "地区未知"),
        place_url=urls.place(place.slug) if place else "",
        year=card.year if card else None,
        report=str(card.head.title.value or definition.report) if card else definition.report,
        url=urls.report(definition.report, definition.anchor),
        line=definition.line,
    )
