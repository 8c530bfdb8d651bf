"""What `explain` tells a clerk in the terminal, of the documents that ship with the project."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

ROOT = Path(__file__).parents[2]


def explained(report: str) -> str:
    result = CliRunner().invoke(main, ["--config", str(ROOT / "mkdocs.yml"), "explain", "--all", str(ROOT / "content/reports" / report)])
    assert result.exit_code in (0, 1), result.output
    return result.output


@pytest.mark.parametrize(
    ("report", "line"),
    [
        ("河南省/漯河市/2024.txt", "第 14 行　44.1% = 44.1 %　指标：行政复议调解和解率（依据“"),
        ("河南省/漯河市/2024.txt", "17个百分点 = 17 百分点　比较（高出全省平均水平）"),
        ("河南省/洛阳市/2020-法治政府建设示范市创建方案.txt", "第 17 行　100% = 100 %　目标或计划（方案）　指标：规范性文件报备率、及时率、规范率"),
        ("河南省/洛阳市/2020-法治政府建设示范市创建方案.txt", "第 69 行　5个工作日 = 5 工作日（不超过）　规定（指标体系）"),
    ],
)
def test_a_number_is_told_with_what_it_says_and_the_words_that_decided(report: str, line: str) -> None:
    assert line in explained(report)
