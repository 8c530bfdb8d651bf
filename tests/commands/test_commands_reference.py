"""docs/cli.md and docs/problems.md are what the program says today."""

from pathlib import Path

import pytest

from site_builder.cli import main
from site_builder.commands.reference import COMMAND_GROUPS, pages
from site_builder.problem_catalogue import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["cli.md", "problems.md"])
def test_the_generated_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages(main)[name], "运行 make docs 重新生成"


def test_every_code_belongs_to_a_group_of_the_page() -> None:
    assert {code[0] for code in CATALOGUE} <= {letter for letter, _ in COMMAND_GROUPS}


def test_every_command_is_documented_with_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert f"## site-builder {name}" in pages(main)["cli.md"] or command.hidden
