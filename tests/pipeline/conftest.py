"""A small project, built once for tests that copy it or only look."""

import shutil
from pathlib import Path

import pytest
from pipeline_project import make_project, run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project built once, for tests that copy it or only look."""
    project = make_project(tmp_path_factory.mktemp("built") / "project")
    run(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, cache and site included, to change at will."""
    return Path(shutil.copytree(built, tmp_path / "copy", symlinks=True))
