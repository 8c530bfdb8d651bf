"""Templates as the build would hand them over, and the folder of the shared corpora on the path."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

THEME = Path(__file__).parents[2] / "themes" / "portal"


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    return {
        str(path.relative_to(THEME).as_posix()): path.read_text(encoding="utf-8")
        for folder in ("pages", "macros")
        for path in sorted((THEME / folder).glob("*.html"))
    }
