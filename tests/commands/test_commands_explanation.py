"""What `explain` tells a clerk in the terminal, of the documents that ship with the project."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

ROOT = Path(__file__).parents[2]


def explained(report: str) -> str:
    result = CliRunner().invoke(
        main,
        ["--config", str(ROOT / "mkdocs.yml"), "explain", "--all", str(ROOT / "content/reports" / report)],
    )
    assert result.exit_code in (0, 1), result.output
    return result.output


@pytest.mark.parametrize(
    ("report", "line"),
    [
        ("河南省/漯河市/2024.txt", "第 14 行　44.1% = 44.1 %　指标：行政复议调解和解率（依据“"),
        ("河南省/漯河市/2024.txt", "17个百分点 = 17 百分点　比较（高出全省平均水平）"),
        (
            "河南省/洛阳市/2020-法治政府建设示范市创建方案.txt",
            "第 17 行　100% = 100 %　目标或计划（方案）　指标：规范性文件报备率、及时率、规范率",
        ),
        (
            "河南省/洛阳市/2020-法治政府建设示范市创建方案.txt",
            "第 69 行　5个工作日 = 5 工作日（不超过）　规定（指标体系）",
        ),
    ],
)
def test_a_number_is_told_with_what_it_says_and_the_words_that_decided(report: str, line: str) -> None:
    assert line in explained(report)


REPORT = "漯河市2024年法治政府建设年度报告\n一、主要举措。办结案件412件。\n"
UNPUBLISHED = [
    ("content/reports/河南省/2024.md", REPORT, "扩展名是 .md"),
    ("content/reports/河南省/2024", REPORT, "没有扩展名"),
    ("content/reports/河南省/.2024.txt", REPORT, "隐藏文件"),
    ("content/report/河南省/2024.txt", REPORT, "文件不在 reports 文件夹里"),
    ("2024.txt", REPORT, "文件不在 reports 文件夹里"),
    ("content/reports/2024.txt", "某地2024年政府信息公开工作年度报告\n一、总体情况。\n", "H301"),
    ("content/reports/2024.txt", REPORT + "联系人身份证号11010519491231002X。\n", "D801"),
]


@pytest.mark.parametrize(("name", "text", "why"), UNPUBLISHED)
def test_what_is_not_published_is_said_first(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = (
        CliRunner()
        .invoke(main, ["--config", str(tmp_path / "mkdocs.yml"), "explain", str(tmp_path / name)])
        .output
    )
    assert said.startswith("这份文件不会发布：")
    assert why in said.split("\n")[0]


def test_of_what_is_published_nothing_of_the_kind_is_said() -> None:
    assert "不会发布" not in explained("河南省/漯河市/2024.txt")
