"""The site of the repository's own content, built once per test run."""

import shutil
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.config import load_config

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder."""
    project = tmp_path_factory.mktemp("must-show")
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    loaded = load_config(project / "mkdocs.yml", workers=1)
    result = build(loaded.config, loaded.problems)
    assert not result.failed
    return project / "site"
