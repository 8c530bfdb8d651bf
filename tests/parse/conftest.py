from pathlib import Path

import pytest

from site_builder.model.places import PlaceRegistry
from site_builder.text.readers.places import build_registry

TABLE = Path(__file__).parents[2] / "site_builder" / "data" / "places-2023-06-30.tsv"


@pytest.fixture(scope="session")
def registry() -> PlaceRegistry:
    return build_registry(TABLE.read_text(encoding="utf-8"))
