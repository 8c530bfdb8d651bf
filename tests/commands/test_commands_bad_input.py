"""What a clerk gets for bad input: one problem per mistake, with file, line, Chinese text and mend; the good
files are not touched by it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.text.repair.repair_edits import CONTROL_CHARACTERS

PROJECT = Path(__file__).parents[2]
GOOD = """漯河市人民政府关于2023年度法治政府建设情况的报告
2023年，漯河市深入推进依法行政。
一、主要举措和成效
（一）受理行政复议案件56件。
二、存在的不足
基层力量薄弱。
三、下一年度主要安排
继续推进。
漯河市人民政府
2024年3月1日
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one good report and the real indicators and places."""
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    for name in ("indicators", "pages"):
        shutil.copytree(PROJECT / "content" / name, tmp_path / "content" / name)
    shutil.copy(PROJECT / "content" / "places.yml", tmp_path / "content")
    (tmp_path / "content/glossary").mkdir()
    write(tmp_path, "reports/河南省/漯河市/2023.txt", GOOD)
    return tmp_path


def write(project: Path, name: str, text: str | bytes) -> None:
    file = project / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def found(project: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and findings of `check`, notes left out."""
    result = CliRunner().invoke(
        main,
        ["--config", str(project / "mkdocs.yml"), "check", "--format", "json", *arguments],
        catch_exceptions=False,
    )
    return result.exit_code, [p for p in json.loads(result.stdout) if p["severity"] != "note"]


def test_a_good_report_has_no_problem(project: Path) -> None:
    assert found(project) == (0, [])


def build(project: Path) -> str:
    """Build the site; what the command says."""
    shutil.copytree(PROJECT / "themes", project / "themes", dirs_exist_ok=True)
    return (
        CliRunner()
        .invoke(main, ["--config", str(project / "mkdocs.yml"), "build"], catch_exceptions=False)
        .output
    )


TERM = (
    "---\nterm: 双下降\nsources: [{title: 中华人民共和国行政诉讼法, checked:"
    " 未能核对}]\n---\n案件数量和败诉率都下降。\n"
)


def two_sidecars(project: Path) -> None:
    for ending in ("yml", "YML"):
        write(project, f"reports/河南省/漯河市/2023.{ending}", "year: 2023\n")


BAD: list[tuple[str, Callable[[Path], None], set[str], str]] = [
    (
        "empty",
        lambda p: write(p, "reports/河南省/洛阳市/2023.txt", ""),
        {"S102"},
        "reports/河南省/洛阳市/2023.txt",
    ),
    (
        "only a byte order mark",
        lambda p: write(p, "reports/河南省/洛阳市/2023.txt", b"\xef\xbb\xbf\r\n"),
        {"S102"},
        "reports/河南省/洛阳市/2023.txt",
    ),
    (
        "enormous",
        lambda p: write(p, "reports/河南省/洛阳市/2023.txt", b"a" * (20 * 1024 * 1024)),
        {"S103"},
        "reports/河南省/洛阳市/2023.txt",
    ),
    (
        "an image",
        lambda p: write(p, "reports/河南省/洛阳市/2023.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        {"S104"},
        "reports/河南省/洛阳市/2023.txt",
    ),
    (
        "broken sidecar",
        lambda p: write(p, "reports/河南省/漯河市/2023.yml", "title: a: b\n"),
        {"X951"},
        "reports/河南省/漯河市/2023.yml",
    ),
    (
        "unknown key",
        lambda p: write(p, "reports/河南省/漯河市/2023.yml", "titel: 报告\n"),
        {"X954"},
        "reports/河南省/漯河市/2023.yml",
    ),
    (
        "sidecar without report",
        lambda p: write(p, "reports/河南省/漯河市/2022.yml", "year: 2022\n"),
        {"X910"},
        "reports/河南省/漯河市/2022.yml",
    ),
    ("two sidecars", two_sidecars, {"X914"}, "reports/河南省/漯河市/2023.txt"),
    (
        "slug of a term",
        lambda p: write(p, "glossary/双下降.md", TERM.replace("term:", "slug: ../about\nterm:")),
        {"G612"},
        "glossary/双下降.md",
    ),
    (
        "no metrics",
        lambda p: (p / "content/indicators/metrics.yml").unlink(),
        {"Q513"},
        "indicators/metrics.yml",
    ),
    (
        "metrics in a broken form",
        lambda p: write(p, "indicators/metrics.yml", "themes: [甲]\nmetrics: - [\n"),
        {"X951"},
        "indicators/metrics.yml",
    ),
    (
        "term twice",
        lambda p: (write(p, "glossary/双下降.md", TERM), write(p, "glossary/双降.md", TERM))[0],
        {"G6"},
        "glossary/",
    ),  # type: ignore[func-returns-value]
]


@pytest.mark.parametrize(("make", "codes", "file"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_each_mistake_is_told_with_its_file(
    project: Path, make: Callable[[Path], None], codes: set[str], file: str
) -> None:
    make(project)
    code, problems = found(project)
    assert code == 1
    assert {next((c for c in codes if p["code"].startswith(c)), p["code"]) for p in problems} == codes
    assert all(file in p["file"] and p["message"] and p["advice"] for p in problems)


def test_an_unknown_key_keeps_a_report_back_and_hides_nothing(project: Path) -> None:
    write(
        project,
        "reports/河南省/漯河市/2023.yml",
        "titel: 报告\nplace: 京州市\nsource_url: 无\nconfirm:\n  3: 别的话\n",
    )
    code, problems = found(project)
    told = [(p["code"], p["line"]) for p in problems if p["file"].endswith(".yml")]
    assert code == 1
    assert sorted(told) == [("H312", 2), ("T220", 5), ("X954", 1), ("X960", 3)]
    write(project, "reports/河南省/洛阳市/2023.txt", GOOD.replace("漯河", "洛阳"))
    run = build(project)
    assert [page.parent.parent.name for page in project.glob("site/reports/*/2023/index.html")] == [
        "luoyang"
    ], run


def test_no_address_that_staff_state_stops_a_build(project: Path) -> None:
    write(project, "glossary/双下降.md", TERM.replace("term:", "slug: ../about\nterm:"))
    write(
        project,
        "glossary/行政复议.md",
        TERM.replace("双下降", "行政复议").replace("term:", "slug: shuangxiajiang\nterm:"),
    )
    write(
        project,
        "places.yml",
        "places:\n  - {code: 411100, slug: ../about, former_slugs: [../x]}\n  - {code: 410300, slug:"
        " henan}\n",
    )
    metrics = project / "content/indicators/metrics.yml"
    metrics.write_text(
        metrics.read_text(encoding="utf-8").replace("id: legal-advisers\n", "id: ../about\n"),
        encoding="utf-8",
    )
    framework = project / "content/indicators/2019.yml"
    write(
        project,
        "indicators/2020.yml",
        framework.read_text(encoding="utf-8").replace('edition: "2019"', "edition: ../x"),
    )
    write(project, "indicators/2021.yml", framework.read_text(encoding="utf-8"))
    code, problems = found(project)
    assert code == 1
    assert {"G612", "G613", "C713", "C712", "Q515", "Q516"} <= {p["code"] for p in problems}
    assert all(p["line"] or p["code"] in {"Q516"} for p in problems)
    run = build(project)
    pages = {
        page.parent.relative_to(project / "site").as_posix() for page in project.glob("site/**/index.html")
    }
    assert {
        "reports/luohe/2023",
        "glossary/shuangxiajiang",
        "glossary/xingzhengfuyi",
        "indicators/2019",
    } <= pages, run


def test_what_is_to_be_withheld_is_withheld_however_the_sidecar_ends(project: Path) -> None:
    write(project, "reports/河南省/漯河市/2023.YML", "withheld: 正在核对个人信息\n")
    run = build(project)
    page = (project / "site/reports/luohe/2023/index.html").read_text(encoding="utf-8")
    assert "正在核对个人信息" in page, run
    assert not [
        file
        for file in project.glob("site/**/*")
        if file.is_file() and "受理行政复议案件56件" in file.read_text("utf-8", "replace")
    ]


def test_a_confirmed_line_is_read_like_any_other_key(project: Path) -> None:
    write(project, "reports/河南省/漯河市/2023.yml", "confirm:\n  3: 待核对\n")
    assert found(project) == (0, [])


def test_two_files_with_one_identity_name_each_other(project: Path) -> None:
    write(project, "reports/河南省/漯河市/2023-再次.txt", GOOD.replace("56件", "57件"))
    _, problems = found(project)
    told = [p for p in problems if p["code"] == "C701"]
    assert told and "2023" in told[0]["message"] and ".txt" in told[0]["message"]


def test_an_unknown_place_is_asked_about_not_guessed(project: Path) -> None:
    write(project, "reports/汉东省/京州市/2023.txt", GOOD.replace("漯河市", "京州市"))
    code, problems = found(project)
    assert code == 1
    assert any(p["code"].startswith("H3") and "京州" in p["file"] for p in problems)


def test_only_what_was_named_is_shown(project: Path) -> None:
    write(project, "reports/河南省/洛阳市/2023.txt", "")
    good = project / "content/reports/河南省/漯河市/2023.txt"
    assert found(project, str(good)) == (0, [])
    assert found(project, str(good.parent.parent / "洛阳市"))[0] == 1


def test_a_path_that_does_not_exist_is_a_usage_error(project: Path) -> None:
    result = CliRunner().invoke(
        main, ["--config", str(project / "mkdocs.yml"), "check", str(project / "content/reports/没有.txt")]
    )
    assert result.exit_code == 2
    assert "找不到" in result.output


@pytest.mark.parametrize(
    "arguments", [["explain", "没有.txt"], ["chekc"], ["new", "漯河市", "24"], ["new", "鼓楼区", "2024"]]
)
def test_usage_errors_are_chinese_and_exit_2(project: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["--config", str(project / "mkdocs.yml"), *arguments])
    assert result.exit_code == 2
    assert any("一" <= c <= "鿿" for c in result.output)
    assert "Traceback" not in result.output


def test_a_missing_configuration_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "mkdocs.yml"), "check"])
    assert (result.exit_code, "mkdocs.yml" in result.output) == (2, True)


def test_new_makes_both_files_once(project: Path) -> None:
    run = ["--config", str(project / "mkdocs.yml"), "new", "昆明市西山区", "2024"]
    assert CliRunner().invoke(main, run).exit_code == 0
    folder = project / "content/reports/云南省/昆明市/西山区"
    assert sorted(f.name for f in folder.iterdir()) == ["2024.txt", "2024.yml"]
    assert CliRunner().invoke(main, run).exit_code == 2


def test_invisible_characters_are_shown_by_number_on_pages_and_in_messages(project: Path) -> None:
    spoilt = GOOD.replace("受理行政", "受理\u202e行政\u200b\x07").replace("基层", "基\u3164层\u2066")
    write(project, "reports/河南省/漯河市/2023.txt", spoilt)
    write(project, "reports/河南省/漯河市/2023.yml", 'replace:\n  - {line: 6, from: "不\\u202e在", to: 在}\n')
    said = build(project) + "".join(p["message"] + p["advice"] for p in found(project)[1])
    report = str(project / "content/reports/河南省/漯河市/2023.txt")
    explained = CliRunner().invoke(
        main, ["--config", str(project / "mkdocs.yml"), "explain", "--all", report]
    )
    raw = re.compile(f"[{CONTROL_CHARACTERS.replace(chr(0xFEFF), '')}]")
    pages = {file: raw.search(file.read_text(encoding="utf-8")) for file in project.glob("site/**/*.html")}
    assert [file.name for file, hit in pages.items() if hit] == []
    page = (project / "site/reports/luohe/2023/index.html").read_text(encoding="utf-8")
    assert "U+202E" in page
    assert "U+3164" in page
    assert "不U+202E在" in said
    assert "U+202E" in explained.output
    assert not raw.search(said + explained.output)
