"""Administrative divisions: one record per place, and the registry that every stage looks names up in."""

from msgspec import Struct

from site_builder.vocabulary import Level


class Place(Struct, frozen=True):
    """One administrative division or functional area."""

    code: str
    """GB/T 2260, six digits; functional areas that have none take their host's code + `-` + slug."""
    name: str
    """漯河市"""
    level: Level
    parent: str
    """Code of the division above; empty for a province. 直辖市 districts hang directly under the
    municipality."""
    slug: str
    """Last part of the address, unique over the registry: luohe, kunming-xishan."""
    full_name: str
    """Names from the province down, joined: 河南省漯河市"""
    pinyin: str
    """Full pinyin without tones, for sorting and for search: luohe shi"""
    former: tuple[str, ...] = ()
    """Earlier names: 襄樊市"""


class PlaceRegistry(Struct, frozen=True):
    """All known places, with the indexes look-ups need. Built once by `text.readers.places.build_registry`."""

    by_code: dict[str, Place]
    by_name: dict[str, tuple[str, ...]]
    """Every full, short (漯河 for 漯河市) and former name → the codes that bear it."""
    edition: str
    """Date of the table: 2023-06-30."""
    heads: dict[str, tuple[int, ...]] = {}
    """First two characters of every name → lengths of the names that begin so, longest first."""


class PlaceMatch(Struct, frozen=True):
    """A place named in a text: 云南省昆明市西山区 is one match, for the innermost place of the chain."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    """One code: the place. Several: the name belongs to all of them and nothing in the text decides (never
    guess)."""


class Area(Struct, frozen=True, forbid_unknown_fields=True):
    """A functional area that the table of divisions does not hold: 雄安新区, 郑东新区."""

    name: str
    host: str
    """Code of the division it lies in."""
    slug: str = ""
    aliases: tuple[str, ...] = ()


class PlaceNote(Struct, frozen=True, forbid_unknown_fields=True):
    """What staff add to one division: other names, an address part of its own, addresses it had before."""

    code: str
    slug: str = ""
    pinyin: str = ""
    former: tuple[str, ...] = ()
    """Earlier names: 襄樊市"""
    aliases: tuple[str, ...] = ()
    former_slugs: tuple[str, ...] = ()
    """Earlier address parts; each leaves a redirect page."""


class PlaceOverrides(Struct, frozen=True):
    """What content/places.yml says about places."""

    areas: tuple[Area, ...] = ()
    notes: tuple[PlaceNote, ...] = ()
