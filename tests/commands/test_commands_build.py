"""`build`: what its exit status says, and what its last lines say when hundreds of others stand before them."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.commands.findings import RECAPPED, recap
from site_builder.problems import Problem, defect, fault_place

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, one of them empty; Material's frame and the pages of this portal."""
    import shutil

    folder = tmp_path_factory.mktemp("portal")
    shutil.copytree(ROOT / "themes", folder / "themes")
    shutil.copytree(ROOT / "content/pages", folder / "content/pages")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("河南省/漯河市/2024.txt",):
        (folder / "content/reports" / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / "content/reports" / name, folder / "content/reports" / name)
    (folder / "content/reports/河南省/漯河市/2023.txt").write_bytes(b"")
    return folder


def build(project: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.chdir(project)
    return CliRunner().invoke(main, ["build", "--workers", "1", *options])


def test_exit_zero_is_the_status_of_the_publication(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = build(project, monkeypatch)
    assert plain.exit_code == 1
    assert (project / "site/reports/luohe/2024/index.html").is_file()
    good = build(project, monkeypatch, "--exit-zero")
    assert good.exit_code == 0
    assert good.stderr.rstrip().splitlines()[-1].startswith("  content/reports/河南省/漯河市/2023.txt（S102")
    assert build(project, monkeypatch, "--exit-zero", "--strict").exit_code == 1


def test_a_theme_at_fault_exits_with_1_whatever_is_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = project / "themes/portal/pages/search.html"
    good = template.read_text(encoding="utf-8")
    try:
        template.write_text("{% if %}", encoding="utf-8")
        done = build(project, monkeypatch, "--exit-zero")
        assert done.exit_code == 1
        assert "pages/search.html 第 1 行" in done.stderr
    finally:
        template.write_text(good, encoding="utf-8")


def test_the_recap_names_each_file_once_and_ends() -> None:
    problems = [Problem("S102", f"reports/{number}.txt") for number in range(RECAPPED + 3)] + [
        Problem("H301", "reports/0.txt")
    ]
    lines = recap([*problems, Problem("X912", "reports/note.pdf")], "content").splitlines()
    assert len(lines) == RECAPPED + 2
    assert f"下面 {RECAPPED + 3} 个文件有错误" in lines[0]
    assert sorted(lines[1].strip("）").split("（")[1].split("、")) == ["H301", "S102"]
    assert lines[-1] == "  ……还有 3 个"


def test_make_site_publishes_the_good_files(tmp_path: Path) -> None:
    shown = subprocess.run(
        ["make", "--dry-run", "site"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "site-builder build --exit-zero" in shown


@pytest.mark.parametrize("error, code, said", [
    (OSError(28, "No space left on device", "a.html"), 1, "错误：读写文件时出错（磁盘满了：a.html）"),
    (ZeroDivisionError("odd"), 1, "错误：程序出错，这是程序的缺陷，请把这一行发给维护者：ZeroDivisionError: odd（"),
])  # fmt: skip
def test_no_command_ends_with_a_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, said: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("site_builder.build.check", fail)
    monkeypatch.chdir(project)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == code
    assert done.stderr.splitlines()[-1].startswith(said)
    assert "Traceback" not in done.output


def test_a_defect_is_told_in_one_line_with_its_place() -> None:
    try:
        {}["行\n二"]
    except KeyError as error:
        told = defect(error)
        assert "\n" not in told
        assert "test_commands_build.py:" in fault_place(error)
