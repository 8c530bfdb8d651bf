"""Precision and recall on the hand-read documents, held against floors that may only rise."""

import json
from collections import Counter
from pathlib import Path

import pytest

from site_builder.extract.quantities import quantities
from site_builder.model.span import Span
from site_builder.text.sentences import sentences

HERE = Path(__file__).parents[1]
GOLD = HERE / "gold"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
FIELDS = ("surface", "value", "unit", "qualifier", "kind", "sentence_start")


def rows(doc: str) -> list[dict[str, object]]:
    path = GOLD / ("quantities-dev.jsonl" if doc in ("000", "001") else f"quantities-{doc}.jsonl")
    return [row for line in path.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["doc"] == doc]


def wanted(doc: str, fields: tuple[str, ...]) -> Counter[tuple[object, ...]]:
    return Counter(tuple(row[f] for f in fields) for row in rows(doc))
