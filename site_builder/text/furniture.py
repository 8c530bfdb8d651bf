"""Finds page furniture (chrome) in a text: harvested first (dates, source, index block), then marked, never deleted."""

from site_builder.model.span import Span
from site_builder.model.text import Furniture, HarvestedField


def set_aside(text: str, starts: tuple[int, ...], numbers: tuple[int, ...]) -> tuple[tuple[Furniture, ...], tuple[HarvestedField, ...]]:
    """Mark furniture and harvest its labelled values."""
    return (), ()
