"""What must not get out through the whole pipeline: marks, personal data in every kind of file, and the
option that holds warned files back."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.config import load_config
from site_builder.pipeline.staff_words import held_pages, staff_findings

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
IDENTITY = "11010519491231002X"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    for name in ("glossary", "indicators", "pages"):
        (tmp_path / "content" / name).mkdir(parents=True)
    shutil.copy(PROJECT / "content/indicators/metrics.yml", tmp_path / "content/indicators")
    write(tmp_path, "reports/河南省/漯河市/2023.txt", GOOD)
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    file = project / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def configured(project: Path, line: str) -> None:
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "- site_builder:\n" in settings
    (project / "mkdocs.yml").write_text(
        settings.replace("- site_builder:\n", f"- site_builder:\n      {line}\n"), encoding="utf-8"
    )


def codes(project: Path) -> list[tuple[str, str, int]]:
    """(code, file, line) of errors and warnings on privacy and readiness that `check` tells."""
    result = CliRunner().invoke(
        main, ["--config", str(project / "mkdocs.yml"), "check", "--format", "json"], catch_exceptions=False
    )
    told = [
        p
        for p in json.loads(result.stdout)
        if p["severity"] != "note" and p["code"].startswith(("D8", "B42", "X9"))
    ]
    assert IDENTITY not in result.stdout
    return [(p["code"], p["file"].removeprefix("content/"), p["line"] or 0) for p in told]


PHONE = GOOD.replace("继续推进。", "继续推进，投诉人电话13812345678。")
REPORT = "reports/河南省/漯河市/2023.txt"


@pytest.mark.parametrize(
    ("text", "option", "told"),
    [
        (PHONE, "", [("D802", REPORT, 8)]),
        (PHONE, "hold_back: errors", [("D802", REPORT, 8)]),
        (PHONE, "hold_back: privacy", [("D802", REPORT, 8), ("X930", REPORT, 0)]),
        (PHONE, "hold_back: warnings", [("D802", REPORT, 8), ("X930", REPORT, 0)]),
        (GOOD, "hold_back: warnings", []),
        (GOOD.replace("2024年3月1日", "2034年3月1日"), "hold_back: privacy", []),
        (GOOD.replace("2024年3月1日", "2034年3月1日"), "hold_back: warnings", [("X930", REPORT, 0)]),
        (GOOD, "hold_back: never", [("X902", "mkdocs.yml", 0)]),
    ],
)
def test_the_option_holds_back_what_has_warnings(
    project: Path, text: str, option: str, told: list[tuple[str, str, int]]
) -> None:
    write(project, REPORT, text)
    if option:
        configured(project, option)
    assert sorted((code, file, 0 if code == "X902" else line) for code, file, line in codes(project)) == told


def test_a_changed_option_is_heeded_without_a_changed_report(project: Path) -> None:
    write(project, REPORT, PHONE)
    assert "X930" not in {code for code, _, _ in codes(project)}
    configured(project, "hold_back: privacy")
    assert "X930" in {code for code, _, _ in codes(project)}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("glossary/双下降.md", f"---\nterm: 双下降\nsources: [甲法]\n---\n解释。\n联系人身份证号{IDENTITY}。\n", ("D820", "glossary/双下降.md", 6)),
        ("glossary/双下降.md", "---\nterm: 双下降\nsources: [甲法]\n---\n解释，请拨打13812345678。\n", ("D821", "glossary/双下降.md", 5)),
        ("pages/about.md", f"# 关于\n\n身份证号：{IDENTITY}\n", ("D820", "pages/about.md", 3)),
        ("pages/about.md", "# 关于\n\n李某，家住漯河市柳江路12号3号楼2单元501室。\n", ("D821", "pages/about.md", 3)),
        (f"pages/{IDENTITY}.md", "# 关于\n", ("D820", f"pages/{IDENTITY}.md", 0)),
        ("places.yml", f"# 身份证号 {IDENTITY}\n", ("D820", "places.yml", 1)),
        ("reports/河南省/漯河市/2023.yml", "source_url: https://example.com/\nreplace:\n  - {line: 4, from: 56件, to: 57件, why: 据13812345678来电更正}\n",
         ("D823", "reports/河南省/漯河市/2023.yml", 3)),
        ("reports/河南省/漯河市/2023.yml", f"withheld: 当事人身份证号{IDENTITY}\n", ("D822", "reports/河南省/漯河市/2023.yml", 1)),
    ],
)  # fmt: skip
def test_personal_data_are_found_in_everything_published(
    project: Path, name: str, text: str, told: tuple[str, str, int]
) -> None:
    write(project, name, text)
    if IDENTITY in name:  # the name itself is the datum: messages of the file must show where it is
        assert [
            (p.code, p.file, p.line) for p in staff_findings(load_config(project / "mkdocs.yml").config)
        ] == [told]
    else:
        assert told in codes(project)


def test_a_page_with_an_error_is_kept_back_and_one_with_a_mailbox_is_not(project: Path) -> None:
    write(project, "pages/help/contact.md", f"身份证号：{IDENTITY}\n")
    write(project, "pages/about.md", "联系我们：portal2026@163.com，电话13812345678\n")
    config = load_config(project / "mkdocs.yml").config
    assert "help/contact/index.html" in held_pages(config)
    assert not any("about" in path for path in held_pages(config))
    assert [p.code for p in staff_findings(config)] == ["D820"]


def test_the_files_of_the_portal_have_no_personal_data() -> None:
    assert staff_findings(load_config(PROJECT / "mkdocs.yml").config) == ()
