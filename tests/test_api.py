"""The public interface: reading one report and building a portal from another program, without a word on the
console."""

import subprocess
import sys
from pathlib import Path

import pytest

import site_builder
from site_builder import Portal, read
from site_builder.problems import UsageError

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "mkdocs.yml"
REPORT = ROOT / "content/reports/河南省/漯河市/2024.txt"


def test_a_file_and_its_bytes_read_the_same() -> None:
    of_file = read(REPORT, PROJECT)
    of_bytes = read(REPORT.read_bytes(), PROJECT, "河南省/漯河市/2024.txt")
    assert of_file.report.head.place.value == of_bytes.report.head.place.value == "411100"
    assert of_file.facts.quantities == of_bytes.facts.quantities
    assert of_file.facts.quantities and of_file.mentions


def test_what_cannot_be_read_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到文件"):
        read(tmp_path / "没有.txt", PROJECT)
    with pytest.raises(UsageError, match="找不到配置文件"):
        read(b"x", tmp_path / "mkdocs.yml")
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(UsageError):
        read(tmp_path / "空.txt", PROJECT)


def test_a_portal_is_checked_without_making_a_page() -> None:
    problems = Portal(PROJECT).check()
    assert all(problem.code and problem.message for problem in problems)
    assert not any(problem.severity == "error" for problem in problems)


def test_nothing_else_is_public_and_importing_the_package_stays_cheap() -> None:
    assert set(site_builder.__all__) == {"Portal", "read", "__version__"}
    code = "import sys, site_builder; print('site_builder.api' in sys.modules, 'msgspec' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["False", "False"]
    with pytest.raises(AttributeError):
        site_builder.nothing_of_that_name  # noqa: B018
