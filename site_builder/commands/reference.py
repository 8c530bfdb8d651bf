"""Generate docs/cli.md, docs/problems.md and docs/templates.md from the program itself, so that they cannot
go stale: `make docs`."""

from collections.abc import Iterator
from pathlib import Path

import click

from site_builder.commands.template_reference import templates_page
from site_builder.problem_catalogue import CATALOGUE

COMMAND_GROUPS = (
    ("S", "读取文件"),
    ("T", "修复文字"),
    ("H", "认出文件：种类、标题、地区、年度、日期"),
    ("B", "正文结构"),
    ("Q", "数字与指标"),
    ("G", "词语"),
    ("C", "整个文库"),
    ("D", "个人信息"),
    ("X", "网站、配置与构建"),
)


def problems_page() -> str:
    """docs/problems.md: every code with severity, text and mend, grouped by its letter."""
    lines = [
        "# 问题代码",
        "",
        "这一页由 `make docs` 从程序里的问题目录生成，请勿手改。{…} 处在实际提示里是具体内容。",
        "",
    ]
    lines += [
        "错误：这个文件不会发布。警告：会发布，但应当修改；加 `--strict` 时按错误处理。提示：知道即可。",
        "",
    ]
    for letter, name in COMMAND_GROUPS:
        codes = sorted(code for code in CATALOGUE if code.startswith(letter))
        if codes:
            lines += [f"## {name}", "", "| 代码 | 程度 | 说明 | 怎么改 |", "|---|---|---|---|"]
            lines += [
                f"| {c} | {CATALOGUE[c].severity.word} | {_cell(CATALOGUE[c].text)} |"
                f" {_cell(CATALOGUE[c].advice)} |"
                for c in codes
            ]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def cli_page(group: click.Group) -> str:
    """docs/cli.md: the help of every command, as the program prints it."""
    lines = [
        "# 命令",
        "",
        "这一页由 `make docs` 从 `site-builder --help` 生成，请勿手改。退出码：0 正常，1 有问题，2 用法不对。",
        "",
    ]
    for name, text in _helps(group):
        lines += [f"## {name}", "", "```text", text.rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _helps(group: click.Group) -> Iterator[tuple[str, str]]:
    context = click.Context(
        group, info_name="site-builder", max_content_width=100, terminal_width=100, **group.context_settings
    )
    yield "site-builder", group.get_help(context)
    for name in sorted(group.commands):
        child = click.Context(
            group.commands[name], info_name=name, parent=context, max_content_width=100, terminal_width=100
        )
        yield f"site-builder {name}", group.commands[name].get_help(child)


def pages(group: click.Group) -> dict[str, str]:
    """File name under docs/ → text."""
    return {"problems.md": problems_page(), "cli.md": cli_page(group), "templates.md": templates_page()}


def write(group: click.Group, folder: Path) -> None:
    """Write the generated pages into `folder`."""
    for name, text in pages(group).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
