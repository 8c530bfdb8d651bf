"""Nothing outside content/ is read and no pipe is opened: every kind of link and special file, in every part
of the content, is left out and told."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from pipeline_project import files_of, run

from site_builder.problems import Problem

SECRET = "本机的机密文字"
REPORT = f"漯河市2016年法治政府建设情况报告\n一、{SECRET}。\n"


def link(at: Path, outside: Path) -> None:
    at.symlink_to(outside / "secret.txt")


def linked_folder(at: Path, outside: Path) -> None:
    at.symlink_to(outside)


def dangling(at: Path, outside: Path) -> None:
    at.symlink_to(outside / "nothing")


def pipe(at: Path, outside: Path) -> None:
    os.mkfifo(at)


def plug(at: Path, outside: Path) -> None:
    here = Path.cwd()
    os.chdir(at.parent)  # an address may have 107 bytes
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(at.name)
    os.chdir(here)


def inside(at: Path, outside: Path) -> None:
    at.symlink_to(
        "/".join(
            [".."]
            * (len(at.relative_to(at.parents[[p.name for p in at.parents].index("content")]).parts) - 1)
        )
        + "/places.yml"
    )


CASES: list[tuple[str, Callable[[Path, Path], None], str]] = [
    ("reports/link.txt", link, "符号链接"),
    ("reports/河南省/漯河市/2016.txt", link, "符号链接"),
    ("reports/dangling.txt", dangling, "符号链接"),
    ("reports/inside.txt", inside, "符号链接"),
    ("reports/省外", linked_folder, "符号链接"),
    ("reports/河南省/漯河市/2024.yml", link, "符号链接"),
    ("reports/pipe.txt", pipe, "命名管道"),
    ("reports/plug.txt", plug, "套接字"),
    ("reports/北京市/怀柔区/2023.yaml", pipe, "命名管道"),
    ("glossary/链接.md", link, "符号链接"),
    ("glossary/外面", linked_folder, "符号链接"),
    ("glossary/管道.md", pipe, "命名管道"),
    ("indicators/2031.yml", link, "符号链接"),
    ("indicators/2032.yml", pipe, "命名管道"),
    ("indicators/外面", linked_folder, "符号链接"),
    ("redirects.yml", link, "符号链接"),
    ("pages/leak.txt", link, "符号链接"),
    ("pages/leak.md", link, "符号链接"),
    ("pages/外面", linked_folder, "符号链接"),
    ("pages/pipe.md", pipe, "命名管道"),
    ("pages/plug.txt", plug, "套接字"),
    ("pages/assets/hidden.css", dangling, "符号链接"),
    ("report/2016.txt", link, "符号链接"),
    ("stray", linked_folder, "符号链接"),
]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    (folder / "deep").mkdir(parents=True)
    (folder / "secret.txt").write_text(REPORT, encoding="utf-8")
    (folder / "deep/2016.txt").write_text(REPORT, encoding="utf-8")
    (folder / "secret.md").write_text(f"---\nterm: 外面\n---\n{SECRET}\n", encoding="utf-8")
    return folder


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {
        (problem.file.removeprefix("content/"), dict(problem.detail)["kind"])
        for problem in problems
        if problem.code == "X911"
    }


@pytest.mark.timeout(300)
def test_links_and_special_files_are_left_out_and_told(project: Path, outside: Path) -> None:
    for name, make, _kind in CASES:
        at = project / "content" / name
        at.parent.mkdir(parents=True, exist_ok=True)
        make(at, outside)
    result = run(project)
    assert {(name, kind) for name, _make, kind in CASES} == told(result.problems)
    site = files_of(project / "site")
    assert not [
        path for path, data in site.items() if SECRET.encode() in data or "leak" in path or "外面" in path
    ]
    assert {"about/index.html", "method/index.html"} <= site.keys()
    assert (result.published, result.documents) == (
        True,
        1,
    ), "a report whose sidecar cannot be read may be a withheld one"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", ["reports", "glossary", "indicators", "places.yml"])
def test_a_link_in_place_of_a_part_of_the_content_is_not_followed(
    project: Path, outside: Path, part: str
) -> None:
    (project / "content" / part).rename(outside / part)
    (project / "content" / part).symlink_to(outside / part)
    from site_builder.build import check
    from site_builder.config import load_config

    loaded = load_config(project / "mkdocs.yml", workers=1)
    assert (part, "符号链接") in told(check(loaded.config, loaded.problems).problems)


def test_a_link_in_place_of_the_pages_is_not_followed(project: Path, outside: Path) -> None:
    (project / "content/pages").rename(outside / "pages")
    (project / "content/pages").symlink_to(outside / "pages")
    result = run(project)
    assert ("pages", "符号链接") in told(result.problems)
    assert "about/index.html" not in files_of(project / "site")
