"""The table of divisions and content/places.yml → the registry of places, the deadline rules, the addresses
that moved."""

import re
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from site_builder.files.staff_text import read_words
from site_builder.files.yaml_lines import YamlDocument, read_yaml
from site_builder.files.yaml_records import to_record
from site_builder.model.corpus import DeadlineRule
from site_builder.model.places import Area, PlaceNote, PlaceOverrides, PlaceRegistry
from site_builder.problems import Problem
from site_builder.text.readers.places import build_registry
from site_builder.text.readers.slugs import usable_slug

PLACES_FILE = "places.yml"
TABLE = Path(__file__).parents[1] / "data" / "places-2023-06-30.tsv"
_CODE_KEYS = {"code", "host", "place"}


class PlacesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of content/places.yml."""

    areas: tuple[Area, ...] = ()
    places: tuple[PlaceNote, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()


class PlacesReading(Struct, frozen=True):
    """What is known of places. With a broken places.yml: what the table alone says, and the problems."""

    registry: PlaceRegistry
    deadlines: tuple[DeadlineRule, ...]
    moved: tuple[tuple[str, str], ...]
    """Former address part → the present one"""
    problems: tuple[Problem, ...]


def load_places(content: Path) -> PlacesReading:
    """Read the table of divisions that comes with the package and `places.yml` of the content folder, if
    there is one."""
    table = TABLE.read_text(encoding="utf-8")
    text, unread = read_words(content / PLACES_FILE, PLACES_FILE)
    if unread:
        return PlacesReading(build_registry(table), (), (), unread)
    return read_places(table, text)


def read_places(table: str, text: str) -> PlacesReading:
    """The same from texts: `table` of divisions, `text` of places.yml."""
    document = read_yaml(text, PLACES_FILE)
    document = structs.replace(document, value=_codes_as_text(document.value))
    said, problems = (
        to_record(document, PlacesFile, PLACES_FILE) if not document.problems else (None, document.problems)
    )
    if said is None:
        return PlacesReading(build_registry(table), (), (), problems)
    known = {line[:6] for line in table.splitlines()[1:]}
    found = list(_check(said, known, document))
    registry = build_registry(table, overrides := _overrides(said, known))
    while doubled := _doubled(
        registry, said, document
    ):  # a place that loses its stated address may then stand at one that another states
        found += doubled
        said = _without(said, {problem.text for problem in doubled})
        registry = build_registry(table, overrides := _overrides(said, known))
    moved = tuple(
        (old, registry.by_code[note.code].slug)
        for note in overrides.notes
        for old in note.former_slugs
        if note.code in registry.by_code
    )
    return PlacesReading(
        registry, tuple(rule for rule in said.deadlines if _is_day(rule.last_day)), moved, tuple(found)
    )


def _overrides(said: PlacesFile, known: set[str]) -> PlaceOverrides:
    """What is stated of places that there are, with addresses that can be addresses."""
    areas = tuple(structs.replace(area, slug=_usable(area.slug)) for area in said.areas if area.host in known)
    notes = (note for note in said.places if note.code in known)
    usable = (
        structs.replace(note, slug=_usable(note.slug), former_slugs=tuple(filter(_usable, note.former_slugs)))
        for note in notes
    )
    return PlaceOverrides(areas, tuple(usable))


def _without(said: PlacesFile, taken: set[str]) -> PlacesFile:
    """What is stated, without these addresses."""
    areas = tuple(structs.replace(area, slug="" if area.slug in taken else area.slug) for area in said.areas)
    notes = tuple(structs.replace(note, slug="" if note.slug in taken else note.slug) for note in said.places)
    return structs.replace(said, areas=areas, places=notes)


def _usable(slug: str) -> str:
    """The slug, empty if it can be no address or is that of a page of ours: it is told (C713) and the place
    stands under its reading."""
    return slug if usable_slug(slug) else ""


def _codes_as_text(value: Any) -> Any:
    """The tree with codes as text: `code: 420600` is a number to YAML, and staff should not have to know."""
    if isinstance(value, dict):
        return {
            key: str(each) if key in _CODE_KEYS and isinstance(each, int) else _codes_as_text(each)
            for key, each in value.items()
        }
    return [_codes_as_text(each) for each in value] if isinstance(value, list) else value


def _check(said: PlacesFile, known: set[str], document: YamlDocument) -> list[Problem]:
    """Codes that are no place, addresses and dates in a wrong form, rules without a source."""
    problems = []
    codes = [
        ("areas", "host", [area.host for area in said.areas]),
        ("places", "code", [note.code for note in said.places]),
    ]
    codes.append(("deadlines", "place", [rule.place for rule in said.deadlines]))
    for block, key, values in codes:
        problems += [
            Problem("C711", PLACES_FILE, document.line((block, i, key)), code)
            for i, code in enumerate(values)
            if code and code not in known
        ]
    stated: list[tuple[tuple[str | int, ...], str]] = [
        (("areas", i, "slug"), area.slug) for i, area in enumerate(said.areas)
    ]
    stated += [(("places", i, "slug"), note.slug) for i, note in enumerate(said.places)]
    stated += [
        (("places", i, "former_slugs", j), slug)
        for i, note in enumerate(said.places)
        for j, slug in enumerate(note.former_slugs)
    ]
    problems += [
        Problem("C713", PLACES_FILE, document.line(path), slug)
        for path, slug in stated
        if slug and not _usable(slug)
    ]
    for i, rule in enumerate(said.deadlines):
        if not _is_day(rule.last_day):
            problems.append(
                Problem("C714", PLACES_FILE, document.line(("deadlines", i, "last_day")), rule.last_day)
            )
        if not rule.source.strip():
            problems.append(Problem("C715", PLACES_FILE, document.line(("deadlines", i, "source"))))
    return problems


def _doubled(registry: PlaceRegistry, said: PlacesFile, document: YamlDocument) -> list[Problem]:
    """C712 for each stated address that another place has."""
    bearers: dict[str, list[str]] = {}
    for place in registry.by_code.values():
        bearers.setdefault(place.slug, []).append(place.full_name)
    stated = [(("areas", i, "slug"), area.slug, area.name) for i, area in enumerate(said.areas)]
    stated += [
        (("places", i, "slug"), note.slug, _name(registry, note.code)) for i, note in enumerate(said.places)
    ]
    return [
        Problem(
            "C712",
            PLACES_FILE,
            document.line(path),
            slug,
            (("other", "、".join(other for other in bearers[slug] if not other.endswith(name))),),
        )
        for path, slug, name in stated
        if slug and len(bearers.get(slug, ())) > 1
    ]


def _name(registry: PlaceRegistry, code: str) -> str:
    """The name of a place, empty if the code is none."""
    return registry.by_code[code].name if code in registry.by_code else ""


def _is_day(month_day: str) -> bool:
    """Whether a text is a month and day of the calendar."""
    match = re.fullmatch(r"(\d\d)-(\d\d)", month_day)
    days = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (
        bool(match)
        and 1 <= int(month_day[:2]) <= 12
        and 1 <= int(month_day[3:]) <= days[int(month_day[:2]) - 1]
    )
