"""Everything a value of the head may be read from, gathered once."""

from typing import NamedTuple

from site_builder.model.places import PlaceRegistry
from site_builder.model.report import Sourced
from site_builder.model.text import CleanText
from site_builder.parse.metadata.opening import Opening
from site_builder.parse.metadata.signature import Signature
from site_builder.parse.metadata.title import Title
from site_builder.parse.structure.lines import TextLine
from site_builder.vocabulary import Origin


class PassInput(NamedTuple):
    """What the stages before the head found: everything a value may be read from."""

    clean: CleanText
    lines: list[TextLine]
    opening: Opening
    title: Title | None
    signed: list[Signature]
    registry: PlaceRegistry


def sidecar_value(clean: CleanText, key: str) -> Sourced[str] | None:
    """What the sidecar says for a key, or None if it says nothing."""
    value = getattr(clean.sidecar, key)
    if value in ("", None):
        return None
    return Sourced(value, Origin.SIDECAR, clean.sidecar_lines.get(key, 0), str(value))
