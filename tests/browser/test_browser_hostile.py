"""A template that forgets to escape is no disaster: of hostile content that reaches a page raw nothing runs,
and nobody else is asked."""

from pathlib import Path
from typing import Any

import pytest
from hostile_site import PAYLOADS, build_hostile, pages_of, raw_vectors, vectors, visit_all


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hostile(tmp_path_factory.mktemp("hostile") / "project", vectors()[: len(PAYLOADS)])


def test_nothing_runs_and_nobody_is_asked(chromium: Any, hostile: Path) -> None:
    addresses = [
        address for address in pages_of(hostile) if address.startswith(("reports/", "about/", "glossary/v"))
    ]
    assert raw_vectors(hostile, vectors()[: len(PAYLOADS)]) == len(PAYLOADS), (
        "a vector that is escaped after all would prove nothing"
    )
    guarded = visit_all(chromium, hostile, addresses)
    assert (guarded.ran, guarded.asked) == ([], [])
    unguarded = visit_all(chromium, hostile, addresses[:8], bypass=True)
    assert unguarded.ran
    assert unguarded.asked
