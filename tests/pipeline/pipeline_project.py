"""A project folder to build in: the theme and settings of the repository, a few reports, two terms, one
hand-written page."""

import shutil
from collections.abc import Callable
from pathlib import Path

from site_builder.build import Result, build
from site_builder.config import load_config

ROOT = Path(__file__).parents[2]
REPORTS = ("河南省/漯河市/2024.txt", "云南省/昆明市/西山区/2017.txt", "北京市/怀柔区/2023.txt")

Project = Callable[[str], Path]


def make_project(folder: Path) -> Path:
    """A small project: three of the five documents, the dictionary and the places of the repository."""
    shutil.copytree(ROOT / "themes", folder / "themes")
    for name in REPORTS:
        (folder / "content/reports" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content/reports" / name, folder / "content/reports" / name)
    for name in ("indicators", "pages"):
        shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    shutil.copy(ROOT / "content/places.yml", folder / "content/places.yml")
    (folder / "content/glossary").mkdir()
    (folder / "content/glossary/双下降.md").write_text(
        "---\nterm: 双下降\nsources: [{title: 甲法, checked: 未能核对}]\n---\n解释。\n", encoding="utf-8"
    )
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def run(project: Path, workers: int = 1, strict: bool = False) -> Result:
    """One build of a project, as the command does it."""
    loaded = load_config(project / "mkdocs.yml", workers=workers)
    return build(loaded.config, loaded.problems, strict)


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything published."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times_of(folder: Path) -> dict[str, int]:
    """When each published file was last written."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
