"""The table of divisions → a registry of places, and the finding of places in text: longest match, parents
checked, nothing guessed.

A name alone often belongs to several places (鼓楼区 to four); it counts only when the words around it say
which. Names of divisions are also ordinary words (公安县, 和县, 城区): short names of counties, two-character
names and the words of `AMBIGUOUS_WORDS` are recognised only after the name of a place they lie in, or when
they are the whole of what is asked.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from site_builder.model.places import Place, PlaceMatch, PlaceOverrides, PlaceRegistry
from site_builder.text.readers.place_names import (
    AMBIGUOUS_WORDS,
    CONTRACTED,
    PSEUDO_NAMES,
    REPEATED_ROWS,
    SHARED_FORMS,
    area_core,
    area_part,
    area_rest,
    is_area,
    short_name,
    usual_forms,
)
from site_builder.text.readers.slugs import slug, sort_key
from site_builder.vocabulary import Level

LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.AREA, Level.TOWN)
PLACES_EDITION = "2023-06-30"
COUNTY_UNITS = ("县", "区", "旗")
UNITS_AT_LARGE = frozenset("域级乡镇县市区位直属(（、")
"""What follows 县 or 区 when counties at large are meant: 县域, 县级, 县乡, 区县, 县(市、区)"""


def build_registry(table: str, overrides: PlaceOverrides = PlaceOverrides()) -> PlaceRegistry:  # noqa: B008  # frozen record
    """All places of the table (`code<TAB>name[<TAB>pinyin[<TAB>former names]]`, with a header) and of the
    overrides, with their names indexed.

    Former names are those a division bore after 2011 and gave up as a whole (射洪县 → 射洪市, 长治县 →
    上党区): the yearly tables of 民政部 from 2011 to 2019 against that of 2023. Not among them: what was
    divided or merged into another (邯郸县, 闸北区), what stood beside its successor (宣化县), and what people
    call somebody else (东乡县).

    Refuses nothing: a row without a six-digit code is skipped, as are the pseudo rows (市辖区,
    省直辖县级行政区划 …) that only hold the code tree together.
    """
    rows = [line.split("\t") for line in table.splitlines() if line[:6].isdigit()]
    names = {row[0]: row[1] for row in rows if row[1] not in PSEUDO_NAMES and row[0] not in REPEATED_ROWS}
    read = {row[0]: row[2] for row in rows if len(row) > 2}
    notes = {note.code: note for note in overrides.notes}
    parents = {code: _parent(code, names) for code in names}
    levels = {code: _level(code, name) for code, name in names.items()}
    for area in overrides.areas:
        code = f"{area.host}-{area.slug or slug(area.name, place=True)}"
        names[code], parents[code], levels[code] = area.name, area.host, Level.AREA
    pinyin = {
        code: (notes[code].pinyin if code in notes else "") or read.get(code) or sort_key(name, place=True)
        for code, name in names.items()
    }
    slugs = _slugs(names, parents, levels, pinyin)
    slugs |= {code: note.slug for code, note in notes.items() if note.slug and code in names}
    slugs |= {f"{area.host}-{area.slug}": area.slug for area in overrides.areas if area.slug}
    former = {row[0]: tuple(row[3].split("、")) for row in rows if len(row) > 3}
    former |= {
        code: tuple(dict.fromkeys((*former.get(code, ()), *note.former))) for code, note in notes.items()
    }
    places = {
        code: Place(
            code,
            name,
            levels[code],
            parents[code],
            slugs[code],
            _full_name(code, names, parents),
            pinyin[code],
            former.get(code, ()),
        )
        for code, name in names.items()
    }
    aliases = {code: note.aliases for code, note in notes.items()}
    aliases |= {
        f"{area.host}-{area.slug or slug(area.name, place=True)}": area.aliases for area in overrides.areas
    }
    for code, name in names.items():
        if levels[code] == Level.AREA:
            outer = [names[above] for above in _above(code, parents) if above in names]
            aliases[code] = (*aliases.get(code, ()), area_rest(name, outer), area_core(name, outer))
    for code, forms in _usual_forms(names).items():
        aliases[code] = (*aliases.get(code, ()), *forms)
    by_name = _name_index(places, aliases)
    return PlaceRegistry(places, by_name, PLACES_EDITION, _heads(by_name))


def _usual_forms(names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Code → the short forms (大理州) that belong to this division alone.

    None that is another's name or another's short form, nor what is said of others too (`SHARED_FORMS`).
    """
    forms = {code: usual for code, name in names.items() if (usual := usual_forms(name))}
    bearers = Counter(form for usual in forms.values() for form in usual)
    whole = set(names.values())

    def own(form: str) -> bool:
        return bearers[form] == 1 and form not in whole and form not in SHARED_FORMS

    return {code: tuple(form for form in usual if own(form)) for code, usual in forms.items()}


def _parent(code: str, names: dict[str, str]) -> str:
    """The code of the division above; districts of a 直辖市 and counties run by a province hang directly
    under it."""
    if code.endswith("0000"):
        return ""
    city, province = code[:4] + "00", code[:2] + "0000"
    return city if city != code and city in names else province


def _level(code: str, name: str) -> Level:
    """The level, from the code and, for functional areas, the name."""
    if code.endswith("0000"):
        return Level.PROVINCE
    if code.endswith("00"):
        return Level.CITY
    return Level.AREA if is_area(code, name) else Level.COUNTY


def _full_name(code: str, names: dict[str, str], parents: dict[str, str]) -> str:
    """Names from the province down, joined."""
    return (_full_name(parents[code], names, parents) if parents[code] in names else "") + names[code]


def _slugs(
    names: dict[str, str], parents: dict[str, str], levels: dict[str, Level], pinyin: dict[str, str]
) -> dict[str, str]:
    """Address parts, unique over all places and the same whatever else the table holds.

    A city takes its short name; if a province or another city reads the same (苏州, 宿州), all such cities
    put their province in front. Counties put their parent in front; where two under one parent read the same
    (伊宁市, 伊宁县) both keep 市 or 县; the code decides what is left.
    """
    out: dict[str, str] = {}
    for level in LEVELS:
        codes = [code for code in names if levels[code] == level]
        plain = {code: _joined(code, names, parents, pinyin) for code in codes}
        prefixed = {code: f"{out.get(parents[code], '')}-{part}".lstrip("-") for code, part in plain.items()}
        taken = set(out.values())
        if level in {Level.COUNTY, Level.AREA, Level.TOWN}:
            plain = prefixed
        else:
            plain = _apart(plain, taken, lambda code, _, longer=prefixed: longer[code])  # type: ignore[misc]
        plain = _apart(plain, taken, lambda code, part: part + "-" + pinyin[code].rsplit(" ", 1)[-1])
        out |= _apart(plain, taken, lambda code, part: f"{part}-{code[:6]}")
    return out


def _apart(slugs: dict[str, str], taken: set[str], change: Callable[[str, str], str]) -> dict[str, str]:
    """Change every slug that is taken or borne twice."""
    counts: dict[str, int] = {}
    for part in slugs.values():
        counts[part] = counts.get(part, 0) + 1
    return {
        code: change(code, part) if part in taken or counts[part] > 1 else part
        for code, part in slugs.items()
    }


def _joined(code: str, names: dict[str, str], parents: dict[str, str], pinyin: dict[str, str]) -> str:
    """The address part of the short name, read as the whole name is read."""
    name, readings = names[code], pinyin[code].split()
    if len(readings) != len(name):
        return slug(name, place=True)
    if is_area(code, name):
        return area_part(name, readings, [names[above] for above in _above(code, parents) if above in names])
    short = short_name(name)
    return "".join(readings[: len(short)]) if name.startswith(short) else slug(short, place=True)


def _above(code: str, parents: dict[str, str]) -> Iterator[str]:
    """The codes above, innermost first."""
    while code := parents.get(code, ""):
        yield code


def _name_index(places: dict[str, Place], aliases: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every name → codes, the highest level first."""
    index: dict[str, list[str]] = {}
    for place in sorted(places.values(), key=lambda p: (LEVELS.index(p.level), p.code)):
        for name in dict.fromkeys(
            (place.name, short_name(place.name), *place.former, *aliases.get(place.code, ()))
        ):
            if len(name) > 1:
                index.setdefault(name, []).append(place.code)
    return {name: tuple(codes) for name, codes in index.items()}


def _heads(by_name: dict[str, tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """First two characters → the lengths of names that begin so, longest first."""
    heads: dict[str, set[int]] = {}
    for name in by_name:
        heads.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in heads.items()}


def find_places(text: str, registry: PlaceRegistry) -> tuple[PlaceMatch, ...]:
    """All places named in a running text, in order; a chain of names from the outer to the inner place is one
    match.

    Province and city may go by their short names (漯河); a county must be named whole, or short right after
    its city (昆明西山).
    """
    found: list[PlaceMatch] = []
    heads, end = registry.heads, 0
    for position in [
        at for at in range(len(text) - 1) if text[at : at + 2] in heads
    ]:  # no name begins at nine positions in ten
        match = _chain(text, position, registry, anywhere=False) if position >= end else None
        if match:
            found.append(match)
            end = match.end
    return tuple(found)


def resolve(text: str, registry: PlaceRegistry, within: str = "") -> PlaceMatch | None:
    """The place that a name or a path states as a whole: 漯河, 昆明市西山区, 河南省/漯河市/2024.txt. None
    when it names none.

    Parts of a path that are no places are passed over; outer parts narrow the inner ones, as does `within` (a
    code). Short names are accepted for every level here; a name of several places gives all their codes.
    """
    best: PlaceMatch | None = None
    context: tuple[str, ...] = (within,) if within else ()
    offset = 0
    for part in text.replace("\\", "/").split("/"):
        match = _chain(part, 0, registry, anywhere=True, context=context)
        if match and (match.end == len(part) or part[match.end] in " _-.年0123456789（("):
            best = PlaceMatch(
                best.start if best else offset,
                offset + match.end,
                text[best.start if best else offset : offset + match.end],
                match.codes,
            )
            context = match.codes
        offset += len(part) + 1
    return best


def _chain(
    text: str, start: int, registry: PlaceRegistry, *, anywhere: bool, context: tuple[str, ...] = ()
) -> PlaceMatch | None:
    """The longest chain of names that begins at `start`, each inside the one before."""
    end, codes = start, context
    while True:
        step = _name_at(text, end, registry, codes, anywhere=anywhere)
        if step is None:
            break
        end, codes = step
    return PlaceMatch(start, end, text[start:end], codes) if end > start else None


def _name_at(
    text: str, at: int, registry: PlaceRegistry, context: tuple[str, ...], *, anywhere: bool
) -> tuple[int, tuple[str, ...]] | None:
    """The longest name at `at` that may stand there: inside the context if there is one, else on its own if
    it may stand alone."""
    for length in registry.heads.get(text[at : at + 2], ()):
        name = text[at : at + length]
        codes = registry.by_name.get(name)
        if not codes or len(name) < length or (name[-1] == "市" and text.startswith("场", at + length)):
            continue  # 吉林市场监管 speaks of 吉林, not of 吉林市
        inside = tuple(code for code in codes if _lies_in(code, context, registry))
        found = inside or (_alone(name, codes, registry, anywhere=anywhere) if not context else ())
        if found and (
            anywhere
            or not (
                _another(text, at + length, name, found, registry)
                or _at_large(text, at + length, name, found, registry)
            )
        ):
            return at + length, found
    return None


def _another(text: str, end: int, name: str, codes: tuple[str, ...], registry: PlaceRegistry) -> bool:
    """Whether the short name of a city goes on as the name of a county or district that no table has: 长治县,
    abolished in 2018, was never 长治市.

    浙江县域 and 重庆区县 go on differently.
    """
    follows = text[end : end + 2]
    return (
        follows[:1] in COUNTY_UNITS
        and follows[1:] not in UNITS_AT_LARGE
        and not any(_is_whole(name, registry.by_code[code]) for code in codes)
    )


def _at_large(text: str, end: int, name: str, codes: tuple[str, ...], registry: PlaceRegistry) -> bool:
    """Whether what looks like a former or a short name of a county is a city and its counties at large:
    长治县(市、区), 本溪县域."""
    return (
        name[-1] in COUNTY_UNITS
        and text[end : end + 1] in UNITS_AT_LARGE
        and all(name != registry.by_code[code].name for code in codes)
        and end < len(text)
    )


def _lies_in(code: str, context: tuple[str, ...], registry: PlaceRegistry) -> bool:
    """Whether a place lies strictly inside one of the context places (or is the same place named again)."""
    while code:
        if code in context:
            return True
        place = registry.by_code.get(code)
        code = place.parent if place else ""
    return False


def _is_whole(name: str, place: Place) -> bool:
    """Whether a name is a place's own, a former one, or what everybody calls an autonomous county (屏边县):
    as good as its whole name."""
    usual = "族" in place.name or place.name in CONTRACTED
    return (
        name == place.name
        or name in place.former
        or (usual and name[-1] == place.name[-1] and name in usual_forms(place.name))
    )


def _alone(name: str, codes: tuple[str, ...], registry: PlaceRegistry, *, anywhere: bool) -> tuple[str, ...]:
    """The places a name may mean without context. The short name of a province or city belongs to the highest
    of its bearers (西安, 吉林)."""
    whole = tuple(code for code in codes if _is_whole(name, registry.by_code[code]))
    if whole:
        return () if not anywhere and (len(name) < 3 or name in AMBIGUOUS_WORDS) else whole
    top = registry.by_code[codes[0]].level
    if top in {Level.PROVINCE, Level.CITY}:
        return tuple(code for code in codes if registry.by_code[code].level == top)
    return codes if anywhere else ()
